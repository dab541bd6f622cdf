import { describe, expect, test } from 'vitest'
import type { Engagement, Evidence } from '../../src/model/index.js'
import { assess, missingFor, type ObtainableProof } from '../../src/trust/index.js'
import { DEFAULT_TRUST } from './defaultTrust.js'
import { NOW } from './evidenceWorld.js'

const obtainable = (name: string, part: Partial<ObtainableProof>): ObtainableProof => ({
  name,
  kind: 'verify_check',
  grade: 3,
  categories: ['possession'],
  cause: 'sim',
  phishable: true,
  ...part,
})
const LOGIN = obtainable('login', { kind: 'session', categories: ['knowledge'], cause: 'idp' })
const SMS = obtainable('verify_sms', { via: 'sms' })
const CALL = obtainable('verify_call', { via: 'call' })
const EMAIL = obtainable('verify_email', { via: 'email', categories: [], cause: 'mailbox' })
const PASSKEY = obtainable('passkey', {
  kind: 'factor_challenge',
  grade: 4,
  cause: 'device',
  phishable: false,
})

const DIP: Evidence = {
  kind: 'directory',
  at: '2026-11-22T09:59:00Z',
  query: { phone: '+14155550100' },
  matches: [{ customer: 'C-1', basis: 'verified', since: '2024-03-01', confirmed: '2026-10-30' }],
}
const CODE: Evidence = {
  kind: 'verify_check',
  at: '2026-11-22T09:59:00Z',
  conversation: 'CH01',
  result: { sid: 'VE01', to: '+14155550100', channel: 'sms', status: 'approved' },
}
const engage = (...evidence: readonly Evidence[]): Engagement => ({
  conversation: 'CH01',
  contact: { channel: 'sms', address: '+14155550100' },
  evidence,
})
const missing = (engagement: Engagement, ...methods: readonly ObtainableProof[]) =>
  missingFor(assess(engagement, NOW, DEFAULT_TRUST), methods).map(({ level, methods: names }) => [
    level,
    ...names,
  ])

describe('what is missing', () => {
  test('is each smallest set for each higher level, the preferred first', () => {
    expect(missing(engage(DIP), LOGIN, SMS, CALL, EMAIL, PASSKEY)).toEqual([
      ['verified', 'login'],
      ['verified', 'verify_sms'],
      ['verified', 'verify_call'],
      ['verified', 'verify_email'],
      ['verified', 'passkey'],
      ['strong', 'passkey'],
      ['strong', 'login', 'verify_sms'],
      ['strong', 'login', 'verify_call'],
    ])
  })

  test('counts what is there already', () => {
    expect(missing(engage(DIP, CODE), LOGIN, SMS, CALL)).toEqual([['strong', 'login']])
  })

  test('is never a second code to the SIM that was proved', () => {
    expect(missing(engage(DIP, CODE), SMS, CALL)).toEqual([])
  })

  test('is nothing in a conversation that is capped', () => {
    const flag = {
      kind: 'agent_attestation',
      conversation: 'CH01',
      agent: 'WK01',
      flags: ['duress'],
    }
    expect(missing(engage(DIP, flag), LOGIN, PASSKEY)).toEqual([])
  })

  test('does not tell whether a record exists', () => {
    const guest = { channel: 'web_chat', address: 'FX01' }
    const claims = { phone: '+14155550100' }
    const hit = { ...engage(DIP), contact: guest, claims }
    const miss = { ...engage({ ...DIP, matches: [] }), contact: guest, claims }
    const none = { ...engage(), contact: guest, claims }
    const methods = [LOGIN, SMS, EMAIL, PASSKEY]
    expect(missing(hit, ...methods)).toEqual(missing(miss, ...methods))
    expect(missing(hit, ...methods)).toEqual(missing(none, ...methods))
  })
})
