import {
  forActions,
  inputOf,
  meetsRule,
  namedBy,
  type Requirement,
  type Rule,
  shortfalls,
  shortfallsOfAction,
} from '../decide/index.js'
import type { Assessment, Request, Support } from '../model/index.js'
import { type ShortRequirement, sayShort } from './explainShort.js'

/** One rule that was considered: whether it was met, and in what it falls short. */
export interface ConsideredRule {
  readonly rule: string
  readonly met: boolean
  // Codes of what falls short: `write`, `read`, `representative`, or the shortfall of a part.
  readonly short: readonly string[]
  /** What falls short, in plain words, each with the pack's rule that asks it where one does. */
  readonly asks: readonly string[]
  readonly sources: readonly string[]
}

/**
 * Considers rules of one class or action by name. The same function serves all topics of one
 * explanation.
 */
type ConsiderRules = (
  rules: readonly Rule[],
  name: string,
  of: 'class' | 'action',
) => readonly ConsideredRule[]

/** Considers rules as the decision does: for an action a proof for nothing in particular may not count. */
export function makeConsiderRules(assessment: Assessment, request: Request): ConsiderRules {
  // What proofs are worth for an action is worked out once, not for each rule.
  const assessed = inputOf(assessment, request)
  const acting = forActions(assessed)
  return (rules, name, of) => {
    const [counted, short] = of === 'class' ? [assessed, shortfalls] : [acting, shortfallsOfAction]
    // The same proofs as if each had been given for this.
    const meant = { ...assessed, supports: assessed.supports.map((one) => givenFor(one, name)) }
    return rules.map((rule) => {
      const shortOf = (one: Requirement) => short(one, assessed, name)
      const saidOf = (requirement: Requirement): ShortRequirement => {
        const [found, left] = [shortOf(requirement), short(requirement, meant, name)]
        const shortForThis = found.filter((one) => !left.includes(one))
        return { requirement, short: shortForThis.length > 0 ? left : found, shortForThis }
      }
      return {
        rule: rule.id,
        met: meetsRule(rule, counted, name),
        short: shortIn(rule, assessment, shortOf),
        asks: sayShort(asksOf(rule, assessment).map(saidOf)),
        sources: rule.sources,
      }
    })
  }
}

/** A proof that was given for something, as if it had been given for this. */
const givenFor = (support: Support, purpose: string): Support =>
  support.purpose === null ? support : { ...support, purpose }

/** What is asked of the person, and on top of it of whoever acts for another. */
const asksOf = (rule: Rule, assessment: Assessment): readonly Requirement[] => [
  ...rule.requires,
  ...namedBy(rule, assessment).flatMap(({ requires }) => requires),
]

/**
 * Names in what a rule falls short, each code once. Somebody who acts for another falls short in
 * what is asked of such as well, or in that nothing is given to any: `representative`.
 */
function shortIn(
  rule: Rule,
  assessment: Assessment,
  shortOf: (requirement: Requirement) => readonly string[],
): readonly string[] {
  const named = namedBy(rule, assessment).flatMap(({ requires }) => requires)
  const short = [...rule.requires, ...named].flatMap(shortOf)
  const isUnnamed = assessment.acting !== undefined && named.length === 0
  return [...new Set(isUnnamed ? [...short, 'representative'] : short)]
}
