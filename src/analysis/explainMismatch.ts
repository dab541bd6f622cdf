import { type CompiledPolicy, type DataClass, isOfRoute } from '../decide/index.js'
import { ANSWERS, type Decision, isLevel, meaningOfReason, rankOf } from '../model/index.js'
import { decideUnplanned, type UnplannedDecision } from './decideUnplanned.js'
import type { Mismatch } from './expectations.js'
import { explain, type TopicExplanation } from './explain.js'
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
  // Where a part could not be read it is not known what was meant, so a change to it would be a guess.
  const search: FlipSearch<UnplannedDecision> =
    faults.length > 0 ? () => null : searchFlips(policy, situation, decideUnplanned(policy))
  const lines = mismatches.flatMap(({ subject, expected, actual }) => {
    const topic = topics.find((one) => one.topic === subject)
    const isSo = expectationOf(policy, subject, expected)
    const flip = isSo === null ? null : search(isSo)
    return [
      `  ${subject}: expected ${expected}, got ${actual}`,
      ...describeTopic(topic),
      describeTrust(decision),
      ...(flip === null || flip === 'not_all_tried' ? [] : [`    as expected ${flip.change}`]),
    ]
  })
  return [...lines, ...describeUncounted(decision, faults)]
}

/**
 * Which items of evidence did not count as their author thinks, and why: a code of another conversation reads as one that
 * nobody gave. What caps trust is said with the trust, and what could
 * not be read above.
 */
const describeUncounted = (
  { reasons, trust }: Decision,
  faults: TestOutcome['faults'],
): readonly string[] =>
  reasons.flatMap(({ code, at = '' }) => {
    const [, root, index] = at.split('/')
    const isTold =
      trust.caps.some((cap) => cap.code === code) ||
      faults.some(({ path }) => String(path[1]) === index)
    return root !== 'evidence' || isTold
      ? []
      : [`  given.evidence.${index}: ${code}. ${meaningOfReason(code)?.cause ?? ''}`]
  })

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
  const { asks = [], short = [] } =
    topic.considered.find(({ rule }) => rule === topic.decidedBy) ?? {}
  // That nobody may act for another is asked of nothing that could be said as a part.
  const missing = asks.length > 0 ? asks : short
  const shortOf = missing.length === 0 ? '' : `, still missing ${missing.join(', ')}`
  return [`    decided by ${topic.decidedBy}${shortOf}`]
}

const describeTrust = ({ trust }: Decision): string =>
  `    read: write ${trust.write}, read ${trust.read}, record ${trust.resolution}${trust.caps.map(({ code, max }) => `, capped at ${max} by ${code}`).join('')}`

type Expectation = (decision: UnplannedDecision) => boolean

/**
 * Tells whether a decision is as a row expects it; `null` for what no decision can be, or of which
 * no nearest change is said: to look for it would take every change there is.
 */
function expectationOf(
  policy: CompiledPolicy,
  subject: string,
  expected: string,
): Expectation | null {
  switch (subject) {
    case 'trust':
      return isLevel(expected) ? ({ trust }) => trust.write === rankOf(expected) : null
    case 'read':
      return isLevel(expected) ? ({ trust }) => trust.read === rankOf(expected) : null
    case 'resolution':
      return ({ trust }) => trust.resolution === expected
    case 'acting_for':
      return ({ acting }) => acting?.subject === expected
    case 'route':
      return ({ route }) => isOfRoute(route.id, expected)
    case 'queue':
      return ({ route }) => route.queue === expected
    case 'priority':
      return ({ route }) => String(route.priority) === expected
    default:
      return answerExpected(policy, subject, expected)
  }
}

function answerExpected(
  { classes, actions }: CompiledPolicy,
  name: string,
  expected: string,
): Expectation | null {
  const asked = classes.find((one) => one.name === name)
  if (asked !== undefined)
    return canBe(asked, expected) ? ({ disclosure }) => disclosure[name] === expected : null
  if (!actions.some((one) => one.name === name) || !ANSWERS.some((word) => word === expected))
    return null
  return (decision) => {
    const given = decision.actions[name]
    if (expected === 'allow' || given === 'allow') return given === expected
    // A plan turns what is not allowed into a step-up and nothing else, so it is made only where that decides.
    if (expected !== 'step_up' && expected !== given) return false
    return decision.plannedAnswer(name) === expected
  }
}

/** Tells whether anything in a class gives a rung, so that a change could lead to it. */
const canBe = ({ rungs, deliver }: DataClass, expected: string): boolean =>
  expected === 'none' ||
  (expected === 'deliver_to_record'
    ? deliver !== undefined
    : rungs.some(({ rung }) => rung === expected))
