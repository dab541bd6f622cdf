import { answerRequest, type CompiledPolicy, type DecidedAnswers } from '../decide/index.js'
import type { Assessment } from '../model/index.js'
import { assess, readRequest } from '../trust/index.js'
import type { Situation } from './engagementOf.js'
import { said } from './sayAnswer.js'
import type { Suspect } from './suspects.js'

/**
 * Gives a policy with nothing but what an answer depends on.
 *
 * No class, action or plan depends on another, and a large policy takes many times as long as the
 * one part of it that is asked for. What a class gives and where a route leads takes no plan; of an
 * action only what is offered instead of it does. So `unplanned` answers `deny` where `planned` may
 * say `step_up`.
 */
export function partFor(
  policy: CompiledPolicy,
  { about, name }: Suspect,
  plan: 'planned' | 'unplanned',
): CompiledPolicy {
  const isPlanned = plan === 'planned' && about === 'action'
  // A route may ask what is disclosed, so the classes that routes name stay where a route is asked
  // about.
  const named = policy.routes.flatMap(({ when }) => Object.keys(when.discloses ?? {}))
  return {
    ...policy,
    stepUp: isPlanned ? policy.stepUp : [],
    classes: policy.classes.filter((one) =>
      about === 'route' ? named.includes(one.name) : about === 'class' && one.name === name,
    ),
    actions: policy.actions.filter((one) => about === 'action' && one.name === name),
    routes: about === 'route' ? policy.routes : policy.routes.slice(-1),
  }
}

/** What a policy answers about one thing, and how far it trusts who asks. */
export type AnswerOnOne = DecidedAnswers & Pick<Assessment, 'trust'>

/**
 * Answers about one class, action or the route as `evaluate` does; of everything else it says
 * nothing. It assesses anew, so that the answer is that of the engagement whatever was supposed of
 * it.
 */
export function answerOn(
  policy: CompiledPolicy,
  suspect: Suspect,
  { engagement, at }: Situation,
): AnswerOnOne {
  const assessment = assess(engagement, at, policy)
  const request = readRequest(engagement, policy)
  const part = partFor(policy, suspect, 'planned')
  return { ...answerRequest(part, assessment, request), trust: assessment.trust }
}

/** Says what a policy makes of one class, action or the route, in words that are equal where it is. */
export const saidOn = (policy: CompiledPolicy, suspect: Suspect, situation: Situation): string =>
  said(suspect.about, suspect.name, answerOn(policy, suspect, situation))
