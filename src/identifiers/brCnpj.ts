import { fail, ok } from '../model/index.js'
import { compact, isRepeated, weighted } from './checksums.js'
import type { Identifier } from './identifier.js'
import { codeAt, isAlphanumericAt } from './letters.js'
import { keepLast } from './masks.js'

/**
 * Gives a check digit (Receita Federal, IN RFB 2.229/2024). Characters count as their code
 * minus 48, so that letters continue the digits.
 */
const check = (value: string, weights: readonly number[]): number => {
  const rest = weighted(value, weights) % 11
  return rest < 2 ? 0 : 11 - rest
}
/** The weights of the second check digit; the first has all but the first of them. */
const WEIGHTS = [6, 5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2]

const SPACE = 32
const DOT = 46

/**
 * Brazilian CNPJ, in digits or, from July 2026, with letters: two check digits mod 11.
 * `16.727.230/0001-97`: root, branch, check digits.
 */
export const brCnpj: Identifier = {
  type: 'br_cnpj',
  dataClass: 'government_id',
  mayBeMistyped: true,
  anchors: ['digit', 'mixed', 'word'],
  firstLetters: [1, 2],
  firstGroup: [2, 8, 14],
  // A cheap look that saves the pattern: three digits or letters more, behind a dot, a space or
  // nothing.
  mayStart(text, start) {
    const third = codeAt(text, start + 2)
    const next = third === SPACE || third === DOT ? start + 3 : start + 2
    return [next, next + 1, next + 2].every((at) => isAlphanumericAt(text, at))
  },
  pattern:
    /(?<![A-Za-z0-9])(?<![A-Za-z0-9][.-])(?:[0-9A-Z]{2}(\.?)[0-9A-Z]{3}\1[0-9A-Z]{3}\/?[0-9A-Z]{4}-?\d{2}|\d{2} \d{3} \d{3}[ /]\d{4}[ -]\d{2})(?![A-Za-z0-9])(?!-[A-Za-z0-9])/gi,
  // A row of one character passes both checks.
  parse(text) {
    const value = compact(text).toUpperCase()
    if (!/^[0-9A-Z]{12}\d{2}$/.test(value) || isRepeated(value)) return fail('invalid_format')
    const first = check(value, WEIGHTS.slice(1))
    const second = check(value, WEIGHTS)
    return value.endsWith(`${first}${second}`) ? ok(value) : fail('invalid_checksum')
  },
  mask: keepLast(2),
  // Dots and a slash are its own; without them one number in a hundred passes both checks
  // by chance.
  weigh: (candidate) =>
    candidate.includes('.') || candidate.includes('/') ? 90 : /\D/.test(candidate) ? 20 : 35,
  context: { words: ['cnpj'], after: ['cnpj'] },
  examples: {
    valid: [
      '16.727.230/0001-97',
      '12.ABC.345/01DE-35',
      '16727230000197',
      '16727230/0001-97',
      '16 727 230/0001-97',
    ],
    invalid: ['16.727.230.0001-98', '12.ABC.345/01DE-99', '16.727.230/0001-98'],
  },
}
