import { expect, test } from 'vitest'
import { evaluate } from '../../../src/evaluate.js'
import type { Contact, Evidence } from '../../../src/model/index.js'
import { standFor } from '../../../src/twilio/functions/ownEvidence.js'
import { APPROVED_CODE } from '../../arbitraries/approvedCode.js'
import { POLICY } from '../../sequences/conversation.js'

const GUEST: Contact = { channel: 'web_chat', address: 'FX01' }
const LOGIN: Evidence = {
  kind: 'session',
  conversation: 'CH01',
  by: GUEST,
  issuer: 'https://login.example.com',
  subject: 'u-77',
  customer: 'C-1',
  amr: ['pwd'],
  authTime: '2026-11-22T09:55:00Z',
  expires: '2026-11-22T10:55:00Z',
}
const ON_FILE: Evidence = {
  kind: 'directory',
  at: '2026-11-22T09:59:00Z',
  query: { phone: '+14155550100' },
  matches: [{ customer: 'C-1', basis: 'verified', since: '2024-03-01', confirmed: '2026-10-30' }],
}

test('a code in a ledger that names nobody counts for nobody who came after somebody else’s proof', () => {
  const texter: Contact = { channel: 'sms', address: '+14155550100' }
  const code: Evidence = {
    kind: 'verify_check',
    at: '2026-11-22T09:58:00Z',
    conversation: 'CH01',
    result: APPROVED_CODE,
  }
  const writes = (ledger: readonly Evidence[]): number => {
    const { evidence, epoch } = standFor(ledger, texter, [])
    const known = [ON_FILE, ...evidence]
    const engagement = { conversation: 'CH01', contact: texter, epoch, evidence: known }
    return evaluate(POLICY, engagement, '2026-11-22T10:00:00Z').trust.write
  }
  const own = { ...code, by: texter }
  expect([writes([]), writes([code])]).toEqual([2, 3])
  expect([writes([own, LOGIN]), writes([LOGIN, own])]).toEqual([3, 3])
  expect([writes([LOGIN, code]), writes([code, LOGIN])]).toEqual([2, 2])
})
