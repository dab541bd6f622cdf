import { hmac } from '@noble/hashes/hmac.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'

/**
 * A name for something that must not be stored as it is, such as a phone number: HMAC-SHA-256, 128
 * bits in hex. A plain hash would not do, for all phone numbers can be tried (OWASP Password
 * Storage: low entropy needs a key).
 */
export const keyedDigest = (secret: string, ...parts: readonly string[]): string =>
  bytesToHex(hmac(sha256, utf8ToBytes(secret), utf8ToBytes(JSON.stringify(parts)))).slice(0, 32)

/** Where something is kept of a kind, by a digest: a store holds no conversation's SID. */
export const storeKey = (kind: string, ...parts: readonly string[]): string =>
  `countersign.${kind}.${keyedDigest(kind, ...parts)}`

/** The same of a conversation, however its SID is written. */
export const conversationKey = (
  kind: string,
  conversation: string,
  ...parts: readonly string[]
): string => storeKey(kind, conversation.trim().toLowerCase(), ...parts)
