import { type Instant, isAbsent, isRecord, type JsonObject, toInstant } from '../model/index.js'

/** Stands for a value given in both casings, and differently: it is of no type that any reader accepts. */
const CONTRADICTION = Symbol('contradiction')

/** Reads a field that its source spells in either of two ways; null and absent are both `undefined`. */
export function pick(from: JsonObject, name: string, other: string): unknown {
  const one = from[name] ?? undefined
  const two = from[other] ?? undefined
  if (one === undefined) return two
  return two === undefined || two === one ? one : CONTRADICTION
}

/** Gives the source's own JSON: the item's `result`, or the item itself where it was not wrapped. */
export function bodyOf(item: JsonObject): JsonObject | null {
  const result = item['result']
  if (result === undefined) return item
  return isRecord(result) ? result : null
}

// Longer than any identifier, issuer or name that a source gives.
const LONGEST = 512

/** Tells whether a value is text that can name something: not blank, not endless. */
export const isName = (value: unknown): value is string =>
  typeof value === 'string' && value.length <= LONGEST && value.trim() !== ''

/** Tells whether an optional value is absent, or text that can name something. */
export const isOptionalName = (value: unknown): value is string | null | undefined =>
  isAbsent(value) || isName(value)

// RFC 7519 §2 NumericDate counts seconds; every instant we accept in milliseconds is larger than this.
const SECONDS_BELOW = 100_000_000_000

/** Reads a token's time: whatever `toInstant` reads, or seconds since the epoch as a number. */
export const toMoment = (value: unknown): Instant | null =>
  typeof value === 'number' && value < SECONDS_BELOW ? toInstant(value * 1000) : toInstant(value)

// Longer than any word that a source uses for a state or a signal.
const LONGEST_WORD = 64

/** Gives the letters and digits of a word, so that no case, separator or disguise makes another word of it. */
export const lettersOf = (word: string): string =>
  word
    .normalize('NFKC')
    .replaceAll(/[^\p{L}\p{N}]/gu, '')
    .toLowerCase()

/**
 * Reads a word of a source in any case and with any separator, as risks are read; anything else is `null`.
 */
export const wordOf = (value: unknown): string | null =>
  typeof value === 'string' && value.length <= LONGEST_WORD
    ? value.trim().toLowerCase().replaceAll(/[\s-]/g, '_')
    : null
