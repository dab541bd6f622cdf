import {
  type CompiledPolicy,
  type Rule,
  rulesOf,
  rulesOfAction,
  type StepUpMethod,
  stepUpMethodOf,
  stepUpMethodsOf,
} from '../decide/index.js'
import { levelOf, type Rank, stronger } from '../model/index.js'
import type { Check, Finding } from './finding.js'

/**
 * Finds what stands under `stepUp` and helps nobody: methods that are refused (`step_up_refused`)
 * or named twice (`word_twice`), and a list that ends too low (`step_up_never_enough`).
 */
export const lintStepUp: Check = ({ document: { stepUp = [] }, policy }) => [
  ...stepUp.flatMap((word, index): readonly Finding[] => {
    const path = ['stepUp', index]
    const [method] = stepUpMethodsOf({ ...policy, stepUp: [word] })
    const refusal = policy.refuses.find(({ kind }) => kind === method?.kind)
    const nameOf = (other: string): string => stepUpMethodOf(other)?.name ?? other
    const first = stepUp.findIndex((other) => nameOf(other) === nameOf(word))
    return [
      ...(refusal === undefined
        ? []
        : [{ code: 'step_up_refused' as const, path, word, by: refusal.rule }]),
      ...(first < index
        ? [{ code: 'word_twice' as const, path, word, by: stepUp[first] ?? word }]
        : []),
    ]
  }),
  ...lintReach(policy),
]

// Compares what single rules ask with the most that the whole list can show, so a rule that is
// named here is out of reach for everybody who has to step up. A business that offers no step-up at
// all has chosen so.
function lintReach(policy: CompiledPolicy): readonly Finding[] {
  const offered = stepUpMethodsOf(policy)
  if (offered.length === 0) return []
  const most = rankOfAll(offered)
  const tooHigh = [
    ...policy.classes.flatMap(rulesOf),
    ...policy.actions.filter(({ denied }) => !denied).flatMap(rulesOfAction),
  ].filter((rule) => writeOf(rule) > most)
  const [first] = tooHigh
  if (first === undefined) return []
  const names = tooHigh.map(({ id }) => id.replace(/^(?:class|action)\./, ''))
  return [
    {
      code: 'step_up_never_enough',
      path: ['stepUp'],
      word: levelOf(writeOf(first)),
      by: names.join(', '),
    },
  ]
}

/** The level that a rule takes. Every requirement has to be met, so the highest counts. */
const writeOf = ({ requires }: Rule): Rank =>
  requires.reduce<Rank>((most, { write }) => stronger(most, write), 0)

// The most that all of them together are counted on for: two of different kinds and causes make one
// level more, from 3 to 4 at most. It mirrors `writeRank` for methods that nobody has used yet, and
// never says less than it.
function rankOfAll(offered: readonly StepUpMethod[]): Rank {
  const best = offered.reduce<Rank>((most, { grade }) => stronger(most, grade), 0)
  const isPair = offered.some((one) =>
    offered.some(
      (other) =>
        one.cause !== other.cause &&
        one.categories.length > 0 &&
        other.categories.length > 0 &&
        new Set([...one.categories, ...other.categories]).size > 1,
    ),
  )
  return isPair && best < 4 ? 4 : best
}
