/** Tells whether a value is a plain keyed object: not null, not an array. Total: what cannot be looked at is none. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
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
