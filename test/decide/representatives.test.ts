import { expect, test } from 'vitest'
import { diff, explain, openSpace, prove } from '../../src/analysis/index.js'
import { rankOfAnswer, rankOfOpenness, replayRecord } from '../../src/decide/index.js'
import { evaluate, evaluateAndRecord } from '../../src/evaluate.js'
import { type Engagement, ok } from '../../src/model/index.js'
import { compilePolicy, printPolicy } from '../../src/policy/index.js'
import { fileDirectory } from '../../src/twilio/functions/index.js'
import { parseStudioParameters, toEngagement } from '../../src/twilio/inbound/index.js'
import { compiled } from '../compiled.js'
import { makeCustomer } from '../falsify/customers.js'
import { makeEngagement } from '../falsify/engagements.js'
import { makePolicy } from '../falsify/policies.js'
import { onBehalf } from '../falsify/representing.js'
import { ACTION_NAMES, CLASS_NAMES } from '../falsify/words.js'
import { type Choose, fromSeed, NOW } from '../trust/evidenceWorld.js'

const CLINIC = `
policy: clinic
version: 1
classes:
  record:
    masked: { write: recognized, read: recognized }
    full: { write: verified, read: verified }
    representative: { masked: verified, full: { write: verified, read: verified, maxAge: 5m }, as: [guardian, attorney] }
  bill: { full: { write: verified, read: verified } }
actions:
  book: { write: verified, representative: { write: verified, as: guardian } }
  consent: { write: verified }
stepUp: [verify_sms]
routes: [{ id: all, queue: care }]
`

const PHONE = '+14155550100'
const MATCH = {
  customer: 'C-1001',
  basis: 'verified',
  since: '2024-03-01',
  confirmed: '2026-10-30',
}
const GUARDIAN = { acts_for: 'C-2002', as: 'guardian' }

const parent = (tie: object, rest: Partial<Engagement> = {}): Engagement => ({
  conversation: 'CH01',
  message: 'IM01',
  contact: { channel: 'sms', address: PHONE },
  subject: 'C-2002',
  evidence: [
    {
      kind: 'directory',
      at: '2026-11-22T09:59:00Z',
      query: { address: PHONE },
      matches: [{ ...MATCH, ...tie }],
    },
    {
      kind: 'verify_check',
      at: '2026-11-22T09:59:30Z',
      conversation: 'CH01',
      result: { sid: 'VE01', to: PHONE, channel: 'sms', status: 'approved', valid: true },
      message: 'IM01',
    },
  ],
  ...rest,
})

const AT = '2026-11-22T10:00:00Z'
const decide = (engagement: Engagement, at = AT) => evaluate(compiled(CLINIC), engagement, at)

test('a guardian gets what the class says for guardians, and both people are named', () => {
  const decision = decide(parent(GUARDIAN))
  expect(decision.disclosure).toEqual({ record: 'full', bill: 'none' })
  expect(decision.actions).toEqual({ book: 'allow', consent: 'deny' })
  expect(decision.trust.customer).toBe('C-1001')
  expect(decision.acting).toEqual({ as: ['guardian'], subject: 'C-2002' })
})

test('what asks more of a guardian than of the person is asked of the guardian alone', () => {
  const later = '2026-11-22T10:05:00Z'
  expect(decide(parent(GUARDIAN), later).disclosure['record']).toBe('masked')
  expect(decide({ ...parent(GUARDIAN), subject: 'C-1001' }, later).disclosure['record']).toBe(
    'full',
  )
  expect(decide(parent(GUARDIAN)).validUntil).toBe('2026-11-22T10:04:30.000Z')
})

