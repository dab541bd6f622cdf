import {
  type Evidence,
  fail,
  type JsonObject,
  ok,
  type Rank,
  type Result,
  toInstant,
} from '../model/index.js'
import { accountNode } from './accountNode.js'
import { localTie } from './facts.js'
import { bodyOf, isName, isOptionalName, pick } from './fields.js'
import { anything, BOUND, evidenceForm, fieldsOf, nameIn, textField, time } from './form.js'
import type { EvidenceMethod, Fact } from './method.js'
import { shownPayment } from './shownPayment.js'
import { bindingOf, type Specimen, type SpecimenBinding, timeText } from './specimen.js'
import { countsFrom, PROOF_LIVES } from './validity.js'

/** What a type of factor is worth, and what its use looks like to the person. */
interface Factor {
  /** 3 for one factor, 4 for one that resists phishing. */
  readonly grade: Rank
  /** Whether a tricked person can relay it (63B-4 §3.2.5). */
  readonly phishable: boolean
  /** Whether the person is shown what they approve. */
  readonly shows: boolean
}

/**
 * Verify factor types. A push is approved without carrying a code across (63B-4 §3.1.3), and a TOTP code is typed: one
 * factor that can be relayed. A passkey is bound to its origin: phishing-resistant (63B-4 §3.2.5). Whether its user was
 * verified by face, finger or PIN is not reported, so it counts as possession alone.
 */
const FACTORS = {
  push: { grade: 3, phishable: true, shows: true },
  totp: { grade: 3, phishable: true, shows: false },
  passkeys: { grade: 4, phishable: false, shows: false },
} as const satisfies Readonly<Record<string, Factor>>

const BY_TYPE: ReadonlyMap<unknown, Factor> = new Map(Object.entries(FACTORS))

// The way Twilio writes a challenge (Verify API v2, Challenges), with made-up names and no person's data.
const RESULT = {
  sid: 'YC03aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa',
  service_sid: 'VAaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa',
  identity: 'ff483d1ff591898a9942916050d2ca3f',
  factor_sid: 'YF03aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa',
  factor_type: 'push',
  status: 'approved',
}
// What a push shows: Verify has no fields of its own for amount and payee, so they are read by their labels.
const DETAILS = {
  message: 'Pay?',
  fields: [
    { label: 'Amount', value: '12.50' },
    { label: 'Payee', value: 'Acme' },
  ],
}
// The record beside it is what your own server keeps for the entity.
const ITEM = {
  kind: 'factor_challenge',
  at: '2026-11-22T10:00:00Z',
  conversation: 'CH01',
  customer: 'C-1001',
}

/**
 * A Twilio Verify factor challenge: push, TOTP or passkey. Only `approved` counts. The enrolment of
 * a factor (the JSON of the factor, with a `YF` name) is a new binding and no challenge, so it
 * proves nothing.
 *
 * Its account is the Verify entity, named by service and identity. `customer` is the record that
 * your own server keeps for it. A push that showed an amount and a payee was given for that
 * payment. A discoverable passkey is answered without an identity: give it beside the result.
 */
export const factorChallenge = {
  kind: 'factor_challenge',
  form: evidenceForm('factor_challenge', {
    // The approval's own time is not in Twilio's JSON for every type, so the item says when.
    needed: { at: time, conversation: textField },
    others: {
      ...BOUND,
      customer: textField,
      identity: textField,
      result: fieldsOf(
        { sid: textField, factor_type: nameIn(FACTORS), status: textField },
        { service_sid: textField, identity: textField, factor_sid: textField, details: anything },
      ),
    },
  }),
  bound: true,
  // A challenge that was denied is not approved, and says nothing else.
  mayBeRisk: false,
  read: readFactorChallenge,
  // A device for each factor: two pushes to one device are one proof.
  proves: () =>
    Object.entries(FACTORS).map(([via, { grade, phishable, shows }]) => ({
      via,
      grade,
      categories: ['possession'],
      causes: ['device'],
      phishable,
      linkable: shows,
      lives: PROOF_LIVES,
    })),
  specimens: () => Object.entries(FACTORS).map(([via, { shows }]) => challengeBy(via, shows)),
  examples: {
    // Every type, a payment that was shown, and a passkey whose identity stands beside the result.
    valid: [
      { ...ITEM, result: RESULT },
      { ...ITEM, result: { ...RESULT, factor_type: 'totp' } },
      { ...ITEM, purpose: 'pay', result: { ...RESULT, details: DETAILS } },
      {
        ...ITEM,
        identity: 'ff483d1ff591898a9942916050d2ca3f',
        result: { ...RESULT, identity: '', factor_sid: '', factor_type: 'passkeys' },
      },
    ],
    // A challenge that is not approved yet, a factor in place of a challenge, and a payment that
    // cannot be read.
    invalid: [
      { ...ITEM, result: { ...RESULT, status: 'pending' } },
      {
        ...ITEM,
        result: { ...RESULT, status: 'verified', sid: 'YFaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa' },
      },
      { ...ITEM, result: { ...RESULT, sid: 'YFaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa' } },
      { ...ITEM, result: { ...RESULT, factor_type: 'smoke' } },
      { ...ITEM, result: { ...RESULT, details: 'Pay 12.50 to Acme?' } },
      { ...ITEM, result: { ...RESULT, identity: '' } },
      { ...ITEM, at: 'now', result: RESULT },
    ],
  },
} satisfies EvidenceMethod

