import { expect, test } from 'vitest'
import { RELATIONS, RUNGS } from '../../src/model/index.js'
import { type Customer, code, NUMBER, serve } from '../twilio/functions/signedDecisions.js'

const CLINIC = `
policy: clinic
version: 1
classes:
  record:
    fields: [record.*]
    masked: { write: recognized, read: recognized }
    full: { write: verified, read: verified }
    representative: { full: { write: verified, read: verified }, as: [guardian, attorney] }
  bill: { fields: [bill.*], accept: claimed, full: { write: verified, read: verified } }
actions:
  book: { write: verified, representative: { write: verified, as: guardian } }
  consent: { write: verified }
stepUp: [verify_sms]
routes:
  - { id: family, when: { acting: [guardian, attorney, household, staff_of] }, queue: family }
  - { id: general, queue: front }
`

const ON_FILE = {
  address: NUMBER,
  basis: 'verified',
  since: '2024-03-01',
  confirmed: '2026-11-01',
}
const GUARDIAN = { acts_for: 'C-2002', as: 'guardian' }

const parent = (tie: Readonly<Record<string, unknown>> = {}): readonly Customer[] => [
  { customer: 'C-1001', addresses: [{ ...ON_FILE, ...tie }] },
]

const ASKED = { classes: 'record,bill', actions: 'book,consent', subject: 'C-2002' }
const BOOK = [code(), { ...code('book'), at: '2026-11-22T09:59:40Z' }]

test('a guardian who proves who they are gets what the class says for guardians, and both show', async () => {
  const { send, records } = serve(CLINIC, parent(GUARDIAN))
  const answer = await send(ASKED, BOOK)
  expect(answer).toMatchObject({
    rank: '3',
    customer: 'C-1001',
    acting_for: 'C-2002',
    acting_as: 'guardian',
    disclose_record: 'full',
    disclose_bill: 'none',
    action_book: 'allow',
    action_consent: 'deny',
    route: 'family',
    attributes: {
      countersign: { customer: 'C-1001', acting_for: 'C-2002', acting_as: ['guardian'] },
    },
  })
  expect(records.map(({ acting }) => acting)).toEqual([['guardian']])
  expect(JSON.stringify(records)).not.toMatch(/C-\d/)
})

test.each([
  ['nobody proved who they are', GUARDIAN, []],
  ['the directory ties them to nobody', {}, BOOK],
  ['it ties them to another person', { ...GUARDIAN, acts_for: 'C-3003' }, BOOK],
  ['the tie has ended', { ...GUARDIAN, until: '2026-11-22T10:00:00Z' }, BOOK],
  ['its end cannot be read', { ...GUARDIAN, until: 'when of age' }, BOOK],
  ['its end is no text', { ...GUARDIAN, until: 7 }, BOOK],
  ['its end stands under another name', { ...GUARDIAN, valid_until: '2020-01-01' }, BOOK],
  ['its end is misspelt', { ...GUARDIAN, Until: '2020-01-01' }, BOOK],
  ['the relation is misspelt', { ...GUARDIAN, as: 'gaurdian' }, BOOK],
  ['the tie was made in this conversation', { ...GUARDIAN, origin: 'CH01' }, BOOK],
  ['it is only what they said', { ...GUARDIAN, basis: 'claimed' }, BOOK],
])('where %s nothing is given and nobody is named', async (_, tie, proofs) => {
  const { send, records } = serve(CLINIC, parent(tie))
  const answer = await send(ASKED, proofs)
  expect(answer).toMatchObject({
    acting_for: '',
    acting_as: '',
    disclose_record: 'none',
    disclose_bill: 'none',
    action_consent: 'deny',
    route: 'general',
    attributes: { countersign: { acting_for: null, acting_as: [] } },
  })
  expect(answer['action_book']).not.toBe('allow')
  expect(JSON.stringify([answer, records])).not.toMatch(/C-[23]/)
  // The record is replayed with what would be given once they are verified, so it may know the relation, and nobody.
  expect(records.map(({ acting }) => acting)).toEqual([proofs.length === 0 ? ['guardian'] : []])
})

test('a field of one’s own beside the tie takes nothing from it where the end is said', async () => {
  const { send } = serve(CLINIC, parent({ ...GUARDIAN, note: 'mother', until: null }))
  expect(await send(ASKED, BOOK)).toMatchObject({ acting_as: 'guardian', disclose_record: 'full' })
})

