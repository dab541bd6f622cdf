import { fail, ok, type Result } from '../../model/index.js'

/**
 * Twilio's limit for conversation attributes, and so for a pre-engagement form: 16 KB
 * (Conversations limits).
 */
const MOST_BYTES = 16_384

/**
 * Reads JSON text of at most `most` bytes of UTF-8. An empty text is `undefined`: nothing was sent.
 * Codes: `too_large`, `invalid_json`.
 */
export function readBoundedJson(text: string, most = MOST_BYTES): Result<unknown> {
  if (text.length > most || utf8Length(text) > most) return fail('too_large')
  if (text.trim() === '') return ok(undefined)
  try {
    const value: unknown = JSON.parse(text)
    return ok(value)
  } catch {
    return fail('invalid_json')
  }
}

/**
 * Gives a value's JSON text, or `null` where it has none: cyclic, too deep, or throwing when it is
 * read.
 */
export function boundedJson(value: unknown): string | null {
  try {
    const text: unknown = JSON.stringify(value)
    return typeof text === 'string' ? text : null
  } catch {
    return null
  }
}

// Bytes of UTF-8 by code unit: a surrogate half counts 2, so that a pair counts its 4.
function utf8Length(text: string): number {
  let bytes = 0
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at)
    if (unit < 0x80) bytes += 1
    else if (unit < 0x800 || (unit >= 0xd800 && unit <= 0xdfff)) bytes += 2
    else bytes += 3
  }
  return bytes
}