/**
 * Reads a challenge that was approved as a proof by its factor, and the tie of its entity to a
 * record, where the item names one.
 *
 * Fails with `not_approved`, `malformed`, `unknown_value` or `malformed_time`, and the place: a
 * challenge that cannot be read counts as absent. Whether it was approved is checked first, because
 * that says most.
 */
function readFactorChallenge(item: Evidence): Result<readonly Fact[]> {
  const result = bodyOf(item)
  if (result === null) return fail('malformed', '/result')
  // `approved` alone: pending, denied and expired challenges have the same form (Verify: challenge `status`).
  const { sid, status } = result
  if (status !== 'approved') return fail('not_approved', '/result/status')
  // A challenge is named `YC`, a factor `YF`: enrolling a factor proves nothing.
  if (!isName(sid) || !sid.startsWith('YC')) return fail('malformed', '/result/sid')
  const type = pick(result, 'factor_type', 'factorType')
  const factor = BY_TYPE.get(type)
  if (factor === undefined) return fail('unknown_value', '/result/factor_type')
  // Identities are the service's own: the same one under another service is somebody else (ASVS 5.0 6.8.1).
  const service = pick(result, 'service_sid', 'serviceSid')
  if (!isName(service)) return fail('malformed', '/result/service_sid')
  const identity = identityOf(result, item)
  if (!isName(identity)) return fail('malformed', '/result/identity')
  const at = toInstant(item['at'])
  if (at === null) return fail('malformed_time', '/at')
  const { customer } = item
  if (!isOptionalName(customer)) return fail('malformed', '/customer')
  const payment = factor.shows ? shownPayment(result['details']) : {}
  // What was shown cannot be read, so nobody knows what was approved.
  if (payment === null) return fail('malformed', '/result/details')
  const account = accountNode(service, identity)
  const times = countsFrom(at)
  // The cause is the factor, where it is named: an account may have several devices, and each device is
  // one cause.
  const device = pick(result, 'factor_sid', 'factorSid')
  const facts: Fact[] = [
    {
      type: 'proof',
      node: account,
      grade: factor.grade,
      via: String(type),
      categories: ['possession'],
      causes: [`device:${isName(device) ? device : account}`],
      phishable: factor.phishable,
      ...times,
      once: sid,
      // What it was approved for: a rule that links a payment compares both.
      ...payment,
    },
  ]
  // The server that keeps the entity says whose it is; without that the directory has to.
  if (isName(customer)) {
    facts.push(localTie(account, customer, { grade: 4, starts: at, until: times.until }))
  }
  return ok(facts)
}

/**
 * Gives the Verify entity. The passkey API leaves it empty for a discoverable credential, and then the item names it
 * beside the result.
 */
const identityOf = (result: JsonObject, item: Evidence): unknown =>
  result['identity'] === '' && item['result'] !== undefined ? item['identity'] : result['identity']

// A made-up SID, which has the right form and belongs to no service.
const SERVICE = 'VAaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'

/**
 * Makes an approved challenge of this type; one that shows a payment names it.
 *
 * A factor of an entity that is known to the server has another name than one that is not, so that
 * two of them are two devices.
 */
const challengeBy = (via: string, shows: boolean): Specimen => ({
  name: `${via} challenge`,
  says: 'proof',
  about: 'account',
  issuer: SERVICE,
  make: ({ account, customer }, stamp) => ({
    kind: 'factor_challenge',
    at: timeText(stamp.at),
    ...bindingOf(stamp),
    ...(customer !== null && { customer }),
    result: {
      sid: `YC${String(stamp.serial).padStart(32, '0')}`,
      service_sid: SERVICE,
      identity: account,
      factor_sid: `YF${via}${customer === null ? '2' : '1'}`,
      factor_type: via,
      status: 'approved',
      ...(shows && stamp.payment !== null && { details: detailsOf(stamp.payment) }),
    },
  }),
})

/** Writes a payment as a push shows it, by labels that people read. */
const detailsOf = ({ amount, payee }: NonNullable<SpecimenBinding['payment']>): JsonObject => ({
  fields: [
    { label: 'Amount', value: amount },
    { label: 'Payee', value: payee },
  ],
})
