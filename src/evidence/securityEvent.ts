import {
  type Evidence,
  type Instant,
  isRecord,
  type JsonObject,
  type NodeId,
  ok,
  type Result,
  SECOND,
} from '../model/index.js'
import { FOR_EVER, note, readNothing, unreadable } from './facts.js'
import { bodyOf, pick, toMoment } from './fields.js'
import { anything, evidenceForm, fieldsOf, textField, time } from './form.js'
import { ANY_ISSUER } from './loginSpecimens.js'
import type { EvidenceMethod, Fact, LimitFact } from './method.js'
import { CAEP, RISC, SECURITY_EVENTS, type SecurityEffect } from './securityEvents.js'
import { CUSTOMER, joinSubjects, readSubject, type SecuritySubject } from './securitySubject.js'
import { type Specimen, type SpecimenPerson, timeText } from './specimen.js'

// How a token names its subject (RFC 9493, `iss_sub`).
const SUBJECT = { format: 'iss_sub', iss: 'https://login.example.com', sub: 'u-77' }
// A security event token as it is decoded (RFC 8417 §2): who says it, when, about whom, and what.
const setOf = (uri: string, event: JsonObject, subject: JsonObject = SUBJECT): Evidence => ({
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
 * A security event token of your identity provider, checked by the server: CAEP 1.0 and RISC 1.0
 * (OpenID Shared Signals). Events only lower trust. The subject names an account, an identifier, or
 * a customer record (`format: "opaque"`). An event that is not known, or whose subject cannot be
 * read, may be a risk about the person who writes.
 */
export const securityEvent = {
  kind: 'security_event',
  form: evidenceForm('security_event', {
    // Everything may be missing, because a risk is not refused over its form.
    needed: {},
    others: {
      at: time,
      result: fieldsOf(
        { events: anything },
        { iss: textField, iat: time, jti: textField, sub_id: anything },
      ),
    },
  }),
  // An identity provider knows nothing of conversations: what it says of a person holds in all of them.
  bound: false,
  // A part that cannot be read may be about the person who writes.
  mayBeRisk: true,
  read: readSecurityEvent,
  // Each event that caps anybody, with its lowest cap.
  specimens: ({ issuers }) => [
    ...[...SECURITY_EVENTS].flatMap(([uri, { max }]) =>
      max(WORST) === null ? [] : [numberSpecimen(uri)],
    ),
    ...ACCOUNT_EVENTS.map((uri) => accountSpecimen(uri, issuers[0]?.issuer ?? ANY_ISSUER)),
    ...ACCOUNT_EVENTS.slice(0, 1).map(strangerSpecimen),
  ],
  examples: {
    // Events about a session, a person at risk, a number with a new owner, and a record.
    valid: [
      setOf(`${CAEP}session-revoked`, { event_timestamp: 1_795_341_000 }),
      setOf(`${CAEP}risk-level-change`, { current_level: 'HIGH', principal: 'USER' }),
      setOf(`${RISC}identifier-recycled`, {}, { format: 'email', email: 'ada@example.com' }),
      setOf(`${RISC}account-disabled`, { reason: 'hijacking' }, { format: 'opaque', id: 'C-1001' }),
    ],
    invalid: [],
    // An unknown event, an unknown subject, and no event: each may be about the person who writes.
    unreadable: [
      setOf('https://example.com/event', {}),
      setOf(`${CAEP}session-revoked`, {}, { format: 'nobody' }),
      { kind: 'security_event', result: { events: [] } },
      { kind: 'security_event' },
    ],
  },
} satisfies EvidenceMethod

// More events than any token is about, one for each thing that happened (RFC 8417 §2.2).
const MOST_EVENTS = 32

/**
 * Reads every event of a token on every subject that it names.
 *
 * An event is a risk until it is read as harmless, and what cannot be read of it stays a risk. It
 * never fails: a token that is refused over its form might have been the one that ends a session.
 */
function readSecurityEvent(item: Evidence): Result<readonly Fact[]> {
  const body = bodyOf(item)
  if (body === null) return readNothing('malformed', '/result')
  const { events } = body
  // A token names its events by their URI (RFC 8417 §2.2).
  const found = isRecord(events) ? Object.entries(events) : []
  if (found.length === 0) return readNothing('malformed', '/result/events')
  if (found.length > MOST_EVENTS) return readNothing('too_many', '/result/events')
  const facts = found.flatMap(([uri, event]): readonly Fact[] => {
    // An unknown event may be of a kind that did not exist when this was written.
    const effect = SECURITY_EVENTS.get(uri)
    if (effect === undefined) return [unreadable('unknown_value', '/result/events')]
    const detail = isRecord(event) ? event : {}
    return factsOf(effect, detail, subjectOf(body, detail), timeOf(body, detail, item))
  })
  return ok(facts.length > 0 ? facts : [note('no_effect', '/result/events')])
}

/**
 * Whom an event is about: the subject that the token names and, in the older form, the one that the
 * event names.
 */
function subjectOf(body: JsonObject, detail: JsonObject): SecuritySubject {
  const given = [pick(body, 'sub_id', 'subId'), detail['subject'] ?? undefined]
  // Where both name somebody, the event is about both.
  const subjects = given.filter((one) => one !== undefined)
  return joinSubjects(
    (subjects.length > 0 ? subjects : given).map((one) => readSubject(one, body['iss'])),
  )
}

/**
 * Says what one event comes to: a limit on each thing that the subject is known by, and whether
 * part of the subject was lost.
 */
function factsOf(
  effect: SecurityEffect,
  detail: JsonObject,
  subject: SecuritySubject,
  time: Instant | null,
): readonly Fact[] {
  // An event that says that all is well raises nothing.
  const max = effect.max(detail)
  if (max === null) return []
  // Without a time, no proof is known to be newer than the event.
  const before = effect.endsSessions && time !== null ? { before: time + 1 } : {}
  // The limit has no end, unless the event ends sessions: then it is about proofs from before it.
  const { code } = effect
  const news = { code, max, ...FOR_EVER, ...before } as const
  const { targets, isPerson, isWhole } = subject
  const facts: Fact[] = targets.map((target, index) => ({
    ...news,
    type: 'limit',
    ...placeOf(target),
    // The person is named once, by everything that the subject is known by; an event about an identifier itself is
    // not about its owner.
    ...(index === 0 && isPerson && !effect.ofIdentifier && { names: targets }),
  }))
  // Part of the subject was not read: it may be the part that names the one who writes.
  return isWhole ? facts : [...facts, unreadable('malformed', '/result/sub_id')]
}

/**
 * Puts the limit on a record where the subject names one, and on the account or identifier
 * otherwise.
 */
const placeOf = (target: NodeId): Pick<LimitFact, 'on'> & { readonly target: string } =>
  target.startsWith(CUSTOMER)
    ? { on: 'customer', target: target.slice(CUSTOMER.length) }
    : { on: 'node', target }

/** When it happened, else when the token was made, else when the item says (CAEP 1.0 §2: `event_timestamp`). */
const timeOf = (body: JsonObject, detail: JsonObject, item: Evidence): Instant | null =>
  toMoment(pick(detail, 'event_timestamp', 'eventTimestamp') ?? body['iat'] ?? item['at'])

// Each event with the worst values that it may have.
const WORST: JsonObject = { current_level: 'HIGH', principal: 'USER', change_type: 'create' }

/** The URIs of one event for each code that caps an account and that no newer login ends. */
const ACCOUNT_EVENTS: readonly string[] = [
  ...new Map(
    [...SECURITY_EVENTS].flatMap(([uri, { code, max, endsSessions, ofIdentifier }]) =>
      max(WORST) === null || endsSessions || ofIdentifier ? [] : [[code, uri] as const],
    ),
  ).values(),
]

/**
 * An event of an account at an issuer. It names no person: its owner may prove who they are by
 * something else.
 */
const accountSpecimen = (uri: string, issuer: string): Specimen => ({
  ...eventSpecimen(uri, 'account', 'an account', ({ account }) => ({
    format: 'iss_sub',
    iss: issuer,
    sub: account,
  })),
  issuer,
})

/** Makes a token that says this event of somebody whom nothing here names: it may be the one who writes. */
const strangerSpecimen = (uri: string): Specimen =>
  eventSpecimen(uri, 'conversation', 'a person not known here', () => ({
    format: 'email',
    email: 'somebody.else@example.com',
  }))

/** Makes a token that says this event of a number. */
const numberSpecimen = (uri: string): Specimen =>
  eventSpecimen(uri, 'phone', 'a number', ({ phone }) => ({
    format: 'phone_number',
    phone_number: phone,
  }))

/** Makes a token that says this event of a subject. Its name is that of the event, and whose it is. */
const eventSpecimen = (
  uri: string,
  about: Specimen['about'],
  whose: string,
  subjectIn: (subject: SpecimenPerson) => JsonObject,
): Specimen => ({
  name: `${uri.slice(uri.lastIndexOf('/') + 1)} of ${whose}`,
  says: 'bad',
  about,
  make: (subject, { at }) => ({
    kind: 'security_event',
    at: timeText(at),
    result: {
      iat: Math.floor(at / SECOND),
      sub_id: subjectIn(subject),
      events: { [uri]: WORST },
    },
  }),
})
