import { parseDigits } from './checksums.js'
import type { Identifier } from './identifier.js'
import { keepLast } from './masks.js'

// Year, month (0 unknown; 20 or 40 more for those not in the register), day, and 97 less the rest
// of what comes before, with a 2 in front for who is born from 2000 on, and no one is from 2050 on
// (Rijksregister / Registre national, instruction IT 000).
const NUMBER = /^\d{2}(?:[024]\d|[135][0-2])(?:[0-2]\d|3[01])\d{5}$/

/**
 * Tells whether the last two digits are 97 less the rest of the others. `century` is 2 for
 * those born from 2000 on.
 */
const isChecked = (digits: string, century: string): boolean =>
  97 - (Number(century + digits.slice(0, 9)) % 97) === Number(digits.slice(9))

/**
 * Belgian national number (rijksregisternummer, numéro de registre national). `85.07.30-033.28`:
 * date of birth, a count of that day, odd for men, and two check digits.
 */
export const beNationalNumber: Identifier = {
  type: 'be_national_number',
  dataClass: 'government_id',
  mayBeMistyped: true,
  anchors: ['digit'],
  // Six digits where the date is written without marks, eleven where nothing is.
  firstGroup: [2, 6, 11],
  minDigits: 11,
  pattern:
    /(?<![A-Za-z0-9+])(?<![A-Za-z0-9][.-])\d{2}([. ]?)\d{2}\1\d{2}[-. ]?\d{3}[-. ]?\d{2}(?![A-Za-z0-9])(?!-[A-Za-z0-9])/g,
  parse: parseDigits(
    NUMBER,
    (digits) => isChecked(digits, '') || (/^[0-4]/.test(digits) && isChecked(digits, '2')),
  ),
  mask: keepLast(2),
  // The dots of its date are its own; without them every 97th number of eleven digits passes.
  weigh: (candidate) =>
    /^\d\d\.\d\d\.\d\d[-. ]/.test(candidate) ? 85 : /\d \d|-/.test(candidate) ? 60 : 30,
  context: {
    words: [
      'rijksregister*',
      'registre nat*',
      'numéro nat*',
      'nationaal nummer',
      'national number',
      'niss',
      'insz',
    ],
    after: ['rijksregister*', 'registre nat*'],
  },
  examples: {
    valid: ['85.07.30-033.28', '85 07 30 033 28', '17073003384'],
    invalid: ['85.07.30-033.29', '99000099942', '85.37.30-033.28', '8507300332'],
  },
}
