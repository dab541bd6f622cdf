import {
  type Category,
  type Evidence,
  fail,
  isAbsent,
  ok,
  type Result,
  readShownAmount,
  toInstant,
} from '../model/index.js'
import { bodyOf, isName, isOptionalName } from './fields.js'
import {
  BOUND,
  evidenceForm,
  fieldsOf,
  flagField,
  nameIn,
  openWord,
  textField,
  time,
} from './form.js'
import type { EvidenceMethod, Fact, ProofFact } from './method.js'
import { readMailbox, readTelephone } from './readNode.js'
import { bindingOf, type Specimen, timeText } from './specimen.js'
import { countsFrom, PROOF_LIVES } from './validity.js'

/**
 * What a Verify channel proves when its check is approved. A channel that is not in the table is
 * refused by name.
 */
interface VerifyChannel {
  /** What kind of factor it is, or none (63B-4 §2). */
  readonly categories: readonly Category[]
  /** What it rests on: two codes to one number are one proof. */
  readonly cause: 'sim' | 'mailbox'
  readonly phishable: boolean
  /** Whether the person is told what the code is for. */
  readonly tells: boolean
}

// A code that somebody reads and types can be passed on.
const TYPED: VerifyChannel = {
  categories: ['possession'],
  cause: 'sim',
  phishable: true,
  tells: true,
}

/**
 * Verify v2 check channels. A typed code can be relayed (63B-4 §3.2.5); silent network authentication types none,
 * and so tells the person neither amount nor payee (Regulation (EU) 2018/389 Art 5(1)(a)).
 * An e-mail code validates the address and is no authentication factor (63B-4 §3.1.3.1), so it has no category and
 * never helps to `strong`.
 */
const CHANNELS = {
  sms: TYPED,
  call: TYPED,
  whatsapp: TYPED,
  rcs: TYPED,
  sna: { categories: ['possession'], cause: 'sim', phishable: false, tells: false },
  email: { categories: [], cause: 'mailbox', phishable: true, tells: true },
} as const satisfies Readonly<Record<string, VerifyChannel>>

const BY_NAME: ReadonlyMap<unknown, VerifyChannel> = new Map(Object.entries(CHANNELS))

// How Twilio returns a check (Verify API v2, Verification Check).
const RESULT = {
  sid: 'VEaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa',
  to: '+14155550100',
  channel: 'sms',
  status: 'approved',
  valid: true,
}
// The check's own dates say when it was started, so the item says when it was approved.
const ITEM = { kind: 'verify_check', at: '2026-11-22T10:00:00Z', conversation: 'CH01' }

/**
 * A Twilio Verify v2 check. A wrong code is HTTP 200 with `pending`, so only `approved` counts, and
 * not together with `valid: false`. It is valid for 10 minutes on a channel without a session, and
 * for 24 hours on one with a session.
 */
export const verifyCheck = {
  kind: 'verify_check',
  form: evidenceForm('verify_check', {
    needed: { at: time, conversation: textField },
    others: {
      ...BOUND,
      // `to` is a bare number or mailbox, also for WhatsApp; `amount` and `payee` are there for a payment (PSD2).
      result: fieldsOf(
        {
          to: textField,
          channel: nameIn(CHANNELS),
          // The statuses of a check in Verify v2; Twilio may add more.
          status: openWord(
            'approved',
            'pending',
            'canceled',
            'max_attempts_reached',
            'deleted',
            'failed',
            'expired',
          ),
        },
        { sid: textField, valid: flagField, amount: textField, payee: textField },
      ),
    },
  }),
  // Twilio does not know who typed the code, nor in which conversation, so the item says it.
  bound: true,
  mayBeRisk: false,
  read: readVerifyCheck,
  proves: () =>
    Object.entries(CHANNELS).map(([via, { categories, cause, phishable, tells }]) => ({
      via,
      grade: 3,
      categories,
      causes: [cause],
      phishable,
      linkable: tells,
      // In a session a proof lasts as long as the session may; without one it is one message's.
      lives: PROOF_LIVES,
    })),
  // One check for each channel, to the number or mailbox that it reaches.
  specimens: () => Object.entries(CHANNELS).map(([via, { cause }]) => checkBy(via, cause)),
  examples: {
    // A text, a mailbox, and silent network authentication, which names a payment that nobody was shown.
    valid: [
      { ...ITEM, result: RESULT },
      { ...ITEM, result: { ...RESULT, channel: 'email', to: 'ada@example.com' } },
      {
        ...ITEM,
        result: { ...RESULT, channel: 'sna', valid: undefined, amount: '12.50', payee: 'Acme' },
      },
    ],
    // Wrong code, expired, a channel that there is not, or a channel that does not fit its address.
    invalid: [
      { ...ITEM, result: { ...RESULT, status: 'pending', valid: false } },
      { ...ITEM, result: { ...RESULT, valid: false } },
      { ...ITEM, result: { ...RESULT, channel: 'pigeon' } },
      { ...ITEM, result: { ...RESULT, channel: 'email' } },
      { ...ITEM, at: undefined, result: RESULT },
    ],
  },
} satisfies EvidenceMethod

