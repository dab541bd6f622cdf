import { fail, ok } from '../model/index.js'
import { compact } from './checksums.js'
import { isCheckLetter } from './esDni.js'
import type { Identifier } from './identifier.js'
import { keepLast } from './masks.js'

/**
 * Spanish NIE, of foreigners: X, Y or Z for 0, 1 or 2, seven digits and a check letter; and the NIF
 * of those with neither NIE nor DNI, with K, L or M in front (Orden EHA/451/2008, Real Decreto
 * 1065/2007 art. 19-20).
 */
export const esNie: Identifier = {
  type: 'es_nie',
  dataClass: 'government_id',
  mayBeMistyped: true,
  anchors: ['word'],
  firstLetters: [1],
  wordDigits: 7,
  // A mark may stand behind the letter and before the last.
  pattern:
    /(?<![A-Za-z0-9])(?<![A-Za-z0-9]-)[XYZKLM][ -]?\d(?:\d{6}|([. ])\d{3}\1\d{3})[ -]?[A-HJ-NP-TV-Z](?![A-Za-z0-9])(?!-[A-Za-z0-9])/gi,
  // The first letter stands for a digit in what is checked.
  parse(text) {
    const value = compact(text).toUpperCase()
    if (!/^[XYZKLM]\d{7}[A-Z]$/.test(value)) return fail('invalid_format')
    // K, L and M do not count.
    const digits = `${Math.max(0, 'XYZ'.indexOf(value.charAt(0)))}${value.slice(1, 8)}`
    return isCheckLetter(digits, value.slice(8)) ? ok(value) : fail('invalid_checksum')
  },
  mask: keepLast(2),
  // A letter before and a check letter mod 23 behind seven digits are found in little else.
  weigh: () => 75,
  context: { words: ['nie', 'n.i.e', 'extranjero*'], after: ['nie', 'n.i.e'] },
  examples: {
    valid: ['x-2482300w', 'X2482300W', 'Y 1234567 X', 'X-2.482.300-W', 'M-1234567-L'],
    invalid: ['X2482300', 'x-2482300a', 'M1234567X', 'A2482300W'],
  },
}
