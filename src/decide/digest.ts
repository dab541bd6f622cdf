import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import type { CompiledPolicy } from './compiled.js'

/** Prints plain data in one canonical way: keys sorted, absent members left out, no white space. */
export function printCanonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(printCanonical).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null'
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, member]) => `${JSON.stringify(key)}:${printCanonical(member)}`)
  return `{${members.join(',')}}`
}

/** Gives the SHA-256 of text in UTF-8: 32 bytes. */
export const sha256OfText = (text: string): Uint8Array => sha256(utf8ToBytes(text))

/** Gives the SHA-256 of text as it is written everywhere: `sha256:` and 64 digits in lower case. */
export const digestOfText = (text: string): string => `sha256:${bytesToHex(sha256OfText(text))}`

/** Gives the digest of plain data: SHA-256 over its canonical form. */
export const digestOf = (value: unknown): string => digestOfText(printCanonical(value))

/**
 * Gives the digest of a compiled policy, the digest itself left out. It stands for what is decided, so what the policy was
 * made of is left out as well: written as one document, it is the same policy.
 */
export function digestPolicy(policy: Omit<CompiledPolicy, 'digest'>): string {
  const { digest: _, parts: __, ...rest } = { digest: '', ...policy }
  return digestOf(rest)
}

/** Tells whether a value has the form of a digest: SHA-256, in hexadecimal. */
export const isDigest = (value: unknown): value is string =>
  typeof value === 'string' && /^sha256:[0-9a-f]{64}$/.test(value)
