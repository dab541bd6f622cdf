import {
  type Engagement,
  type Evidence,
  printInstant,
  type Result,
  withoutAbsent,
} from '../../model/index.js'
import { type AttemptCount, countLeft, giveBack, takeAttempt } from './attemptCount.js'
import type { FunctionContext, FunctionEvent, FunctionHandler } from './functionHandler.js'
import { outOfSight } from './inEvenTime.js'
import { issueCode } from './issueCode.js'
import { type CodeJudgement, judgeCode, UNAVAILABLE } from './judgeCode.js'
import { extendLedger } from './ledgerOfConversation.js'
import { readCode } from './readCode.js'
import { bindingKey, digestAsked, readBindings, type VerifyBinding } from './verifyBinding.js'
import type { VerifyResult } from './verifyClient.js'
import { countedAs, keepBinding, readVerifyPlace, type VerifyPlace } from './verifyPlace.js'
import {
  answerInEvenTime,
  PACE,
  type VerifyAnswer,
  type VerifySettings,
  verifyHandler,
  withheldVerifyAnswer,
} from './verifySettings.js'
import { type Deadline, withinBudget } from './withinBudget.js'

/**
 * Makes the Function that checks a code. Parameters: those of the start, `code` and `ledger`. A
 * code counts once, for the conversation, contact, purpose, amount and payee that it was sent for.
 * Attempts are counted across codes (NIST SP 800-63B-4 §3.1.3.2: a new code must not reset the
 * count), each before Verify is asked, so that many at once, or a store that fails or is slow, give no
 * more of them. An attempt that Verify did not judge is given back.
 *
 * On `approved`, the sealed `ledger` of the answer holds the check. The address is never in the
 * answer in clear text. A wrong code is `refused`; Verify reports it as HTTP 200 `pending`.
 */
export const createVerifyCheckHandler = (settings: VerifySettings): FunctionHandler =>
  verifyHandler(settings, check)

/**
 * Checks one code.
 *
 * Where the code went to the contact's own address, the answer says what happened. Where it went to
 * an address on file the answer depends on what the contact did alone, until the code is right.
 */
async function check(
  settings: VerifySettings,
  context: FunctionContext,
  event: FunctionEvent,
  deadline: Deadline,
): Promise<VerifyAnswer> {
  const read = readVerifyPlace(settings, context, event, deadline)
  if (!read.ok) return withheldVerifyAnswer(issueCode(read))
  const place = read.value
  const bound = await findBinding(place)
  if (typeof bound === 'string') return withheldVerifyAnswer(bound)
  const own = bound.way === 'own'
  const seen = place.tries(own ? countedAs('own', bound.to) : countedAs('shown', place.contact))
  const code = readCode(place.words.code ?? '')
  if (code === null) return refused('invalid_code', await countLeft(seen))
  const { ledger } = place.words
  const serviceOf = () => settings.client(context).verify.v2.services(settings.service(context))
  const judge = (part: Deadline) => judgeCode(serviceOf, place, { bound, code }, part)
  const call = { place, bound, seen, ledger, judge }
  const begun = await place.counts([['velocity', '']])
  if (!begun.ok) return withheldVerifyAnswer(issueCode(begun))
  const answer = own
    ? await checkOwn(call, deadline)
    : await checkNamed(call, settings.pace ?? PACE, deadline)
  if (answer.status !== 'refused') return answer
  // Right of nobody, or wrong: both count, so that neither the answer nor what follows of it tells
  // which.
  const failed = await place.counts([['otp_failures', '']])
  return failed.ok ? answer : withheldVerifyAnswer(issueCode(failed))
}

/** A guess that can be tried, and the count that its answer may speak of. */
interface CheckCall {
  /** Who asks, for what, and where it is counted. */
  readonly place: VerifyPlace
  /** What the code was sent for. */
  readonly bound: VerifyBinding
  /** The count that `tries_left` tells of. */
  readonly seen: AttemptCount
  /** The ledger as it came, unopened. */
  readonly ledger: string | undefined
  /** Asks Verify. */
  readonly judge: (part: Deadline) => Promise<CodeJudgement>
}

// Of the time that is left, so that there is some to give a try back that was not judged.
const JUDGING = 0.6

/** The code went to the address the person writes from: what happens may be said. */
async function checkOwn(call: CheckCall, deadline: Deadline): Promise<VerifyAnswer> {
  const { bound, judge, seen } = call
  if (bound.sid === '') return withheldVerifyAnswer('no_code_sent')
  const taken = await takeAttempt(seen)
  if (!taken.ok) return withheldVerifyAnswer(issueCode(taken))
  const judged = await withinBudget(deadline.left() * JUDGING, judge, deadline)
  const verdict = judged.ok ? judged.value : UNAVAILABLE
  switch (verdict.type) {
    case 'right':
      return approve(call, verdict.result, [seen])
    case 'wrong':
      return refused('wrong_code', taken.value)
    case 'unjudged':
      await giveBack(seen, 'one').catch(() => null)
      return withheldVerifyAnswer(verdict.reason)
  }
}

