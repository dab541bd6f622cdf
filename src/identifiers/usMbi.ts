import { parseSpelt } from './checksums.js'
import type { Identifier } from './identifier.js'
import { codeAt, isDigit, letterAt } from './letters.js'
import { keepLast } from './masks.js'

// Positions as CMS prints them (MBI format, 2017): letters leave out S L O I B Z.
const MBI =
  /^[1-9][AC-HJKMNP-RT-Y][AC-HJKMNP-RT-Y0-9]\d[AC-HJKMNP-RT-Y][AC-HJKMNP-RT-Y0-9]\d[AC-HJKMNP-RT-Y]{2}\d{2}$/

/**
 * United States Medicare beneficiary identifier. It has no check digit. `1EG4-TE5-MK73`: eleven
 * characters, each place with its own kind.
 */
export const usMbi: Identifier = {
  type: 'us_mbi',
  dataClass: 'health',
  anchors: ['mixed'],
  minLength: 4,
  // A cheap look that saves the pattern: the second character is a letter, the fourth a digit.
  mayStart: (text, start) => letterAt(text, start + 1) > 0 && isDigit(codeAt(text, start + 3)),
  pattern:
    /(?<![A-Za-z0-9])(?<![A-Za-z0-9]-)[1-9][A-Z][A-Z0-9]\d([ -]?)[A-Z][A-Z0-9]\d\1[A-Z]{2}\d{2}(?![A-Za-z0-9])(?!-[A-Za-z0-9])/gi,
  parse: parseSpelt((text) => text.replace(/[ -]/g, '').toUpperCase(), MBI),
  // With more of it and a name an account could be found.
  mask: keepLast(1),
  // In small letters it may be the code of a product.
  weigh: (candidate) => (/[a-z]/.test(candidate) ? 45 : 80),
  context: { words: ['mbi', 'medicare', 'beneficiary'], after: ['mbi', 'medicare'] },
  examples: {
    valid: ['1EG4-TE5-MK73', '1EG4TE5MK73', '1EG4 TE5 MK73'],
    invalid: ['1SG4-TE5-MK73', '0EG4-TE5-MK73', '1EG4-TE5-MK7'],
  },
}
