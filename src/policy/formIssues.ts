import type * as z from 'zod'
import {
  DURATION,
  type Issue,
  isRecord,
  isSaidName,
  isScalar,
  pointerOf,
  suggest,
  withoutAbsent,
} from '../model/index.js'
import { MOST_COMPARED, meantWords } from './meantWords.js'
import { partOfKey } from './partOfKey.js'
import { boundOf, durationLike, nameLike, plainFormAt } from './plainForms.js'
import { keysAt, patternsAt } from './policyJsonSchema.js'
import type { PathSteps, Source } from './readSource.js'
import { sayNobody } from './sayNobody.js'
import { formFor, formOf } from './typeForms.js'
import { valueAt } from './valueAt.js'

/**
 * What is wrong in one place, its path still in steps, so that what it spoils can be left out. It
 * costs little to make: there may be thousands, of which few are told.
 */
export interface FormIssue extends Omit<Issue, 'path' | 'file' | 'line' | 'column'> {
  readonly steps: PathSteps
  /** The word that is surely meant, where it is not the nearest by its letters. */
  readonly suggestion?: string
}

/** The most mistakes of one document that are told. */
export const MOST_ISSUES = 100

/**
 * Names what is wrong with a document's form: closed codes, the author's own word, the words
 * allowed there. One more than are told, at most, so that it can be seen that there are more.
 */
export function formIssues(
  found: readonly z.core.$ZodIssue[],
  value: unknown,
): readonly FormIssue[] {
  const issues: FormIssue[] = []
  for (const issue of found) {
    if (issues.length > MOST_ISSUES) break
    // A key that is strange and the one that is missing for it are one mistake.
    const isTold = ({ code, steps }: FormIssue): boolean =>
      code === 'unknown_key' &&
      issues.some((one) => one.code === code && pointerOf(one.steps) === pointerOf(steps))
    issues.push(...readIssue(issue, [], value).filter((one) => !isTold(one)))
  }
  return issues.slice(0, MOST_ISSUES + 1)
}

/**
 * Makes an issue of what is wrong in one place: where its key or item stands in the source, and
 * what was meant.
 */
export function placeIssue(issue: FormIssue, source: Source): Issue {
  const { code, steps, word, allowed, by, form } = { ...sayNobody(issue), ...issue }
  const isOfKey = word === undefined ? !OF_VALUES.has(code) : word === steps.at(-1)
  const place = source.locate(steps, isOfKey ? 'key' : 'value')
  const meant = meaningsOf(issue)
  const several = meant.length > 1 ? meant.map((one) => `\`${one}\``).join(' or ') : undefined
  return {
    code,
    path: pointerOf(steps),
    ...(word === undefined ? {} : { word: word.slice(0, 80) }),
    ...(allowed === undefined || allowed.length > MOST_LISTED ? {} : { allowed }),
    ...withoutAbsent({ suggestion: meaningOf(issue), by, form: several ?? form }),
    ...place,
  }
}

const meaningsOf = ({ code, word, allowed, suggestion }: FormIssue): readonly string[] =>
  suggestion !== undefined || word === undefined || allowed === undefined
    ? [suggestion].filter((one) => one !== undefined)
    : meantWords(code, word, allowed)

/** Gives the one word that was probably meant; `undefined` where there is none, or several may be. */
export function meaningOf(issue: FormIssue): string | undefined {
  const [meant, ...others] = meaningsOf(issue)
  return others.length === 0 ? meant : undefined
}

/** How many allowed words are listed in a message at most. */
const MOST_LISTED = 200

/** Mistakes of a value rather than of its key: they are pointed at behind the colon. */
const OF_VALUES = new Set([
  'wrong_type',
  'invalid_duration',
  'invalid_format',
  'too_many',
  'too_few',
])

/** Says what is wrong about a word of the author's, and what is allowed in its place. */
export const wordIssue = (
  code: string,
  steps: PathSteps,
  word?: string,
  allowed?: readonly string[],
): FormIssue => ({
  code,
  steps,
  ...withoutAbsent({ word, allowed }),
})

/** Says what is wrong about a word of the author's, and the form that is meant, in plain words. */
export const formIssue = (
  code: string,
  steps: PathSteps,
  word: string | undefined,
  form: string,
): FormIssue => ({ ...wordIssue(code, steps, word), form })

/**
 * Reads one issue of the schema as ours: its code, its place, and what is allowed there. The
 * message of the library is left out, because it repeats what was written.
 *
 * The switch is over every code that zod has, so one that is added does not compile.
 */
function readIssue(
  issue: z.core.$ZodIssue,
  above: PathSteps,
  value: unknown,
): readonly FormIssue[] {
  const steps = [
    ...above,
    ...issue.path.map((step) => (typeof step === 'number' ? step : String(step))),
  ]
  const here = valueAt(value, steps)
  switch (issue.code) {
    case 'unrecognized_keys':
      return unknownKeys(steps, issue.keys, here)
    case 'invalid_union':
      return readUnion(issue, steps, value)
    case 'invalid_value':
      return [
        here === undefined
          ? missingPart(steps, value)
          : wordIssue('unknown_word', steps, wordOf(here), issue.values.map(String)),
      ]
    case 'invalid_key':
      return [{ ...wordIssue('invalid_name', steps, lastOf(steps)), ...nameLike(lastOf(steps)) }]
    case 'invalid_type':
      return [
        here === undefined ? missingPart(steps, value) : wrongType(steps, here, issue.expected),
      ]
    case 'invalid_format':
      return [
        isDuration(steps)
          ? noDuration(steps, here)
          : { ...wordIssue('invalid_format', steps, wordOf(here)), ...plainFormAt(steps) },
      ]
    case 'too_big':
      return [{ ...wordIssue('too_many', steps), ...boundOf('at most', issue.maximum, issue) }]
    case 'too_small':
      return [{ ...wordIssue('too_few', steps), ...boundOf('at least', issue.minimum, issue) }]
    case 'not_multiple_of':
    case 'invalid_element':
    case 'custom':
      return [wordIssue('invalid_format', steps, wordOf(here))]
  }
}

