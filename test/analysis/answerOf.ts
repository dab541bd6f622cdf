import type { AnswerOnOne } from '../../src/analysis/answerOn.js'
import type { Situation } from '../../src/analysis/engagementOf.js'
import { type Flip, type FlipSearch, searchFlips } from '../../src/analysis/flips.js'
import { answerRequest, type CompiledPolicy } from '../../src/decide/index.js'
import type { Engagement, Instant } from '../../src/model/index.js'
import { assessRequest } from '../../src/trust/index.js'

/**
 * Gives what a policy answers, as `evaluate` does, without the reasons and until when: these take most of the time of a
 * decision, and a law over thousands of states that asks for neither is several times as fast without them. That both
 * answer the same is a law of its own, in `exact.test.ts`.
 */
export function answerOf(policy: CompiledPolicy, engagement: Engagement, at: Instant): AnswerOnOne {
  const { request, assessment } = assessRequest(engagement, at, policy)
  return { trust: assessment.trust, ...answerRequest(policy, assessment, request) }
}

/** Looks for changes as `findFlip` does; what one leads to is answered once for all that is asked of it, without reasons. */
export const searchAnswers = (
  policy: CompiledPolicy,
  situation: Situation,
): FlipSearch<AnswerOnOne> =>
  searchFlips(policy, situation, ({ engagement, at }) => answerOf(policy, engagement, at))

/** Lists the changes that a search tries, the nearest first, and decides none of them. */
export function changesTo(policy: CompiledPolicy, situation: Situation): readonly Flip[] {
  let met = 0
  const search = searchFlips(policy, situation, () => {
    met += 1
    return met
  })
  const found: Flip[] = []
  for (;;) {
    // What is decided of each change is its place in the list.
    const flip = search((place) => place === found.length + 1)
    if (flip === null || flip === 'not_all_tried') return found
    found.push(flip)
  }
}

/** Tells whether a change is of two things. */
export const isPair = (change: string): boolean => change.includes('; ')
