import { compareTexts } from './compareTexts.js'
import type { ValueRange } from './forms.js'

// Digits, and after a point digits again: no sign, exponent, separator or space, none of which people write alike.
const DECIMAL = /^(\d{1,30})(?:\.(\d{1,30}))?$/

/**
 * Reads a decimal number as text, without zeros that say nothing; `null` for anything else. Never a
 * float: amounts are compared digit by digit.
 *
 * @example
 * ```ts
 * readDecimal('012.50') // '12.5'
 * readDecimal('1e3') // null
 * ```
 */
export function readDecimal(value: unknown): string | null {
  const found = DECIMAL.exec(typeof value === 'number' ? String(value) : textOf(value))
  if (found === null) return null
  const [, whole = '', rest = ''] = found
  const fraction = rest.replace(/0+$/, '')
  return `${whole.replace(/^0+(?=\d)/, '')}${fraction === '' ? '' : `.${fraction}`}`
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

/**
 * Orders two decimal numbers exactly: below zero where the first is less. Both have to come from
 * `readDecimal`.
 */
export function compareDecimals(one: string, other: string): number {
  const [[a = '', b = ''], [c = '', d = '']] = [one.split('.'), other.split('.')]
  // Of two whole numbers without leading zeros the longer one is greater; fractions are compared digit
  // by digit.
  if (a.length !== c.length) return a.length - c.length
  return a === c ? compareTexts(b, d) : compareTexts(a, c)
}

/**
 * Tells whether a number lies above the one threshold and up to the other. What is no number lies nowhere.
 *
 * So a fact that is missing satisfies no threshold, and neither does text with a separator.
 */
export function isInRange({ above, upTo }: ValueRange, value: unknown): boolean {
  const number = readDecimal(value)
  if (number === null) return false
  return (
    (above === undefined || compareDecimals(number, above) > 0) &&
    (upTo === undefined || compareDecimals(number, upTo) <= 0)
  )
}
