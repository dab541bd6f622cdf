import { checkBreakGlass } from './checkBreakGlass.js'
import { checkDates } from './checkDates.js'
import { checkFacts } from './checkFacts.js'
import { checkIdentifiers } from './checkIdentifiers.js'
import { checkRequirements, factsOf } from './checkRequirements.js'
import { checkRoutes } from './checkRoutes.js'
import { checkStatements } from './checkStatements.js'
import { checkWords, type DeclaredNames } from './checkWords.js'
import { checkCounters } from './counters.js'
import { type PolicyDocument, schemesOf } from './document.js'
import { EXPECTABLE } from './expectable.js'
import { type FormIssue, wordIssue } from './formIssues.js'
import { checkKnowledge } from './knowledge.js'
import { checkOwnMethods } from './ownMethods.js'
import { checkPacks } from './ownPacks/checkPacks.js'
import type { PathSteps } from './readSource.js'

/**
 * A dotted path into a record: at most 16 names of up to 64 characters, `*` for any one key
 * or index, `**` as the last step for all below.
 */
const FIELD = /^(?:[A-Za-z0-9_$-]{1,64}|\*)(?:\.(?:[A-Za-z0-9_$-]{1,64}|\*)){0,15}(?:\.\*\*)?$/

/**
 * Checks what a document means: every mistake in it, not only the first. The form was checked
 * before (`formDocument`), so every part is of its type here.
 *
 * Each check knows one part and none counts on another having passed. What is wrong only because of
 * a mistake elsewhere is sifted out afterwards, in `parseSource`.
 */
export const checkDocument = (
  document: PolicyDocument,
  names: DeclaredNames,
): readonly FormIssue[] => [
  ...checkNames(document, names),
  ...checkWords(document, names),
  ...checkPacks(document, factsOf(document, names)),
  ...checkIdentifiers(document, names),
  ...checkFacts(document),
  ...checkKnowledge(document.knowledge),
  ...checkOwnMethods(document),
  ...checkDates(document),
  ...checkRequirements(document, names),
  ...checkBreakGlass(document, names),
  ...checkCounters(document.counters),
  ...checkRoutes(document, names),
  ...checkStatements(document, names),
]

/**
 * Checks the names that the document gives: none is a word of ours (`reserved_name`), none stands
 * twice (`duplicate_name`), and every field is a path that can be followed (`invalid_field_path`).
 * An action may not be called like a class, because a test expects something of either by its name
 * alone.
 */
function checkNames(document: PolicyDocument, names: DeclaredNames): readonly FormIssue[] {
  const reserved: readonly string[] = EXPECTABLE
  const schemes = schemesOf(document)
  // A slash at its end makes no other issuer.
  const issuers = (document.issuers ?? []).map(({ issuer }) => issuer.replace(/\/+$/, ''))
  return [
    ...(names.classes.length === 0 ? [wordIssue('missing', ['classes'])] : []),
    ...names.classes
      .filter((name) => reserved.includes(name))
      .map((name) => wordIssue('reserved_name', ['classes', name], name)),
    ...names.actions
      .filter((name) => reserved.includes(name) || names.classes.includes(name))
      .map((name) => wordIssue('duplicate_name', ['actions', name], name)),
    ...Object.entries(document.classes).flatMap(([name, { fields }]) =>
      (fields ?? []).flatMap((field, index) =>
        FIELD.test(field) || field === '**'
          ? []
          : [noFieldPath(field, ['classes', name, 'fields', index])],
      ),
    ),
    ...repeatedAt(schemes).map((index) =>
      wordIssue('duplicate_name', ['channels', index, 'scheme'], schemes[index]),
    ),
    ...repeatedAt(issuers).map((index) =>
      wordIssue('duplicate_name', ['issuers', index, 'issuer'], document.issuers?.[index]?.issuer),
    ),
  ]
}

/** Says that a field is no path, and suggests the path that other tools write so: `$.cards[*].last4` -> `cards.*.last4`. */
function noFieldPath(field: string, at: PathSteps): FormIssue {
  const suggestion = field.replace(/^\$\.?/, '').replaceAll(/\.?\[(?:\*|\d*)\]/g, '.*')
  return {
    ...wordIssue('invalid_field_path', at, field),
    ...(FIELD.test(suggestion)
      ? { suggestion }
      : { form: 'names with a `.` between, `*` for any one name, `**` as the last' }),
  }
}

/** Gives the places at which a word stands again that stood before. */
const repeatedAt = (words: readonly string[]): readonly number[] =>
  words.flatMap((word, index) => (words.indexOf(word) < index ? [index] : []))
