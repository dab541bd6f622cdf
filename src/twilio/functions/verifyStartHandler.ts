import { fail, ok, type Result, withoutAbsent } from '../../model/index.js'
import { type AttemptCount, countLeft, giveBack, takeAttempt } from './attemptCount.js'
import type { FunctionContext, FunctionHandler } from './functionHandler.js'
import { outOfSight } from './inEvenTime.js'
import { issueCode } from './issueCode.js'
import { keyedDigest } from './keyedDigest.js'
import { storeFailure, storeWithin } from './storeWithin.js'
import { digestAsked, digestTarget, type VerifyBinding } from './verifyBinding.js'
import { isVerifyMethod, VERIFY_CHANNELS, type VerifyMethod } from './verifyClient.js'
import { countedAs, keepBinding, readVerifyPlace, type VerifyPlace } from './verifyPlace.js'
import {
  answerInEvenTime,
  PACE,
  type VerifyAnswer,
  type VerifySettings,
  verifyHandler,
  withheldVerifyAnswer,
} from './verifySettings.js'
import { claimedAddresses, findVerifyTarget, ownTarget } from './verifyTarget.js'
import { type Deadline, withinBudget } from './withinBudget.js'

// Milliseconds for the directory, at most.
const DIP_BUDGET = 2_000
// Shares of the time that is left. A store that is too slow for what comes after the code is too
// slow before it as well, and then no code is sent.
const BEFORE = 1 / 5
const SENDING = 1 / 2

/**
 * Makes the Function that sends a code. Parameters: the conversation and contact as for
 * `createDecideHandler`, `method` (`verify_sms`, `verify_call`, `verify_whatsapp`, `verify_rcs`,
 * `verify_email`), and `purpose`, `amount`, `currency` and `payee` if the code is for one action.
 * Verify shows an amount together with its payee alone: a code with one of the two proves no payment.
 *
 * If no address is on file, it also answers `sent`, after the same time: the answer never shows
 * whether a record exists (RTS 2018/389 Art 4(3)(a)). For the same reason there are two counts: one
 * for the contact, which the answer may mention, and one for the address, which the answer never
 * mentions.
 */
export const createVerifyStartHandler = (settings: VerifySettings): FunctionHandler =>
  verifyHandler(settings, async (counted, context, event, deadline) => {
    const place = readVerifyPlace(counted, context, event, deadline)
    if (!place.ok) return withheldVerifyAnswer(issueCode(place))
    const { method } = place.value.words
    if (!isVerifyMethod(method)) return withheldVerifyAnswer('unknown_method')
    const call = { settings: counted, context, place: place.value, method }
    return start(call, ownTarget(place.value.engagement, method), deadline)
  })

/** A call that has been read: for whom a code is wanted, and by which way. */
interface StartCall {
  /** With what the policy says of counters. */
  readonly settings: VerifySettings & { readonly regions?: readonly string[] }
  /** Where clients and keys are found. */
  readonly context: FunctionContext
  /** Who asks, for what, and where it is counted. */
  readonly place: VerifyPlace
  /** The way that was asked for. */
  readonly method: VerifyMethod
}

type SentCode = Pick<VerifyBinding, 'sid' | 'to' | 'way'>

/**
 * Counts that a code is wanted, and for whom, before anything is looked for: that does not depend
 * on any record.
 */
async function start(
  call: StartCall,
  own: string | null,
  deadline: Deadline,
): Promise<VerifyAnswer> {
  const { place, settings } = call
  const { claims = {} } = place.engagement
  const { dipClaims = [], regions } = settings
  const read = claimedAddresses(place.engagement, dipClaims, regions)
  const named = dipClaims.map((name, index) => read[index] ?? String(claims[name] ?? ''))
  const tried = own === null ? keyedDigest(place.secret, 'tried', ...named) : place.contact
  const counted = await place.counts([
    ['velocity', ''],
    ['identifiers_tried', tried],
  ])
  if (!counted.ok) return withheldVerifyAnswer(issueCode(counted))
  return own === null ? startNamed(call, deadline) : startOwn(call, own, deadline)
}

/** The code goes to the address the person writes from: what happens may be said. */
async function startOwn(call: StartCall, own: string, deadline: Deadline): Promise<VerifyAnswer> {
  const { place } = call
  const to = digestTarget(place.secret, own)
  const count = place.sends(countedAs('own', to))
  const taken = await beforeSending(count, deadline)
  if (!taken.ok) return withheldVerifyAnswer(sendsIssue(taken))
  const sid = await send(call, own, deadline.left() * SENDING, deadline)
  if (!sid.ok) {
    await giveBack(count, 'one').catch(() => null)
    return withheldVerifyAnswer('verify_unavailable')
  }
  const [bound, left] = await Promise.all([
    bind(place, { to, way: 'own', sid: sid.value }),
    countLeft(place.tries(countedAs('own', to))),
  ])
  return bound.ok ? sentAnswer(left) : withheldVerifyAnswer(issueCode(bound))
}

