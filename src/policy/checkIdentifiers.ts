import { IDENTIFIER_TYPES } from '../decide/index.js'
import { type PatternFault, readPattern } from '../identifiers/index.js'
import type { DeclaredNames } from './checkWords.js'
import type { PolicyDocument } from './document.js'
import { type FormIssue, wordIssue } from './formIssues.js'

/** What may be written in the place of what is refused, for the message. */
const IN_PLACE: Partial<Readonly<Record<PatternFault['code'], readonly string[]>>> = {
  pattern_unbounded: ['{4}', '{4,6}'],
}

/**
 * Checks the kinds of identifier of a document's own: their names are no other's, and their
 * patterns safe.
 */
export const checkIdentifiers = (
  { identifiers = {} }: PolicyDocument,
  names: DeclaredNames,
): readonly FormIssue[] =>
  Object.entries(identifiers).flatMap(([name, { pattern }]) => [
    ...([...RESERVED, ...IDENTIFIER_TYPES, ...names.classes].includes(name)
      ? [wordIssue('reserved_name', ['identifiers', name], name)]
      : []),
    ...checkPattern(name, pattern),
  ])

/**
 * Names that mean something else wherever kinds of identifier are named. `redact` names kinds,
 * classes and what is left (`default`) in one list. The last three are what the values of a record
 * itself are called there.
 */
const RESERVED = ['default', 'known_name', 'known_value', 'withheld']

/**
 * Checks that a pattern is of the small grammar that cannot be made to run for long, whatever the
 * text. `readPattern` says what is wrong with it; the code is handed on with the part of the
 * pattern that it is about.
 */
function checkPattern(name: string, pattern: string): readonly FormIssue[] {
  const read = readPattern(pattern)
  if (read.ok) return []
  const { code, word } = read.fault
  return [wordIssue(code, ['identifiers', name, 'pattern'], word, IN_PLACE[code])]
}
