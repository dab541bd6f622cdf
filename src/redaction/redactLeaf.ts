import { HIDDEN, isMonthOrYear } from '../identifiers/index.js'
import type { RedactionAction } from '../model/index.js'
import { stricter } from './actions.js'
import type { RecordPlace } from './pathTable.js'
import { applyTextRules, type RedactOptions } from './redactText.js'
import { find, type ScanFinding, type TextSurroundings } from './scan.js'
import { type TextRules, withOwn } from './textRules.js'
import { WITHHELD, writeFieldMark, writeMark } from './writeMark.js'

// Nothing is left out of the search, not even what the rules keep: what is kept may be part of
// something that is not.
const NONE: ReadonlySet<string> = new Set()

// `dateOfBirth` is three words.
const CAMEL = /(?<=[a-z\d])(?=[A-Z])/g

// A key that is longer is a text of its own, and would tell things about the value that no field's
// name tells.
const LONGEST_KEY = 48

// The nearest two: `billing.phone` is a phone number, whatever the five keys above them are.
const MOST_KEYS = 2

/** Gives what the keys that lead to a value say before it. */
const wordsOf = (keys: readonly string[]): string =>
  keys
    .slice(-MOST_KEYS)
    .filter(({ length }) => length <= LONGEST_KEY)
    .join(' ')
    .replace(CAMEL, ' ')

/**
 * Gives what the keys that lead to a value say of it. A month or a year is a card's where one stands beside it, and
 * anybody's otherwise: `{ year: 2027 }`.
 */
export function surroundingsOfKeys(
  keys: readonly string[],
  known: TextSurroundings,
): TextSurroundings {
  const before = wordsOf(keys)
  return { ...known, before: known.isAfterCard !== true && isMonthOrYear(before) ? '' : before }
}

// From here on a value alone tells what it is. A number in the groups of no region asked for does
// so in a text at most.
const TOLD = 60

interface ActedPlace extends RecordPlace {
  readonly action: RedactionAction
}

interface LeafContext {
  /** The keys that lead to it. */
  readonly keys: readonly string[]
  /** What stands beside it. */
  readonly surroundings: TextSurroundings
  /** The rules for what is found in texts; `null` where there are none. */
  readonly texts: TextRules | null
  readonly options: RedactOptions
}

/**
 * Tells whether what a field holds is what it is there for, so that its own rule decides: a phone
 * number in the field `phone`, which an agent is to see though `default` hides phone numbers in
 * text.
 */
function decidesItself(
  text: string,
  { type, candidate }: ScanFinding,
  { path, isText }: ActedPlace,
  { keys, options }: Pick<LeafContext, 'keys' | 'options'>,
): boolean {
  if (isText || candidate?.identifier.fieldDecides !== true) return false
  // Told by its key alone, and reached by a rule for all there is: nobody has named the field.
  const isNamed = path.split('.').at(-1) === keys.at(-1)
  return (
    isNamed ||
    find(text, options, NONE).findings.some(
      (alone) => alone.type === type && (alone.candidate?.certainty ?? 0) >= TOLD,
    )
  )
}

/**
 * Redacts one value of a record by the action on its field and the text rules.
 *
 * A kept value that is one ordinary identifier and nothing else (a phone number in a phone field)
 * follows its field, unless a text rule names that identifier or the field holds a message;
 * anything else found in it follows the text rules. The keys that lead to it are words before it:
 * `{ pin: '4821' }` is read as `pin: 4821`. A value that is to be masked is masked as its kind is,
 * `***1111` for a card; what is no one identifier is masked as `A***`, or `***` where it holds more
 * than that.
 */
export function redactLeaf(
  text: string,
  place: ActedPlace,
  { keys, surroundings: known, texts, options }: LeafContext,
): string {
  const { action, path } = place
  if (action === 'keep' && texts === null) return text
  const surroundings = surroundingsOfKeys(keys, known)
  const wanted = texts === null ? options : withOwn(options, texts)
  const { findings, complete } = find(text, wanted, NONE, surroundings)
  if (!complete) return WITHHELD
  const [only] = findings
  const isWhole = only !== undefined && only.start === 0 && only.end === text.length
  const named = only === undefined ? undefined : texts?.named.get(only.type)
  if (action === 'keep') {
    if (texts === null || only === undefined) return text
    if (
      isWhole &&
      named === undefined &&
      decidesItself(text, only, place, { keys, options: wanted })
    )
      return text
    return applyTextRules(text, texts, options, surroundings).text
  }
  if (only === undefined || !isWhole) {
    return only === undefined ? writeFieldMark(path, text, action, options) : HIDDEN
  }
  return writeMark(only, texts === null ? action : stricter(action, named ?? action), options)
}
