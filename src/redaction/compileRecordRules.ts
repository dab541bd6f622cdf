import type { FieldRule, Reason, RedactionRule } from '../model/index.js'
import { holdsCard } from './cardInRecord.js'
import { type RecordPlace, toPlaces } from './pathTable.js'
import { isContainer, isPlainObject, isReservedKey } from './plainObject.js'
import { readParts } from './readTogether.js'
import { redactLeaf } from './redactLeaf.js'
import { applyTextRules, type RedactOptions } from './redactText.js'
import type { TextSurroundings } from './scan.js'
import { readTextRules, type TextRules, withOwn } from './textRules.js'

/** A redacted record: what may be shown of it, and where something is gone. */
export interface RedactedRecord {
  /**
   * A copy; parts that nothing touched may be shared with the record given. `null` when all was
   * withheld.
   */
  readonly value: unknown
  /**
   * Paths in the words of the rules, `*` for keys no rule names; never keys or values of the
   * record.
   */
  readonly removed: readonly string[]
  /**
   * Why something was withheld that a rule may have shown: `over_budget`, `too_deep`, `cycle`,
   * `not_plain`, `not_json`, `accessor`, `unsafe_key`, `identifier_in_key`, `unreadable` or
   * `unknown_rule`. `at` is a path as in `removed`. Empty where the rules alone decided.
   */
  readonly reasons: readonly Reason[]
}

interface RecordWalk {
  /**
   * What is searched for in kept strings; null where fields alone decide, which leaves kept parts
   * unread.
   */
  readonly texts: TextRules | null
  readonly options: RedactOptions
  readonly removed: string[]
  readonly reasons: Reason[]
  /** The objects around the value, the record first: a value that is one of them is a cycle. */
  readonly above: object[]
  /** The keys that lead to the value, which tell what it is as words before it do. */
  readonly keys: string[]
  /** What is known of the value at hand besides its keys. */
  surroundings: TextSurroundings
  /** Values that may still be read. */
  left: number
}

// Deeper than any record of a customer, and far from where an engine runs out of stack.
const DEEPEST = 64

// Each value is one, whatever its length: text has a budget of its own.
const MOST_VALUES = 200_000

// What `write` gives for a value that is withheld. No value of a record can be it.
const GONE = Symbol('withheld')
// A list or an object of withheld values alone: what is left would tell how many there were.
const EMPTIED = Symbol('emptied')
type WrittenRule = unknown

/** Notes a path once: a list of a thousand orders is removed as one path. */
function note(walk: RecordWalk, path: string): void {
  if (!walk.removed.includes(path)) walk.removed.push(path)
}

/** Withholds a value for a reason that is no rule's. Notes each reason once a path. */
function refuse(walk: RecordWalk, path: string, code: string): WrittenRule {
  note(walk, path)
  if (!walk.reasons.some((reason) => reason.code === code && reason.at === path))
    walk.reasons.push({ code, at: path })
  return GONE
}

/**
 * Copies a list. A rule may name a place in it by its number (`orders.0`), and all places by `*`;
 * else the rule for the list holds. Parts of texts are read on from one to the next.
 */
function writeArray(walk: RecordWalk, values: readonly unknown[], place: RecordPlace): WrittenRule {
  const written: unknown[] = []
  const { surroundings, texts, options } = walk
  const parts = texts === null ? null : readParts(values, withOwn(options, texts))
  for (let i = 0; i < values.length; i += 1) {
    if (parts !== null) walk.surroundings = { ...surroundings, ...parts[i] }
    const value = write(walk, values[i], place.children.get(String(i)) ?? place.other ?? place)
    if (value !== GONE) written.push(value)
  }
  walk.surroundings = surroundings
  return written.length === 0 && values.length > 0 ? EMPTIED : written
}

// A key no rule names may itself be an address or a number.
const isTelling = (key: string, texts: TextRules, options: RedactOptions): boolean =>
  applyTextRules(key, texts, options).text !== key

/**
 * Copies an object where fields alone decide: most of it is kept as it stands, without a look
 * inside. Inherited keys are not the record's.
 */
function copyFields(
  walk: RecordWalk,
  value: Readonly<Record<string, unknown>>,
  place: RecordPlace,
): WrittenRule {
  const written: Record<string, unknown> = {}
  const { children, other } = place
  const isKept = other !== null && other.other === null && other.action === 'keep'
  let isEmpty = true
  for (const key in value) {
    if (!Object.hasOwn(value, key)) continue
    const named = children.get(key)
    if (isReservedKey(key)) refuse(walk, (named ?? other ?? place).path, 'unsafe_key')
    else if (named === undefined && isKept) {
      written[key] = value[key]
      isEmpty = false
    } else {
      const result = write(walk, value[key], named ?? other ?? place)
      if (result === GONE) continue
      written[key] = result
      isEmpty = false
    }
  }
  return isEmpty && Object.keys(value).length > 0 ? EMPTIED : written
}

/**
 * Copies an object whose kept text is to be searched, keys included. A getter is not called, for it
 * may answer differently each time: what was searched would not be what is shown.
 */
