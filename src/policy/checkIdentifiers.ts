import { IDENTIFIER_TYPES } from '../decide/index.js'
import { type PatternFault, readPattern } from '../identifiers/index.js'
import type { DeclaredNames } from './checkWords.js'
import type { PolicyDocument } from './document.js'
import { type FormIssue, wordIssue } from './formIssues.js'

// What may be written in its place.
const IN_PLACE: Partial<Readonly<Record<PatternFault['code'], readonly string[]>>> = {
  pattern_unbounded: ['{4}', '{4,6}'],
}

/** Checks the kinds of identifier of a document's own: their names are no other's, and their patterns safe. */
export const checkIdentifiers = (
  { identifiers = {} }: PolicyDocument,
  names: DeclaredNames,
): readonly FormIssue[] =>
  Object.entries(identifiers).flatMap(([name, { pattern }]) => [
    ...(isTaken(name, names) ? [wordIssue('reserved_name', ['identifiers', name], name)] : []),
    ...checkPattern(name, pattern),
  ])

// `redact` names kinds, classes and what is left in one list; the last two are what a record's own values are called.
const RESERVED = ['default', 'known_name', 'known_value', 'withheld']

const isTaken = (name: string, { classes }: DeclaredNames): boolean =>
  [...RESERVED, ...IDENTIFIER_TYPES, ...classes].includes(name)

function checkPattern(name: string, pattern: string): readonly FormIssue[] {
  const read = readPattern(pattern)
  if (read.ok) return []
  const { code, word } = read.fault
  return [wordIssue(code, ['identifiers', name, 'pattern'], word, IN_PLACE[code])]
}
