import {
  type FactTest,
  isLevel,
  isRank,
  isRecord,
  isScalar,
  type Level,
  type Rank,
  RUNGS,
  type Rung,
  readDecimal,
} from '../model/index.js'

/** Tells whether a word is text. */
export const isText = (word: unknown): word is string => typeof word === 'string'

/** Tells whether a word is a level, by its name or its rank: `verified` or 3, and not `'3'`. */
export const isLevelWord = (word: unknown): word is Level | Rank => isLevel(word) || isRank(word)
const isRung = (word: unknown): word is Rung => RUNGS.some((rung) => rung === word)

/**
 * Lists one word or several. An absent value gives a list of one `undefined`, which every reader
 * here skips.
 */
export const oneOrSeveral = (words: unknown): readonly unknown[] =>
  Array.isArray(words) ? words : [words]
/** Lists the words among some that are text. */
export const textsOf = (words: unknown): readonly string[] => oneOrSeveral(words).filter(isText)
/**
 * Gives what holds something; nothing otherwise, so that a setting which asks nothing is absent
 * from the compiled policy.
 */
export const orNothing = (record: Readonly<Record<string, unknown>>): unknown =>
  Object.keys(record).length === 0 ? undefined : record

/**
 * Reads what a condition compares facts with. `{ vip: true, amount: { upTo: 250 } }` -> `{ vip:
 * [true], amount: [{ upTo: '250' }] }`
 */
export const factsDeclared = (facts: unknown): Readonly<Record<string, readonly FactTest[]>> =>
  Object.fromEntries(
    Object.entries(isRecord(facts) ? facts : {}).map(([name, words]) => [
      name,
      oneOrSeveral(words).flatMap((word) => testOf(word) ?? []),
    ]),
  )

/**
 * Reads one test of a fact: a value, or a range with at least one end; `undefined` for what
 * is neither. Amounts are read as decimals and kept as text, because 0.1 is no exact number
 * of a computer.
 */
function testOf(word: unknown): FactTest | undefined {
  if (isScalar(word)) return word
  const { above, upTo, currency } = isRecord(word) ? word : {}
  const [least, most] = [above, upTo].map(readDecimal)
  if (typeof least !== 'string' && typeof most !== 'string') return undefined
  return {
    ...(typeof least === 'string' && { above: least }),
    ...(typeof most === 'string' && { upTo: most }),
    ...(isText(currency) && { currency }),
  }
}

/** Reads how far a condition wants classes to be disclosed; what asks nothing is left out. */
export const rungsOf = (classes: unknown): Readonly<Record<string, Rung>> =>
  Object.fromEntries(
    Object.entries(isRecord(classes) ? classes : {}).flatMap(([name, rung]) =>
      isRung(rung) && rung !== 'none' ? [[name, rung]] : [],
    ),
  )
