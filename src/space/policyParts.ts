import {
  type ActionRule,
  allRules,
  type CompiledPolicy,
  type DataClass,
  requirementsOf,
} from '../decide/index.js'
import { findMethod, signalRule } from '../evidence/index.js'

/** Finds a class of a policy by name. */
export const classNamed =
  (policy: Pick<CompiledPolicy, 'classes'>) =>
  (name: string): DataClass | undefined =>
    policy.classes.find((one) => one.name === name)

/** Finds an action of a policy by name. */
export const actionOf = (
  policy: Pick<CompiledPolicy, 'actions'>,
  name: string,
): ActionRule | undefined => policy.actions.find((one) => one.name === name)

/**
 * Gives what assessment depends on of a policy, in words that are equal where two policies assess
 * alike.
 *
 * To be complete is what matters: a setting that trust reads and that is left out here would let
 * `diff` and `mutate` take two policies for alike that are not.
 */
export const trustKey = (policy: CompiledPolicy): string => {
  const { issuers, knowledge, counters } = policy
  const refused = refusedMethods(policy)
  return JSON.stringify([worthKey(policy), issuers, refused, knowledge, signalRule(counters)])
}

/**
 * Lists the kinds of evidence that a policy refuses and that are read. A kind that nothing reads does not count, refused
 * or not.
 */
export const refusedMethods = ({
  refuses,
}: Pick<CompiledPolicy, 'refuses'>): CompiledPolicy['refuses'] =>
  refuses.filter(({ kind }) => findMethod(kind)?.kind === kind)

/** Gives the settings that affect all evidence; the others only say which items count, and how each is read. */
export const worthKey = ({ risk, channels }: CompiledPolicy): string =>
  JSON.stringify([risk, channels])

/**
 * Gives the ages that a policy tells apart, in milliseconds. Between two of them a proof that grows
 * older changes nothing.
 */
export const agesOf = ({
  classes,
  actions,
}: Pick<CompiledPolicy, 'classes' | 'actions'>): readonly number[] =>
  allRules({ classes, actions }).flatMap((rule) =>
    requirementsOf(rule).flatMap(({ maxAge }) => maxAge ?? []),
  )
