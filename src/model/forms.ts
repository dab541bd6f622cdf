import type { Resolution } from './assessment.js'
import type { Rung } from './decision.js'
import type { Level, Rank } from './level.js'

interface Form<Word, Value> {
  readonly word: Word
  readonly value: Value
}

/** A fact's value as a business gives it. */
export type FactValue = string | number | boolean

/**
 * The forms that a setting of a policy may have: as a document writes it, and what that is compiled to. Each form is
 * read, printed and checked in one place, so a setting only has to name its form.
 */
export interface Forms {
  readonly level: Form<Level | Rank, Rank>
  /** A level that everybody reaches asks nothing. */
  readonly threshold: Form<Level | Rank, Rank>
  readonly flag: Form<boolean, boolean>
  /** Milliseconds. */
  readonly duration: Form<string, number>
  readonly count: Form<1 | 2 | 3, number>
  readonly list: Form<readonly string[], readonly string[]>
  readonly words: Form<string | readonly string[], readonly string[]>
  readonly resolutions: Form<Resolution | readonly Resolution[], readonly Resolution[]>
  readonly facts: Form<
    Readonly<Record<string, FactValue | readonly FactValue[]>>,
    Readonly<Record<string, readonly FactValue[]>>
  >
  readonly rungs: Form<Readonly<Partial<Record<string, Rung>>>, Readonly<Record<string, Rung>>>
}

/** A form by its name. */
export type FormName = keyof Forms

/** Lists of words that a setting's words may have to be of: those of a policy's own names among them. */
export type WordList = 'channels' | 'classes' | 'methods' | 'risks' | 'topics'

/** What every setting says of itself: its word in a document, its form, and what an editor shows beside it. */
export interface Setting<F extends FormName, Word extends string = string> {
  readonly word: Word
  readonly form: F
  readonly description: string
  /** Where its words have to be known ones: of which list, and the issue for any other. */
  readonly named?: { readonly of: WordList; readonly issue: string }
}

/** Settings by the names they have in a compiled policy. */
export type Settings = Readonly<Record<string, Setting<FormName>>>

/** What settings are compiled to, each absent where it asks nothing. */
export type ValuesOf<Table extends Settings> = {
  readonly [Name in keyof Table]?: Forms[Table[Name]['form']]['value']
}

/** What a document may write of settings, by their words. */
export type WordsOf<Table extends Settings> = {
  readonly [Name in keyof Table as Table[Name]['word']]?: Forms[Table[Name]['form']]['word']
}
