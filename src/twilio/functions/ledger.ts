import { hmac } from '@noble/hashes/hmac.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import { fail, HOUR, type Instant, MINUTE, ok, type Result } from '../../model/index.js'
import { fromBase64Url, toBase64Url } from './base64Url.js'
import { type Ledger, readLedger } from './readLedger.js'

/**
 * A key and its name. The name is public; the secret has at least 32 bytes of UTF-8 (RFC 2104 §3).
 */
export interface LedgerKey {
  /** At most 32 letters, digits, `-` and `_`. */
  readonly id: string
  /** Never leaves the server. */
  readonly secret: string
}

/** What an opened ledger must match. */
export interface LedgerExpectation {
  /** Every key that is accepted. What a removed key sealed does not count any more. */
  readonly keys: readonly LedgerKey[]
  /** The conversation that the ledger must be sealed for. */
  readonly conversation: string
  /** The time of the call. */
  readonly at: Instant
  /**
   * The newest sequence that is known for the conversation; an older ledger is a replay. Without
   * it, it is not known.
   */
  readonly sequence?: number
}

/** How long a sealed ledger is accepted; the default is one hour. */
export const LEDGER_LIFETIME = HOUR
/**
 * The longest sealed text that is read, in characters: what fits a conversation's 16 KB of
 * attributes beside others.
 */
export const LEDGER_LIMIT = 8_192

/** Begins every sealed ledger, so that a later form can be told from this one. */
const FORMAT = 'cs1'

/** As long as the digest that is made with it. */
const SECRET_BYTES = 32
const KEY_ID = /^[A-Za-z0-9_-]{1,32}$/
// Clocks of two functions differ by this much at most; anything later is from the future.
const SKEW = MINUTE

/**
 * Seals a ledger into URL-safe text with the first of the keys (HMAC-SHA-256):
 * `cs1.KEY.PAYLOAD.MAC`. It is sealed, not secret: everybody who can read the attributes can read
 * its content. A proof of a payment names its payee in clear text, because a decision compares the
 * payee with the one that it is asked about.
 *
 * Codes: `ledger_key_weak` if no key can be used, `ledger_too_long` if it has more than
 * `LEDGER_LIMIT` characters.
 */
export function sealLedger(ledger: Ledger, keys: readonly LedgerKey[]): Result<string> {
  const key = keys[0]
  if (key === undefined || !isUsableKey(key)) return fail('ledger_key_weak')
  const payload = toBase64Url(utf8ToBytes(JSON.stringify(ledger)))
  const text = `${FORMAT}.${key.id}.${payload}.${macOf(key, payload)}`
  return text.length > LEDGER_LIMIT ? fail('ledger_too_long') : ok(text)
}

/**
 * Opens a sealed ledger. A ledger is refused, and is no evidence, if it is not sealed, was changed,
 * was sealed with a key that is not accepted any more, has expired, belongs to another
 * conversation, has a time in the future, or is older than one that was already seen.
 *
 * Codes: `ledger_unsealed`, `ledger_too_long`, `ledger_key_unknown`, `ledger_altered`,
 * `ledger_malformed`, `ledger_foreign`, `ledger_future`, `ledger_expired`, `ledger_replayed`.
 *
 * @example
 * ```ts
 * const opened = openLedger(sealed, { keys, conversation, at: Date.now() })
 * const evidence = opened.ok ? opened.value.evidence : []
 * ```
 */
export function openLedger(sealed: unknown, expected: LedgerExpectation): Result<Ledger> {
  if (typeof sealed !== 'string') return fail('ledger_unsealed')
  if (sealed.length > LEDGER_LIMIT) return fail('ledger_too_long')
  const [format, id, payload, mac, ...rest] = sealed.split('.')
  if (format !== FORMAT || payload === undefined || mac === undefined || rest.length > 0) {
    return fail('ledger_unsealed')
  }
  const key = expected.keys.find((candidate) => candidate.id === id && isUsableKey(candidate))
  if (key === undefined) return fail('ledger_key_unknown')
  if (!isSame(macOf(key, payload), mac)) return fail('ledger_altered')
  const ledger = readLedger(fromBase64Url(payload))
  return ledger.ok ? accept(ledger.value, expected) : ledger
}

/**
 * Holds a ledger whose seal is whole against the call. Times are compared so that one that is no
 * number refuses.
 */
function accept(ledger: Ledger, expected: LedgerExpectation): Result<Ledger> {
  if (ledger.conversation !== expected.conversation) return fail('ledger_foreign')
  if (!(ledger.issued <= expected.at + SKEW)) return fail('ledger_future')
  if (!(expected.at < ledger.expires)) return fail('ledger_expired')
  if (expected.sequence !== undefined && ledger.sequence < expected.sequence) {
    return fail('ledger_replayed')
  }
  return ok(ledger)
}

/**
 * Tells whether a key is one: its name of at most 32 URL-safe characters, its secret of 32 bytes or
 * more.
 */
export const isUsableKey = (key: LedgerKey): boolean =>
  // A secret that was never set is none, though its type says that it is there.
  KEY_ID.test(key.id) && utf8ToBytes(key.secret ?? '').length >= SECRET_BYTES

// The format and the key's name are under the seal too, so that neither can be swapped.
const macOf = (key: LedgerKey, payload: string): string =>
  bytesToHex(
    hmac(
      sha256,
      utf8ToBytes(key.secret),
      utf8ToBytes(`countersign ledger\n${FORMAT}.${key.id}.${payload}`),
    ),
  )

// Looks at every character whatever the first difference, so that time does not tell how far a
// guess got.
function isSame(a: string, b: string): boolean {
  if (a.length !== b.length) return false
  let difference = 0
  for (let i = 0; i < a.length; i++) difference |= a.charCodeAt(i) ^ b.charCodeAt(i)
  return difference === 0
}
