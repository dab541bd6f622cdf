import type { Assessment, Request } from '../model/index.js'
import {
  assumeProofs,
  channelMovedTo,
  isOfUse,
  type PlanStart,
  planStartOf,
  proofBy,
  simplify,
} from './assumeProofs.js'
import type { CompiledPolicy, Rule } from './compiled.js'
import {
  inputOf,
  meetsRule,
  namedBy,
  type RequirementInput,
  shortfalls,
  shortfallsOfAction,
} from './meets.js'
import type { Plan } from './plan.js'
import { cachedPlan } from './planCache.js'
import { policyIndexOf } from './policyIndex.js'
import { type OpenedStep, sayStepUp } from './sayStepUp.js'
import type { StepUpMethod } from './stepUpMethods.js'
import { type StepUpTarget, stepsBy, targetsOf, withProofs } from './stepUpTargets.js'

/** A set of methods, and by how many steps it opens each target. */
interface StepUpOption {
  readonly methods: readonly StepUpMethod[]
  readonly opens: ReadonlyMap<StepUpTarget, number>
}

/** So many ways to step up are offered at most. */
export const MOST_OFFERED = 16

/**
 * Plans the smallest sets of further proof that would open more: those that open what was asked before the others,
 * fewer methods before more, then as the business prefers. A set is left out where a part of it opens as much, and so
 * is any method that this channel, or a risk in public view, makes worthless.
 *
 * A policy has few plans, because few situations differ for it: each is worked out once and then remembered.
 */
export function planStepUp(
  policy: CompiledPolicy,
  assessment: Assessment,
  assessed: Pick<RequirementInput, 'request' | 'truths'>,
): Plan {
  if (policy.stepUp.length === 0) return NOTHING
  const start = startPlan(policy, assessment, assessed)
  return cachedPlan(policyIndexOf(policy).plans, start, () => {
    const base = simplify(start)
    const methods = methodsOfUse(policy, base)
    return makePlan(base, methods, withProofs(targetsOf(policy, base), methods))
  })
}

/** Tells whether a plan would open anything further: known with the first set that does, without the plan. */
export function isAnyOpenable(
  policy: CompiledPolicy,
  assessment: Assessment,
  request: Request,
): boolean {
  if (policy.stepUp.length === 0) return false
  const base = simplify(startPlan(policy, assessment, inputOf(assessment, request)))
  const methods = methodsOfUse(policy, base)
  const targets = withProofs(targetsOf(policy, base), methods)
  if (targets.length === 0) return false
  for (const set of setsOf(methods)) if (opensOf(set, targets, []).size > 0) return true
  return false
}

// A plan speaks of names that rules know, so that one which was made for other words can be given again.
const startPlan = (
  policy: CompiledPolicy,
  assessment: Assessment,
  { request, truths }: Pick<RequirementInput, 'request' | 'truths'>,
): PlanStart =>
  planStartOf(
    assessment,
    { request: withoutUnknown(request, policyIndexOf(policy).names), truths },
    policy,
  )

// What no rule knows opens nothing, and words from outside are not to be remembered.
function withoutUnknown(request: Request, names: ReadonlySet<string>): Request {
  const isKnown = (name: string): boolean => names.has(name)
  const { classes, actions } = request
  if (classes.every(isKnown) && actions.every(isKnown)) return request
  return { ...request, classes: classes.filter(isKnown), actions: actions.filter(isKnown) }
}

const NOTHING: Plan = { stepUp: [], openable: new Set() }

/** Lists the methods that prove anything here. */
const methodsOfUse = (policy: CompiledPolicy, base: PlanStart): readonly StepUpMethod[] =>
  policyIndexOf(policy).methods.filter((method) => isOfUse(base, method))

function makePlan(
  base: PlanStart,
  methods: readonly StepUpMethod[],
  targets: readonly StepUpTarget[],
): Plan {
  // Smaller sets come first, so that a set is kept only for what none of its parts opens.
  const tried: StepUpOption[] = []
  for (const set of setsOf(methods)) {
    // What a smaller set within this one opens already, this one is not offered for.
    const parts = tried.filter((option) => option.methods.every((method) => set.includes(method)))
    const opens = opensOf(set, targets, parts)
    if (opens.size > 0) tried.push({ methods: set, opens })
  }
  const isAsked = ({ opens }: StepUpOption): boolean =>
    [...opens.keys()].some((target) => target.isAsked)
  // Whoever was refused wants that opened, and not something else that happens to take fewer proofs.
  const told = tried.flatMap((option) => withoutHeld(option, base))
  const offered = [...told.filter(isAsked), ...told.filter((option) => !isAsked(option))]
  // Whatever any set opens, also one that is not offered because there are too many.
  const openable = new Set(tried.flatMap(({ opens }) => [...opens.keys()].map(({ name }) => name)))
  const stepOf = startSteps(base)
  const stepUp = offered.slice(0, MOST_OFFERED).map((option) => {
    const opened = [...option.opens].map(([target, steps]) => stepOf(target, steps))
    return sayStepUp(option.methods, opened, base, opensByKind(option))
  })
  return { stepUp: Object.freeze(stepUp), openable }
}

