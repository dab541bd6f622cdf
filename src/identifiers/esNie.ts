import { fail, ok } from '../model/result.js'
import { compact } from './checksums.js'
import { isCheckLetter } from './esDni.js'
import type { Identifier } from './identifier.js'
import { keepLast } from './masks.js'

/** Spanish NIE, of foreigners: X, Y or Z for 0, 1 or 2, seven digits and a check letter. */
export const esNie: Identifier = {
  type: 'es_nie',
  dataClass: 'government_id',
  anchors: ['word'],
  firstLetters: [1],
  pattern:
    /(?<![A-Za-z0-9])(?<![A-Za-z0-9]-)[XYZ][ -]?\d(?:\d{6}|([. ])\d{3}\1\d{3})[ -]?[A-HJ-NP-TV-Z](?![A-Za-z0-9])(?!-[A-Za-z0-9])/gi,
  parse(text) {
    const value = compact(text).toUpperCase()
    if (!/^[XYZ]\d{7}[A-Z]$/.test(value)) return fail('invalid_format')
    const digits = `${'XYZ'.indexOf(value.charAt(0))}${value.slice(1, 8)}`
    return isCheckLetter(digits, value.slice(8)) ? ok(value) : fail('invalid_checksum')
  },
  mask: keepLast(2),
  weigh: () => 75,
  context: { words: ['nie', 'n.i.e', 'extranjero*'], after: ['nie', 'n.i.e'] },
  examples: {
    valid: ['x-2482300w', 'X2482300W', 'Y 1234567 X', 'X-2.482.300-W'],
    invalid: ['X2482300', 'x-2482300a', 'A2482300W'],
  },
}
