import type { Assessment, Support } from '../model/assessment.js'
import type { StepUp } from '../model/decision.js'
import { levelOf, type Rank } from '../model/level.js'
import type { CompiledPolicy, Rule } from './compiled.js'
import { meetsRule, type Standing, shortfalls } from './meets.js'
import type { Request } from './readRequest.js'
import { type StepUpMethod, stepUpMethodOf } from './stepUpMethods.js'
import { writeRank } from './writeRank.js'

/** What would open more, and which actions anything at all would open. */
export interface Plan {
  readonly stepUp: readonly StepUp[]
  readonly openable: ReadonlySet<string>
}

/** One thing that may be opened, from the rung or answer it has now upwards. */
interface Target {
  readonly name: string
  readonly isAsked: boolean
  /** What each further step takes, lowest first. */
  readonly rules: readonly Rule[]
}

/**
 * Plans the smallest sets of further proof that would open what was asked, the business's preferred first.
 *
 * Below `recognized` nothing the directory says is looked at: a plan supposes a genuine customer, whose factors were
 * enrolled before, so that what is offered never tells whether a record exists.
 */
export function planStepUp(policy: CompiledPolicy, assessment: Assessment, request: Request): Plan {
  const base = baseOf(assessment)
  const usable = policy.stepUp
    .flatMap((word) => stepUpMethodOf(word) ?? [])
    .filter(({ spoiledBy }) => !spoiledBy.some((risk) => assessment.risks.includes(risk)))
  const targets = targetsOf(policy, base, request)
  const sets = [...usable.map((method) => [method]), ...pairsOf(usable)]
  const openable = new Set<string>()
  const found: {
    methods: readonly string[]
    opens: ReadonlyMap<string, number>
    stepUp: StepUp
  }[] = []
  for (const set of sets) {
    const opens = new Map(
      targets.flatMap((target): [string, number][] => {
        const after = suppose(base, set, target.name, request)
        const steps =
          target.rules.findLastIndex((rule) => meetsRule(rule, after, request, target.name)) + 1
        if (steps > 0) openable.add(target.name)
        return steps > 0 && target.isAsked ? [[target.name, steps]] : []
      }),
    )
    const names = set.map(({ name }) => name)
    const smaller = found.filter(({ methods }) => methods.every((name) => names.includes(name)))
    const isMore = [...opens].some(([name, steps]) =>
      smaller.every((other) => (other.opens.get(name) ?? 0) < steps),
    )
    if (isMore)
      found.push({ methods: names, opens, stepUp: describe(targets, opens, names, base, request) })
  }
  return { stepUp: found.slice(0, MOST).map(({ stepUp }) => stepUp), openable }
}

const MOST = 6

function baseOf({ at, trust, supports }: Assessment): Standing {
  return trust.write < 2 || trust.customer === null
    ? { at, supports: [], trust: { write: 0, read: 0 } }
    : { at, supports, trust }
}

function targetsOf(policy: CompiledPolicy, base: Standing, request: Request): readonly Target[] {
  const above = (rules: readonly Rule[], name: string): readonly Rule[] =>
    rules.slice(rules.findLastIndex((rule) => meetsRule(rule, base, request, name)) + 1)
  return [
    ...policy.classes
      .filter(({ name }) => request.classes.includes(name))
      .map(({ name, rungs }) => ({ name, isAsked: true, rules: above(rungs, name) })),
    ...policy.actions
      .filter(({ denied }) => !denied)
      .map((action) => ({
        name: action.name,
        isAsked: request.actions.includes(action.name),
        rules: above([action], action.name),
      })),
  ].filter(({ rules }) => rules.length > 0)
}

// The standing after a genuine customer has given these proofs, fresh and for this very purpose.
function suppose(
  base: Standing,
  methods: readonly StepUpMethod[],
  purpose: string,
  request: Request,
): Standing {
  const supposed = methods.map((method) => supportOf(method, base.at, purpose, request))
  const supports = [...base.supports, ...supposed]
  const write = writeRank(supports, { purpose })
  const moved = methods.some(({ movesRead }) => movesRead) ? Math.min(write, 3) : 0
  const read = rankOf(Math.max(base.trust.read, moved))
  return {
    at: base.at,
    supports,
    trust: { write: rankOf(Math.max(write, base.trust.write)), read },
  }
}

const rankOf = (rank: number): Rank =>
  rank >= 4 ? 4 : rank >= 3 ? 3 : rank >= 2 ? 2 : rank >= 1 ? 1 : 0

const supportOf = (
  { kind, via, grade, categories, cause, phishable }: StepUpMethod,
  at: number,
  purpose: string,
  { amount, payee }: Request,
): Support => ({
  customer: null,
  grade,
  method: kind,
  ...(via === undefined ? {} : { via }),
  category: categories[0] ?? null,
  categories,
  causes: [cause],
  phishable,
  since: at,
  purpose,
  ...(amount === undefined ? {} : { amount }),
  ...(payee === undefined ? {} : { payee }),
  node: `supposed:${cause}`,
  path: [],
})

function describe(
  targets: readonly Target[],
  opens: ReadonlyMap<string, number>,
  methods: readonly string[],
  base: Standing,
  request: Request,
): StepUp {
  const opened = targets.flatMap(({ name, rules }) => {
    const rule = rules[(opens.get(name) ?? 0) - 1]
    return rule === undefined ? [] : [{ name, rule }]
  })
  const requires = opened.flatMap(({ rule }) => rule.requires)
  const ages = requires.flatMap(({ maxAge }) => (maxAge === undefined ? [] : [maxAge]))
  const insufficient = opened.flatMap(({ name, rule }) =>
    rule.requires.flatMap((requirement) => shortfalls(requirement, base, request, name)),
  )
  return {
    methods,
    opens: opened.map(({ name }) => name),
    acr: levelOf(requires.reduce<Rank>((most, { write }) => (write > most ? write : most), 0)),
    ...(ages.length === 0 ? {} : { maxAge: Math.floor(Math.min(...ages) / 1_000) }),
    insufficient: [...new Set(insufficient)],
  }
}

const pairsOf = <Item>(items: readonly Item[]): readonly (readonly Item[])[] =>
  items.flatMap((item, index) => items.slice(index + 1).map((other) => [item, other]))
