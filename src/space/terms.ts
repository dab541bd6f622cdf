import { channels, findChannel } from '../channels/index.js'
import {
  aboveAll,
  type CompiledPolicy,
  type Condition,
  conditionsOf,
  datedIn,
  type FactRead,
  factsIn,
  momentsIn,
  type Requirement,
  withInner,
} from '../decide/index.js'
import {
  type ConditionValue,
  compareDecimals,
  groupBy,
  type Instant,
  plainAddress,
  RANKS,
  RESOLUTIONS,
  type Resolution,
} from '../model/index.js'
import type { Formula, Mask } from './formula.js'

/**
 * A question about the supports of an assessment, which is one variable of two values.
 *
 * What `about` means: `class` and `action` ask whether the supports are enough proof for that class
 * or action; `acting` asks how far somebody may act at all, which on a channel without a session is
 * less than how far they are trusted. The search only chooses whether it is so; `supports.ts` then
 * looks for proofs that make it so.
 */
export interface SupportCount {
  readonly variable: number
  readonly name: string
  readonly about: 'class' | 'action' | 'acting'
  // Only what is asked of proofs: what a requirement asks of the request is a statement of its own.
  readonly requires: Requirement
}

/**
 * A way to write to the business, as far as conditions tell such ways apart. It is a value of the
 * variable `channel`, numbered by its place in `Terms.ways`.
 */
export interface BusinessAddress {
  readonly name: string
  /** The words of conditions that it satisfies. */
  readonly words: readonly string[]
  readonly session: boolean
  /** Whether the channel is known: where it is not, nobody is known. */
  readonly isKnown: boolean
}

/**
 * The variables of a question. One that nothing speaks of does not exist: that is what keeps a
 * question small. Statements add the variables that they need, so the maps and lists grow as
 * statements are made; a number of one question means nothing in another.
 *
 * | name | values |
 * | --- | --- |
 * | `write`, `read` | 0 to 4, the ranks of trust |
 * | `resolution` | a place in `RESOLUTIONS` |
 * | `channel` | a place in `ways` |
 * | `count …` | 0 not enough proof, 1 enough: see `counts` |
 * | `fact x` | 0 for none, or one that nothing names; n for the nth of `facts` |
 * | `time` | a stretch between `moments`: see `moments.ts` |
 * | all others, such as `risk x`, `topic x`, `seen by x` | 0 not so, 1 so |
 */
export interface Terms {
  readonly policies: readonly CompiledPolicy[]
  readonly ways: readonly BusinessAddress[]
  readonly counts: SupportCount[]
  /** Every value of each variable, by its number. */
  readonly full: Mask[]
  // The name of each variable by its number, and the number of each by its name.
  readonly names: string[]
  readonly known: Map<string, number>
  /** Every moment at which something begins or ends, rising. */
  readonly moments: readonly Instant[]
  /** Known values of each fact; any other value, or none, comes first. */
  readonly facts: Map<string, readonly unknown[]>
}

/** The variables that every question has, by their number: `startTerms` makes them first. */
export const [WRITE, READ, RESOLUTION, CHANNEL] = [0, 1, 2, 3]

/**
 * Starts a question about some policies. `conditions` are those of nobody's routes, such as an
 * invariant's.
 *
 * Moments and the values of facts are gathered here from everything that is asked, as a variable
 * cannot get more values later.
 */
export function startTerms(
  policies: readonly CompiledPolicy[],
  conditions: readonly Condition[] = [],
): Terms {
  const ways = waysOf(policies)
  const whole = conditions.flatMap(withInner)
  const terms: Terms = {
    policies,
    ways,
    counts: [],
    full: [],
    names: [],
    known: new Map(),
    moments: momentsIn([...whole, ...policies.flatMap(datedIn)]),
    facts: factsOf([...whole, ...policies.flatMap(conditionsOf)]),
  }
  variable(terms, 'write', 5)
  variable(terms, 'read', 5)
  variable(terms, 'resolution', RESOLUTIONS.length)
  variable(terms, 'channel', ways.length)
  return terms
}

/**
 * Finds a variable, or adds it with so many values. One name has to have the same size wherever it
 * is asked for: the first one holds.
 */
export function variable(terms: Terms, name: string, size: number): number {
  const known = terms.known.get(name)
  if (known !== undefined) return known
  const added = terms.full.length
  terms.full.push((1n << BigInt(size)) - 1n)
  terms.names.push(name)
  terms.known.set(name, added)
  return added
}

/** What the names of variables begin with: a risk, and a class or action that is asked for. */
export const [RISK, TOPIC] = ['risk ', 'topic ']

/** Whoever of the staff would see the answer has this role: before the name of the role. */
export const ROLE = 'seen by '

/** Lists what the variables that begin so are about, such as each risk, with their numbers. */
export const namesUnder = (
  { names }: Terms,
  prefix: string,
): readonly (readonly [string, number])[] =>
  names.flatMap((name, at) => (name.startsWith(prefix) ? [[name.slice(prefix.length), at]] : []))