test.each([
  [{}, 'not_a_representative'],
  [{ acts_for: 'C-3003', as: 'guardian' }, 'not_a_representative'],
  [{ ...GUARDIAN, until: '2026-11-22' }, 'representation_expired'],
  [{ ...GUARDIAN, until: 'soon' }, 'malformed_time'],
  [{ ...GUARDIAN, until: 7 }, 'malformed_time'],
  [{ acts_for: 'C-2002', as: 'friend' }, 'unknown_value'],
  [{ acts_for: 'C-2002' }, 'unknown_value'],
  [{ acts_for: ['C-2002'], as: 'guardian' }, 'malformed'],
  [{ ...GUARDIAN, origin: 'CH01' }, 'bound_in_conversation'],
])('without a tie that counts nothing of theirs is given: %j', (tie, code) => {
  const decision = decide(parent(tie, { intent: { classes: ['record'], actions: ['book'] } }))
  expect(decision.disclosure).toEqual({ record: 'none', bill: 'none' })
  expect(decision.actions).toEqual({ book: 'deny', consent: 'deny' })
  expect(decision.acting).toEqual({ as: [], subject: null })
  expect(decision.reasons.map((reason) => reason.code)).toContain(code)
  expect(decision.reasons).toContainEqual({
    code: 'not_a_representative',
    at: '/intent/classes/0',
    rule: 'class.record.masked',
  })
})

test('a relation that the rule does not name opens nothing, and says so', () => {
  const intent = { classes: ['record'], actions: [] }
  const decision = decide(parent({ ...GUARDIAN, as: 'household' }, { intent }))
  expect(decision.disclosure['record']).toBe('none')
  expect(decision.reasons.map(({ code }) => code)).toContain('representative_not_allowed')
})

test('who is not verified acts for nobody, is offered the way, and whose it is stays unsaid', () => {
  const known = parent(GUARDIAN)
  const { evidence = [] } = known
  const decision = decide({ ...known, evidence: evidence.slice(0, 1) })
  expect(decision.disclosure['record']).toBe('none')
  expect(decision.acting).toEqual({ as: [], subject: null })
  expect(decision.stepUp.flatMap(({ opens }) => opens)).toContain('record')
  expect(decision.reasons.map(({ code }) => code)).toContain('representative_not_verified')
})

test('a tie that ends says until when it holds', () => {
  const tied = parent({ ...GUARDIAN, until: '2026-11-22T10:01:00Z' })
  expect(decide(tied).validUntil).toBe('2026-11-22T10:01:00.000Z')
  expect(decide(tied, '2026-11-22T10:01:00Z').disclosure['record']).toBe('none')
})

test('two who share an address are ambiguous, whoever of them acts for whom', () => {
  const [directory, ...rest] = parent(GUARDIAN).evidence ?? []
  const matches = [
    { ...MATCH, ...GUARDIAN },
    { ...MATCH, customer: 'C-4004' },
  ]
  const shared = { ...directory, kind: 'directory', matches }
  const decision = decide(parent({}, { evidence: [shared, ...rest] }))
  expect(decision.trust.resolution).toBe('ambiguous')
  expect(decision.disclosure['record']).toBe('none')
})

test('why a guardian is withheld something is explained', () => {
  const policy = compiled(CLINIC)
  const told = explain(policy, {
    engagement: parent({ ...GUARDIAN, as: 'staff_of' }),
    at: Date.parse(AT),
  })
  expect(JSON.stringify(told)).toContain('representative')
})

test('the record says as what they acted and of whom nothing, and is decided again alike', () => {
  const policy = compiled(CLINIC)
  const { decision, record } = evaluateAndRecord(policy, parent(GUARDIAN), AT)
  expect(record.acting).toEqual(['guardian'])
  expect(JSON.stringify(record)).not.toMatch(/C-\d/)
  expect(replayRecord(policy, record)?.disclosure).toEqual(decision.disclosure)
})

test('what anybody is given is not proved of somebody who only says for whom they write', () => {
  const open = CLINIC.replace('bill: {', 'bill: { accept: anonymous,')
  const space = openSpace(compiled(open))
  const always = { class: 'bill', at_least: 'accept' } as const
  const proof = prove(space, { always })
  expect(proof.ok && proof.value.verdict).toBe('refuted')
  expect(proof.ok && proof.value.counterexample?.engagement.subject).toBe('C-2002')
})

test('who may act for others is told apart by a comparison, with somebody who shows it', () => {
  const [old, next] = [CLINIC, CLINIC.replace('[guardian, attorney]', '[guardian]')].map(compiled)
  const compared = old === undefined || next === undefined ? null : diff(old, next)
  expect(JSON.stringify(compared)).toContain('attorney')
})

