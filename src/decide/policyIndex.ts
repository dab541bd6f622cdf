import { type Instant, type Rank, weaker } from '../model/index.js'
import { plainLogin } from '../trust/index.js'
import type { CompiledPolicy, Rule } from './compiled.js'
import { datedIn, momentsIn } from './dates.js'
import { conditionsOf, type FactRead, factsIn } from './declaredFacts.js'
import { isRefused } from './isRefused.js'
import { type PlanCache, startPlanCache } from './planCache.js'
import { ageOf, isBoundTo, statementsIn } from './requirement/parts.js'
import { requirementsOf, rulesOf, rulesOfAction } from './rules.js'
import type { StepUpMethod } from './stepUpMethods.js'
import { stepUpMethodsOf } from './stepUpMethodsOf.js'

/** An age that some rule asks of proofs, and what the rule is about. */
export interface AgeLimit {
  /** Milliseconds. */
  readonly maxAge: number
  /** The class or action. */
  readonly name: string
  /** Whether only proofs given for exactly that count. */
  readonly isBound: boolean
}

/** What is the same at every decision under a policy, worked out once. */
export interface PolicyIndex {
  /** What may be offered, preferred first: evidence that is not refused, and logins as the issuers' words make them. */
  readonly methods: readonly StepUpMethod[]
  /** Every class and action. */
  readonly names: ReadonlySet<string>
  readonly limits: readonly AgeLimit[]
  /** What it compares facts with. */
  readonly facts: readonly FactRead[]
  /** The business's addresses that it names, the longest first: that one says which others it begins with. */
  readonly addresses: readonly string[]
  /** Every moment at which a rule begins or ends, rising. */
  readonly dates: readonly Instant[]
  /** Plans made before. */
  readonly plans: PlanCache
}

const INDEXES = new WeakMap<CompiledPolicy, PolicyIndex>()

/**
 * Gives a policy's index. Only ever a shortcut: without it every decision would be the same, and under the bank's example
 * policy would take 1,300 µs in place of 29.
 */
export function policyIndexOf(policy: CompiledPolicy): PolicyIndex {
  const known = INDEXES.get(policy)
  if (known !== undefined) return known
  // All of it follows from the policy alone, so it is worked out at the first decision under it.
  const limits = limitsOf(policy)
  const names = new Set([...policy.classes, ...policy.actions].map(({ name }) => name))
  const ages = [...new Set(limits.map(({ maxAge }) => maxAge))]
  const statements = namedRulesOf(policy).flatMap(([, rule]) =>
    requirementsOf(rule).flatMap(statementsIn),
  )
  const asking = [...new Map(statements.map((one) => [one.key, one])).values()]
  const methods = methodsOf(policy)
  const channels = [...new Set(methods.flatMap(({ channel }) => channel ?? []))]
  const plans = startPlanCache({ ages, names, asking, channels })
  const conditions = conditionsOf(policy)
  const addresses = conditions.flatMap(({ to = [] }) => to).toSorted((a, b) => b.length - a.length)
  const facts = factsIn(conditions)
  const dates = momentsIn(datedIn(policy))
  const index = { methods, names, limits, facts, addresses, dates, plans }
  INDEXES.set(policy, index)
  return index
}

/** What may be offered under a policy: methods of evidence that it refuses help nobody. */
const methodsOf = (policy: CompiledPolicy): readonly StepUpMethod[] =>
  stepUpMethodsOf(policy)
    .filter(({ kind }) => !isRefused(policy, kind))
    .flatMap((method) => underPolicy(policy, method))

/** Gives a method as it is worth under a policy: none where nothing it proves can lead to a record. */
function underPolicy(policy: CompiledPolicy, method: StepUpMethod): readonly StepUpMethod[] {
  // Without the directory no number and no mailbox leads to a record, so a code sent there opens nothing.
  const isTied = !isRefused(policy, 'directory')
  if (method.own === true) return [method]
  switch (method.cause) {
    case 'idp':
      return [{ ...method, ...plainLogin(policy.issuers) }]
    // A number or a mailbox leads to a record by way of the directory alone.
    case 'sim':
      return isTied ? [{ ...method, grade: weaker(method.grade, gradeOfNumbers(policy)) }] : []
    case 'mailbox':
      return isTied ? [method] : []
    case 'device':
    case 'knowledge':
      return [method]
  }
}

/**
 * The most that a number can be worth. What is never looked up is never known to be clean, so all
 * three caps of an unchecked number hold.
 */
function gradeOfNumbers(policy: CompiledPolicy): Rank {
  const { simSwapUnknown, lineTypeUnknown, reassignmentUnknown } = policy.risk
  return isRefused(policy, 'lookup')
    ? [simSwapUnknown, lineTypeUnknown, reassignmentUnknown].reduce<Rank>(weaker, 4)
    : 4
}

const namedRulesOf = ({
  classes,
  actions,
}: CompiledPolicy): readonly (readonly [name: string, rule: Rule])[] => [
  ...classes.flatMap((one) => rulesOf(one).map((rule) => [one.name, rule] as const)),
  ...actions.flatMap((one) => rulesOfAction(one).map((rule) => [one.name, rule] as const)),
]

/**
 * Lists each age that rules ask of proofs, once for every class and action and for whether the proof must be given
 * for it.
 */
function limitsOf(policy: CompiledPolicy): readonly AgeLimit[] {
  const limits = new Map<string, AgeLimit>()
  for (const [name, rule] of namedRulesOf(policy)) {
    for (const requirement of requirementsOf(rule)) {
      const maxAge = ageOf(requirement)
      if (maxAge === undefined) continue
      const limit = { maxAge, name, isBound: isBoundTo(requirement) }
      limits.set(`${maxAge} ${limit.isBound} ${name}`, limit)
    }
  }
  return [...limits.values()]
}
