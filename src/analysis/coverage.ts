import {
  type CompiledPolicy,
  type Condition,
  decide,
  forActions,
  holds,
  inputOf,
  mapParts,
  meets,
  meetsRule,
  placeInDocument,
  type Requirement,
  type RequirementInput,
  type Rule,
} from '../decide/index.js'
import type { Assessment, Engagement } from '../model/index.js'
import { assess, readRequest } from '../trust/index.js'
import { atomsOf } from './atomsOf.js'
import type { Situation } from './engagementOf.js'
import type { PathSteps } from './mutation/edit.js'
import { printLcov } from './printLcov.js'

/**
 * A part of a policy for which tests should show both outcomes. A rule that is met in every test
 * might be open to everybody, and no test would show it.
 */
export interface CoverageItem {
  /** Where it stands in the document. */
  readonly path: PathSteps
  /** What it is a part of. */
  readonly kind: 'rule' | 'condition' | 'route'
  /** In how many tests it was met, and in how many not. */
  readonly met: number
  /** In how many tests it was not met. */
  readonly unmet: number
}

/** Which outcomes of a policy its tests reached. */
export interface Coverage {
  /** Every part of the policy for which tests should show both outcomes. */
  readonly items: readonly CoverageItem[]
  /** Outcomes seen and outcomes there are: two each, one for a route that always matches. */
  readonly seen: number
  /** Outcomes there are. */
  readonly all: number
}

/**
 * Counts, over all tests, how often each rule, each part of a requirement and each route condition
 * had each of its outcomes.
 *
 * `seen` of `all` outcomes is what `test --threshold` compares. Coverage does not say whether a
 * test expects the right thing: mutants show that.
 */
export function coverageOf(policy: CompiledPolicy, situations: readonly Situation[]): Coverage {
  const probes = probesOf(policy)
  const counts = probes.map(() => ({ met: 0, unmet: 0 }))
  // Assessed once for each test, and asked by every probe.
  for (const { engagement, at } of situations) {
    const known = factsOf(policy, engagement, at)
    for (const [index, probe] of probes.entries()) {
      const count = counts[index]
      if (count === undefined) continue
      if (probe.isMet(known)) count.met += 1
      else count.unmet += 1
    }
  }
  const items = probes.map(({ path, kind }, at) => ({
    path,
    kind,
    met: counts[at]?.met ?? 0,
    unmet: counts[at]?.unmet ?? 0,
  }))
  const outcomes = items.map(({ met, unmet }, at) =>
    probes[at]?.always === true ? [met] : [met, unmet],
  )
  return {
    items,
    seen: outcomes.flat().filter((count) => count > 0).length,
    all: outcomes.flat().length,
  }
}

/** One test's engagement as rules see it: whatever is probed is held against the very values that decided. */
interface RowFacts {
  readonly assessment: Assessment
  /** What counts for classes. */
  readonly assessed: RequirementInput
  /** What counts for actions. */
  readonly acting: RequirementInput
  readonly route: string
  readonly disclosure: ReturnType<typeof decide>['disclosure']
}

/**
 * Assesses and decides a row once. Probes ask about the very values that decided, so that what is
 * counted is what happened.
 */
function factsOf(policy: CompiledPolicy, engagement: Engagement, at: number): RowFacts {
  const assessment = assess(engagement, at, policy)
  const { route, disclosure } = decide(policy, assessment, engagement)
  const assessed = inputOf(assessment, readRequest(engagement, policy))
  return { assessment, assessed, acting: forActions(assessed), route: route.id, disclosure }
}

/**
 * One place of the policy that tests should see met and not met, and how to tell whether it was.
 */
interface CoverageProbe {
  readonly path: PathSteps
  readonly kind: CoverageItem['kind']
  /** Whether it has one outcome only. */
  readonly always?: boolean
  isMet(known: RowFacts): boolean
}

/**
 * Lists all there is to see: each rung, action and delivery with the parts that the policy itself
 * asks, each route, and each atom of its condition.
 */
