import { answerRequest, type CompiledPolicy } from '../decide/index.js'
import { shownOf } from '../evaluate.js'
import type { Answer, Decision } from '../model/index.js'
import { assessRequest } from '../trust/index.js'
import { partFor } from './answerOn.js'
import type { Situation } from './engagementOf.js'

/**
 * What `evaluate` decides, but for what takes most of its time: what would open more, and until when
 * it holds. An action that is not allowed and that further proof would open is answered as if there
 * were no proof more to give.
 */
export interface UnplannedDecision
  extends Pick<Decision, 'trust' | 'acting' | 'disclosure' | 'actions' | 'route'> {
  /** Answers one action as `evaluate` does, which takes a plan for it. */
  readonly plannedAnswer: (action: string) => Answer | undefined
}

/** Decides by a policy what takes no plan: for where hundreds of changes are tried. */
export function decideUnplanned(
  policy: CompiledPolicy,
): (situation: Situation) => UnplannedDecision {
  const unplanned: CompiledPolicy = { ...policy, stepUp: [] }
  return ({ engagement, at }) => {
    const { request, assessment } = assessRequest(engagement, at, policy)
    const { trust, acting } = shownOf(assessment)
    const { disclosure, actions, route } = answerRequest(unplanned, assessment, request)
    return {
      trust,
      ...(acting !== undefined && { acting }),
      disclosure,
      actions,
      route,
      plannedAnswer: (name) => {
        const part = partFor(policy, { about: 'action', name }, 'planned')
        return answerRequest(part, assessment, request).actions[name]
      },
    }
  }
}
