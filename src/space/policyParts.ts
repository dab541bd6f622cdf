import {
  type ActionRule,
  type CompiledPolicy,
  type DataClass,
  requirementsOf,
  rulesOf,
  rulesOfAction,
} from '../decide/index.js'

/** Finds a class of a policy by name. */
export const classOf =
  (policy: Pick<CompiledPolicy, 'classes'>) =>
  (name: string): DataClass | undefined =>
    policy.classes.find((one) => one.name === name)

/** Finds an action of a policy by name. */
export const actionOf = (
  policy: Pick<CompiledPolicy, 'actions'>,
  name: string,
): ActionRule | undefined => policy.actions.find((one) => one.name === name)

/** Gives what assessment depends on of a policy, in words that are equal where two policies assess alike. */
export const trustKey = ({ risk, issuers, channels, refuses, knowledge }: CompiledPolicy): string =>
  JSON.stringify([risk, issuers, channels, refuses, knowledge])

/** Gives the ages that a policy tells apart, in milliseconds. */
export const agesOf = ({
  classes,
  actions,
}: Pick<CompiledPolicy, 'classes' | 'actions'>): readonly number[] =>
  [...classes.flatMap(rulesOf), ...actions.flatMap(rulesOfAction)].flatMap((rule) =>
    requirementsOf(rule).flatMap(({ maxAge }) => maxAge ?? []),
  )
