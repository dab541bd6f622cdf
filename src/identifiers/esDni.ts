import { fail, ok } from '../model/index.js'
import { compact } from './checksums.js'
import type { Identifier } from './identifier.js'
import { keepLast } from './masks.js'

/**
 * The check letter for each rest of 23. I, Ñ, O and U are left out, as they look like other
 * characters.
 */
const LETTERS = 'TRWAGMYFPDXBNJZSQVHLCKE'

/**
 * Tells whether a letter is the check letter of a number, mod 23 (Ministerio del Interior, NIF).
 */
export const isCheckLetter = (digits: string, letter: string): boolean =>
  LETTERS.charAt(Number(digits) % 23) === letter

/**
 * Spanish DNI: eight digits and a check letter. `54.362.315-K`, and with its first nought left out
 * `1234567L`.
 */
export const esDni: Identifier = {
  type: 'es_dni',
  dataClass: 'government_id',
  mayBeMistyped: true,
  anchors: ['digit'],
  firstGroup: [1, 2, 7, 8],
  minDigits: 7,
  // Seven digits where the number's first is a nought, which people leave out.
  pattern:
    /(?<![A-Za-z0-9])(?<![A-Za-z0-9][.-])(?:\d{7,8}|\d{1,2}([. ])\d{3}\1\d{3})[ -]?[A-HJ-NP-TV-Z](?![A-Za-z0-9])(?!-[A-Za-z0-9])/gi,
  parse(text) {
    const value = compact(text).toUpperCase().padStart(9, '0')
    if (!/^\d{8}[A-Z]$/.test(value)) return fail('invalid_format')
    return isCheckLetter(value.slice(0, 8), value.slice(8)) ? ok(value) : fail('invalid_checksum')
  },
  mask: keepLast(2),
  // One letter in 23 is right by chance: enough for the number written whole, not for parts with a
  // space between.
  weigh: (candidate) => (/ |^\d\D|^\d{7}\D/.test(candidate) ? 40 : 70),
  context: { words: ['dni', 'nif', 'd.n.i', 'n.i.f', 'documento'], after: ['dni', 'nif', 'd.n.i'] },
  examples: {
    valid: ['54362315-K', '12345678Z', '54.362.315-K', '54 362 315 K', '1234567L'],
    invalid: ['54362315', '54362315Z', '5436231-B'],
  },
}
