import {
  type Assessment,
  type Instant,
  isRank,
  isRelation,
  levelOf,
  type Rank,
  RESOLUTIONS,
} from '../model/index.js'
import { NOW } from './candidates.js'
import type { Domains } from './formula.js'
import { momentIn, nearestStretch } from './moments.js'
import { SCENE } from './scene.js'
import { ACTING, ACTS_AS, GLASS, LINKED } from './statements.js'
import { findSupports, type WantedSupports } from './supports.js'
import {
  type BusinessAddress,
  CHANNEL,
  currencyOf,
  namesUnder,
  READ,
  RESOLUTION,
  RISK,
  ROLE,
  type Terms,
  TIME,
  TO,
  TOPIC,
  valuesIn,
  WRITE,
} from './terms.js'

/**
 * A state: all that `decide` reads, as far as a question speaks of it. What it does not speak of
 * has its plainest value.
 *
 * It is what the variables come to, with proofs that fit. No engagement has to have it: see
 * `findExample`.
 */
export interface SolvedState {
  readonly assessment: Assessment
  readonly way: BusinessAddress
  /** What is asked for. */
  readonly topics: readonly string[]
  // Whether an amount and a payee are named, so that a proof can be bound to this payment.
  readonly isLinked: boolean
  /** The roles of whoever of the staff would see the answer. */
  readonly roles: readonly string[]
  /** Whether one of them breaks the glass. */
  readonly isGlassBroken: boolean
  readonly context: Readonly<Record<string, unknown>>
  /** The address of the business that was written to, where that matters. */
  readonly to?: string
  /** The amount that is asked for, where its currency matters. */
  readonly amount?: { readonly amount: string; readonly currency: string }
  /** When it is decided, where that matters; else at the time of every example. */
  readonly moment: Instant
  /**
   * Whether the supports are known, not merely not ruled out: where the search for them was given
   * up, there are none in the state, and it counts as possible.
   */
  readonly isWhole: boolean
  /** The parts that are enough for what was asked: a law that rules it out says that these never come together. */
  readonly core: readonly string[]
}

/**
 * Makes a state of what is settled, if there are supports for it.
 *
 * Only three things besides the counts bear on which proofs there are: the rank that they reach,
 * whether a payment is named and whether there is a session. So these are gone through one by one,
 * and any value will do for the rest. Where none of them has proofs, no state of these domains is.
 */
export function realiseState(
  terms: Terms,
  common: Pick<WantedSupports, 'kinds' | 'isExact' | 'listed' | 'found'>,
  domains: Domains,
): SolvedState | 'impossible' {
  const at = (variable: number): readonly number[] => valuesIn(domains[variable] ?? 0n)
  const named = (name: string): readonly number[] => {
    const variable = terms.known.get(name)
    return variable === undefined ? [0, 1] : at(variable)
  }
  const isSettled = (variable: number, value: number): boolean => {
    const values = at(variable)
    return values.length === 1 && values[0] === value
  }
  // A count that may be either is left open: any supports that do for the rest will do.
  const met = terms.counts.filter(({ variable }) => isSettled(variable, 1))
  const unmet = terms.counts.filter(({ variable }) => isSettled(variable, 0))
  const sessions = sessionsOf(terms, at(CHANNEL))
  for (const write of at(WRITE)) {
    for (const linked of linkedIn(terms, at, named)) {
      for (const session of sessions) {
        const wanted = {
          write: rankAt(write),
          met,
          unmet,
          isLinked: linked === 1,
          session,
          mayAsk: (name: string) => named(TOPIC + name).includes(1),
          counts: terms.counts,
          ...common,
        }
        const supports = findSupports(wanted)
        // What was asked of the supports is what the state says besides them.
        if (supports !== 'impossible') return stateOf(terms, at, wanted, supports)
      }
    }
  }
  return 'impossible'
}

