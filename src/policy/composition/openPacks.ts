import { failAll, type Issue, ok, type Result } from '../../model/index.js'
import { placeIssue, wordIssue } from '../formIssues.js'
import { packs as shipped } from '../packs/index.js'
import { findNamed, type NamedFiles, resolveName } from './namedFiles.js'
import { below, itemsOf, membersOf, type Part, toItems, toMembers } from './parts.js'
import { readNamed } from './readNamed.js'

/** Tells whether a word of `packs` names a file: no pack that is shipped has a dot or a slash in its name. */
export const isPackFile = (word: unknown): word is string =>
  typeof word === 'string' && /[./\\]/.test(word)

/**
 * Puts the packs that a document names by their files in the place of those names, each with the places of its own file,
 * so that a mistake in a pack is told at its line. A file that is not there is told at the name.
 */
export function openPacks(
  document: Part,
  { files, file }: { readonly files: NamedFiles; readonly file: string },
): Result<Part> {
  const list = below(document, 'packs')
  if (!Array.isArray(list.value)) return ok(document)
  const issues: Issue[] = []
  const items = itemsOf(list).map((item, index): Part => {
    const word = item.value
    if (typeof word !== 'string' || shipped.some(({ name }) => name === word)) return item
    const steps = ['packs', index]
    const path = resolveName(file, word)
    const found = path === null ? undefined : findNamed(files, path)
    if (path === null || found === undefined) {
      if (path === null)
        issues.push(
          placeIssue({ ...wordIssue('invalid_file_name', steps, word), form: FILE_NAME }, document),
        )
      else if (isPackFile(word))
        issues.push(
          placeIssue(wordIssue('missing_file', steps, word, Object.keys(files)), document),
        )
      return item
    }
    const read = readNamed(found, path)
    if (!read.ok) {
      issues.push(...read.issues)
      return item
    }
    const { value, locate } = read.value
    // An object has no places of its own: what is wrong with it is told where it is named.
    return { value, locate: (below, part) => locate(below, part) ?? item.locate([], part) }
  })
  if (issues.length > 0) return failAll(issues)
  const others = membersOf(document).filter(([key]) => key !== 'packs')
  return ok(toMembers([...others, ['packs', toItems(items, list)]], document))
}

/** The form that the name of a file has, in plain words. */
export const FILE_NAME = 'a path from this file, with `/`'
