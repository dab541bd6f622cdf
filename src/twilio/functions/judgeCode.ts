import { isRecord } from '../../model/index.js'
import { textOf } from './readField.js'
import { digestTarget, type VerifyBinding } from './verifyBinding.js'
import type { VerifyResult, VerifyService } from './verifyClient.js'
import type { VerifyPlace } from './verifyPlace.js'
import { type Deadline, withinBudget } from './withinBudget.js'

/** What became of a guess: judged right or wrong, or never judged, and why. */
export type CodeJudgement =
  | { readonly type: 'right'; readonly result: VerifyResult }
  | { readonly type: 'wrong' }
  | { readonly type: 'unjudged'; readonly reason: 'code_expired' | 'verify_unavailable' }

/** Verify gave no judgement: it is down, late, or says too much was asked of it. */
export const UNAVAILABLE: CodeJudgement = { type: 'unjudged', reason: 'verify_unavailable' }

/**
 * The verification has ended: it expired, was used, or its tries are over. Verify answers 404 then,
 * or another status than `pending`.
 */
const EXPIRED: CodeJudgement = { type: 'unjudged', reason: 'code_expired' }

/**
 * Asks a Verify service, which is looked up within the same time, since a client that throws has
 * judged nothing either. Only `approved` and `pending` are judgements: an error, a late answer, one
 * that cannot be read, and a verification that has ended say nothing about the code.
 */
export async function judgeCode(
  serviceOf: () => VerifyService,
  place: VerifyPlace,
  { bound, code }: { readonly bound: VerifyBinding; readonly code: string },
  deadline: Deadline,
): Promise<CodeJudgement> {
  const { sid } = bound
  // The same as at the start, or this code was not found for it.
  const { amount, payee } = place
  if (sid === '') return EXPIRED
  const asked = await withinBudget(
    deadline.left(),
    async () => {
      return serviceOf()
        .verificationChecks.create({
          verificationSid: sid,
          code,
          // Both or neither: a code for a payment names what the person was shown (PSD2 RTS Art 5).
          ...(amount !== '' && payee !== '' && { amount, payee }),
        })
        .then(
          (result) => readVerdict(result, bound, place),
          (error: unknown) => (isRecord(error) && error['status'] === 404 ? EXPIRED : UNAVAILABLE),
        )
    },
    deadline,
  )
  return asked.ok ? asked.value : UNAVAILABLE
}

/** An approval proves what was sent only if it is of this verification and this address. */
function readVerdict(
  result: VerifyResult,
  bound: VerifyBinding,
  place: VerifyPlace,
): CodeJudgement {
  const status = textOf({ ...result }, 'status')
  if (status === 'pending') return { type: 'wrong' }
  // No state at all is no judgement; any other than these two is of a verification that is over.
  if (status === undefined) return UNAVAILABLE
  if (status !== 'approved') return EXPIRED
  const to = textOf({ ...result }, 'to')
  return result.sid === bound.sid && to !== undefined && digestTarget(place.secret, to) === bound.to
    ? { type: 'right', result }
    : { type: 'wrong' }
}
