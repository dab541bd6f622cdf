import { hmac } from '@noble/hashes/hmac.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { HIDDEN } from '../identifiers/index.js'
import type { RedactionAction } from '../model/index.js'
import type { ScanFinding } from './scan.js'
import { toUtf8 } from './toUtf8.js'

/** What `hash` and `token` need. Without a key of 16 bytes or more, both drop. */
export interface KeyOptions {
  /**
   * The secret, as bytes or as text, which is read as UTF-8. Keep it as safe as what it hides: who
   * has it can try every phone number there is.
   */
  readonly key?: string | Uint8Array | undefined
  /** Tokens are the same within one conversation, and differ between conversations. */
  readonly conversation?: string | undefined
}

/** What stands for a value withheld whole. */
export const WITHHELD = '[withheld]'

// In bytes. A phone number has few enough values to try them all, so nothing but the key keeps a
// digest from being undone.
const SHORTEST_KEY = 16

// A letter is four bits: 128 bits tell values apart for good, 64 within one conversation.
const HASH_LETTERS = 32
const TOKEN_LETTERS = 16

/**
 * Letters alone, so that what is written holds nothing an identifier could begin with. Each byte
 * becomes two: `0x0f` is `ap`.
 */
const toLetters = (bytes: Uint8Array, count: number): string =>
  Array.from(bytes.subarray(0, count / 2), (byte) =>
    String.fromCharCode(97 + (byte >> 4), 97 + (byte & 15)),
  ).join('')

/**
 * Gives a keyed digest of a value in letters a-p (HMAC-SHA-256, cut), or null without a sound key.
 * The words are parted by NUL, so that `a`, `bc` and `ab`, `c` differ.
 */
function digest(key: KeyOptions['key'], words: readonly string[], letters: number): string | null {
  const bytes = typeof key === 'string' ? toUtf8(key) : key
  if (!(bytes instanceof Uint8Array) || bytes.length < SHORTEST_KEY) return null
  return toLetters(hmac(sha256, bytes, toUtf8(words.join('\0'))), letters)
}

/**
 * The mark of a kind, `[email]`, or with what tells its values apart, `[email:alpdhipmjgndggoa]`.
 */
const named = (type: string, letters: string | null): string =>
  letters === null ? `[${type}]` : `[${type}:${letters}]`

/**
 * Writes what stands in a text for an identifier found there.
 *
 * What it cannot do safely it drops: `hash` and `token` without a key, anything but `drop` for what
 * must be dropped, anything but `drop` where several findings overlapped.
 */
export function writeMark(
  { type, value, candidate }: ScanFinding,
  action: RedactionAction,
  options: KeyOptions,
): string {
  const dropped = `[${type}]`
  if (value === null || candidate === null || candidate.identifier.dropOnly === true) return dropped
  switch (action) {
    case 'drop':
    case 'keep':
      return dropped
    case 'token':
      return named(
        type,
        digest(options.key, ['token', options.conversation ?? '', type, value], TOKEN_LETTERS),
      )
    case 'hash':
      return named(type, digest(options.key, ['hash', type, value], HASH_LETTERS))
    case 'truncate':
    case 'mask':
      return candidate.identifier.mask(value)
  }
}

/**
 * Writes what stands for a field's value that is no one identifier: `A***` for `Ada Lovelace`,
 * `***` for what is short or begins with a digit, letters a-p for a hash or a token, `[withheld]`
 * for the rest. The path is part of a digest, so that one value in two fields is not known to be
 * the same.
 */
export function writeFieldMark(
  path: string,
  text: string,
  action: RedactionAction,
  options: KeyOptions,
): string {
  switch (action) {
    case 'token':
      return (
        digest(options.key, ['token', options.conversation ?? '', path, text], TOKEN_LETTERS) ??
        WITHHELD
      )
    case 'hash':
      return digest(options.key, ['hash', path, text], HASH_LETTERS) ?? WITHHELD
    case 'mask':
    case 'truncate':
      return text.length >= 6 && /^\D/.test(text) ? text.charAt(0) + HIDDEN : HIDDEN
    case 'drop':
    case 'keep':
      return WITHHELD
  }
}
