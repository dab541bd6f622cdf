import type { CustomScheme } from '../channels/index.js'
import { findMethod, methods } from '../evidence/index.js'
import { type Decision, didYouMean, suggest } from '../model/index.js'
import { asList, type GivenDocument, type PolicyTest } from '../policy/index.js'
import { contactFaultsOf } from './contactFaults.js'
import { formFaultsOf, type RowFault } from './formFaults.js'

/**
 * Codes that say that something was not read, rather than that it was read and did not count. A
 * code that begins with `invalid_` is one of them.
 */
const NOT_READ: readonly string[] = [
  'malformed',
  'malformed_by',
  'malformed_epoch',
  'malformed_message',
  'malformed_purpose',
  'malformed_time',
  'not_yet',
  'scheme_missing',
  'scheme_mismatch',
  'too_long',
  'too_many',
  'unknown_channel',
  'unknown_class',
  'unknown_action',
  'unknown_amount',
  'unknown_fact',
  'unknown_fact_value',
  'unknown_kind',
  'unknown_scheme',
  'unknown_value',
  'unreadable',
]

const isNotRead = (code: string): boolean => NOT_READ.includes(code) || code.startsWith('invalid_')

/**
 * Finds what in a test row could not be read: such a row passes for that alone when it expects
 * something to be withheld, and its author believes in a test that tests nothing.
 *
 * A row that means to give something unreadable says so by expecting the reason: `expect: { reason:
 * malformed }`. Contacts are read where the channels that a policy declares are given.
 */
export function faultsOf(
  given: GivenDocument,
  { reasons }: Pick<Decision, 'reasons'>,
  expected: PolicyTest['expect'][string],
  custom?: readonly CustomScheme[],
): readonly RowFault[] {
  const meant = asList(expected ?? []).map(String)
  const isMeant = meant.some((code) => isNotRead(code) || code === 'risk_unreadable')
  const ofForm = isMeant
    ? []
    : [...(custom === undefined ? [] : contactFaultsOf(given, custom)), ...formFaultsOf(given)]
  const ofReaders = faultsOfReaders(given, reasons, meant)
  const isSaid = (one: RowFault, by: readonly RowFault[]): boolean =>
    by.some((other) => placesOf(other).includes(one.path.join('/')))
  const told = ofForm.filter((one) => one.suggestion !== undefined || !isSaid(one, ofReaders))
  return [...told, ...ofReaders.filter((one) => !isSaid(one, told) && !isAbove(one, told))]
}

/**
 * A reader that refuses a whole item says less than the part that has the wrong form, so only the
 * part is reported.
 */
const isAbove = ({ code, path }: RowFault, told: readonly RowFault[]): boolean =>
  code === 'malformed' &&
  told.some((other) => other.path.join('/').startsWith(`${path.join('/')}/`))

/**
 * The place itself, and that of the field that was misspelt there: the reader missed the one, the
 * form found the other.
 */
const placesOf = ({ path, suggestion }: RowFault): readonly string[] =>
  [path, [...path.slice(0, -1), suggestion ?? '']].map((steps) => steps.join('/'))

/** Faults that the reading of the engagement named itself, by code and place. */
function faultsOfReaders(
  given: GivenDocument,
  reasons: Decision['reasons'],
  meant: readonly string[],
): readonly RowFault[] {
  return reasons
    .filter(({ code }) => isNotRead(code) && !meant.includes(code))
    .map(({ code, at }) => {
      const path = pathOf(at ?? '')
      const word = wordAt(given, path)
      const meaning = word === undefined ? undefined : suggest(word, wordsAt(given, path))
      return {
        code,
        path,
        ...(word !== undefined && { word }),
        ...(meaning !== undefined && meaning !== word && { suggestion: meaning }),
      }
    })
}

/**
 * Says what could not be read, where, and what may be meant. It repeats what the row's author
 * wrote: a row is part of the policy, and nothing that was received.
 */
export function describeFault(fault: RowFault): string {
  const { code, path, word } = fault
  const said = word === undefined ? '' : ` \`${word}\``
  return `given.${path.join('.')}: ${code.replaceAll('_', ' ')}${said}${sayMeant(fault)}`
}

/** Says what was probably meant in the place of what could not be read, or of which form it has to be. */
export const sayMeant = ({ suggestion, form }: Pick<RowFault, 'suggestion' | 'form'>): string =>
  suggestion !== undefined ? didYouMean(suggestion) : form === undefined ? '' : `; write ${form}`

/**
 * Turns a JSON pointer into the engagement into steps below `given`. Only the contact stands
 * elsewhere there: a row has `channel` and `address` at its top.
 */
const pathOf = (pointer: string): readonly (string | number)[] => {
  const steps = pointer
    .split('/')
    .slice(1)
    .map((step) => (/^\d+$/.test(step) ? Number(step) : step))
  return steps[0] === 'contact' ? steps.slice(1) : steps
}

const childOf = (value: unknown, step: string | number): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, step) : undefined

function wordAt(given: GivenDocument, path: readonly (string | number)[]): string | undefined {
  const value = path.reduce<unknown>(childOf, given)
  return typeof value === 'string' && value !== '' ? value : undefined
}

/**
 * The words that stand in this place of an item's kind, as its method's own examples give them: no
 * list of words is kept beside the methods.
 */
function wordsAt(given: GivenDocument, path: readonly (string | number)[]): readonly string[] {
  const [root, index, ...below] = path
  if (root !== 'evidence' || index === undefined) return []
  if (below.length === 1 && below[0] === 'kind') return methods.map(({ kind }) => kind)
  const kind = childOf(given.evidence?.[Number(index)], 'kind')
  const examples = findMethod(kind)?.examples.valid ?? []
  return [...new Set(examples.flatMap((example) => valuesAt(example, below)))]
}

// An index stands for any place of its list.
function valuesAt(
  value: unknown,
  [step, ...rest]: readonly (string | number)[],
): readonly string[] {
  if (step === undefined) return typeof value === 'string' ? [value] : []
  if (typeof step === 'number')
    return Array.isArray(value) ? value.flatMap((item) => valuesAt(item, rest)) : []
  return valuesAt(childOf(value, step), rest)
}
