import { expect, test } from 'vitest'
import { evaluate } from '../../../src/evaluate.js'
import type { Contact, Evidence } from '../../../src/model/index.js'
import { standFor } from '../../../src/twilio/functions/ownEvidence.js'
import { APPROVED_CODE } from '../../arbitraries/approvedCode.js'
import { GUEST_LOGIN, NUMBER_ON_FILE } from '../../arbitraries/guestProofs.js'
import { POLICY } from '../../sequences/conversation.js'

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
    const known = [NUMBER_ON_FILE, ...evidence]
    const engagement = { conversation: 'CH01', contact: texter, epoch, evidence: known }
    return evaluate(POLICY, engagement, '2026-11-22T10:00:00Z').trust.write
  }
  const own = { ...code, by: texter }
  expect([writes([]), writes([code])]).toEqual([2, 3])
  expect([writes([own, GUEST_LOGIN]), writes([GUEST_LOGIN, own])]).toEqual([3, 3])
  expect([writes([GUEST_LOGIN, code]), writes([code, GUEST_LOGIN])]).toEqual([2, 2])
})