/**
 * Reads an approved check as a proof of control of the number or mailbox that it went to.
 *
 * Fails with `not_approved`, `malformed`, `unknown_value` or `malformed_time`, and the place. What
 * a pending or failed check says is nothing: failed codes are counted by a signal of their own
 * (`otp_failures`).
 */
function readVerifyCheck(item: Evidence): Result<readonly Fact[]> {
  const result = bodyOf(item)
  if (result === null) return fail('malformed', '/result')
  // The result is Twilio's own; the item around it says when, and for which conversation.
  const { sid, to, channel, status, valid, amount, payee } = result
  // A wrong code is HTTP 200 with `pending`, so only the status says that the code was right. `valid` is legacy: it
  // can only contradict the status.
  if (status !== 'approved') return fail('not_approved', '/result/status')
  if (valid === false) return fail('not_approved', '/result/valid')
  if (!isAbsent(valid) && valid !== true) return fail('malformed', '/result/valid')
  // It has to have its SID, or a copy of it would look like a second approval.
  if (!isName(sid)) return fail('malformed', '/result/sid')
  if (!isOptionalName(amount)) return fail('malformed', '/result/amount')
  if (!isOptionalName(payee)) return fail('malformed', '/result/payee')
  // Letter by letter, for a proof is never guessed.
  const kind = BY_NAME.get(channel)
  if (kind === undefined) return fail('unknown_value', '/result/channel')
  // The code proves control of where it was sent, and of nothing that the person says.
  const node = kind.cause === 'sim' ? readTelephone(to) : readMailbox(to)
  if (node === null) return fail('malformed', '/result/to')
  const at = toInstant(item['at'])
  if (at === null) return fail('malformed_time', '/at')
  const proof: ProofFact = {
    type: 'proof',
    node,
    grade: 3,
    via: String(channel),
    categories: kind.categories,
    causes: [`${kind.cause}:${node}`],
    phishable: kind.phishable,
    ...countsFrom(at),
    once: sid,
    // The payment is named only where the person was told of it, because nobody approves a payment
    // that they did not see.
    ...(kind.tells && isName(amount) && { amount: readShownAmount(amount) }),
    ...(kind.tells && isName(payee) && { payee }),
  }
  return ok([proof])
}

/** Makes an approved check by this channel, to the number or the mailbox of whomever it is about. */
const checkBy = (via: string, cause: VerifyChannel['cause']): Specimen => ({
  name: `${via} check`,
  says: 'proof',
  about: cause === 'sim' ? 'phone' : 'mailbox',
  make: (subject, stamp) => ({
    kind: 'verify_check',
    at: timeText(stamp.at),
    ...bindingOf(stamp),
    result: {
      sid: `VE${String(stamp.serial).padStart(32, '0')}`,
      to: cause === 'sim' ? subject.phone : subject.mailbox,
      channel: via,
      status: 'approved',
      valid: true,
      ...stamp.payment,
    },
  }),
})
