import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Situation } from '../../src/analysis/engagementOf.js'
import { explainMismatches } from '../../src/analysis/explainMismatch.js'
import { decisionBy } from '../../src/analysis/findFlip.js'
import { runTest } from '../../src/analysis/runTests.js'
import type { CompiledPolicy } from '../../src/decide/index.js'
import { ANSWERS, type Decision, LEVELS, levelOf, RUNGS } from '../../src/model/index.js'
import type { PolicyTest } from '../../src/policy/index.js'
import { compiled } from '../compiled.js'
import { makeEngagement } from '../falsify/engagements.js'
import { runs } from '../runs.js'
import { fromSeed, NOW } from '../trust/evidenceWorld.js'
import { changesTo, isPair } from './answerOf.js'

// Every sort of answer: what a plan opens, what is delivered instead, and what is never done here.
const small = compiled(`
policy: small
version: 1
classes:
  profile: { masked: recognized, full: { write: verified, read: recognized } }
  money: { full: { write: strong, read: verified }, deliver_to_record: claimed }
actions:
  book: recognized
  transfer: { write: verified, read: verified, purpose: true, deliver_to_record: claimed }
  close: { denied: true }
stepUp: [verify_sms, login]
routes:
  - { id: known, when: { discloses: { profile: masked } }, queue: known, priority: 5 }
  - { id: general, queue: front }
`)

const GIVEN = [...RUNGS, 'deliver_to_record']

type Read = readonly [subject: string, words: readonly string[], of: (one: Decision) => unknown]

// Each thing that a row may expect of which a flip is looked for, and how a whole decision says it.
const READS: readonly Read[] = [
  ['trust', LEVELS, ({ trust }) => levelOf(trust.write)],
  ['read', LEVELS, ({ trust }) => levelOf(trust.read)],
  ['resolution', ['none', 'unique', 'ambiguous'], ({ trust }) => trust.resolution],
  ['route', ['known', 'general'], ({ route }) => route.id],
  ['queue', ['known', 'front'], ({ route }) => route.queue],
  ['priority', ['0', '5'], ({ route }) => String(route.priority)],
  ...small.classes.map(({ name }): Read => [name, GIVEN, (one) => one.disclosure[name]]),
  ...small.actions.map(({ name }): Read => [name, ANSWERS, (one) => one.actions[name]]),
]

type ExpectedWord = readonly [subject: string, expected: string]

/** Explains expectations that are not met, and gives of each the change after which it would be. */
function changesFor(
  policy: CompiledPolicy,
  situation: Situation,
  expectations: readonly ExpectedWord[],
) {
  const lines = explainMismatches(policy, {
    name: 'x',
    passed: false,
    faults: [],
    situation,
    decision: decisionBy(small)(situation),
    mismatches: expectations.map(([subject, expected]) => ({ subject, expected, actual: 'other' })),
  })
  const told = lines
    .filter((line) => !line.startsWith('  given.evidence'))
    .join('\n')
    .split(/^ {2}(?! )/m)
  return told.slice(1).map((text) => /^ {4}as expected (.*)$/m.exec(text)?.[1])
}

const EXPECTATIONS = READS.flatMap(([subject, words, of]) =>
  words.map((expected) => ({ subject, expected, of })),
)

// Every change by itself is decided whole, and one in so many of the two thousand pairs.
const STRIDE = 8

test('the change that is named is the first after which a whole decision is as expected', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1 }), fc.nat(STRIDE - 1), (seed, first) => {
      const situation = { engagement: makeEngagement(fromSeed(seed)), at: NOW }
      const decide = decisionBy(small)
      const changes = changesTo(small, situation)
      const decided = changes.map(({ change, situation: changed }, at) =>
        isPair(change) && at % STRIDE !== first ? null : decide(changed),
      )
      const told = changesFor(
        small,
        situation,
        EXPECTATIONS.map(({ subject, expected }) => [subject, expected]),
      )
      for (const [at, { subject, expected, of }] of EXPECTATIONS.entries()) {
        const found = changes.find(({ change }) => change === told[at])
        expect(found?.change, subject).toBe(told[at])
        if (found !== undefined) expect(of(decide(found.situation)), told[at]).toBe(expected)
        const passed = found === undefined ? decided : decided.slice(0, changes.indexOf(found))
        const isMissed = passed.some((after) => after !== null && of(after) === expected)
        expect(isMissed, `${subject} ${expected}`).toBe(false)
      }
    }),
    runs(1),
  )
})

test.each([
  ['profile', 'accept'],
  ['route', 'nowhere'],
  ['trust', 'strong'],
  ['book', 'allow'],
  ['close', 'not allow'],
  ['reason', 'stir_shaken_missing'],
])('of %s, what would open more is planned for no change that is tried', (subject, expected) => {
  let asked = 0
  const counting: CompiledPolicy = {
    ...small,
    get stepUp() {
      asked += 1
      return small.stepUp
    },
  }
  changesFor(counting, { engagement: makeEngagement(fromSeed(1)), at: NOW }, [[subject, expected]])
  // The row itself is explained, and its changes are listed: some hundred changes are tried after that.
  expect(asked).toBeLessThan(20)
})

// A route whose skills name a fact is one for each value of it, and a row means whichever it is.
const spoken = compiled(`
policy: spoken
version: 1
facts: { language: [de, fr] }
classes: { profile: { full: recognized } }
stepUp: [login]
routes:
  - { id: care, when: { trust: recognized }, queue: care, skills: [{ fact: language }] }
  - { id: general, queue: front }
`)

test('a route is looked for whatever value its skills take', () => {
  const engagement: Situation['engagement'] = {
    conversation: 'CH1',
    contact: { channel: 'web_chat', address: 'guest-1' },
    context: { language: 'fr' },
  }
  const [change] = changesFor(spoken, { engagement, at: NOW }, [['route', 'care']])
  expect(change).toMatch(/^with /)
})

test('says which evidence did not count and why, once, and nothing of what only caps trust', () => {
  const match = { customer: 'C-1001', basis: 'verified', since: '2024-03-01' }
  const code = { sid: 'VE01', to: '+14155550100', channel: 'sms', status: 'approved', valid: true }
  const row = (conversation: string): PolicyTest => ({
    name: 'a code',
    given: {
      channel: 'sms',
      address: '+14155550100',
      evidence: [
        {
          kind: 'directory',
          at: '2026-11-22T09:59:00Z',
          query: { address: '+14155550100' },
          matches: [match],
        },
        { kind: 'verify_check', at: '2026-11-22T10:00:00Z', conversation, result: code },
      ],
    },
    expect: { trust: 'strong', money: 'full' },
  })
  const uncounted = (conversation: string) =>
    explainMismatches(small, runTest(small, row(conversation))).filter((line) =>
      line.includes('given.evidence'),
    )
  expect(uncounted('test')).toEqual([
    '  given.evidence.1: other_conversation. The proof was given in another conversation.',
  ])
  expect(uncounted('CH01')).toEqual([])
})
