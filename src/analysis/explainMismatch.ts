import type { CompiledPolicy } from '../decide/index.js'
import { type Decision, isLevel, rankOf } from '../model/index.js'
import type { Mismatch } from './expectations.js'
import { explain, type TopicExplanation } from './explain.js'
import { decisionBy } from './findFlip.js'
import { type FlipSearch, searchFlips } from './flips.js'
import type { TestOutcome } from './runTests.js'

/**
 * Says of each failed expectation, a line each, what it got instead, which rule decided, what was
 * read, and what would flip it. Flips are searched once for all of them: each change takes a
 * decision. Lines of text for people, indented under the test's name.
 */
export function explainMismatches(
  policy: CompiledPolicy,
  { situation, decision, faults, mismatches }: TestOutcome,
): readonly string[] {
  if (mismatches.length === 0) return []
  const { topics } = explain(policy, situation, 'without_flips')
  // What was meant to be given is not known where it could not be read, so that a change to it would be a guess.
  const search: FlipSearch<Decision> =
    faults.length > 0 ? () => null : searchFlips(policy, situation, decisionBy(policy))
  return mismatches.flatMap(({ subject, expected, actual }) => {
    const topic = topics.find((one) => one.topic === subject)
    const flip = search((other) => isAsExpected(other, subject, expected))
    return [
      `  ${subject}: expected ${expected}, got ${actual}`,
      ...describeTopic(topic),
      describeTrust(decision),
      ...(flip === null || flip === 'not_all_tried' ? [] : [`    as expected ${flip.change}`]),
    ]
  })
}

/** Says of one failed expectation what `explainMismatches` says of all. */
export const explainMismatch = (
  policy: CompiledPolicy,
  outcome: TestOutcome,
  mismatch: Mismatch,
): readonly string[] => explainMismatches(policy, { ...outcome, mismatches: [mismatch] })

/**
 * The rule that decided, and in what it fell short; nothing where no rule did, such as for a route.
 */
function describeTopic(topic: TopicExplanation | undefined): readonly string[] {
  if (topic?.decidedBy == null) return []
  const short = topic.considered.find(({ rule }) => rule === topic.decidedBy)?.short ?? []
  const shortOf = short.length === 0 ? '' : `, short of ${short.join(', ')}`
  return [`    decided by ${topic.decidedBy}${shortOf}`]
}

const describeTrust = ({ trust }: Decision): string =>
  `    read: write ${trust.write}, read ${trust.read}, record ${trust.resolution}${trust.caps.map(({ code, max }) => `, ${code} caps at ${max}`).join('')}`

/**
 * Tells whether a decision is as a row expects it: the expectations of which a flip can be looked
 * for. Of the others no nearest change is said.
 */
const isAsExpected = (decision: Decision, subject: string, expected: string): boolean => {
  switch (subject) {
    case 'trust':
      return isLevel(expected) && decision.trust.write === rankOf(expected)
    case 'read':
      return isLevel(expected) && decision.trust.read === rankOf(expected)
    case 'resolution':
      return decision.trust.resolution === expected
    case 'acting_for':
      return decision.acting?.subject === expected
    case 'route':
      return decision.route.id === expected
    case 'queue':
      return decision.route.queue === expected
    case 'priority':
      return String(decision.route.priority) === expected
    default:
      return (decision.disclosure[subject] ?? decision.actions[subject]) === expected
  }
}
