import { describe, expect, test } from 'vitest'
import type { Evidence } from '../../src/model/index.js'
import { assess } from '../../src/trust/index.js'
import { CODE, ON_FILE } from '../arbitraries/onFile.js'
import { DEFAULT_TRUST } from './defaultTrust.js'

const NOW = Date.parse('2026-11-22T10:00:00Z')

const LOOKUP = {
  kind: 'lookup',
  at: '2026-11-22T09:59:30Z',
  result: {
    phone_number: '+14155550100',
    sim_swap: { last_sim_swap: { swapped_in_period: false }, error_code: null },
  },
}
const SESSION = {
  kind: 'session',
  conversation: 'CH01',
  issuer: 'https://login.example.com',
  subject: 'u-77',
  customer: 'C-1001',
  amr: ['pwd', 'otp'],
  authTime: '2026-11-22T09:40:00Z',
  expires: '2026-11-22T10:40:00Z',
}

const SMS = {
  conversation: 'CH01',
  message: 'IM07',
  epoch: 0,
  contact: { channel: 'sms', address: '+14155550100', to: '+18005550199' },
  readers: [],
  claims: { friendlyName: 'Ada', email: 'ada@example.com' },
  evidence: [ON_FILE, CODE, LOOKUP, SESSION],
  intent: { classes: ['account'], actions: [] },
  context: { language: 'en' },
}

describe('the engagement of the design', () => {
  const { trust, reasons, changesAt } = assess(SMS, NOW, DEFAULT_TRUST)

  test('is verified by the code, in both directions, for one customer', () => {
    expect(trust).toMatchObject({
      level: 'verified',
      rank: 3,
      write: 3,
      read: 3,
      customer: 'C-1001',
      resolution: 'unique',
    })
  })

  test('says that no clean SIM check is known, and that the login has lapsed on a channel without a session', () => {
    expect(reasons).toContainEqual({ code: 'sim_swap_unknown' })
    expect(reasons).toContainEqual({ code: 'expired', at: '/evidence/3' })
  })

  test('holds until the code lapses', () => {
    expect(new Date(changesAt).toISOString()).toBe('2026-11-22T10:10:00.000Z')
    expect(assess(SMS, changesAt - 1, DEFAULT_TRUST).trust).toEqual(trust)
    expect(assess(SMS, changesAt, DEFAULT_TRUST).trust.rank).toBe(2)
  })
})

test('the number on file is recognised, not verified', () => {
  const { trust } = assess({ ...SMS, evidence: [ON_FILE] }, NOW, DEFAULT_TRUST)
  expect(trust).toMatchObject({ level: 'recognized', customer: 'C-1001' })
  expect(trust.path.map(({ by, bottleneck }) => [by, bottleneck === true])).toEqual([
    ['platform', true],
    ['directory', false],
  ])
})

test('an unknown number is claimed, for no customer', () => {
  const { trust } = assess({ ...SMS, claims: {}, evidence: [] }, NOW, DEFAULT_TRUST)
  expect(trust).toMatchObject({ level: 'claimed', customer: null, resolution: 'none', read: 0 })
})

test('a guest who says nothing is anonymous', () => {
  const contact = { channel: 'web_chat', address: 'FX01' }
  const claims = { friendlyName: 'Anonymous', name: 'Customer' }
  const { trust } = assess({ ...SMS, contact, claims, evidence: [] }, NOW, DEFAULT_TRUST)
  expect(trust.level).toBe('anonymous')
})

test('a login of two factors on a channel with a session is strong, and reads are as good', () => {
  const contact = { channel: 'web_chat_authenticated', address: 'u-77' }
  const { trust } = assess({ ...SMS, contact, evidence: [SESSION] }, NOW, DEFAULT_TRUST)
  expect(trust).toMatchObject({ level: 'strong', read: 4, customer: 'C-1001' })
})

test('a password login and a code to the enrolled number corroborate each other', () => {
  const contact = { channel: 'web_chat_authenticated', address: 'u-77' }
  const login = { ...SESSION, amr: ['pwd'] }
  const { trust } = assess(
    { ...SMS, contact, evidence: [login, CODE, ON_FILE] },
    NOW,
    DEFAULT_TRUST,
  )
  expect(trust).toMatchObject({ level: 'strong', customer: 'C-1001' })
})

test('of two proofs that corroborate each other, the elder ends it a day after it was given', () => {
  const contact = { channel: 'web_chat_authenticated', address: 'u-77' }
  const login = { ...SESSION, expires: '2026-11-29T10:00:00Z' }
  const elder = { ...login, amr: ['pwd'], authTime: '2026-11-22T08:00:00Z' }
  const younger = { ...login, amr: ['hwk'], authTime: '2026-11-22T09:00:00Z' }
  for (const evidence of [
    [elder, younger],
    [younger, elder],
  ]) {
    const { trust, changesAt } = assess({ ...SMS, contact, evidence }, NOW, DEFAULT_TRUST)
    expect([trust.level, new Date(changesAt).toISOString()]).toEqual([
      'strong',
      '2026-11-23T08:00:00.000Z',
    ])
  }
})

test('what a bot passes on is a claim, wherever it stands among the evidence, and of this conversation only', () => {
  const contact = { channel: 'web_chat', address: 'FX01' }
  const mail = { ...ON_FILE, query: { email: 'ada@example.com' } }
  const bot = {
    kind: 'bot_handover',
    conversation: 'CH01',
    result: { claims: { email: 'ada@example.com' } },
  }
  const of = (...evidence: readonly Evidence[]) =>
    assess({ conversation: 'CH01', contact, evidence }, NOW, DEFAULT_TRUST).trust
  expect(of(bot, mail)).toMatchObject({ write: 1, customer: 'C-1001' })
  expect(of(mail, bot)).toMatchObject({ write: 1, customer: 'C-1001' })
  expect(of(mail, { ...bot, conversation: 'CH99' })).toMatchObject({ write: 0, customer: null })
})

describe('what nobody checked of a number', () => {
  const checked = (result: object): Evidence => ({
    ...LOOKUP,
    result: { phone_number: '+14155550100', ...result },
  })
  const swap = checked({
    sim_swap: { last_sim_swap: { swapped_in_period: false, swapped_period: 'P10D' } },
  })
  const line = checked({ line_type_intelligence: { type: 'mobile' } })
  const others = checked({
    line_status: { status: 'active' },
    reassigned_number: { is_number_reassigned: 'no', last_verified_date: '2024-03-01' },
  })

  test('caps it as far as the policy says, each check by itself', () => {
    const ranks = [1, 2, 3, 4] as const
    for (const simSwapUnknown of ranks) {
      for (const lineTypeUnknown of ranks) {
        const risk = { ...DEFAULT_TRUST.risk, simSwapUnknown, lineTypeUnknown }
        const writeWith = (...checks: readonly Evidence[]): number =>
          assess({ ...SMS, evidence: [ON_FILE, CODE, ...checks] }, NOW, { ...DEFAULT_TRUST, risk })
            .trust.write
        const place = `${simSwapUnknown} ${lineTypeUnknown}`
        expect(writeWith(swap, line), place).toBe(3)
        expect(writeWith(swap, others), place).toBe(Math.min(3, lineTypeUnknown))
        expect(writeWith(line, others), place).toBe(Math.min(3, simSwapUnknown))
        expect(writeWith(others), place).toBe(Math.min(3, simSwapUnknown, lineTypeUnknown))
      }
    }
  })
})
