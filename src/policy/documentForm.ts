import type * as z from 'zod'
import type { FormName, SettingForm } from '../model/index.js'
import type { Edit } from './edits.js'
import type { PathSteps } from './readSource.js'

/**
 * What a document knows of a form: how it is written, read, printed again, and what slips of the
 * hand make of it.
 *
 * A form is what settings of several tables have in common, such as a level or a list of words;
 * which setting has which form stands in its descriptor. Words come here after the schema has
 * passed them; one that is of another form all the same asks nothing and prints nothing.
 */
export interface DocumentForm {
  /** What may be written. The setting says which words an editor should offer. */
  schema(setting: SettingForm<FormName>): z.ZodType
  /** What it means in a compiled policy; `undefined` for what asks nothing. */
  read(word: unknown): unknown
  /** How a document writes that again: reading what is printed gives the same. */
  print(value: unknown): unknown
  /** Small changes to it, each of which a policy's tests should notice. */
  edits(path: PathSteps, word: unknown): readonly Edit[]
  /** The words in it that have to be known ones, each with its place. */
  named?(word: unknown): readonly PlacedWord[]
}

/** A word of a document and where it stands below its setting. */
export interface PlacedWord {
  readonly word: string
  readonly steps: PathSteps
}
