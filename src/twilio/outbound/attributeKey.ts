import { RESERVED_KEYS } from '../../model/index.js'

// What an expression can read: letters, digits and underscores, not starting with a digit (hyphens are unsupported,
// https://www.twilio.com/docs/taskrouter/expression-syntax).
const UNREADABLE = /[^A-Za-z0-9_]/g

const LONGEST = 64

/**
 * Turns a word into an attribute key that TaskRouter expressions can read: anything but letters,
 * digits and underscores becomes an underscore, at most 64 characters. `null` for an empty or
 * prototype-polluting word.
 *
 * `order-number` -> `order_number`, `2nd` -> `_2nd`
 */
export function toAttributeKey(word: string): string | null {
  const key = word.slice(0, LONGEST).replace(UNREADABLE, '_')
  if (key === '' || RESERVED_KEYS.has(key)) return null
  return /^\d/.test(key) ? `_${key.slice(0, LONGEST - 1)}` : key
}