const lastOf = (steps: PathSteps): string => String(steps.at(-1) ?? '')

/**
 * Says that a part is missing. Where others may add keys of their own, such as in evidence, a key
 * that is nearly the missing one is what is wrong, and that is said: `{ knd: 'session' }` ->
 * `unknown_key` with `kind` for a suggestion.
 */
function missingPart(steps: PathSteps, value: unknown): FormIssue {
  const above = steps.slice(0, -1)
  const record = valueAt(value, above)
  const known = keysAt(above)
  const strange = isRecord(record) ? Object.keys(record).filter((key) => !known.includes(key)) : []
  const meant = String(steps.at(-1))
  const word = suggest(meant, strange.slice(0, MOST_COMPARED))
  return word === undefined
    ? wordIssue('missing', steps)
    : { ...wordIssue('unknown_key', [...above, word], word), suggestion: meant }
}

/**
 * Says which keys are not known. A condition that reads what the person says about themselves is
 * named as what it is, and not as a misspelt key; so is a known key that holds its value, because
 * YAML ends no key at a colon without a space: `{ priority:5 }`.
 */
function unknownKeys(
  steps: PathSteps,
  keys: readonly string[],
  holder: unknown,
): readonly FormIssue[] {
  const allowed = keysAt(steps)
  return keys.slice(0, MOST_ISSUES + 1).map((key) => {
    const at = [...steps, key]
    if (steps.includes('when') && isSaidName(key)) return wordIssue('claim_in_condition', at, key)
    const [name = '', ...rest] = key.split(':')
    return rest.length > 0 && allowed.includes(name)
      ? { ...wordIssue('missing_space', at, key), form: `\`${name}: ${rest.join(':')}\`` }
      : { ...wordIssue('unknown_key', at, key, allowed), ...misplaced(at, valueAt(holder, [key])) }
  })
}

const misplaced = (at: PathSteps, held: unknown): Pick<FormIssue, 'form'> => {
  const part = partOfKey(at, held)
  return part === undefined ? {} : { form: `it with spaces before it, below \`${part}\`` }
}

/**
 * Reads what is wrong with a value that may have several forms. Of the forms the one whose type
 * fits says what is wrong; where none fits, all allowed words are named.
 *
 * `full: verfied` is no object, so the levels are named; `full: { write: verfied }` is one, so what
 * is wrong is inside it.
 */
function readUnion(
  issue: z.core.$ZodIssueInvalidUnion,
  steps: PathSteps,
  value: unknown,
): readonly FormIssue[] {
  const branches: readonly (readonly z.core.$ZodIssue[])[] = issue.errors
  const fitting = branches.filter((branch) => !branch.some(isWrongKind))
  const [only] = fitting
  if (only !== undefined) return only.flatMap((below) => readIssue(below, steps, value))
  const own = branches.flat().filter(({ path }) => path.length === 0)
  const allowed = own.flatMap((one) => (one.code === 'invalid_value' ? one.values.map(String) : []))
  const here = valueAt(value, steps)
  if (here === undefined) return [missingPart(steps, value)]
  const word = wordOf(here)
  const types = own.flatMap((one) => (one.code === 'invalid_type' ? [one.expected] : []))
  if (word === undefined || allowed.length === 0)
    return [
      {
        ...wordIssue('wrong_type', steps, word),
        ...formOf([...(allowed.length > 0 ? ['level'] : []), ...types]),
      },
    ]
  return [wordIssue('unknown_word', steps, word, [...new Set(allowed)])]
}

/** Tells whether a form was not the one that was meant: its type or its fixed word is another. */
const isWrongKind = (issue: z.core.$ZodIssue): boolean =>
  issue.path.length === 0 && (issue.code === 'invalid_type' || issue.code === 'invalid_value')

/** Gives a value as a word that may be shown; lists and records are no word. */
const wordOf = (value: unknown): string | undefined => (isScalar(value) ? String(value) : undefined)

/**
 * Says that a value has the wrong type. A length of time is told by an example, because its type,
 * text, would say nothing.
 */
const wrongType = (steps: PathSteps, here: unknown, expected: string): FormIssue =>
  isDuration(steps)
    ? noDuration(steps, here)
    : { ...wordIssue('wrong_type', steps), ...formOf([formFor(expected, here)]) }

/** Tells whether a length of time is meant at a place. */
const isDuration = (steps: PathSteps): boolean => patternsAt(steps).includes(DURATION.source)

/** Says that a length of time is not written as one, and suggests what was meant: `1 day` -> `1d`. */
function noDuration(steps: PathSteps, here: unknown): FormIssue {
  const word = wordOf(here)
  return { ...wordIssue('invalid_duration', steps, word), ...durationLike(word) }
}
