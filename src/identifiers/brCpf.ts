import { fail, ok } from '../model/index.js'
import { digitsOf, isRepeated, weighted } from './checksums.js'
import type { Identifier } from './identifier.js'
import { keepLast } from './masks.js'

/** Gives a check digit: ten times the sum, mod 11, and 10 counts as 0. */
const check = (sum: number): number => ((sum * 10) % 11) % 10

/**
 * Brazilian CPF: two check digits mod 11 (Receita Federal). `390.533.447-05`: eight digits, the
 * region, two check digits. Its word may be typed to it: `cpf39053344705`.
 */
export const brCpf: Identifier = {
  type: 'br_cpf',
  dataClass: 'government_id',
  mayBeMistyped: true,
  anchors: ['digit', 'word'],
  firstGroup: [3, 9, 11],
  firstLetters: [3],
  wordDigits: 11,
  minDigits: 11,
  pattern:
    /(?<![A-Za-z0-9+])(?<![A-Za-z0-9][.-])(?:cpf)?\d{3}([. -]?)\d{3}\1\d{3}[-./ ]?\d{2}(?![A-Za-z0-9])(?!-[A-Za-z0-9])/gi,
  parse(text) {
    const digits = digitsOf(text)
    // 111.111.111-11 passes both checks, and is never given out.
    if (!/^\d{11}$/.test(digits) || isRepeated(digits)) return fail('invalid_format')
    const first = check(weighted(digits, [10, 9, 8, 7, 6, 5, 4, 3, 2]))
    const second = check(weighted(digits, [11, 10, 9, 8, 7, 6, 5, 4, 3, 2]))
    return digits.endsWith(`${first}${second}`) ? ok(digits) : fail('invalid_checksum')
  },
  // Of the nine digits that were given out none is shown.
  mask: keepLast(2),
  // Both check digits are right by chance in one of a hundred, so the usual marks decide.
  weigh(candidate) {
    if (/^cpf|^\d{3}\.\d{3}\.\d{3}\D/i.test(candidate)) return 90
    return /^\d{3} \d{3} \d{3}\D/.test(candidate) ? 60 : 30
  },
  context: { words: ['cpf', 'cadastro'], after: ['cpf'] },
  examples: {
    valid: [
      '390.533.447-05',
      '39053344705',
      '390 533 447 05',
      '390533447-05',
      '390-533-447-05',
      'cpf39053344705',
    ],
    invalid: ['231.002.999-00', '111.111.111-11', '390.533.447-06'],
  },
}