// Where an amount is known, whom it goes to is better known too: a proof given for it names both.
function linkedIn(
  terms: Terms,
  at: (variable: number) => readonly number[],
  named: (name: string) => readonly number[],
): readonly number[] {
  if (!terms.known.has(LINKED)) return [0]
  const isAmount = [...terms.facts.keys()].some((fact) => {
    const variable = terms.known.get(`fact ${fact}`)
    return currencyOf(fact) !== undefined && variable !== undefined && (at(variable)[0] ?? 0) > 0
  })
  return isAmount ? named(LINKED).toReversed() : named(LINKED)
}

// A variable of ranks has a value for each of them.
const rankAt = (value: number | undefined): Rank => (isRank(value) ? value : 0)

// Channels of one sort are equal here: proofs depend only on whether there is a session.
const sessionsOf = ({ ways }: Terms, left: readonly number[]): readonly boolean[] => [
  ...new Set(left.map((way) => ways[way]?.session === true)),
]

/**
 * Writes down a state: the first value that is left of everything, and the supports that were found for it.
 *
 * The first value is the plainest: no risk, not asked for, nothing that the business says.
 */
function stateOf(
  terms: Terms,
  at: (variable: number) => readonly number[],
  { write, isLinked, session }: Pick<WantedSupports, 'write' | 'isLinked' | 'session'>,
  found: Assessment['supports'] | 'unknown',
): SolvedState {
  const supports = found === 'unknown' ? [] : found
  const way = at(CHANNEL)
    .flatMap((value) => terms.ways[value] ?? [])
    .find((one) => one.session === session)
  const purposes = supports.flatMap(({ purpose }) => purpose ?? [])
  const isSettled = (variable: number): boolean => at(variable).join() === '1'
  const named = (prefix: string): readonly string[] =>
    namesUnder(terms, prefix).flatMap(([name, variable]) => (isSettled(variable) ? [name] : []))
  const read = rankAt(at(READ)[0])
  const facts = [...terms.facts].flatMap(([fact, values]) => {
    const variable = terms.known.get(`fact ${fact}`)
    const place = variable === undefined ? 0 : (at(variable)[0] ?? 0)
    return place === 0 ? [] : [[fact, values[place - 1]] as const]
  })
  const [amount] = facts.flatMap(([fact, value]) => {
    const currency = currencyOf(fact)
    return currency === undefined ? [] : [{ amount: String(value), currency }]
  })
  const to = facts.find(([fact]) => fact === TO)?.[1]
  const context = Object.fromEntries(
    facts.filter(([fact]) => fact !== TO && currencyOf(fact) === undefined),
  )
  const resolution = RESOLUTIONS[at(RESOLUTION)[0] ?? 0] ?? 'none'
  const time = terms.known.get(TIME)
  const isActing = terms.known.has(ACTING) && at(terms.known.get(ACTING) ?? 0)[0] === 1
  const as = named(ACTS_AS).filter(isRelation)
  return {
    assessment: {
      at: NOW,
      ...(isActing && { acting: { as, subject: as.length === 0 ? null : 'C-2' } }),
      channel: { name: way?.name ?? 'unknown', session },
      trust: {
        level: levelOf(write),
        rank: write,
        write,
        read,
        customer: resolution === 'unique' ? 'C-1' : null,
        resolution,
        path: [],
        caps: [],
      },
      supports,
      risks: named(RISK),
      reasons: [],
      changesAt: Number.POSITIVE_INFINITY,
    },
    way: way ?? { name: 'unknown', words: [], session, isKnown: false },
    topics: [...new Set([...named(TOPIC), ...purposes])],
    isLinked,
    roles: named(ROLE),
    isGlassBroken: named(GLASS).length > 0,
    context,
    ...(amount !== undefined && { amount }),
    ...(typeof to === 'string' && { to }),
    moment:
      time === undefined
        ? SCENE.at
        : momentIn(terms.moments, nearestStretch(terms.moments, at(time))),
    isWhole: found !== 'unknown',
    core: [],
  }
}
