import {
  type Evidence,
  fail,
  isCount,
  ok,
  type Rank,
  type Result,
  stronger,
  toInstant,
  weaker,
} from '../model/index.js'
import { localTie, note } from './facts.js'
import { isName } from './fields.js'
import { BOUND, evidenceForm, listField, number, openWord, textField, time } from './form.js'
import type { EvidenceMethod, Fact, KnowledgeCheck, ReadingSettings } from './method.js'
import { bindingOf, type Specimen, timeText } from './specimen.js'
import { countsFrom, PROOF_LIVES } from './validity.js'

const ITEM = {
  kind: 'knowledge_check',
  at: '2026-11-22T10:00:00Z',
  conversation: 'CH01',
  customer: 'C-1001',
  asked: ['booking_reference', 'surname'],
  outcome: 'passed',
  attempts: 1,
}

/**
 * The most that anything known can be worth, whatever a policy says. What somebody knows of an account others know too,
 * so it verifies nobody (NIST SP 800-63A-4 §3.1.2.1: knowledge-based verification shall not be used for identity).
 */
const MOST: Rank = 2

/**
 * What the business asked and compared with its own records, such as a booking reference and a
 * surname. The server that compared writes it, never a form. Words that a person typed are claims,
 * whoever passes them on.
 *
 * It counts if the policy declares, under `knowledge`, a check that asks no more than was asked
 * here, up to the declared grade, which is never above `recognized`; and only while there were no
 * more attempts than that check allows.
 */
export const knowledgeCheck = {
  kind: 'knowledge_check',
  form: evidenceForm('knowledge_check', {
    // All of these are needed to say what it is worth: who passed, what was asked, and at which
    // attempt.
    needed: {
      at: time,
      conversation: textField,
      customer: textField,
      asked: listField(textField),
      outcome: openWord('passed', 'failed'),
      attempts: number,
    },
    others: BOUND,
  }),
  // The person answered in this conversation, or not for it.
  bound: true,
  mayBeRisk: false,
  read: readKnowledgeCheck,
  // Only what the policy declares is worth anything, so that it proves nothing under a policy that declares none.
  proves: ({ knowledge = [] }) => [
    // One check of each grade is enough, because checks of one grade differ in nothing that counts.
    ...new Map(
      knowledge
        .map(gradeKnowledge)
        .filter(({ grade }) => grade > 0)
        .map((worth) => [
          worth.grade,
          {
            ...worth,
            causes: ['knowledge'],
            linkable: false,
            lives: PROOF_LIVES,
          },
        ]),
    ).values(),
  ],
  // At the first attempt and at the last: both are worth the same, and one more is worth nothing.
  specimens: ({ knowledge = [] }) =>
    knowledge
      .filter((check) => gradeKnowledge(check).grade > 0)
      .flatMap((check) =>
        [...new Set([1, check.attempts])].map((tried) => specimenOf(check, tried)),
      ),
  examples: {
    valid: [ITEM, { ...ITEM, asked: ['member_number'], attempts: 3 }],
    // Checks that were not passed, that name nobody, that asked nothing, or whose attempts cannot
    // be counted.
    invalid: [
      { ...ITEM, outcome: 'failed' },
      { ...ITEM, outcome: undefined },
      { ...ITEM, customer: '' },
      { ...ITEM, asked: 'surname' },
      { ...ITEM, asked: [] },
      { ...ITEM, attempts: undefined },
      { ...ITEM, attempts: 0 },
      { ...ITEM, at: 'today' },
    ],
  },
} satisfies EvidenceMethod

// It is something known, whoever knows it (63B-4 §2).
const KNOWLEDGE = ['knowledge'] as const

/**
 * Gives what passing a declared check is worth, where it was passed and where it is only offered. A policy that was not
 * compiled here may say more than any may. Whoever is told the answers can give them.
 */
export const gradeKnowledge = ({ grade }: Pick<KnowledgeCheck, 'grade'>) => ({
  grade: weaker(MOST, grade),
  categories: KNOWLEDGE,
  phishable: true,
})

/**
 * Reads a check that was passed, by the checks that the policy declares.
 *
 * Fails where the item itself is of no use; what is well formed and still counts for nothing is a
 * note (`knowledge_not_declared`, `too_many_attempts`, `no_authentication`), as its sender did
 * nothing wrong.
 */
function readKnowledgeCheck(
  item: Evidence,
  { knowledge = [] }: ReadingSettings,
): Result<readonly Fact[]> {
  // Words that were compared stay with the business; what comes here is which, and how often.
  const { asked, attempts, customer, outcome } = item
  if (outcome !== 'passed') return fail('not_approved', '/outcome')
  if (!isName(customer)) return fail('malformed', '/customer')
  if (!isNames(asked)) return fail('malformed', '/asked')
  // The attempt that passed is one itself.
  if (!isCount(attempts) || attempts < 1) return fail('malformed', '/attempts')
  const at = toInstant(item['at'])
  if (at === null) return fail('malformed_time', '/at')
  // Everything that a check asks has to have been asked; more may have been.
  const declared = knowledge.filter(({ asks }) => asks.every((one) => asked.includes(one)))
  if (declared.length === 0) return ok([note('knowledge_not_declared', '/asked')])
  // Counted over the person's attempts, which the business keeps (63B-4 §3.2.2: a limit on guesses).
  const open = declared.filter((check) => attempts <= check.attempts)
  if (open.length === 0) return ok([note('too_many_attempts', '/attempts')])
  // Where several checks count, the best of them does, because each is enough by itself.
  const grade = open.map((check) => gradeKnowledge(check).grade).reduce<Rank>(stronger, 0)
  return ok(grade === 0 ? [note('no_authentication', '/asked')] : proofOf(customer, grade, at))
}

// More than any business would ask of one person.
const MOST_ASKED = 16

// A list of names of questions, never of answers.
const isNames = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.length > 0 && value.length <= MOST_ASKED && value.every(isName)

/** The customer is named by what was compared: a node of its own, tied to that customer alone. */
function proofOf(customer: string, grade: Rank, at: number): readonly Fact[] {
  const from = `known:${customer}`
  // It does not count for long, because people pass on what they know.
  const times = countsFrom(at)
  return [
    {
      type: 'proof',
      node: from,
      ...gradeKnowledge({ grade }),
      // Whoever knows the customer well may know every answer, so two such checks count as one.
      causes: [`knowledge:${customer}`],
      ...times,
    },
    localTie(from, customer, { grade, starts: at, until: times.until }),
  ]
}

/** Makes a check that somebody passed at once, or at the last attempt that counts. */
const specimenOf = ({ name, asks }: KnowledgeCheck, attempts: number): Specimen => ({
  name: `knows what ${name} asks${attempts === 1 ? '' : `, at attempt ${attempts}`}`,
  says: 'proof',
  about: 'customer',
  make: ({ customer }, stamp) => ({
    kind: 'knowledge_check',
    at: timeText(stamp.at),
    ...bindingOf(stamp),
    customer,
    asked: asks,
    outcome: 'passed',
    attempts,
  }),
})