/**
 * The code went to an address on file, or nowhere: until it is right the answer speaks of what the
 * contact did alone, and comes at the same time, whatever Verify does.
 */
async function checkNamed(
  call: CheckCall,
  pace: number,
  deadline: Deadline,
): Promise<VerifyAnswer> {
  const { bound, place, seen } = call
  const counts = [
    place.tries(countedAs('sender', place.contact)),
    place.tries(countedAs(bound.way, bound.to)),
  ]
  const attempt = async (even: Deadline): Promise<VerifyAnswer> => {
    const shown = await takeAttempt(seen)
    if (!shown.ok && issueCode(shown) !== 'too_many_attempts') {
      return withheldVerifyAnswer(issueCode(shown))
    }
    const proof = await outOfSight(pace, (part) => guess(call, counts, part), even)
    if (proof.ok && proof.value !== null) return approve(call, proof.value, [...counts, seen])
    return shown.ok ? refused('wrong_code', shown.value) : withheldVerifyAnswer(issueCode(shown))
  }
  return answerInEvenTime(pace, attempt, deadline)
}

/** Tries a guess within the counts that end in silence; `null` where it proves nothing. */
async function guess(
  { judge }: CheckCall,
  counts: readonly AttemptCount[],
  part: Deadline,
): Promise<VerifyResult | null> {
  const [first, second] = await Promise.all(counts.map(takeAttempt))
  const taken = counts.filter((_, index) => [first, second][index]?.ok)
  const verdict: CodeJudgement = taken.length === counts.length ? await judge(part) : UNAVAILABLE
  if (verdict.type === 'unjudged') await giveBackAll(taken, 'one').catch(() => null)
  return verdict.type === 'right' && part.left() > 0 ? verdict.result : null
}

/** Gives attempts back in several counts at once. */
const giveBackAll = (
  counts: readonly AttemptCount[],
  which: 'one' | 'all',
): Promise<readonly Result<unknown>[]> => Promise.all(counts.map((count) => giveBack(count, which)))

/**
 * Finds what a code was sent for: by this conversation, this contact, this purpose, amount and
 * payee. A code in its reason otherwise.
 */
async function findBinding(place: VerifyPlace): Promise<VerifyBinding | string> {
  const stored = await place.store.get(bindingKey(place.secret, place.engagement.conversation))
  const bindings = readBindings(place.secret, stored?.value ?? null)
  if (bindings.length === 0) return 'no_code_sent'
  const binding = bindings.find(({ contact }) => contact === place.contact)
  if (binding === undefined) return 'contact_mismatch'
  return binding.asked === digestAsked(place.secret, place) ? binding : 'purpose_mismatch'
}

/** A wrong code, and how many more may be typed. */
const refused = (reason: string, left: number): VerifyAnswer => ({
  status: 'refused',
  ok: 'false',
  reason,
  tries_left: String(left),
  ledger: '',
})

/**
 * Writes down that the code was right: counts are forgotten, the code is spent, the ledger says so.
 * A store that cannot write any of it withholds everything, for then the code could be used once
 * more.
 */
async function approve(
  { bound, ledger, place, seen }: CheckCall,
  result: VerifyResult,
  counts: readonly AttemptCount[],
): Promise<VerifyAnswer> {
  const unkept = (await giveBackAll(counts, 'all')).find((one) => !one.ok)
  if (unkept !== undefined) return withheldVerifyAnswer(issueCode(unkept))
  // Spent: a second check of the same code finds nothing to check (63B-4 §3.1.3.2: accepted once).
  const spent = await keepBinding(place, { ...bound, sid: '' })
  if (!spent.ok) return withheldVerifyAnswer(issueCode(spent))
  const sealed = await extendLedger(ledger, [evidenceOf(place, result)], place.ledger)
  if (!sealed.ok) return withheldVerifyAnswer(issueCode(sealed))
  return {
    status: 'approved',
    ok: 'true',
    reason: '',
    tries_left: String(await countLeft(seen)),
    ledger: sealed.value,
  }
}

/**
 * The check as evidence, in Verify's own JSON: the evidence room reads it as it reads one of
 * anybody's.
 */
const evidenceOf = (place: VerifyPlace, result: VerifyResult): Evidence => ({
  kind: 'verify_check',
  at: printInstant(place.ledger.at),
  conversation: place.engagement.conversation,
  by: giverOf(place.engagement),
  ...withoutAbsent({ message: place.engagement.message, epoch: place.engagement.epoch }),
  purpose: place.purpose === '' ? null : place.purpose,
  result: {
    sid: result.sid,
    to: result.to,
    channel: result.channel,
    status: result.status,
    valid: result.valid,
    amount: result.amount ?? null,
    payee: result.payee ?? null,
  },
})

const giverOf = ({ contact: { channel, address } }: Engagement) => ({ channel, address })