/** States that a variable has one of some values. */
export const isOneOf = (of: number, values: readonly number[]): Formula => ({
  type: 'is',
  variable: of,
  mask: values.reduce((mask, value) => mask | (1n << BigInt(value)), 0n),
})

/**
 * States that a variable of ranks is at least so high.
 *
 * For `write` and `read` alone, whose values are the ranks themselves.
 */
export const isAtLeast = (of: number, rank: number): Formula =>
  isOneOf(
    of,
    RANKS.filter((value) => value >= rank),
  )

/**
 * States that something is so, or with `so` false that it is not, of what may only be one or the
 * other.
 */
export const isSo = (terms: Terms, name: string, so = true): Formula =>
  isOneOf(variable(terms, name, 2), [so ? 1 : 0])

/** States that they write by one of some ways. */
export const isByWay = ({ ways }: Terms, fits: (way: BusinessAddress) => boolean): Formula =>
  isOneOf(
    CHANNEL,
    ways.flatMap((way, at) => (fits(way) ? [at] : [])),
  )

/** States how many records were found. */
export const isResolved = (word: Resolution): Formula =>
  isOneOf(RESOLUTION, [RESOLUTIONS.indexOf(word)])

/** Lists the values that a domain leaves. */
export function valuesIn(mask: Mask): readonly number[] {
  const values: number[] = []
  for (let [left, value] = [mask, 0]; left !== 0n; left >>= 1n, value += 1) {
    if ((left & 1n) === 1n) values.push(value)
  }
  return values
}

// Each channel of ours, each scheme that a policy declares, and each of them once more with an
// address that cannot be read: a condition on the channel holds then, and nobody is known.
function waysOf(policies: readonly CompiledPolicy[]): readonly BusinessAddress[] {
  const named = channels
    .filter(({ name }) => name !== 'custom')
    .map(({ name, session }): BusinessAddress => ({ name, words: [name], session, isKnown: true }))
  const declared = policies.flatMap((policy) =>
    policy.channels.map(({ scheme }) => ({
      scheme,
      channel: findChannel(scheme, policy.channels),
    })),
  )
  const own = [...new Set(declared.map(({ scheme }) => scheme))].map(
    (scheme): BusinessAddress => ({
      name: scheme,
      words: [scheme, 'custom'],
      // Where policies differ, whatever either of them makes possible is.
      session: declared.some((one) => one.channel?.session === true),
      isKnown: true,
    }),
  )
  const unread = [...named, ...own].map(
    ({ name, words }): BusinessAddress => ({
      name: `${name} unread`,
      words,
      session: false,
      isKnown: false,
    }),
  )
  return [
    ...named,
    ...own,
    ...unread,
    { name: 'custom', words: ['custom'], session: false, isKnown: false },
    { name: 'unknown', words: [], session: false, isKnown: false },
  ]
}

/**
 * Lists, of each fact that a question speaks of, values that stand for all others: what conditions name, and of numbers
 * one for each band between thresholds. Of an amount that is asked for they stand by its currency.
 */
function factsOf(conditions: readonly ConditionValue[]): Map<string, readonly unknown[]> {
  const facts = groupBy(factsIn(conditions), ([name, test]) =>
    factKey(name, typeof test === 'object' ? test.currency : undefined),
  )
  const values = new Map([...facts].map(([fact, tests]) => [fact, valuesOf(tests)]))
  // A way that is told apart by nothing else may still be by its address.
  const addresses = addressesIn(conditions)
  return addresses.length === 0 ? values : values.set(TO, addresses)
}

// The address that was written to is one of those that conditions name, or another; what begins one is one of its own.
const addressesIn = (conditions: readonly ConditionValue[]): readonly string[] => {
  const all = conditions.flatMap(({ to = [] }) => to)
  return [...new Set(all.map((one) => plainAddress(one).replace(/\*$/, '')))]
}

/**
 * When it is decided, by its stretch of time. The variable exists only where something is dated.
 */
export const TIME = 'time'

/** The address of the business that was written to: no fact has such a name. */
export const TO = 'written to'

// Each number that a condition compares with stands for the band that ends there, and one more for
// all that is above: nothing that conditions ask tells two numbers of one band apart.
function valuesOf(tests: readonly FactRead[]): readonly unknown[] {
  const plain = tests.flatMap(([, test]) => (typeof test === 'object' ? [] : [test]))
  const thresholds = tests
    .flatMap(([, test]) =>
      typeof test === 'object' ? [test.above ?? [], test.upTo ?? []].flat() : [],
    )
    .sort(compareDecimals)
  const bands = thresholds.length === 0 ? [] : [...thresholds, aboveAll(thresholds)]
  return [...new Set([...plain, ...bands])]
}

/** Names a fact, or the amount that is asked for in a currency, which no fact's name can be. */
export const factKey = (name: string, currency?: string): string =>
  currency === undefined ? name : `amount in ${currency}`

/** Gives the currency of a key; `undefined` for that of a fact. */
export const currencyOf = (key: string): string | undefined =>
  /^amount in ([A-Z]{3})$/.exec(key)?.[1]
