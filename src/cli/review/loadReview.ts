import { ok, type Result } from '../../model/index.js'
import { type Review, readReview, type SignatureStanding } from '../../report/index.js'
import type { CommandContext } from '../command.js'
import { LARGEST_DOCUMENT, readJsonInput, readTextInput } from '../readInput.js'
import { checkReviewSignature } from './signReview.js'

/** The largest key that is read, in bytes: an RSA key of 16,384 bits in PEM has 13,000. */
export const LARGEST_KEY = 16_384

/** A review that was read, with what its signature is worth. */
export interface LoadedReview {
  readonly review: Review
  /** What the signature is worth: good, bad, absent, or unchecked for want of a key. */
  readonly signature: SignatureStanding
}

/** Loads a review, and checks its signature where a public key is named; says of a refusal which file it is about. */
export async function loadReview(
  context: CommandContext,
  file: string,
  keyFile: string | undefined,
): Promise<{ readonly about: string; readonly loaded: Result<LoadedReview> }> {
  const json = await readJsonInput(context, file, LARGEST_DOCUMENT)
  const review = json.ok ? readReview(json.value) : json
  if (!review.ok) return { about: file, loaded: review }
  const pem =
    keyFile === undefined ? ok(undefined) : await readTextInput(context, keyFile, LARGEST_KEY)
  const signature = pem.ok ? checkReviewSignature(review.value, pem.value) : pem
  if (!signature.ok) return { about: keyFile ?? '', loaded: signature }
  return { about: file, loaded: ok({ review: review.value, signature: signature.value }) }
}
