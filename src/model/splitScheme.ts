/** An address and the scheme written before it, if any. */
export interface SchemedAddress {
  /** Lower-case scheme without its colon; `null` where none was written. */
  readonly scheme: string | null
  readonly rest: string
}

/** The most characters of an address that are read: what Twilio allows, with a scheme and noise on top. */
export const LONGEST_WRITTEN = 640

// RFC 3986 §3.1 (a letter, then letters, digits, `+`, `-`, `.`), with the underscore of our own channel names.
const SCHEME = /^[A-Za-z][A-Za-z0-9+._-]{0,63}$/

/** Splits `scheme:rest` at its first colon; text without a scheme is all rest. White space at the ends is dropped. */
export function splitScheme(text: string): SchemedAddress {
  const trimmed = text.trim()
  const colon = trimmed.indexOf(':')
  const scheme = colon < 0 ? '' : trimmed.slice(0, colon).trimEnd()
  if (!SCHEME.test(scheme)) return { scheme: null, rest: trimmed }
  return { scheme: scheme.toLowerCase(), rest: trimmed.slice(colon + 1).trimStart() }
}
