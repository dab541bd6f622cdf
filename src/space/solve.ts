import type { CompiledPolicy, Condition } from '../decide/index.js'
import {
  type Assessment,
  type Instant,
  isRelation,
  levelOf,
  type Rank,
  type Support,
} from '../model/index.js'
import { NOW } from './candidates.js'
import { all, type Domains, type Formula } from './formula.js'
import { countsRise, LAWS } from './laws.js'
import { momentIn, nearest } from './moments.js'
import { neededParts } from './neededParts.js'
import { plainest } from './plainest.js'
import { proofKindsOf } from './proofKinds.js'
import { SCENE } from './scene.js'
import { type Budget, narrow, search, startBudget } from './search.js'
import { ACTING, ACTS_AS, GLASS, LINKED, ROLE } from './statements.js'
import { findSupports, type WantedSupports } from './supports.js'
import {
  type BusinessAddress,
  CHANNEL,
  currencyOf,
  READ,
  RESOLUTION,
  RESOLUTIONS,
  startTerms,
  type Terms,
  TIME,
  TO,
  valuesIn,
  WRITE,
} from './terms.js'
import { widestOf } from './widest.js'

/**
 * A state: all that `decide` reads, as far as a question speaks of it. What it does not speak of
 * has its plainest value.
 *
 * It is what the variables come to, with proofs that fit. No engagement has to have it: see
 * `findExample`.
 */
export interface State {
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
 * What became of a question: a state in which it is so, none at all, or more to tell apart than is
 * looked at. `steps` counts the branches of the search, which `prove` and `diff` give as the number
 * of states.
 */
export type Solved =
  | { readonly type: 'found'; readonly state: State; readonly steps: number }
  | { readonly type: 'none'; readonly steps: number }
  | TooMany

/** There is more to tell apart than is looked at: of what, and what to do, in plain words. */
export interface TooMany {
  readonly type: 'too_many'
  readonly widest: string
}

/** Whether there is a state in which it is so: the same answer without the state, and so sooner. */
export type Asked = { readonly type: 'found' } | { readonly type: 'none' } | TooMany

/**
 * A question about policies: its words, what is known of them, and how to look for a state.
 *
 * Statements have to be made of its own `terms`. It may be asked again and again: what was found
 * for one statement is at hand for the next.
 */
export interface Question {
  readonly terms: Terms
  /** Looks for a state in which all of some statements hold. */
  solve(...statements: readonly Formula[]): Solved
  /**
   * Tells whether there is such a state, and nothing of it. What is not spoken of is first supposed not to be the case,
   * which mostly shows one at once.
   */
  ask(...statements: readonly Formula[]): Asked
  /** What there was too much of to tell apart, where any search of this question was given up; else `null`. */
  givenUp(): string | null
}

/**
 * Opens a question about one policy or several.
 *
 * `real` states keep the laws of trust. `supposed` states are those that a plan supposes when it
 * looks for what to offer somebody: they need not keep the laws of trust, only those of counting.
 * Questions that share a `budget` are bounded together, in time and in memory.
 */
export function openQuestion(
  policies: readonly CompiledPolicy[],
  conditions: readonly Condition[] = [],
  states: 'real' | 'supposed' = 'real',
  budget: Budget = startBudget(),
): Question {
  const terms = startTerms(policies, conditions)
  const kinds = proofKindsOf(policies)
  const isExact = states === 'real'
  const common = {
    kinds,
    isExact,
    listed: new Map<string, readonly Support[]>(),
    found: new Map<string, ReturnType<typeof findSupports>>(),
    alone: new WeakMap<Support, Map<number, boolean>>(),
  }
  let givenUp: string | null = null
  // Many searches come to the same domains: what these make is worked out once for the question.
  const known = new Map<string, State | 'impossible'>()
  const make = (domains: Domains): State | 'impossible' => {
    const key = domains.join()
    const before = known.get(key) ?? realise(terms, common, domains)
    known.set(key, before)
    return before
  }
  // Laws are stated each time, as a statement may have brought a variable that they speak of.
  const lawful = (statements: readonly Formula[]): readonly Formula[] => [
    countsRise(terms),
    ...(isExact ? LAWS.map((law) => law.states(terms)) : []),
    ...statements,
  ]
  // The widest thing is kept, so that whoever asked can say of what there was too much.
  const look = (statements: readonly Formula[], makeState: typeof make): Solved => {
    const solved = toSolved(terms, search<State>([...terms.full], statements, makeState, budget))
    if (solved.type === 'too_many') givenUp = solved.widest
    return solved
  }
  return {
    terms,
    givenUp: () => givenUp,
    solve(...statements) {
      return look(lawful(statements), (domains) => {
        const state = make(domains)
        if (state === 'impossible') return state
        return { ...state, core: neededParts(terms, all(...statements), domains) }
      })
    },
    ask(...statements) {
      const whole = lawful(statements)
      // What follows at once is not supposed to be otherwise.
      // Once more without the plain part, as that nobody is so plain says nothing of the others.
      const left = narrow([...terms.full], whole, startBudget())
      if (left === null) return { type: 'none' }
      const plain = search<State>([...terms.full], [...whole, plainest(terms, left)], make, budget)
      return plain.type === 'found' ? plain : look(whole, make)
    },
  }
}

/** Says of a search that was given up what there was most of. */
function toSolved(terms: Terms, searched: ReturnType<typeof search<State>>): Solved {
  switch (searched.type) {
    case 'found':
      return { type: 'found', state: searched.found, steps: searched.steps }
    case 'none':
      return searched
    case 'too_many':
      return { type: 'too_many', widest: widestOf(terms) }
  }
}

/**
 * Makes a state of what is settled, if there are supports for it.
 *
 * Only three things besides the counts bear on which proofs there are: the rank that they reach,
 * whether a payment is named and whether there is a session. So these are gone through one by one,
 * and any value will do for the rest. Where none of them has proofs, no state of these domains is.
 */
function realise(
  terms: Terms,
  common: Pick<WantedSupports, 'kinds' | 'isExact' | 'listed' | 'found' | 'alone'>,
  domains: Domains,
): State | 'impossible' {
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
          mayAsk: (name: string) => named(`topic ${name}`).includes(1),
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
const rankAt = (value: number | undefined): Rank =>
  value === 1 || value === 2 || value === 3 || value === 4 ? value : 0

// Channels of one sort are as good as each other: only whether there is a session bears on proofs.
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
): State {
  const supports = found === 'unknown' ? [] : found
  const way = at(CHANNEL)
    .flatMap((value) => terms.ways[value] ?? [])
    .find((one) => one.session === session)
  const purposes = supports.flatMap(({ purpose }) => purpose ?? [])
  const named = (prefix: string): readonly string[] =>
    terms.names.flatMap((name, variable) =>
      name.startsWith(prefix) && at(variable).join() === '1' ? [name.slice(prefix.length)] : [],
    )
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
      risks: named('risk '),
      reasons: [],
      changesAt: Number.POSITIVE_INFINITY,
    },
    way: way ?? { name: 'unknown', words: [], session, isKnown: false },
    topics: [...new Set([...named('topic '), ...purposes])],
    isLinked,
    roles: named(ROLE),
    isGlassBroken: named(GLASS).length > 0,
    context,
    ...(amount !== undefined && { amount }),
    ...(typeof to === 'string' && { to }),
    moment:
      time === undefined ? SCENE.at : momentIn(terms.moments, nearest(terms.moments, at(time))),
    isWhole: found !== 'unknown',
    core: [],
  }
}
