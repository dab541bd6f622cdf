import { describe, expect, test } from 'vitest'
import { securityEvent } from '../../src/evidence/securityEvent.js'
import { SECURITY_EVENTS } from '../../src/evidence/securityEvents.js'

const read = (uri: string, event: object, subject: object) =>
  securityEvent.read({
    kind: 'security_event',
    at: '2026-11-22T10:00:00Z',
    result: { sub_id: subject, events: { [uri]: event } },
  })
const CAEP = 'https://schemas.openid.net/secevent/caep/event-type/'
const RISC = 'https://schemas.openid.net/secevent/risc/event-type/'
const EMAIL = { format: 'email', email: 'ada@example.com' }
const PHONE = { format: 'phone_number', phone_number: '+14155550100' }

// Identity facts §4: what each event is reported as, and how far it holds its subject down. None raises trust.
const LIMITS: Readonly<Record<string, readonly [code: string, max: number]>> = {
  [`${CAEP}session-revoked`]: ['session_revoked', 0],
  [`${CAEP}credential-change`]: ['credential_change', 2],
  [`${CAEP}assurance-level-change`]: ['assurance_level_change', 2],
  [`${CAEP}device-compliance-change`]: ['device_posture_bad', 2],
  [`${CAEP}risk-level-change`]: ['risk_level', 1],
  [`${RISC}account-credential-change-required`]: ['credential_compromise', 1],
  [`${RISC}account-purged`]: ['account_disabled', 0],
  [`${RISC}account-disabled`]: ['account_disabled', 0],
  [`${RISC}identifier-changed`]: ['identifier_changed', 1],
  [`${RISC}identifier-recycled`]: ['identifier_recycled', 0],
  [`${RISC}credential-compromise`]: ['credential_compromise', 1],
  [`${RISC}recovery-activated`]: ['recovery', 2],
  [`${RISC}recovery-information-changed`]: ['recovery', 2],
  [`${RISC}sessions-revoked`]: ['session_revoked', 0],
}

// Those that say nothing bad, and the stream's own: one that nobody knows would be taken for news of a kind that is new.
const HARMLESS = [
  ...['token-claims-change', 'session-established', 'session-presented'].map((name) => CAEP + name),
  ...['account-enabled', 'opt-in', 'verification'].map((name) => RISC + name),
  ...['initiated', 'cancelled', 'effective'].map((name) => `${RISC}opt-out-${name}`),
  'https://schemas.openid.net/secevent/ssf/event-type/verification',
  'https://schemas.openid.net/secevent/ssf/event-type/stream-updated',
]

const limitsOf = (uri: string, event: object) => {
  const found = read(uri, event, EMAIL)
  const facts = found.ok ? found.value : []
  return facts.flatMap((fact) => (fact.type === 'limit' ? [[fact.code, fact.max]] : [fact.type]))
}

test('every event holds its subject down as far as the facts say, and no other does', () => {
  for (const uri of SECURITY_EVENTS.keys()) {
    const limit = LIMITS[uri]
    for (const event of [{}, { reason: 'x' }, { change_type: 'create', current_status: 'PURPLE' }])
      expect(limitsOf(uri, event), uri).toEqual([limit ?? 'note'])
  }
  expect(new Set(SECURITY_EVENTS.keys())).toEqual(new Set([...Object.keys(LIMITS), ...HARMLESS]))
})

test.each([
  ['credential-change', 'change_type', 'changeType', 'revoke'],
  ['assurance-level-change', 'change_direction', 'changeDirection', 'increase'],
  ['device-compliance-change', 'current_status', 'currentStatus', 'compliant'],
  ['risk-level-change', 'current_level', 'currentLevel', 'LOW'],
])('%s is harmless with one word alone, in either spelling', (name, field, other, fine) => {
  const uri = CAEP + name
  const words = 'create update delete revoke increase decrease compliant not-compliant LOW'.split(
    ' ',
  )
  for (const word of words) {
    const isFine = word === fine
    for (const key of [field, other])
      expect(limitsOf(uri, { [key]: word }), word).toEqual(isFine ? ['note'] : [LIMITS[uri]])
  }
})

/** Whom or what a token caps whose subject stands beside its event, inside it, or in both places. */
function targetsOf(subject: object | undefined, inside?: object | null) {
  const uri = `${RISC}account-disabled`
  const event = inside === undefined ? {} : { subject: inside }
  const result = { sub_id: subject, events: { [uri]: event } }
  const found = securityEvent.read({ kind: 'security_event', result })
  return (found.ok ? found.value : []).map((fact) =>
    fact.type === 'limit' ? fact.target : fact.type,
  )
}

describe('a subject', () => {
  test.each([
    [{ format: 'iss_sub', iss: 'https://a', sub: 'b' }, 'node', 'account:https://a|b'],
    [{ subject_type: 'iss-sub', iss: 'https://a', sub: 'b' }, 'node', 'account:https://a|b'],
    [EMAIL, 'node', 'mailto:ada@example.com'],
    [{ format: 'phone_number', phone_number: '+14155550100' }, 'node', 'tel:+14155550100'],
    [{ format: 'opaque', id: 'C-1' }, 'customer', 'C-1'],
    [{ format: 'complex', user: EMAIL, session: { id: 's' } }, 'node', 'mailto:ada@example.com'],
  ])('%j is what the event is about', (subject, on, target) => {
    expect(read(`${RISC}account-disabled`, {}, subject)).toMatchObject({
      ok: true,
      value: [{ type: 'limit', on, target, max: 0 }],
    })
  })

  test('may stand inside the event, as older senders put it, beside one that the token names', () => {
    expect(targetsOf(undefined, EMAIL)).toEqual(['mailto:ada@example.com'])
    expect(targetsOf(PHONE, EMAIL)).toEqual(['tel:+14155550100', 'mailto:ada@example.com'])
    // A database writes what is not there so.
    expect(targetsOf(PHONE, null)).toEqual(['tel:+14155550100'])
  })

  test('is everybody whom its aliases name, and of too many or too deep ones nobody knows whom', () => {
    const aliases = (identifiers: readonly object[]) => ({ format: 'aliases', identifiers })
    const nested = (depth: number): object =>
      depth === 0 ? EMAIL : { format: 'complex', user: nested(depth - 1) }
    const many = (count: number) => Array.from({ length: count }, () => EMAIL)
    expect(targetsOf(aliases([PHONE, EMAIL]))).toEqual([
      'tel:+14155550100',
      'mailto:ada@example.com',
    ])
    for (const read of [aliases(many(16)), nested(3)])
      expect(targetsOf(read)).toEqual(['mailto:ada@example.com'])
    for (const lost of [aliases(many(17)), aliases([]), nested(4)])
      expect(targetsOf(lost)).toEqual(['unreadable'])
  })
})

test.each([
  ['HIGH', 1],
  ['MEDIUM', 2],
  ['LOW', null],
  ['PURPLE', 1],
])('a risk level of %s is %s', (level, max) => {
  const found = read(`${CAEP}risk-level-change`, { current_level: level }, EMAIL)
  const limit = found.ok ? found.value.find(({ type }) => type === 'limit') : undefined
  expect(limit?.type === 'limit' ? limit.max : null).toBe(max)
})
