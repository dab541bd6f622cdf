import {
  coverageOf,
  describeInvariant,
  type OnProgress,
  type Proof,
  prove,
  runTests,
  type Situation,
  type TestOutcome,
} from '../analysis/index.js'
import type { CompiledPolicy } from '../decide/index.js'
import type { Invariant, PolicyTest } from '../policy/index.js'
import { openSpace } from '../space/index.js'

/** What became of an invariant; `undecided` where it speaks of what there is not, or of too many states. */
export type ProofFinding =
  | ({ readonly type: 'decided' } & Proof)
  | { readonly type: 'undecided'; readonly name: string; readonly code: string }

/**
 * What is known of a policy: its invariants proved or refuted, its tests run, and what they reach.
 * All of it is of the policy alone: the same on every day.
 */
export interface Findings {
  /** In the order in which the policy states its invariants. */
  readonly proofs: readonly ProofFinding[]
  /** In the order of the policy's tests. */
  readonly tests: readonly TestOutcome[]
  /** How many outcomes of rules, conditions and routes a test sees, of how many there are. */
  readonly coverage: { readonly seen: number; readonly all: number }
}

/**
 * Proves a policy's invariants and runs its tests; which proof is under way is told to whoever
 * listens. What cannot be decided is a finding as well: a page that left it out would look better
 * than the policy is.
 */
export function findingsOf(
  policy: CompiledPolicy,
  tests: readonly PolicyTest[],
  invariants: readonly Invariant[],
  onProgress?: OnProgress,
): Findings {
  const outcomes = runTests(policy, tests)
  const situations: readonly Situation[] = outcomes.map(({ situation }) => situation)
  const { seen, all } = coverageOf(policy, situations)
  const space = openSpace(policy)
  const proofs = invariants.map((invariant, done): ProofFinding => {
    const name = invariant.name ?? describeInvariant(invariant)
    onProgress?.(done, invariants.length, name)
    const proof = prove(space, invariant)
    if (proof.ok) return { type: 'decided', ...proof.value }
    return { type: 'undecided', name, code: proof.issues[0]?.code ?? 'undecided' }
  })
  return { proofs, tests: outcomes, coverage: { seen, all } }
}
