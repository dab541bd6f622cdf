import fc from 'fast-check'
import { expect, test } from 'vitest'
import { engagementOf } from '../../src/analysis/engagementOf.js'
import { readRecord } from '../../src/analysis/readRecord.js'
import { makeReplay } from '../../src/analysis/replay.js'
import { startTally } from '../../src/analysis/tally.js'
import { compareDecisions } from '../../src/decide/index.js'
import { evaluate, evaluateAndRecord } from '../../src/evaluate.js'
import { compilePolicy } from '../../src/policy/index.js'
import { assess } from '../../src/trust/index.js'
import { toDecisionRecord } from '../toDecisionRecord.js'
import { examples } from './policies.js'

const stricter = (text: string): string => text.replaceAll('maxAge: 15m', 'maxAge: 2m')

test.each(examples)(
  'every recorded test of $name replays to what evaluating it again says',
  ({ policy, parsed, text }) => {
    const candidate = compilePolicy(stricter(text))
    if (!candidate.ok) throw new Error('does not compile')
    const replay = makeReplay(policy, candidate.value, 0)
    for (const { statement } of parsed.tests) {
      const { engagement, at } = engagementOf(statement.given)
      const decision = evaluate(policy, engagement, at)
      const assessment = assess(engagement, at, policy)
      const record = JSON.parse(
        JSON.stringify(toDecisionRecord(engagement, decision, { assessment, policy })),
      )
      const expected = compareDecisions(decision, evaluate(candidate.value, engagement, at))
      const [first, second] = [replay(record), replay(record)]
      expect(first.ok && first.value.differences, statement.name).toEqual(expected)
      expect(second).toEqual(first)
    }
  },
)

const [bank] = examples

test('an engagement with its time replays as well', () => {
  if (bank === undefined) throw new Error('no bank')
  const candidate = compilePolicy(stricter(bank.text))
  if (!candidate.ok) throw new Error('does not compile')
  const replay = makeReplay(bank.policy, candidate.value, 0)
  const tally = startTally()
  for (const { statement } of bank.parsed.tests) {
    const { engagement, at } = engagementOf(statement.given)
    tally.add(replay({ engagement, at: new Date(at).toISOString() }))
  }
  const counts = tally.counts()
  expect(counts.records).toBe(bank.parsed.tests.length)
  expect(counts.changed).toBeGreaterThan(0)
  expect(counts.looser).toBe(0)
})

test.each([
  ['risk', { risk: { sim_swap_unknown: 'claimed' } }],
  ['issuers', { issuers: [{ issuer: 'https://login.example.com', amr: { pwd: 'verified' } }] }],
  ['channels', { channels: [{ scheme: 'kiosk', grade: 'claimed' }] }],
  ['refuses', { refuses: ['lookup'] }],
] as const)('a record says nothing of a candidate with other %s', (_, change) => {
  const base = {
    policy: 'p',
    version: 1,
    classes: { account: { full: { write: 'verified', read: 'verified' } } },
    routes: [{ id: 'all', queue: 'q' }],
  } as const
  const [old, next] = [compilePolicy(base), compilePolicy({ ...base, ...change })]
  if (!old.ok || !next.ok) throw new Error('does not compile')
  const engagement = { conversation: 'CH01', contact: { channel: 'sms', address: '+14155550100' } }
  const at = Date.parse('2026-11-22T10:00:00Z')
  const { record } = evaluateAndRecord(old.value, engagement, at)
  const issues = [{ code: 'trust_read_otherwise', path: '/trust' }]
  expect(makeReplay(old.value, next.value, at)(record)).toEqual({ ok: false, issues })
  expect(makeReplay(old.value, next.value, at)(engagement)).toMatchObject({ ok: true })
  expect(makeReplay(old.value, old.value, at)(record)).toMatchObject({ ok: true })
})

