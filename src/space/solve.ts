import type { CompiledPolicy, Condition } from '../decide/index.js'
import type { Support } from '../model/index.js'
import { all, type Domains, type Formula } from './formula.js'
import { countsRise, LAWS } from './laws.js'
import { neededParts } from './neededParts.js'
import { plainest } from './plainest.js'
import { proofKindsOf } from './proofKinds.js'
import { realiseState, type SolvedState } from './realise.js'
import { type Budget, narrowDomains, search, startBudget } from './search.js'
import type { findSupports } from './supports.js'
import { startTerms, type Terms } from './terms.js'
import { widestDimension } from './widest.js'

/**
 * What became of a question: a state in which it is so, none at all, or more to tell apart than is
 * looked at. `steps` counts the branches of the search, which `prove` and `diff` give as the number
 * of states.
 */
export type SolverAnswer =
  | { readonly type: 'found'; readonly state: SolvedState; readonly steps: number }
  | { readonly type: 'none'; readonly steps: number }
  | TooMany

/** There are more states than are looked at. It says of what, and what to do, in plain words. */
export interface TooMany {
  readonly type: 'too_many'
  readonly widest: string
}

/**
 * Whether there is a state in which they hold: the same answer without the state, which takes less
 * time.
 */
export type SearchAnswer = { readonly type: 'found' } | { readonly type: 'none' } | TooMany

/**
 * A question about policies: its words, what is known of them, and how to look for a state.
 *
 * Statements have to be made of its own `terms`. It may be asked again and again: what was found
 * for one statement is at hand for the next.
 */
export interface Question {
  readonly terms: Terms
  /** Looks for a state in which all of some statements hold. */
  solve(...statements: readonly Formula[]): SolverAnswer
  /**
   * Tells whether there is such a state, and nothing of it. What is not spoken of is first supposed not to be the case,
   * which mostly shows one at once.
   */
  ask(...statements: readonly Formula[]): SearchAnswer
  /** What there was too much of, where a search of this question was given up; `null` otherwise. */
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
  }
  let givenUp: string | null = null
  // Many searches come to the same domains: what these make is worked out once for the question.
  const known = new Map<string, SolvedState | 'impossible'>()
  const make = (domains: Domains): SolvedState | 'impossible' => {
    const key = domains.join()
    const before = known.get(key) ?? realiseState(terms, common, domains)
    known.set(key, before)
    return before
  }
  // Laws are stated each time, as a statement may have brought a variable that they speak of.
  const lawful = (statements: readonly Formula[]): readonly Formula[] => [
    countsRise(terms),
    ...(isExact ? LAWS.map((states) => states(terms)) : []),
    ...statements,
  ]
  // The widest thing is kept, so that whoever asked can say of what there was too much.
  const look = (statements: readonly Formula[], makeState: typeof make): SolverAnswer => {
    const solved = toSolved(
      terms,
      search<SolvedState>([...terms.full], statements, makeState, budget),
    )
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
      // What follows at once needs no search. The search runs again without the plain part, because
      // the absence of so plain a person says nothing of others.
      const left = narrowDomains([...terms.full], whole, startBudget())
      if (left === null) return { type: 'none' }
      const plain = search<SolvedState>(
        [...terms.full],
        [...whole, plainest(terms, left)],
        make,
        budget,
      )
      return plain.type === 'found' ? plain : look(whole, make)
    },
  }
}

/** Says of a search that was given up what there was most of. */
function toSolved(terms: Terms, searched: ReturnType<typeof search<SolvedState>>): SolverAnswer {
  switch (searched.type) {
    case 'found':
      return { type: 'found', state: searched.found, steps: searched.steps }
    case 'none':
      return searched
    case 'too_many':
      return { type: 'too_many', widest: widestDimension(terms) }
  }
}
