import { isRecord } from '../../model/record.js'
import type { FunctionContext } from './functionHandler.js'
import { digestTarget, type VerifyBinding } from './verifyBinding.js'
import type { VerifyResult } from './verifyClient.js'
import type { VerifyPlace } from './verifyPlace.js'
import type { VerifySettings } from './verifySettings.js'

/** Verify's answer; `null` where no code had been sent; the reason where the code was never judged. */
export async function judgeCode(
  settings: VerifySettings,
  context: FunctionContext,
  { sid, amount, payee }: VerifyBinding,
  code: string,
): Promise<VerifyResult | null | 'code_expired' | 'verify_unavailable'> {
  if (sid === '') return null
  const service = settings.client(context).verify.v2.services(settings.service(context))
  try {
    return await service.verificationChecks.create({
      verificationSid: sid,
      code,
      ...(amount !== '' && payee !== '' && { amount, payee }),
    })
  } catch (error) {
    const status = isRecord(error) ? error['status'] : undefined
    return status === 404 ? 'code_expired' : 'verify_unavailable'
  }
}

/** Tells whether Verify's answer proves what was sent: approved, of this verification and this address. */
export const isProof = (
  result: VerifyResult | null,
  bound: VerifyBinding,
  place: VerifyPlace,
): result is VerifyResult =>
  result !== null &&
  result.status === 'approved' &&
  result.sid === bound.sid &&
  digestTarget(place.secret, result.to) === bound.to
