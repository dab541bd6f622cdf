import { fail, ok, type Result } from '../model/index.js'

/**
 * Keeps the digits of a text: `+1 (415) 555-0132` -> `14155550132`. Written by hand, for it is
 * asked of nearly every candidate.
 */
export function digitsOf(text: string): string {
  let digits = ''
  let from = -1
  for (let i = 0; i <= text.length; i += 1) {
    // Never read outside the text, which is slow.
    const code = i < text.length ? text.charCodeAt(i) : 0
    const isDigit = code >= 48 && code <= 57
    if (isDigit && from < 0) from = i
    else if (!isDigit && from >= 0) {
      digits += text.slice(from, i)
      from = -1
    }
  }
  return digits
}

/**
 * Drops what people put between groups: spaces, hyphens, dots, slashes.
 * `12.ABC.345/01DE-35` -> `12ABC34501DE35`.
 */
export const compact = (text: string): string => text.replace(/[\s./-]/g, '')

/**
 * Gives the digit at a place. Letters give numbers above 9, as some national numbers count
 * them.
 */
const at = (text: string, index: number): number => text.charCodeAt(index) - 48

/**
 * Tells whether decimal digits end in a Luhn check digit (ISO/IEC 7812-1 annex B): from the right
 * every second digit is doubled, digits of the doubled are added up, and the whole is divisible by
 * 10. It finds every wrong digit, and nearly every two neighbours that changed places.
 */
export function luhn(digits: string): boolean {
  let sum = 0
  for (let i = digits.length - 1; i >= 0; i -= 1) {
    const digit = at(digits, i)
    const isDoubled = (digits.length - i) % 2 === 0
    sum += isDoubled ? (digit > 4 ? digit * 2 - 9 : digit * 2) : digit
  }
  return digits.length > 0 && sum % 10 === 0
}

/**
 * Sums digits times weights, from the left. Weights beyond the digits are not to be given: they
 * would count as no number. `weighted('123', [3, 2, 1])` -> 10
 */
export const weighted = (digits: string, weights: readonly number[]): number =>
  weights.reduce((sum, weight, index) => sum + weight * at(digits, index), 0)

/**
 * Tells whether digits end in an ISO/IEC 7064 MOD 11,10 check digit, as a German Steuer-ID
 * does.
 */
export function mod11And10(digits: string): boolean {
  let product = 10
  for (let i = 0; i < digits.length - 1; i += 1) {
    const sum = (at(digits, i) + product) % 10 || 10
    product = (sum * 2) % 11
  }
  return (11 - product) % 10 === at(digits, digits.length - 1)
}

/**
 * The multiplication of the dihedral group D5, a row for each first factor (Verhoeff,
 * "Error Detecting Decimal Codes", 1969).
 */
const TIMES = [
  '0123456789',
  '1234067895',
  '2340178956',
  '3401289567',
  '4012395678',
  '5987604321',
  '6598710432',
  '7659821043',
  '8765932104',
  '9876543210',
]
/** The permutation of each place, repeated every eight places. */
const PERMUTED = [
  '0123456789',
  '1576283094',
  '5803796142',
  '8916043527',
  '9453126870',
  '4286573901',
  '2793806415',
  '7046913258',
]

/**
 * Tells whether digits end in a Verhoeff check digit. It finds every wrong digit and every
 * two that changed places.
 */
export function verhoeff(digits: string): boolean {
  let check = 0
  for (let i = 0; i < digits.length; i += 1) {
    const permuted = PERMUTED[i % 8]?.charCodeAt(at(digits, digits.length - 1 - i)) ?? 48
    check = (TIMES[check]?.charCodeAt(permuted - 48) ?? 48) - 48
  }
  return digits.length > 0 && check === 0
}

/**
 * Tells whether every character is the same. `000000000` passes most checks and is nobody's
 * number.
 */
export function isRepeated(text: string): boolean {
  for (let i = 1; i < text.length; i += 1)
    if (text.charCodeAt(i) !== text.charCodeAt(0)) return false
  return text.length > 1
}

/** What a value has to look like: a pattern, or a test of more than a pattern can say. */
type ValueForm = RegExp | ((value: string) => boolean)

const isOfForm = (form: ValueForm, value: string): boolean =>
  typeof form === 'function' ? form(value) : form.test(value)

/**
 * Makes what reads a number: it is brought to its plain spelling, has a form, and passes its check.
 * Only what has the form can have a wrong check digit: the rest is `invalid_format`.
 */
export const parseSpelt =
  (
    plain: (text: string) => string,
    form: ValueForm,
    isChecked: (value: string) => boolean = () => true,
  ) =>
  (text: string): Result<string> => {
    const value = plain(text)
    if (!isOfForm(form, value)) return fail('invalid_format')
    return isChecked(value) ? ok(value) : fail('invalid_checksum')
  }

/** Makes what reads a number of digits alone, whatever stands between its groups. */
export const parseDigits = (form: ValueForm, isChecked?: (digits: string) => boolean) =>
  parseSpelt(digitsOf, form, isChecked)
