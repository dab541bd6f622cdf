import type { CompiledPolicy } from '../decide/index.js'
import { type Decision, isLevel, rankOf } from '../model/index.js'
import type { Mismatch } from './expectations.js'
import { explain } from './explain.js'
import { findFlip } from './flips.js'
import type { TestOutcome } from './runTests.js'

/** Says, a line each, what a failed expectation got instead, which rule decided, what was read, and what would flip it. */
export function explainMismatch(
  policy: CompiledPolicy,
  { situation, decision, faults }: TestOutcome,
  { subject, expected, actual }: Mismatch,
): readonly string[] {
  const { trust } = decision
  const topic = explain(policy, situation, 'without_flips').topics.find(
    (one) => one.topic === subject,
  )
  const considered = topic?.considered.find(({ rule }) => rule === topic.decidedBy)
  // What was meant to be given is not known, so that a change to it would be a guess.
  const flip =
    faults.length > 0
      ? null
      : findFlip(policy, situation, (other) => isAsExpected(other, subject, expected))
  return [
    `  ${subject}: expected ${expected}, got ${actual}`,
    ...(topic?.decidedBy == null
      ? []
      : [
          `    decided by ${topic.decidedBy}${
            considered === undefined || considered.short.length === 0
              ? ''
              : `, short of ${considered.short.join(', ')}`
          }`,
        ]),
    `    read: write ${trust.write}, read ${trust.read}, record ${trust.resolution}${trust.caps.map(({ code, max }) => `, ${code} caps at ${max}`).join('')}`,
    ...(flip === null ? [] : [`    as expected ${flip.change}`]),
  ]
}

const isAsExpected = (decision: Decision, subject: string, expected: string): boolean => {
  switch (subject) {
    case 'trust':
      return isLevel(expected) && decision.trust.write === rankOf(expected)
    case 'read':
      return isLevel(expected) && decision.trust.read === rankOf(expected)
    case 'resolution':
      return decision.trust.resolution === expected
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
