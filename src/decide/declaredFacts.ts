import { type ConditionValue, type FactTest, type FactValue, isInRange } from '../model/index.js'
import type { CompiledPolicy } from './compiled.js'
import type { FactDeclaration } from './factDeclaration.js'
import { allRules, requirementsOf } from './rules.js'

/** One thing that a policy compares a fact with. */
export type FactRead = readonly [name: string, test: FactTest]

/** Lists every condition of a policy, with those inside it: of what rungs, actions and deliveries take, and of routes. */
export const conditionsOf = (policy: AskingParts): readonly ConditionValue[] => {
  const asked = allRules(policy)
    .flatMap(requirementsOf)
    .flatMap(({ when }) => when ?? [])
  return [...asked, ...policy.routes.map(({ when }) => when)].flatMap(withInner)
}

/** The parts of a policy that ask something. */
export type AskingParts = Pick<CompiledPolicy, 'classes' | 'actions' | 'routes'>

/** Lists the roles of the staff that a policy's rules and conditions ask for. */
export function rolesNamedBy(policy: AskingParts): readonly string[] {
  const asked = allRules(policy)
    .flatMap(requirementsOf)
    .flatMap(({ roles = [] }) => roles)
  return [...new Set([...asked, ...conditionsOf(policy).flatMap(({ role = [] }) => role)])]
}

/** Lists a condition and those inside it. */
export const withInner = (when: ConditionValue): readonly ConditionValue[] => [
  when,
  ...[...(when.any ?? []), ...(when.all ?? [])].flatMap(withInner),
]

/** Lists what conditions compare facts with, those inside them apart. */
export const factsIn = (conditions: readonly ConditionValue[]): readonly FactRead[] =>
  conditions.flatMap(({ context = {} }) =>
    Object.entries(context).flatMap(([name, tests]) => tests.map((test): FactRead => [name, test])),
  )

/** A number above every threshold, and no longer than it has to be. */
export const aboveAll = (thresholds: readonly string[]): string =>
  String(BigInt((thresholds.at(-1) ?? '0').split('.')[0] ?? '0') + 1n)

/**
 * Gives a value of a declared fact that stands for the one given: itself where it is one of the values, for a number the
 * lowest threshold that it does not pass. So what is kept says no more than the policy tells apart.
 */
export function bandOf({ values, upTo }: FactDeclaration, value: unknown): FactValue | undefined {
  if (upTo === undefined) return values?.find((one) => one === value)
  return [...upTo, aboveAll(upTo)].find((threshold, at) =>
    isInRange(at < upTo.length ? { upTo: threshold } : {}, value),
  )
}