test('a record of another policy, or without what only the candidate asks for, tells nothing', () => {
  const policyOf = (name: string, when: Readonly<Record<string, unknown>>) => {
    const policy = compilePolicy({
      policy: name,
      version: 1,
      classes: { account: { full: { write: 'verified', read: 'verified' } } },
      routes: [
        { id: 'some', when, queue: 'p' },
        { id: 'all', queue: 'q' },
      ],
    })
    if (!policy.ok) throw new Error('does not compile')
    return policy.value
  }
  const old = policyOf('p', { context: { tier: 'gold' } })
  const engagement = {
    conversation: 'CH01',
    contact: { channel: 'sms', address: '+14155550100' },
    context: { tier: 'gold', region: 'north' },
  }
  const codeOf = (record: unknown, next: typeof old): string | undefined => {
    const replayed = makeReplay(old, next, 0)(record)
    return replayed.ok ? undefined : replayed.issues[0]?.code
  }
  const { record } = evaluateAndRecord(old, engagement, 0)
  expect(codeOf(record, policyOf('p', { context: { tier: 'gold' }, trust: 'claimed' }))).toBe(
    undefined,
  )
  expect(codeOf(record, policyOf('p', { context: { region: 'north' } }))).toBe('not_recorded')
  // A value that the old policy did not name is left out of its records as well.
  expect(codeOf(record, policyOf('p', { context: { tier: 'silver' } }))).toBe('not_recorded')
  const other = evaluateAndRecord(policyOf('other', { risk: 'sim_swap' }), engagement, 0)
  expect(codeOf(other.record, old)).toBe('made_by_another_policy')
  expect(codeOf(engagement, policyOf('p', { context: { region: 'north' } }))).toBe(undefined)
})

test('whatever is no record is refused, and none of it is repeated', () => {
  if (bank === undefined) throw new Error('no bank')
  const replay = makeReplay(bank.policy, bank.policy, 0)
  const anyMarked = fc.record({
    record: fc.constant('countersign/1'),
    trust: fc.anything(),
    supports: fc.anything(),
    channel: fc.constant('zanzibar7731'),
  })
  fc.assert(
    fc.property(fc.oneof(fc.anything(), anyMarked), (value) => {
      const replayed = replay(value)
      if (!replayed.ok) expect(JSON.stringify(replayed)).not.toContain('zanzibar7731')
    }),
  )
  expect(readRecord({ record: 'countersign/1', supports: null })).toMatchObject({ ok: false })
})

/** Two policies whose answers to a record differ in all that the record below is varied in. */
function compileApart(queue: string, write: 'verified' | 'strong', categories?: 2) {
  const compiled = compilePolicy({
    policy: 'p',
    version: 1,
    classes: { account: { full: { write: 'verified', read: 'verified' } } },
    actions: { pay: { write, ...(categories !== undefined && { categories }) } },
    channels: [
      { scheme: 'kiosk', grade: 'recognized' },
      { scheme: 'desk', grade: 'recognized' },
    ],
    routes: [
      { id: 'kiosk', when: { channel: 'kiosk' }, queue },
      { id: 'all', queue: 'q' },
    ],
  })
  if (!compiled.ok) throw new Error('does not compile')
  return compiled.value
}

test('a record that differs in one thing from one before it is decided by itself', () => {
  const [old, next] = [compileApart('p', 'strong', 2), compileApart('r', 'verified')]
  const at = Date.parse('2026-11-22T10:00:00Z')
  const { record } = evaluateAndRecord(
    old,
    {
      conversation: 'CH01',
      contact: { channel: 'custom', address: 'desk:1001' },
      intent: { actions: ['pay'] },
    },
    at,
  )
  const band = {
    grade: 3,
    method: 'verify_check',
    categories: ['possession'],
    causes: ['sim:0'],
    phishable: true,
    age: 60,
    purpose: null,
    amount: 'none',
    payee: 'none',
    tied: true,
  } as const
  const login = { ...band, method: 'session', categories: ['knowledge'], causes: ['account:1'] }
  const whole = {
    ...record,
    trust: { ...record.trust, write: 3, read: 3, resolution: 'unique', tied: true },
    supports: [band, login],
  }
  const varied = [
    whole,
    { ...whole, scheme: 'kiosk' },
    { ...whole, supports: [band, login].map((one) => ({ ...one, general: true })) },
    { ...whole, supports: [band, login].map((one) => ({ ...one, vouched: true })) },
    { ...whole, supports: [{ ...band, grade: 2 }] },
    { ...whole, supports: [{ ...band, purpose: 'other' }] },
    { ...whole, risks: ['agent_flag'] },
    { ...whole, session: true },
    { ...whole, acting: ['guardian'] },
    { ...whole, intent: { ...whole.intent, actions: [] } },
  ]
  const answers = varied.map((one) => makeReplay(old, next, at)(one))
  expect(new Set(answers.map((one) => JSON.stringify(one))).size).toBeGreaterThan(2)
  for (const first of varied) {
    const replay = makeReplay(old, next, at)
    replay(first)
    expect(varied.map((one) => replay(one))).toEqual(answers)
  }
  // What is no truth might be read as either.
  for (const key of ['alone', 'general', 'vouched']) {
    const supports = [{ ...band, [key]: 'yes' }]
    expect(readRecord({ ...whole, supports })).toEqual({
      ok: false,
      issues: [{ code: 'record_malformed', path: '/supports' }],
    })
  }
})
