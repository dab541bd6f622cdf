import type { Evidence } from '../../model/engagement.js'
import { printInstant } from '../../model/instant.js'
import { ok } from '../../model/result.js'
import { answerAlways } from './answerAlways.js'
import { type AttemptCount, countLeft, giveBack, takeAttempt } from './attemptCount.js'
import type { FunctionContext, FunctionHandler } from './functionHandler.js'
import { inEvenTime } from './inEvenTime.js'
import { issueCode } from './issueCode.js'
import { isProof, judgeCode } from './judgeCode.js'
import { extendLedger } from './ledgerOfConversation.js'
import { readCode } from './readCode.js'
import { textOf } from './readField.js'
import { updateStored } from './store.js'
import { bindingKey, readBinding, storeBinding, type VerifyBinding } from './verifyBinding.js'
import type { VerifyResult } from './verifyClient.js'
import { readVerifyPlace, type VerifyPlace } from './verifyPlace.js'
import { type VerifyAnswer, type VerifySettings, withheldVerifyAnswer } from './verifySettings.js'

/**
 * Makes the Function that checks a code. Parameters as for the start, and `code`, `ledger`. The code counts for the
 * conversation, contact, purpose, amount and payee it was sent for, once; wrong codes are counted for the contact and
 * for the address, across codes, before they are tried (NIST SP 800-63B-4 §3.1.3.2: a new code must not reset the count).
 *
 * On `approved` the check is in the answer's sealed `ledger`; the address itself is never in the answer in clear
 * words. A wrong code is `refused`, which Verify reports as HTTP 200 `pending`.
 */
export const createVerifyCheckHandler = (settings: VerifySettings): FunctionHandler =>
  answerAlways<VerifyAnswer>({
    withhold: withheldVerifyAnswer,
    ...(settings.deadline !== undefined && { deadline: settings.deadline }),
    handle: async (context, event) => {
      const place = readVerifyPlace(settings, context, event)
      if (!place.ok) return withheldVerifyAnswer(issueCode(place))
      const bound = await findBinding(place.value)
      if (typeof bound === 'string') return withheldVerifyAnswer(bound)
      const seen = place.value.tries(place.value.contact)
      const code = readCode(textOf(event, 'code') ?? '')
      if (code === null) return refused('invalid_code', await countLeft(seen))
      const left = await takeAttempt(seen)
      if (!left.ok) return withheldVerifyAnswer(issueCode(left))
      const ledger = textOf(event, 'ledger')
      return inEvenTime(bound.own ? 0 : settings.pace, () =>
        check(settings, context, place.value, { bound, code, ledger, left: left.value }),
      )
    },
  })

/** One try, taken. */
interface Try {
  readonly bound: VerifyBinding
  readonly code: string
  readonly ledger: string | undefined
  readonly left: number
}

async function check(
  settings: VerifySettings,
  context: FunctionContext,
  place: VerifyPlace,
  { bound, code, ledger, left }: Try,
): Promise<VerifyAnswer> {
  const counts = [...new Set([place.contact, bound.to])].map(place.tries)
  const unseen = bound.to === place.contact ? ok(left) : await takeAttempt(place.tries(bound.to))
  if (!unseen.ok) {
    return bound.own ? withheldVerifyAnswer(issueCode(unseen)) : refused('wrong_code', left)
  }
  const judged = await judgeCode(settings, context, bound, code)
  if (typeof judged === 'string') {
    // Where no code was sent nothing can expire or fail, so for an address on file neither shows.
    if (!bound.own) return refused('wrong_code', left)
    if (judged === 'code_expired') await giveBackAll(counts, 'one')
    return withheldVerifyAnswer(judged)
  }
  if (!isProof(judged, bound, place)) return refused('wrong_code', left)
  await giveBackAll(counts, 'all')
  return approve(place, bound, judged, ledger)
}

const giveBackAll = (counts: readonly AttemptCount[], which: 'one' | 'all'): Promise<unknown> =>
  Promise.all(counts.map((count) => giveBack(count, which)))

async function findBinding(place: VerifyPlace): Promise<VerifyBinding | string> {
  const stored = await place.store.get(bindingKey(place.secret, place.engagement.conversation))
  const binding = readBinding(stored?.value)
  if (binding === null) return 'no_code_sent'
  if (binding.contact !== place.contact) return 'contact_mismatch'
  const isSame =
    binding.purpose === place.purpose &&
    binding.amount === place.amount &&
    binding.payee === place.payee
  return isSame ? binding : 'purpose_mismatch'
}

const refused = (reason: string, left: number): VerifyAnswer => ({
  status: 'refused',
  ok: 'false',
  reason,
  tries_left: String(left),
  ledger: '',
})

async function approve(
  place: VerifyPlace,
  bound: VerifyBinding,
  result: VerifyResult,
  ledger: string | undefined,
): Promise<VerifyAnswer> {
  // Spent: a second check of the same code finds nothing to check (63B-4 §3.1.3.2: accepted once).
  const key = bindingKey(place.secret, place.engagement.conversation)
  await updateStored(place.store, key, 1, () => storeBinding({ ...bound, sid: '' }))
  const sealed = await extendLedger(ledger, [evidenceOf(place, result)], place.ledger)
  if (!sealed.ok) return withheldVerifyAnswer(issueCode(sealed))
  const left = await countLeft(place.tries(place.contact))
  return {
    status: 'approved',
    ok: 'true',
    reason: '',
    tries_left: String(left),
    ledger: sealed.value,
  }
}

const evidenceOf = (place: VerifyPlace, result: VerifyResult): Evidence => ({
  kind: 'verify_check',
  at: printInstant(place.ledger.at),
  conversation: place.engagement.conversation,
  ...(place.engagement.message !== undefined && { message: place.engagement.message }),
  ...(place.engagement.epoch !== undefined && { epoch: place.engagement.epoch }),
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