test.each([
  ['{ full: recognized, as: [guardian] }', 'representative_not_verified'],
  ['{ accept: verified, as: [guardian] }', 'representative_exceeds_subject'],
  ['{ as: [guardian] }', 'requirement_without_level'],
  ['{ full: verified, as: [friend] }', 'unknown_word'],
])('a policy that would give a representative %s does not compile', (block, code) => {
  const source = CLINIC.replace(/representative: \{ masked.*\}/, `representative: ${block}`)
  const result = compilePolicy(source)
  expect(result.ok ? [] : result.issues.map((issue) => issue.code)).toContain(code)
})

const makeCase = (choose: Choose): Engagement =>
  onBehalf(
    choose,
    choose(3) === 0
      ? makeEngagement(choose)
      : makeCustomer(choose, [...CLASS_NAMES, ...ACTION_NAMES]),
  )

test('a representative never exceeds the person, and without a tie only withholding follows', () => {
  let given = 0
  let withheld = 0
  for (let seed = 900; seed < 965; seed += 1) {
    const choose = fromSeed(seed)
    const policy = seed % 2 === 0 ? ok(compiled(CLINIC)) : compilePolicy(makePolicy(choose))
    if (!policy.ok) continue
    // What it was made of may be written otherwise; what is decided is not.
    if (seed % 2 === 1 || seed === 900)
      expect({ ...compiled(printPolicy(policy.value)), parts: policy.value.parts }).toEqual(
        policy.value,
      )
    for (let round = 0; round < 15; round += 1) {
      const { subject, ...own } = makeCase(choose)
      const acting = evaluate(policy.value, { ...own, ...(subject && { subject }) }, NOW)
      if (acting.acting === undefined) continue
      const self = evaluate(policy.value, own, NOW)
      for (const [name, rung] of Object.entries(acting.disclosure)) {
        expect(rankOfOpenness(rung)).toBeLessThanOrEqual(
          rankOfOpenness(self.disclosure[name] ?? 'none'),
        )
        if (acting.acting.as.length > 0 && rung !== 'none') given += 1
        if (acting.acting.as.length > 0) continue
        expect(rung).toBe('none')
        withheld += 1
      }
      for (const [name, answer] of Object.entries(acting.actions)) {
        expect(rankOfAnswer(answer)).toBeLessThanOrEqual(rankOfAnswer(self.actions[name] ?? 'deny'))
      }
    }
  }
  expect(given).toBeGreaterThan(20)
  expect(withheld).toBeGreaterThan(100)
})

test('a file of customers and a flow carry it, and an end that is no text is never read as no end', async () => {
  const flow = { conversation: 'CH01', channel: 'sms', from: PHONE, subject: 'C-2002' }
  const read = parseStudioParameters(flow)
  const call = read.ok ? toEngagement(read.value, read.value) : undefined
  expect(call?.subject).toBe('C-2002')
  const entry = { ...MATCH, address: PHONE, ...GUARDIAN }
  const ends = [undefined, null, '2027-01-01', '2026-01-01', 5, '', {}, 'soon']
  const given = ends.map(async (until) => {
    const file = fileDirectory([{ customer: 'C-1001', addresses: [{ ...entry, until }] }])
    if (!file.ok) throw new TypeError('no directory')
    const matches = await file.value.find(PHONE, new AbortController().signal)
    const [dip, ...others] = parent({}).evidence ?? []
    const evidence = [{ ...dip, kind: 'directory', matches }, ...others]
    return decide({ ...parent({}), ...call, readers: [], message: 'IM01', evidence }).disclosure[
      'record'
    ]
  })
  expect(await Promise.all(given)).toEqual(['full', 'full', 'full', ...Array(5).fill('none')])
})

test('a guess at whose record an address belongs to is answered alike, right or wrong', () => {
  const policy = compiled(CLINIC.replace('  bill: {', '  note: { accept: claimed }\n  bill: {'))
  const mail = 'ada@example.com'
  const guess = (subject: string) => {
    const dip = {
      kind: 'directory',
      at: '2026-11-22T09:59:00Z',
      query: { email: mail },
      matches: [MATCH],
    }
    const contact = { channel: 'email', address: mail }
    return evaluate(policy, { conversation: 'CH01', contact, subject, evidence: [dip] }, AT)
  }
  const [right, wrong] = [guess('C-1001'), guess('C-9009')]
  expect(right.trust.write).toBeLessThan(2)
  expect(right.disclosure).toEqual(wrong.disclosure)
  expect(right.reasons).toEqual(wrong.reasons)
})
