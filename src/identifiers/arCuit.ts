import { parseDigits, weighted } from './checksums.js'
import type { Identifier } from './identifier.js'
import { keepLast } from './masks.js'

/**
 * Argentine CUIT or CUIL: kind, DNI and a check digit mod 11 (AFIP, RG 10/97).
 *
 * `20-12345678-6`: kind of person, DNI, check digit.
 */
export const arCuit: Identifier = {
  type: 'ar_cuit',
  dataClass: 'government_id',
  mayBeMistyped: true,
  anchors: ['digit'],
  firstGroup: [2, 11],
  minDigits: 11,
  // Written `20-12345678-6`, with or without its marks. A plus before it would make it a
  // phone number.
  pattern:
    /(?<![A-Za-z0-9+])(?<!\d[./-])(?:2[03457]|3[034])[ .-]?\d{2}\.?\d{3}\.?\d{3}[ .-]?\d(?![A-Za-z0-9])(?!-\d)/g,
  // The first two digits say who it is: those that begin with 2 are people, those with 3
  // are companies.
  // The check digit counts once, so that the whole is divisible by 11.
  parse: parseDigits(
    /^(?:2[03457]|3[034])\d{9}$/,
    (digits) => weighted(digits, [5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1]) % 11 === 0,
  ),
  mask: keepLast(2),
  // Of numbers of its length one in eleven has a right check digit; with both hyphens it is
  // hardly anything else.
  weigh: (candidate) => (/^\d\d-.*-/.test(candidate) ? 80 : 25),
  context: { words: ['cuit*', 'cuil*', 'c.u.i.t', 'c.u.i.l'], after: ['cuit', 'cuil'] },
  examples: {
    valid: ['20-12345678-6', '20123456786', '20 12345678 6', '20-12.345.678-6'],
    invalid: ['20-12345678-5', '29-12345678-6', '2012345678'],
  },
}
