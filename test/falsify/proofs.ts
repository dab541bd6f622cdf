import { prove } from '../../src/analysis/index.js'
import { evaluate } from '../../src/evaluate.js'
import { openSpace } from '../../src/space/index.js'
import type { Choose } from '../trust/evidenceWorld.js'
import type { DecidedCase, TriedPolicy } from './counts.js'
import { isBroken, makeInvariant, risksOf } from './invariants.js'
import { RISKS } from './words.js'

/** Looks for an engagement that breaks what is proved, and sees whether what is refuted is broken. */
export function tryProofs(
  { seed, policy, cases, counts, report }: TriedPolicy,
  choose: Choose,
): void {
  const space = openSpace(policy)
  for (let round = 0; round < 5; round += 1) {
    const invariant = makeInvariant(choose, policy)
    const proof = prove(space, invariant)
    if (!proof.ok) {
      counts.notProved += 1
      continue
    }
    const breaks = (one: DecidedCase): boolean => {
      // Whether a risk is known takes many decisions, so that is asked last.
      const isNamed = invariant.when?.risk !== undefined
      if (!isBroken(policy, invariant, one, RISKS)) return false
      return !isNamed || isBroken(policy, invariant, one, risksOf(policy, one.engagement, one.at))
    }
    const { holds, counterexample } = proof.value
    if (counterexample !== undefined) {
      counts.refuted += 1
      const { engagement, at } = counterexample
      if (breaks({ engagement, at, decision: evaluate(policy, engagement, at) })) continue
      counts.falseRefuted += 1
      report('refuted', { seed, invariant, counterexample })
      continue
    }
    if (!holds) {
      counts.notProved += 1
      report('open', { seed, invariant, open: proof.value.open })
      continue
    }
    counts.proved += 1
    const liar = cases.find(breaks)
    if (liar === undefined) continue
    counts.falseProved += 1
    report('proved', { seed, invariant, liar: liar.engagement, at: liar.at })
  }
}
