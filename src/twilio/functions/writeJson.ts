/**
 * Writes what a function gives as JSON, nothing given being an empty object; `null` where it throws
 * or gives what cannot be written, at the top or within: a symbol, a function, a promise, a circle,
 * a getter that throws, or too deep. The error is dropped, for it may repeat a value.
 */
export function writeJson(give: () => unknown): string | null {
  try {
    const text: unknown = JSON.stringify(give() ?? {}, refuseUnwritable)
    return typeof text === 'string' ? text : null
  } catch {
    return null
  }
}

// JSON would leave these out without a word, or write an empty object, and such an answer says
// something else.
function refuseUnwritable(_: string, value: unknown): unknown {
  if (typeof value === 'symbol' || typeof value === 'function' || isPromise(value)) {
    throw new TypeError('unwritable')
  }
  return value
}

/** An answer that was not waited for. */
const isPromise = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && typeof Reflect.get(value, 'then') === 'function'