/**
 * The code goes to an address on file, if there is one: the answer, and when it comes, do not
 * depend on that.
 */
async function startNamed(call: StartCall, deadline: Deadline): Promise<VerifyAnswer> {
  const { place, settings } = call
  const pace = settings.pace ?? PACE
  const shown = countedAs('shown', place.contact)
  const start = async (even: Deadline): Promise<VerifyAnswer> => {
    const seen = await beforeSending(place.sends(shown), even)
    if (!seen.ok) return withheldVerifyAnswer(sendsIssue(seen))
    const sent = await outOfSight(pace, (part) => sendOutOfSight(call, part), even)
    const nowhere: SentCode = { to: place.contact, way: 'claim', sid: '' }
    const [bound, left] = await Promise.all([
      bind(place, sent.ok ? (sent.value ?? nowhere) : nowhere),
      countLeft(place.tries(shown)),
    ])
    return bound.ok ? sentAnswer(left) : withheldVerifyAnswer(issueCode(bound))
  }
  return answerInEvenTime(pace, start, deadline)
}

/** Counts a code that is to be sent, in the share of the time that is for it. */
async function beforeSending(count: AttemptCount, deadline: Deadline): Promise<Result<number>> {
  const taken = await withinBudget(
    deadline.left() * BEFORE,
    (part) =>
      takeAttempt({ ...count, store: storeWithin(count.store, part) }).catch((error: unknown) =>
        fail(storeFailure(error) ?? 'internal_failure'),
      ),
    deadline,
  )
  return taken.ok ? taken.value : fail('deadline_exceeded')
}

/** Looks for an address on file and sends a code there; `null` where there is none. */
async function sendOutOfSight(call: StartCall, part: Deadline): Promise<SentCode | null> {
  const { context, method, place, settings } = call
  const found = await withinBudget(
    Math.min(DIP_BUDGET, part.left() / 2),
    ({ signal }) =>
      findVerifyTarget({
        engagement: place.engagement,
        method,
        directory: settings.directory?.(context),
        dipClaims: settings.dipClaims ?? [],
        ...withoutAbsent({ regions: settings.regions }),
        signal,
      }),
    part,
  )
  if (!found.ok || found.value === null) return null
  const { to: address, way } = found.value
  const to = digestTarget(place.secret, address)
  const unsent: SentCode = { to, way, sid: '' }
  const counted = place.sends(countedAs(way, to))
  // What is too late for this part is not counted after the answer either.
  const count = { ...counted, store: storeWithin(counted.store, part) }
  if (!(await takeAttempt(count)).ok) return unsent
  const sid = await send(call, address, part.left(), part)
  if (sid.ok) return { to, way, sid: sid.value }
  // An address on file that cannot be reached must look like one that is not there.
  await giveBack(count, 'one').catch(() => null)
  return unsent
}

/** A code was sent, or nothing was and it must not show. */
const sentAnswer = (left: number): VerifyAnswer => ({
  status: 'sent',
  ok: 'true',
  reason: '',
  tries_left: String(left),
  ledger: '',
})

/** Names the limit of codes, which is another one than that of guesses. */
const sendsIssue = (refused: Result<unknown>): string => {
  const code = issueCode(refused)
  return code === 'too_many_attempts' ? 'too_many_codes' : code
}

/** Writes down what a code is good for: this contact, and what it was asked for. */
const bind = (place: VerifyPlace, sent: SentCode): Promise<Result<unknown>> =>
  keepBinding(place, { ...sent, contact: place.contact, asked: digestAsked(place.secret, place) })

/**
 * Asks Verify to send a code, and gives the SID of the verification. What Verify says of a failure
 * is dropped: it may repeat the number.
 */
async function send(
  { context, method, place: { amount, payee }, settings }: StartCall,
  to: string,
  milliseconds: number,
  deadline: Deadline,
): Promise<Result<string>> {
  const made = await withinBudget(
    milliseconds,
    async () => {
      const service = settings.client(context).verify.v2.services(settings.service(context))
      const { sid } = await service.verifications.create({
        to,
        channel: VERIFY_CHANNELS[method],
        ...(amount !== '' && payee !== '' && { amount, payee }),
      })
      return sid
    },
    deadline,
  )
  return made.ok && typeof made.value === 'string' && made.value !== ''
    ? ok(made.value)
    : fail('verify_unavailable')
}
