import type { Support } from '../model/index.js'
import { assumeProofs, type PlanStart, proofBy } from './assumeProofs.js'
import type { CompiledPolicy, Rule } from './compiled.js'
import { forActions, meetsRule } from './meets.js'
import type { StepUpMethod } from './stepUpMethods.js'

/** One thing that could be opened further. */
export interface StepUpTarget {
  readonly name: string
  readonly isAsked: boolean
  readonly isAction: boolean
  /** What counts for it already. */
  readonly counted: PlanStart
  /** What each method would prove for it: made once, because every set of methods is tried for it. */
  readonly proofs: ReadonlyMap<StepUpMethod, Support | undefined>
  /** What each further step takes, lowest first. */
  readonly rules: readonly Rule[]
}

/** One that no proof is supposed for yet. */
type UnprovedTarget = Omit<StepUpTarget, 'proofs'>

/** Lists what may be opened further. Only that is a target: what is open opens no further by another proof of its kind. */
export function targetsOf(policy: CompiledPolicy, base: PlanStart): readonly UnprovedTarget[] {
  const { request } = base
  // Proofs for nothing in particular open no action, so for actions they do not count as given.
  const acting = forActions(base)
  // The steps above the highest that is met, lowest first; where all are met, none is left.
  const above = (rules: readonly Rule[], name: string, assessed = base): readonly Rule[] =>
    rules.slice(rules.findLastIndex((rule) => meetsRule(rule, assessed, name)) + 1)
  // Of a class each rung is a step; what is given at the top already has none left.
  const classes = policy.classes.map(({ name, rungs }) => ({
    name,
    isAsked: request.classes.includes(name),
    isAction: false,
    counted: base,
    rules: above(rungs, name),
  }))
  // What is never done here no proof opens, so it is offered for nothing.
  const actions = policy.actions
    .filter(({ denied }) => !denied)
    .map((action) => ({
      name: action.name,
      isAsked: request.actions.includes(action.name),
      isAction: true,
      counted: acting,
      rules: above([action], action.name, acting),
    }))
  return [...classes, ...actions].filter(({ rules }) => rules.length > 0)
}

/**
 * Adds what each method would prove for each target, and leaves out the steps that all of them together do not reach:
 * more proof never opens less, so no set of them does. Most sets are then not tried at all, as a part of them reaches the
 * last.
 */
export function withProofs(
  targets: readonly UnprovedTarget[],
  methods: readonly StepUpMethod[],
): readonly StepUpTarget[] {
  // On another channel nothing counts that counts here, so that neither reaches what the other does.
  const channels = [...new Set([undefined, ...methods.map(({ channel }) => channel)])]
  return targets.flatMap((target) => {
    const proofs = methods.map((method) => proofBy(method, target.counted, target.name))
    const most = Math.max(...channels.map((channel) => stepsBy(target, proofs, channel)))
    if (most === 0) return []
    const rules = target.rules.slice(0, most)
    return [
      { ...target, rules, proofs: new Map(methods.map((method, at) => [method, proofs[at]])) },
    ]
  })
}

/** Tells how many steps of a target proofs open. Rungs rise, so the highest that is met says it. */
export function stepsBy(
  { name, counted, rules }: UnprovedTarget,
  given: readonly Support[],
  channel: string | undefined,
): number {
  const after = assumeProofs(counted, { given, purpose: name, channel })
  return 1 + rules.findLastIndex((rule) => meetsRule(rule, after, name))
}