test('two people who share an address are ambiguous, whoever of them acts for whom', async () => {
  const other = { customer: 'C-4004', addresses: [ON_FILE] }
  const { send } = serve(CLINIC, [...parent(GUARDIAN), other])
  const answer = await send(ASKED, BOOK)
  expect(answer).toMatchObject({ resolution: 'ambiguous', disclose_record: 'none', acting_for: '' })
})

const SAID: readonly Readonly<Record<string, string>>[] = [
  { claims: '{"acts_for":"C-2002","as":"guardian","subject":"C-2002"}' },
  { acts_for: 'C-2002', as: 'guardian' },
  { acting_for: 'C-2002', acting_as: 'guardian', acting: 'guardian' },
  { 'context.acting': 'guardian', 'context.acting_as': 'guardian' },
  { channelAttributes: '{"countersign":{"acting_for":"C-2002","acting_as":["guardian"]}}' },
  { evidence: `[{"kind":"directory","matches":[{"customer":"C-1001","acts_for":"C-2002"}]}]` },
]

test.each(SAID)('what a form says of it stays what it says: %j', async (said) => {
  const { send } = serve(CLINIC, parent())
  const { attributes: _, ...plain } = await send(ASKED, BOOK)
  const { attributes, ...answer } = await send({ ...ASKED, ...said }, BOOK)
  expect({ ...answer, reasons: '', reason: '' }).toEqual({ ...plain, reasons: '', reason: '' })
  expect(attributes).toMatchObject({ countersign: { acting_for: null, acting_as: [] } })
})

test('a form that names nobody is for its own writer, whatever its claims say', async () => {
  const { send } = serve(CLINIC, parent(GUARDIAN))
  const { subject: _, ...own } = ASKED
  const answer = await send(
    { ...own, claims: '{"subject":"C-2002","on_behalf_of":"C-2002"}' },
    BOOK,
  )
  expect(answer).toMatchObject({ disclose_record: 'full', disclose_bill: 'full', acting_for: '' })
})

test('whom somebody names below recognized shows in nothing of the answer', async () => {
  const mail = 'ada@example.com'
  const basis = ['claimed', 'on_file', 'verified']
  for (const one of basis) {
    const customers = [
      { customer: 'C-1001', addresses: [{ ...ON_FILE, ...GUARDIAN, address: mail, basis: one }] },
    ]
    const { send } = serve(CLINIC, customers)
    const asked = { channel: 'email', address: mail, classes: 'record,bill', actions: 'book' }
    const answers = await Promise.all(
      ['C-1001', 'C-2002', 'C-9009'].map((subject) => send({ ...asked, subject })),
    )
    expect(Number(answers[0]?.['rank'])).toBeLessThan(2)
    expect(answers[1]).toEqual(answers[0])
    expect(answers[2]).toEqual(answers[0])
  }
})

const BLOCKS = RELATIONS.map((as) => ({
  as,
  policy: CLINIC.replaceAll(/as: (\[.*?\]|guardian)/g, `as: ${as}`),
}))
const ENDS = [{}, { until: '2027-01-01' }, { until: '2026-01-01' }]
// Of a tie that the policy does not name, the one that would give most: with every proof, and no end.
const POLICIES = [{ as: 'guardian', policy: CLINIC }, ...BLOCKS]
const TIES = POLICIES.flatMap(({ policy, as }) => [
  ...ENDS.map((end) => ({ policy, tie: { as, ...end }, proved: [[], [code()], BOOK] })),
  ...RELATIONS.filter((one) => one !== as).map((one) => ({
    policy,
    tie: { as: one },
    proved: [BOOK],
  })),
])
const ORDER = ['deny', 'step_up', 'deliver_to_record', 'allow']

test('over all relations, ends and proofs nobody gets more for another than for themselves', async () => {
  let given = 0
  for (const { policy, tie, proved } of TIES) {
    const { send } = serve(policy, parent({ ...GUARDIAN, ...tie }))
    for (const proofs of proved) {
      const { subject: _, ...own } = ASKED
      const [self, acting] = [await send(own, proofs), await send(ASKED, proofs)]
      for (const [key, rung] of Object.entries(acting)) {
        const order: readonly unknown[] = key.startsWith('action_') ? ORDER : RUNGS
        if (!/^(?:disclose|action)_/.test(key)) continue
        expect(order.indexOf(rung)).toBeLessThanOrEqual(order.indexOf(self[key]))
        if (rung === 'full' || rung === 'allow') given += 1
      }
    }
  }
  expect(given).toBeGreaterThan(20)
})