const probesOf = (policy: CompiledPolicy): readonly CoverageProbe[] => [
  ...policy.classes.flatMap(({ name, rungs, deliver }) => [
    ...rungs.flatMap((rule) => probeRule(rule, name, ['classes', name, rule.rung])),
    ...probeDelivery(deliver, name, ['classes', name]),
  ]),
  ...policy.actions
    // Of what is denied to everybody there is one outcome.
    .filter(({ denied }) => !denied)
    .flatMap((action) => [
      ...probeRule(action, action.name, ['actions', action.name]),
      ...probeDelivery(action.deliver, action.name, ['actions', action.name]),
    ]),
  // A route counts as met where it is taken, so one that is shadowed is never met. The last holds
  // always.
  ...policy.routes.flatMap(({ id, when }, at) => [
    {
      path: ['routes', placeInDocument(policy.routes, at)],
      kind: 'route' as const,
      always: at === policy.routes.length - 1,
      isMet: ({ route }: RowFacts) => route === id,
    },
    ...probeCondition(when, ['routes', placeInDocument(policy.routes, at), 'when']),
  ]),
]

/** The same of a delivery, where there is one. */
const probeDelivery = (rule: Rule | undefined, name: string, path: PathSteps) =>
  rule === undefined ? [] : probeRule(rule, name, [...path, 'deliver_to_record'])

/**
 * Lists what tests should see of one rule: that it is met and that it is not, and the same of each
 * part of it. The first requirement is the policy's own; what packs add is theirs to test.
 */
function probeRule(rule: Rule, name: string, path: PathSteps): readonly CoverageProbe[] {
  // The first requirement is the policy's own; what packs add is theirs to test.
  const [own] = rule.requires
  const countedIn = ({ assessed, acting }: RowFacts) => (path[0] === 'actions' ? acting : assessed)
  return [
    {
      path,
      kind: 'rule',
      always: own !== undefined && isFree(own) && rule.requires.length === 1,
      isMet: (known) => meetsRule(rule, countedIn(known), name),
    },
    ...(own === undefined ? [] : partsOf(own)).map(
      ([key, part]): CoverageProbe => ({
        path: [...path, key],
        kind: 'condition',
        isMet: (known) => meets({ write: 0, read: 0, ...part }, countedIn(known), name),
      }),
    ),
  ]
}

/** A rule that asks nothing is met by everybody: to see it unmet cannot be asked of tests. */
const isFree = (requirement: Requirement): boolean => partsOf(requirement).length === 0

/**
 * Takes a requirement apart into its levels and parts, each as a requirement of its own. A proof's
 * age is looked at together with the level that it is to reach, as an old proof may still reach a
 * lower one.
 */
function partsOf(requirement: Requirement): readonly (readonly [string, Partial<Requirement>])[] {
  const { write, read } = requirement
  return [
    ...(write > 0 ? [['write', { write }] as const] : []),
    ...(read > 0 ? [['read', { read }] as const] : []),
    ...mapParts(
      requirement,
      ({ word, isOfAge }, value, name) =>
        [word, { ...(isOfAge === true && { write }), [name]: value }] as const,
    ),
  ]
}

// Atom by atom, because a condition that fails as a whole does not say which part of it was ever looked at.
const probeCondition = (when: Condition, path: PathSteps): readonly CoverageProbe[] =>
  atomsOf(when).map(([key, atom]) => ({
    path: [...path, key],
    kind: 'condition',
    isMet: ({ assessment: { at, trust, risks, acting }, assessed: { request }, disclosure }) =>
      holds(atom, { at, trust, risks, disclosure, request, acting }),
  }))

/**
 * Prints coverage as LCOV on the lines of the policy's own file.
 *
 * An item whose line is not known, such as one that a pack brought, is left out.
 */
export function coverageToLcov(
  file: string,
  { items }: Coverage,
  lineOf: (path: PathSteps) => number | undefined,
): string {
  const placed = items.flatMap((item) => {
    const line = lineOf(item.path)
    return line === undefined ? [] : [{ ...item, line }]
  })
  return printLcov(
    file,
    placed.map(({ line, met }) => ({ line, hits: met })),
    placed.flatMap(({ line, met, unmet }, block) => [
      { line, block, branch: 0 as const, hits: met },
      { line, block, branch: 1 as const, hits: unmet },
    ]),
  )
}

/** How much of all there is something is, in per cent with one digit; rounded down, so that 100 is said of the whole alone, and of nothing. */
export const percentOf = (part: number, all: number): number =>
  all === 0 ? 100 : Math.floor((part * 1_000) / all) / 10