/**
 * Leaves out what has proof of its own that counts once it is asked for, and not before: with it less may be enough, and
 * whom it leads to shows only then. Whoever asks for it is offered what is still missing.
 */
function withoutHeld(option: StepUpOption, { heldFor }: PlanStart): readonly StepUpOption[] {
  if (heldFor.length === 0) return [option]
  const opens = new Map([...option.opens].filter(([{ name }]) => !heldFor.includes(name)))
  return opens.size === 0 ? [] : [{ ...option, opens }]
}

/** Methods to be used together, and those that may still join them. */
interface GrowingSet {
  readonly set: readonly StepUpMethod[]
  readonly rest: readonly StepUpMethod[]
}

// Single methods, then pairs, then three: a rule may ask for two categories, a linked proof and one that is not phished.
function* setsOf(methods: readonly StepUpMethod[]): Generator<readonly StepUpMethod[]> {
  let sets: readonly GrowingSet[] = [{ set: [], rest: methods }]
  for (const _size of [1, 2, 3]) {
    sets = widen(sets)
    for (const { set } of sets) yield set
  }
}

const widen = (sets: readonly GrowingSet[]): readonly GrowingSet[] =>
  sets.flatMap(({ set, rest }) =>
    rest.flatMap((method, at) =>
      set.every((one) => addsTo(one, method))
        ? [{ set: [...set, method], rest: rest.slice(at + 1) }]
        : [],
    ),
  )

// Two of one cause that can be phished alike are no more than one of them.
const addsTo = (one: StepUpMethod, other: StepUpMethod): boolean =>
  one.cause !== other.cause || one.phishable !== other.phishable

// What a set opens beyond every part of it.
function opensOf(
  methods: readonly StepUpMethod[],
  targets: readonly StepUpTarget[],
  parts: readonly StepUpOption[],
): ReadonlyMap<StepUpTarget, number> {
  const channel = channelMovedTo(methods)
  return new Map(
    targets.flatMap((target) => {
      const already = parts.reduce((most, { opens }) => Math.max(most, opens.get(target) ?? 0), 0)
      // A part of the set opens all there is: the rest of it would be asked for nothing.
      if (already === target.rules.length) return []
      const given = methods.flatMap((method) => target.proofs.get(method) ?? [])
      const steps = stepsBy(target, given, channel)
      return steps > already ? [[target, steps] as const] : []
    }),
  )
}

// The issuer chooses how it signs somebody in; a method of the business's own is what it is.
const isAnyLogin = ({ cause, own }: StepUpMethod): boolean => cause === 'idp' && own !== true

/** Tells whether what a set opens takes a login of a kind, and not only one that is worth as much. */
function opensByKind({ methods, opens }: StepUpOption): boolean {
  if (!methods.some(isAnyLogin)) return false
  const channel = channelMovedTo(methods)
  const plain = methods.map((method) =>
    isAnyLogin(method) ? { ...method, categories: [], phishable: true } : method,
  )
  return [...opens].some(([{ counted, rules, name }, steps]) => {
    const given = plain.map((method) => proofBy(method, counted, name))
    const after = assumeProofs(counted, { given, purpose: name, channel })
    return rules.slice(steps - 1, steps).some((rule) => !meetsRule(rule, after, name))
  })
}

/** Gives the step up to which a target is opened: each is worked out once, however many sets open it. */
function startSteps(base: PlanStart): (target: StepUpTarget, steps: number) => OpenedStep {
  const known = new Map<StepUpTarget, OpenedStep[]>()
  return (target, steps) => {
    const own = known.get(target) ?? []
    const step = own[steps] ?? openedStep(target, target.rules.slice(steps - 1, steps), base)
    own[steps] = step
    known.set(target, own)
    return step
  }
}

function openedStep(
  { name, isAction }: StepUpTarget,
  rules: readonly Rule[],
  base: PlanStart,
): OpenedStep {
  const requires = rules.flatMap((rule) => [
    ...rule.requires,
    ...namedBy(rule, base).flatMap((one) => one.requires),
  ])
  const insufficient = requires.flatMap((one) =>
    (isAction ? shortfallsOfAction : shortfalls)(one, base, name),
  )
  return { name, isAction, requires, insufficient }
}
