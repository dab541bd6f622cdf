import { failAll, ok, type Result } from '../../model/index.js'
import { type FormIssue, placeIssue, wordIssue } from '../formIssues.js'
import { packs as shipped } from '../packs/index.js'
import type { Source, SourceReader } from '../readSource.js'
import { findFile, type NamedFiles, resolveName } from './namedFiles.js'
import { itemsOf, membersOf, partBelow, toItems, toMembers } from './parts.js'
import { readNamed } from './readNamed.js'

/**
 * Tells whether a word of `packs` names a file: no pack that is shipped has a dot or a slash in its
 * name, and neither has one of the business's own (`^[a-z][a-z0-9_]*$`).
 */
export const isPackFile = (word: unknown): word is string =>
  typeof word === 'string' && /[./\\]/.test(word)

export interface FilePlace {
  /** The documents that were handed in, by their paths. Nothing is read from a disk here. */
  readonly files: NamedFiles
  /** The path of the document whose names are looked for. */
  readonly file: string
  /** What reads the text of those that are text. */
  readonly readText: SourceReader
}

/**
 * Puts the packs that a document names by their files in the place of those names, each with the
 * places of its own file, so that a mistake in a pack is reported at its line.
 *
 * A file that is not there is reported at the name (`missing_file`), and all of them in one go. What is
 * in a pack is checked later, with the whole policy.
 */
export function openPacks(document: Source, place: FilePlace): Result<Source> {
  const list = partBelow(document, 'packs')
  if (!Array.isArray(list.value)) return ok(document)
  const opened = itemsOf(list).map((item, at) => openPack(item, document, at, place))
  const issues = opened.flatMap((one) => (one.ok ? [] : one.issues))
  if (issues.length > 0) return failAll(issues)
  const items = opened.flatMap((one) => (one.ok ? [one.value] : []))
  const others = membersOf(document).filter(([key]) => key !== 'packs')
  return ok(toMembers([...others, ['packs', toItems(items, list)]], document))
}

/** Opens one pack that a document names by its file; what names none stays as it is. */
function openPack(
  item: Source,
  document: Source,
  at: number,
  { files, file, readText }: FilePlace,
): Result<Source> {
  const word = item.value
  if (typeof word !== 'string' || shipped.some(({ name }) => name === word)) return ok(item)
  const refuse = (code: string, more: Partial<FormIssue>): Result<never> =>
    failAll([placeIssue({ ...wordIssue(code, ['packs', at], word), ...more }, document)])
  const path = resolveName(file, word)
  if (path === null) return refuse('invalid_file_name', { form: FILE_NAME })
  const found = findFile(files, path)
  // A word that looks like no file is told later, as the name of no pack.
  if (found === undefined)
    return isPackFile(word) ? refuse('missing_file', { allowed: Object.keys(files) }) : ok(item)
  const read = readNamed(found, path, readText)
  if (!read.ok) return read
  const { value, locate } = read.value
  // An object has no places of its own: what is wrong with it is told where it is named.
  return ok({ value, locate: (steps, part) => locate(steps, part) ?? item.locate([], part) })
}

/** The form that the name of a file has, in plain words. */
export const FILE_NAME = 'a path from this file, with `/`'
