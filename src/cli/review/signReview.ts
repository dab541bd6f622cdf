import {
  createHash,
  createPrivateKey,
  createPublicKey,
  type KeyObject,
  sign,
  verify,
} from 'node:crypto'
import { fail, ok, type Result } from '../../model/index.js'
import { type Review, type SignatureStanding, signedTextOf } from '../../report/index.js'

/** Signs a review with a private key in PEM; a key that cannot sign is refused, its text never repeated. */
export function signReview(review: Review, pem: string): Result<Review> {
  const key = readKey(() => createPrivateKey(pem))
  const digest = key === null ? undefined : digestFor(key)
  if (key === null || digest === undefined) return fail('invalid_private_key')
  const value = sign(digest, Buffer.from(signedTextOf(review)), key).toString('base64')
  const algorithm = key.asymmetricKeyType ?? ''
  return ok({
    ...review,
    signature: { algorithm, key: fingerprintOf(createPublicKey(key)), value },
  })
}

/** Checks a review's signature with a public key in PEM. Without a key, what is signed stays unchecked. */
export function checkReviewSignature(
  review: Review,
  pem: string | undefined,
): Result<SignatureStanding> {
  // A key that does not parse is refused, and never taken for a key that was not named.
  const { signature } = review
  const key = pem === undefined ? undefined : readKey(() => createPublicKey(pem))
  const digest = key ? digestFor(key) : undefined
  if (pem !== undefined && (!key || digest === undefined)) return fail('invalid_public_key')
  if (signature === undefined) return ok('absent')
  if (!key || digest === undefined) return ok('unchecked')
  const isOfKey =
    signature.algorithm === key.asymmetricKeyType && signature.key === fingerprintOf(key)
  const bytes = Buffer.from(signature.value, 'base64')
  return ok(
    isOfKey && verify(digest, Buffer.from(signedTextOf(review)), key, bytes) ? 'good' : 'bad',
  )
}

// The hash that is signed, by kind of key. Ed25519 and Ed448 hash by themselves (RFC 8032),
// and Node wants `null` for them.
const HASHES: Readonly<Record<string, string | null>> = {
  ed25519: null,
  ed448: null,
  ec: 'sha256',
  rsa: 'sha256',
}

// NIST SP 800-131A, 3: an RSA key below 2048 bits signs nothing any more.
const LEAST_RSA_BITS = 2048

/** Gives the hash that goes with a key; undefined for a key that does not sign, or too weakly. */
function digestFor({
  asymmetricKeyType,
  asymmetricKeyDetails,
}: KeyObject): string | null | undefined {
  const bits = asymmetricKeyDetails?.modulusLength ?? LEAST_RSA_BITS
  return bits < LEAST_RSA_BITS ? undefined : HASHES[asymmetricKeyType ?? '']
}

/**
 * Names a key by the SHA-256 of its public half (SubjectPublicKeyInfo, RFC 5280), as
 * `openssl pkey -pubout -outform DER | sha256sum` prints it.
 */
const fingerprintOf = (key: KeyObject): string =>
  `sha256:${createHash('sha256')
    .update(key.export({ type: 'spki', format: 'der' }))
    .digest('hex')}`

// Node's errors about keys may speak of the key, so they are left out.
function readKey(read: () => KeyObject): KeyObject | null {
  try {
    return read()
  } catch {
    return null
  }
}
