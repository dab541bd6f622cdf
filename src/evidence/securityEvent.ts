import { parseIdentifier } from '../channels/index.js'
import type { Evidence } from '../model/engagement.js'
import { type Instant, NEVER } from '../model/instant.js'
import { fail, ok, type Result } from '../model/result.js'
import { accountNode } from './accountNode.js'
import { bodyOf, type Fields, isFields, isName, pick, toMoment } from './fields.js'
import type { Fact, Limit, Method } from './method.js'
import { SECURITY_EVENTS, type SecurityEffect } from './securityEvents.js'

const SUBJECT = { format: 'iss_sub', iss: 'https://login.example.com', sub: 'u-77' }
const CAEP = 'https://schemas.openid.net/secevent/caep/event-type'
const RISC = 'https://schemas.openid.net/secevent/risc/event-type'

const setOf = (uri: string, event: Fields, subject: Fields = SUBJECT): Evidence => ({
  kind: 'security_event',
  at: '2026-11-22T10:00:00Z',
  result: {
    iss: 'https://login.example.com',
    jti: '756E69717565',
    iat: 1_795_341_600,
    sub_id: subject,
    events: { [uri]: event },
  },
})

/**
 * A security event token of your identity provider, checked by the edge: CAEP 1.0 and RISC 1.0 (OpenID Shared Signals).
 * Events only lower. The subject names an account, an identifier, or a customer record (`format: "opaque"`); a complex
 * subject is read by its user.
 */
export const securityEvent: Method = {
  kind: 'security_event',
  bound: false,
  read: readSecurityEvent,
  examples: {
    valid: [
      setOf(`${CAEP}/session-revoked`, { event_timestamp: 1_795_341_000 }),
      setOf(`${CAEP}/risk-level-change`, { current_level: 'HIGH', principal: 'USER' }),
      setOf(`${RISC}/identifier-recycled`, {}, { format: 'email', email: 'ada@example.com' }),
      setOf(
        `${RISC}/account-disabled`,
        { reason: 'hijacking' },
        { format: 'opaque', id: 'C-1001' },
      ),
    ],
    invalid: [
      setOf('https://example.com/event', {}),
      setOf(`${CAEP}/session-revoked`, {}, { format: 'nobody' }),
      { kind: 'security_event', result: { events: [] } },
      { kind: 'security_event' },
    ],
  },
}

function readSecurityEvent(item: Evidence): Result<readonly Fact[]> {
  const body = bodyOf(item)
  if (body === null) return fail('malformed', '/result')
  const { events } = body
  if (!isFields(events)) return fail('malformed', '/result/events')
  const facts: Fact[] = []
  for (const [uri, event] of Object.entries(events)) {
    const effect = SECURITY_EVENTS.get(uri)
    if (effect === undefined) return fail('unknown_value', '/result/events')
    const detail = isFields(event) ? event : {}
    const subject = pick(body, 'sub_id', 'subId') ?? detail['subject']
    const target = isFields(subject) ? targetOf(subject) : null
    if (target === null) return fail('malformed', '/result/sub_id')
    const limit = limitOf(effect, detail, target, timeOf(body, detail, item))
    if (limit !== null) facts.push(limit)
  }
  return facts.length > 0
    ? ok(facts)
    : ok([{ type: 'note', code: 'no_effect', path: '/result/events' }])
}

function limitOf(
  effect: SecurityEffect,
  detail: Fields,
  target: Pick<Limit, 'on' | 'target'>,
  time: Instant | null,
): Limit | null {
  const max = effect.max(detail)
  if (max === null) return null
  const limit: Limit = {
    type: 'limit',
    code: effect.code,
    max,
    ...target,
    since: Number.NEGATIVE_INFINITY,
    until: NEVER,
  }
  // Without a time nothing is known to be newer than the event.
  return effect.endsSessions && time !== null ? { ...limit, before: time + 1 } : limit
}

const timeOf = (body: Fields, detail: Fields, item: Evidence): Instant | null =>
  toMoment(pick(detail, 'event_timestamp', 'eventTimestamp') ?? body['iat'] ?? item['at'])

// Deeper than any subject that RFC 9493 §3.2 gives an example of.
const DEEPEST = 3

/** RFC 9493 subject identifiers, and the older form that names the subject's type. */
function targetOf(subject: Fields, depth = 0): Pick<Limit, 'on' | 'target'> | null {
  const { iss, sub, email, id, user } = subject
  const phone = pick(subject, 'phone_number', 'phoneNumber')
  if (isName(iss) && isName(sub)) return { on: 'node', target: accountNode(iss, sub) }
  if (isName(email)) return nodeTarget(email)
  if (isName(phone)) return nodeTarget(phone)
  if (isName(id)) return { on: 'customer', target: id }
  return isFields(user) && depth < DEEPEST ? targetOf(user, depth + 1) : null
}

function nodeTarget(text: string): Pick<Limit, 'on' | 'target'> | null {
  const node = parseIdentifier(text)
  return node === null ? null : { on: 'node', target: node }
}
