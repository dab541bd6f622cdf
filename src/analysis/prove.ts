import type { CompiledPolicy } from '../decide/index.js'
import { fail, failAll, ok, type Result } from '../model/index.js'
import { asList, type Invariant } from '../policy/index.js'
import {
  actionOf,
  findExample,
  type ShowsWanted,
  type Situation,
  type Space,
} from '../space/index.js'
import { claimOf, type NeverOrAlways, type ReadInvariant } from './claim.js'
import { describeState } from './describeState.js'
import { isBroken, NOT_ALLOWED, stateBroken } from './invariants.js'
import type { OnProgress } from './onProgress.js'
import { tooManyStates } from './tooManyStates.js'

/** Whether an invariant holds for every engagement there can be. */
export interface Proof {
  /** The invariant, by its name or in words. */
  readonly name: string
  /** Whether it is proved. */
  readonly holds: boolean
  /**
   * What is known of it.
   *
   * - `proved`: there is no state that breaks it, evidence that does not exist yet included.
   * - `refuted`: here is an engagement that breaks it.
   * - `not_proved`: nothing that is known of trust rules out a state that breaks it, and no engagement was
   *   found that shows it. Then it does not hold, as far as anybody can say.
   */
  readonly verdict: 'proved' | 'refuted' | 'not_proved'
  /**
   * How many branches of the search were looked at; each stands for all states that it left open.
   */
  readonly states: number
  /** A smallest engagement for which it does not hold, ready to be evaluated. */
  readonly counterexample?: Situation
  /** Where it is not proved: the state that would have to be ruled out, in words. */
  readonly open?: string
}

/**
 * Proves an invariant of a policy in every possible state, or refutes it with the smallest
 * engagement that breaks it. It never samples: a proof rests on the laws in `space/laws.ts`.
 *
 * Codes:
 *
 * - `missing_policy`: the space has no policy;
 * - `unknown_class`, `unknown_action`, `unknown_route`: the invariant names what the policy does
 *   not have;
 * - `too_many_states`: there are more states than the limit, with what there is too much of;
 * - `depends_on_step_up`: whether it holds depends on which step-up would be offered, and no state
 *   that was tried breaks it.
 *
 * If the space holds two policies, the first one is asked.
 *
 * @example
 * ```ts
 * const proof = prove(openSpace(policy), {
 *   never: { class: 'orders', at_least: 'full' },
 *   when: { trust_below: 'recognized' },
 * })
 * // proof.ok && proof.value.verdict === 'proved', or else proof.value.counterexample
 * ```
 */
export function prove(space: Space, invariant: Invariant, onProgress?: OnProgress): Result<Proof> {
  const [policy] = space.policies
  if (policy === undefined) return fail('missing_policy')
  const unknown = unknownWords(policy, invariant)
  if (unknown.length > 0) return failAll(unknown)
  const name = invariant.name ?? describeInvariant(invariant)
  const tell = (done: number, total: number): void => onProgress?.(done, total, name)
  return findBreach(policy, claimOf(policy, invariant), name, tell)
}

function findBreach(
  policy: CompiledPolicy,
  claimed: ReadInvariant,
  name: string,
  onTried: (done: number, total: number) => void,
): Result<Proof> {
  const { question, statements } = stateBroken(policy, claimed)
  const shows: ShowsWanted = (situation) => isBroken(policy, claimed, situation)
  const found = findExample([policy], question, statements, { shows, onTried })
  switch (found.type) {
    // It is proved only where no state breaks it; every other answer counts against it.
    case 'none':
      return ok({ name, holds: true, verdict: 'proved', states: found.steps })
    case 'example': {
      const { situation: counterexample, steps: states } = found
      return ok({ name, holds: false, verdict: 'refuted', states, counterexample })
    }
    case 'open': {
      const { state, steps: states } = found
      if (dependsOnPlan(claimed.claim, policy)) return fail('depends_on_step_up')
      return ok({ name, holds: false, verdict: 'not_proved', states, open: describeState(state) })
    }
    case 'too_many':
      return failAll([tooManyStates(found.widest)])
  }
}

// Whether the claim is about some answers that allow nothing and not about others: telling these apart takes
// the whole plan.
function dependsOnPlan(
  { action, answer: answers }: NeverOrAlways,
  policy: CompiledPolicy,
): boolean {
  if (action === undefined || actionOf(policy, action)?.denied === true) return false
  const named = NOT_ALLOWED.filter((one) => asList(answers).includes(one))
  return policy.stepUp.length > 0 && named.length > 0 && named.length < NOT_ALLOWED.length
}

function unknownWords(policy: CompiledPolicy, invariant: Invariant) {
  const kind = invariant.always === undefined ? 'never' : 'always'
  const claim = invariant.always ?? invariant.never ?? {}
  const classes = policy.classes.map(({ name }) => name)
  const actions = policy.actions.map(({ name }) => name)
  const routes = policy.routes.map(({ id }) => id)
  const check = (words: readonly string[], known: readonly string[], code: string, path: string) =>
    words.flatMap((word) => (known.includes(word) ? [] : [{ code, path, word, allowed: known }]))
  return [
    ...check(asList(claim.class), classes, 'unknown_class', `/${kind}/class`),
    ...check(asList(claim.action), actions, 'unknown_action', `/${kind}/action`),
    ...check(asList(claim.route), routes, 'unknown_route', `/${kind}/route`),
    ...check(
      Object.keys(invariant.when?.discloses ?? {}),
      classes,
      'unknown_class',
      '/when/discloses',
    ),
  ]
}

/** Says an invariant in one line, where it has no name. */
export const describeInvariant = ({ never, always, when, unless }: Invariant): string => {
  const words = (part: object): string =>
    Object.entries(part)
      .map(
        ([key, value]) =>
          `${key} ${typeof value === 'object' ? JSON.stringify(value) : String(value)}`,
      )
      .join(', ')
  const claim = always === undefined ? `never ${words(never ?? {})}` : `always ${words(always)}`
  return [
    claim,
    ...(when === undefined ? [] : [`when ${words(when)}`]),
    ...(unless === undefined ? [] : [`unless ${words(unless)}`]),
  ].join(', ')
}

/** The name of an invariant; what it says where it has none. */
export const nameOfInvariant = (invariant: Invariant): string =>
  invariant.name ?? describeInvariant(invariant)
