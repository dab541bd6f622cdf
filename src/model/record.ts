/** A JSON object of unknown content. */
export type JsonObject = Readonly<Record<string, unknown>>

/** Tells whether a value is a plain keyed object: not null, not an array. Total: what cannot be looked at is none. */
export function isRecord(value: unknown): value is JsonObject {
  if (typeof value !== 'object' || value === null) return false
  try {
    return !Array.isArray(value)
  } catch {
    // No JSON throws when it is looked at, but a proxy that was revoked does.
    return false
  }
}

/** Tells whether a value is one text, one number, or yes or no: what a claim or a fact may be. */
export const isScalar = (value: unknown): value is string | number | boolean =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'

/** Tells whether a value is a whole number from 0 on. */
export const isCount = (value: unknown): value is number =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0

/** Tells whether nothing was said in a field: JSON writes that as `null` too. */
export const isAbsent = (value: unknown): value is undefined | null =>
  value === undefined || value === null

/** Tells whether a field was filled at all: forms send an empty text for nothing, and programs `null`. */
export const isGiven = (value: unknown): boolean => !isAbsent(value) && value !== ''

/** Tells whether a field that may be left out is, or holds what it has to. */
export const isAbsentOr = (value: unknown, is: (value: unknown) => boolean): boolean =>
  value === undefined || is(value)

/** Tells whether a value is a list of texts. */
export const isTexts = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((text) => typeof text === 'string')
