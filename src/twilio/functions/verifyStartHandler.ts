import { MINUTE, SECOND } from '../../model/instant.js'
import { fail, ok, type Result } from '../../model/result.js'
import { answerAlways } from './answerAlways.js'
import { countLeft, giveBack, takeAttempt } from './attemptCount.js'
import type { FunctionContext, FunctionHandler } from './functionHandler.js'
import { inEvenTime } from './inEvenTime.js'
import { issueCode } from './issueCode.js'
import { textOf } from './readField.js'
import { updateStored } from './store.js'
import { bindingKey, digestTarget, storeBinding, type VerifyBinding } from './verifyBinding.js'
import { isVerifyMethod, VERIFY_CHANNELS, type VerifyMethod } from './verifyClient.js'
import { readVerifyPlace, type VerifyPlace } from './verifyPlace.js'
import { type VerifyAnswer, type VerifySettings, withheldVerifyAnswer } from './verifySettings.js'
import { findVerifyTarget, ownTarget, type VerifyTarget } from './verifyTarget.js'
import { withinBudget } from './withinBudget.js'

// A code is good for ten minutes (NIST SP 800-63B-4 §3.1.3.2; Verify's default).
const KEPT = (10 * MINUTE) / SECOND
const DIP_BUDGET = 2_000

/**
 * Makes the Function that sends a code. Parameters: the conversation and contact as for `createDecideHandler`,
 * `method` (`verify_sms`, `verify_call`, `verify_whatsapp`, `verify_email`), and `purpose`, `amount`, `payee` where
 * the code is for one action.
 *
 * Where no address is on file it answers `sent` all the same, in about the same time: the answer never tells whether a
 * record exists (RTS 2018/389 Art 4(3)(a)). For that, too, two counts are kept: one of the contact's, which the answer
 * may speak of, and one of the address's, which ends in silence.
 */
export const createVerifyStartHandler = (settings: VerifySettings): FunctionHandler =>
  answerAlways<VerifyAnswer>({
    withhold: withheldVerifyAnswer,
    ...(settings.deadline !== undefined && { deadline: settings.deadline }),
    handle: async (context, event) => {
      const place = readVerifyPlace(settings, context, event)
      const method = textOf(event, 'method')
      if (!place.ok) return withheldVerifyAnswer(issueCode(place))
      if (!isVerifyMethod(method)) return withheldVerifyAnswer('unknown_method')
      const own = ownTarget(place.value.engagement, method) !== null
      return inEvenTime(own ? 0 : settings.pace, () =>
        start(settings, context, place.value, method),
      )
    },
  })

async function start(
  settings: VerifySettings,
  context: FunctionContext,
  place: VerifyPlace,
  method: VerifyMethod,
): Promise<VerifyAnswer> {
  const found = await withinBudget(DIP_BUDGET, ({ signal }) =>
    findVerifyTarget({
      engagement: place.engagement,
      method,
      directory: settings.directory?.(context),
      dipClaims: settings.dipClaims ?? [],
      signal,
    }),
  )
  const target = found.ok ? found.value : null
  const own = target?.own === true
  const seen = await takeAttempt(place.sends(place.contact))
  if (!seen.ok) return withheldVerifyAnswer('too_many_codes')
  const to = target === null ? place.contact : digestTarget(place.secret, target.to)
  const unseen = target === null || (await takeAttempt(place.sends(to))).ok
  if (!unseen && own) return withheldVerifyAnswer('too_many_codes')
  const sent = await send(settings, context, place, method, unseen ? target : null)
  if (!sent.ok) {
    await Promise.all([place.contact, to].map((who) => giveBack(place.sends(who), 'one')))
    return withheldVerifyAnswer(issueCode(sent))
  }
  const bound = await bind(place, { to, own, sid: sent.value })
  if (!bound.ok) return withheldVerifyAnswer(issueCode(bound))
  const left = await countLeft(place.tries(place.contact))
  return { status: 'sent', ok: 'true', reason: '', tries_left: String(left), ledger: '' }
}

function bind(
  { amount, contact, engagement, payee, purpose, secret, store }: VerifyPlace,
  code: Pick<VerifyBinding, 'own' | 'sid' | 'to'>,
): Promise<Result<unknown>> {
  const binding = storeBinding({ ...code, contact, purpose, amount, payee })
  return updateStored(store, bindingKey(secret, engagement.conversation), KEPT, () => binding)
}

async function send(
  settings: VerifySettings,
  context: FunctionContext,
  { amount, payee }: VerifyPlace,
  method: VerifyMethod,
  target: VerifyTarget | null,
): Promise<Result<string>> {
  if (target === null) return ok('')
  const service = settings.client(context).verify.v2.services(settings.service(context))
  try {
    const { sid } = await service.verifications.create({
      to: target.to,
      channel: VERIFY_CHANNELS[method],
      ...(amount !== '' && payee !== '' && { amount, payee }),
    })
    return ok(sid)
  } catch {
    // An address on file that cannot be reached must look like one that is not there.
    return target.own ? fail('verify_unavailable') : ok('')
  }
}
