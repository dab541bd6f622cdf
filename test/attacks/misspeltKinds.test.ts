import { describe, expect, test } from 'vitest'
import type { Evidence } from '../../src/model/index.js'
import { assess } from '../../src/trust/index.js'
import { DEFAULT_TRUST } from '../trust/defaultTrust.js'

const NUMBER = '+14155550100'
const AT = Date.parse('2026-11-22T10:00:00Z')
const ONE_MINUTE_AGO = '2026-11-22T09:59:00Z'

const KNOWN: readonly Evidence[] = [
  {
    kind: 'directory',
    at: ONE_MINUTE_AGO,
    query: { address: NUMBER },
    matches: [{ customer: 'C-1', basis: 'verified', since: '2024-03-01', confirmed: '2026-11-01' }],
  },
  {
    kind: 'verify_check',
    at: ONE_MINUTE_AGO,
    conversation: 'CH01',
    result: { sid: 'VE01', to: NUMBER, channel: 'sms', status: 'approved', valid: true },
  },
]

// What each kind says that is bad for whoever writes from the number.
const NEWS: readonly Evidence[] = [
  { kind: 'risk_signal', at: ONE_MINUTE_AGO, signal: 'fraud', max: 0 },
  {
    kind: 'security_event',
    at: ONE_MINUTE_AGO,
    result: {
      iat: AT / 1_000 - 60,
      sub_id: { format: 'phone_number', phone_number: NUMBER },
      events: { 'https://schemas.openid.net/secevent/risc/event-type/identifier-recycled': {} },
    },
  },
  {
    kind: 'agent_attestation',
    at: ONE_MINUTE_AGO,
    conversation: 'CH01',
    agent: 'WK01',
    flags: ['duress'],
  },
  {
    kind: 'lookup',
    at: ONE_MINUTE_AGO,
    result: {
      phone_number: NUMBER,
      reassigned_number: { is_number_reassigned: 'yes', error_code: null },
    },
  },
  { kind: 'directory', at: ONE_MINUTE_AGO, query: { address: NUMBER }, error: 'late' },
]

const writeWith = (item: Evidence): number =>
  assess(
    {
      conversation: 'CH01',
      contact: { channel: 'whatsapp', address: `whatsapp:${NUMBER}` },
      evidence: [...KNOWN, item],
    },
    AT,
    DEFAULT_TRUST,
  ).trust.write

/** Every way in which a hurried person writes a word otherwise: a letter less, more or another, two swapped, in camel case. */
function* misspell(kind: string): Generator<string> {
  for (let at = 0; at < kind.length; at += 1) {
    const [before, after] = [kind.slice(0, at), kind.slice(at)]
    yield before + after.slice(1)
    yield `${before}x${after}`
    yield `${before}x${after.slice(1)}`
    if (after.length > 1) yield `${before}${after[1]}${after[0]}${after.slice(2)}`
  }
  yield `${kind}s`
  yield kind.toUpperCase()
  yield kind.replaceAll('_', '-')
  yield kind.replaceAll('_', ' ')
  yield kind.replaceAll(/_(.)/g, (_, letter: string) => letter.toUpperCase())
}

test('without a risk they are verified', () => {
  expect(writeWith({ kind: 'shoe_size', at: ONE_MINUTE_AGO })).toBe(3)
})

describe.each(NEWS)('a $kind whose kind is misspelt', (item) => {
  test('caps them as far as what cannot be read, or as it does itself', () => {
    const itself = writeWith(item)
    expect(itself).toBeLessThanOrEqual(1)
    for (const kind of misspell(item.kind))
      expect(writeWith({ ...item, kind }), kind).toBeLessThanOrEqual(1)
  })
})
