import type { Reason, RouteDecision } from '../model/index.js'
import type { Condition, Route } from './compiled.js'
import { type ConditionInput, routeTruthsOf } from './truths.js'

/**
 * Finds where an engagement goes: the first route whose condition holds.
 *
 * What is not known satisfies no condition, so the last route, which asks nothing, takes whatever no other does.
 */
export function matchRoute(routes: readonly Route[], situation: ConditionInput): RouteDecision {
  const truths = routeTruthsOf(situation)
  // Overflow and waiting times are the workflow's business, and no part of one decision.
  const { id, queue, priority, skills } =
    routes.find(({ when }) => truths.condition(when)) ?? routes.at(-1) ?? UNROUTED
  return { id, queue, priority, skills }
}

// A compiled policy has a route that always matches; one that was tampered with still gets an answer.
const UNROUTED: RouteDecision = { id: 'unrouted', queue: 'unrouted', priority: 0, skills: [] }

/** Tells whether every atom of a condition holds. What is unknown satisfies none. */
export const holds = (when: Condition, situation: ConditionInput): boolean =>
  routeTruthsOf(situation).condition(when)

/** Says of the route that was taken which fact is not known whose value would be a skill. */
export const unknownSkillsOf = (routes: readonly Route[], taken: string): readonly Reason[] =>
  (routes.find(({ id }) => id === taken)?.unknownSkills ?? []).map(() => ({
    code: 'skill_not_known',
    rule: `route.${taken}`,
  }))