function searchFields(
  walk: RecordWalk,
  texts: TextRules,
  value: Readonly<Record<string, unknown>>,
  place: RecordPlace,
): WrittenRule {
  const written: Record<string, unknown> = {}
  const keys = Object.keys(value)
  const { surroundings } = walk
  if (surroundings.isAfterCard !== true && holdsCard(value, withOwn(walk.options, texts)))
    walk.surroundings = { ...surroundings, isAfterCard: true }
  for (const key of keys) {
    const named = place.children.get(key)
    const next = named ?? place.other ?? place
    if (isReservedKey(key)) refuse(walk, next.path, 'unsafe_key')
    else if (Object.getOwnPropertyDescriptor(value, key)?.get !== undefined)
      refuse(walk, next.path, 'accessor')
    else if (named === undefined && isTelling(key, texts, walk.options))
      refuse(walk, next.path, 'identifier_in_key')
    else {
      walk.keys.push(key)
      const result = write(walk, value[key], next)
      walk.keys.pop()
      if (result !== GONE) written[key] = result
    }
  }
  walk.surroundings = surroundings
  return keys.length > 0 && Object.keys(written).length === 0 ? EMPTIED : written
}

const writeObject = (
  walk: RecordWalk,
  value: Readonly<Record<string, unknown>>,
  place: RecordPlace,
): WrittenRule =>
  walk.texts === null
    ? copyFields(walk, value, place)
    : searchFields(walk, walk.texts, value, place)

/** Copies a list or an object. One that stands twice, and not within itself, is no cycle. */
function writeContainer(
  walk: RecordWalk,
  value: Readonly<Record<string, unknown>>,
  place: RecordPlace,
): WrittenRule {
  if (walk.above.includes(value)) return refuse(walk, place.path, 'cycle')
  if (walk.above.length >= DEEPEST) return refuse(walk, place.path, 'too_deep')
  walk.above.push(value)
  const written = Array.isArray(value)
    ? writeArray(walk, value, place)
    : isPlainObject(value)
      ? writeObject(walk, value, place)
      : refuse(walk, place.path, 'not_plain')
  walk.above.pop()
  if (written !== EMPTIED) return written
  // The record itself stays, however little of it.
  return walk.above.length > 0 ? GONE : Array.isArray(value) ? [] : {}
}

/**
 * Gives what is written for one value: a copy, the value itself, or `GONE`. The order matters: what
 * is withheld whole or kept whole is never looked into, so that it costs no budget and cannot fail.
 */
function write(walk: RecordWalk, value: unknown, place: RecordPlace): WrittenRule {
  const { action } = place
  if (place.other === null && (action === null || action === 'drop')) {
    note(walk, place.path)
    return GONE
  }
  if (place.other === null && action === 'keep' && walk.texts === null) return value
  walk.left -= 1
  if (walk.left < 0) return refuse(walk, place.path, 'over_budget')
  if (isContainer(value))
    return action === 'drop' ? refuseDrop(walk, place) : writeContainer(walk, value, place)
  if (action === null || action === 'drop') return refuseDrop(walk, place)
  return writePrimitive(walk, value, place, action)
}

function refuseDrop(walk: RecordWalk, place: RecordPlace): WrittenRule {
  note(walk, place.path)
  return GONE
}

/**
 * Writes what is no container. A number is searched as text, since phone numbers are stored as
 * numbers. `true` and `false` can only be kept or withheld: a mask would tell them.
 */
function writePrimitive(
  walk: RecordWalk,
  value: unknown,
  place: RecordPlace,
  action: NonNullable<RecordPlace['action']>,
): WrittenRule {
  if (value === null) return null
  switch (typeof value) {
    case 'string':
    case 'number': {
      if (action === 'keep' && walk.texts === null) return value
      const text = String(value)
      const written = redactLeaf(text, { ...place, action }, walk)
      if (written === text) return value
      note(walk, place.path)
      return written
    }
    case 'boolean':
      return action === 'keep' ? value : refuseDrop(walk, place)
    default:
      return refuse(walk, place.path, 'not_json')
  }
}

const isFieldRule = (rule: RedactionRule): rule is FieldRule => rule.target === 'field'

/**
 * Compiles record rules into a function that redacts records by them. For a single record use
 * `redactRecord`.
 *
 * The rules are an allow-list: what no rule names is withheld, and so is a list or an object of
 * which nothing is left. The record is never changed. If there are text rules, they apply inside
 * every string that is kept; without any, only the fields decide. If several rules name one place,
 * the strictest applies.
 *
 * It never throws: cycles, accessors, depth over 64, more than 200,000 values, and what is not
 * JSON, are withheld with a reason. Rules that cannot be read withhold every record whole
 * (`unknown_rule`).
 *
 * @example
 * ```ts
 * const redact = compileRecordRules([
 *   { target: 'field', path: 'order.**', action: 'keep' },
 *   { target: 'field', path: 'phone', action: 'mask' },
 * ])
 * redact({ order: { id: 7 }, phone: '+14155550132', note: 'late' })
 * // { value: { order: { id: 7 }, phone: '***32' }, removed: ['phone', '*'], reasons: [] }
 * ```
 */
export function compileRecordRules(
  rules: readonly RedactionRule[],
  options: RedactOptions = {},
): (record: unknown) => RedactedRecord {
  const texts = readTextRules(rules)
  const root = texts.sound ? toPlaces(rules.filter(isFieldRule)) : null
  if (root === null)
    return () => ({ value: null, removed: ['**'], reasons: [{ code: 'unknown_rule' }] })
  const hasTexts = rules.some(({ target }) => target === 'text')
  return (record) => {
    const walk: RecordWalk = {
      texts: hasTexts ? texts : null,
      options,
      removed: [],
      reasons: [],
      above: [],
      keys: [],
      surroundings: {},
      left: MOST_VALUES,
    }
    try {
      const value = write(walk, record, root)
      return { value: value === GONE ? null : value, removed: walk.removed, reasons: walk.reasons }
    } catch {
      return { value: null, removed: ['**'], reasons: [{ code: 'unreadable' }] }
    }
  }
}
