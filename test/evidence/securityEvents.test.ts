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

describe.each([...SECURITY_EVENTS.keys()])('%s', (uri) => {
  test('only ever lowers, whatever it says', () => {
    for (const event of [
      {},
      { current_level: 'LOW' },
      { change_direction: 'increase' },
      { reason: 'x' },
    ]) {
      const found = read(uri, event, EMAIL)
      expect(found.ok).toBe(true)
      for (const fact of found.ok ? found.value : []) expect(['limit', 'note']).toContain(fact.type)
    }
  })
})

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

  test('may stand inside the event, as older senders put it', () => {
    expect(read(`${RISC}account-disabled`, { subject: EMAIL }, EMAIL).ok).toBe(true)
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
