import type { Assessment } from '../model/assessment.js'
import type { StepUp } from '../model/decision.js'
import { levelOf, type Rank, stronger } from '../model/level.js'
import type { CompiledPolicy, Rule } from './compiled.js'
import { meetsRule, shortfalls } from './meets.js'
import type { Request } from './readRequest.js'
import { type StepUpMethod, stepUpMethodOf } from './stepUpMethods.js'
import { type Base, baseOf, suppose } from './suppose.js'

/** What would open more, and which actions anything at all would open. */
export interface Plan {
  readonly stepUp: readonly StepUp[]
  readonly openable: ReadonlySet<string>
}

/** One thing that could be opened further. */
interface Target {
  readonly name: string
  readonly isAsked: boolean
  /** What each further step takes, lowest first. */
  readonly rules: readonly Rule[]
}

/** A set of methods, and by how many steps it opens each target that was asked for. */
interface Option {
  readonly methods: readonly StepUpMethod[]
  readonly opens: ReadonlyMap<Target, number>
}

const MOST = 8

/**
 * Plans the smallest sets of further proof that would open what was asked: fewer methods first, then those the
 * business prefers. A set is left out where a part of it opens as much, and so is any method that this channel, or a
 * risk in public view, makes worthless.
 */
export function planStepUp(policy: CompiledPolicy, assessment: Assessment, request: Request): Plan {
  const base = baseOf(assessment, request, policy.channels)
  const methods = policy.stepUp.flatMap((word) => stepUpMethodOf(word) ?? [])
  const targets = targetsOf(policy, base, request)
  const openable = new Set<string>()
  const options: Option[] = []
  for (const set of setsOf(methods)) {
    const opens = opensOf(set, targets, base, request)
    for (const { name } of opens.keys()) openable.add(name)
    const option = { methods: set, opens: new Map([...opens].filter(([{ isAsked }]) => isAsked)) }
    if (isWorthMore(option, options)) options.push(option)
  }
  return {
    stepUp: options.slice(0, MOST).map((option) => describe(option, base, request)),
    openable,
  }
}

function targetsOf(policy: CompiledPolicy, base: Base, request: Request): readonly Target[] {
  const above = (rules: readonly Rule[], name: string): readonly Rule[] =>
    rules.slice(rules.findLastIndex((rule) => meetsRule(rule, base, request, name)) + 1)
  const classes = policy.classes
    .filter(({ name }) => request.classes.includes(name))
    .map(({ name, rungs }) => ({ name, isAsked: true, rules: above(rungs, name) }))
  const actions = policy.actions
    .filter(({ denied }) => !denied)
    .map((action) => ({
      name: action.name,
      isAsked: request.actions.includes(action.name),
      rules: above([action], action.name),
    }))
  return [...classes, ...actions].filter(({ rules }) => rules.length > 0)
}

function setsOf(methods: readonly StepUpMethod[]): readonly (readonly StepUpMethod[])[] {
  const pairs = methods.flatMap((one, index) =>
    methods.slice(index + 1).map((other) => [one, other]),
  )
  return [...methods.map((one) => [one]), ...pairs]
}

function opensOf(
  methods: readonly StepUpMethod[],
  targets: readonly Target[],
  base: Base,
  request: Request,
): ReadonlyMap<Target, number> {
  return new Map(
    targets.flatMap((target) => {
      const after = suppose(base, methods, target.name, request)
      const met = target.rules.findLastIndex((rule) => meetsRule(rule, after, request, target.name))
      return met < 0 ? [] : [[target, met + 1] as const]
    }),
  )
}

function isWorthMore({ methods, opens }: Option, smaller: readonly Option[]): boolean {
  const parts = smaller.filter((part) => part.methods.every((method) => methods.includes(method)))
  return [...opens].some(([target, steps]) =>
    parts.every((part) => (part.opens.get(target) ?? 0) < steps),
  )
}

// As RFC 9470 names it: what is insufficient, the class of authentication wanted, and how fresh.
function describe({ methods, opens }: Option, base: Base, request: Request): StepUp {
  const opened = [...opens].flatMap(([{ name, rules }, steps]) =>
    rules.slice(steps - 1, steps).map((rule) => ({ name, requires: rule.requires })),
  )
  const requires = opened.flatMap((one) => one.requires)
  const ages = requires.flatMap(({ maxAge }) => maxAge ?? [])
  const insufficient = opened.flatMap(({ name, requires }) =>
    requires.flatMap((requirement) => shortfalls(requirement, base, request, name)),
  )
  const channel = methods.find((method) => method.channel !== undefined)?.channel
  return {
    methods: methods.map(({ name }) => name),
    opens: opened.map(({ name }) => name),
    acr: levelOf(requires.reduce<Rank>((most, { write }) => stronger(most, write), 0)),
    ...(ages.length === 0 ? {} : { maxAge: Math.floor(Math.min(...ages) / 1_000) }),
    insufficient: [...new Set(insufficient)],
    ...(channel === undefined ? {} : { channel }),
  }
}
