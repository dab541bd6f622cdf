import { fail, ok } from '../model/index.js'
import { digitsOf } from './checksums.js'
import type { Identifier } from './identifier.js'
import { keepLast } from './masks.js'

// Prefixes never given to a campus of the Internal Revenue Service (IRS, "How EINs are assigned and
// valid EIN prefixes").
const UNISSUED = /^(?:0[0789]|1[789]|28|29|49|69|70|78|79|89|9[67])/

/**
 * United States employer identification number: a prefix of two digits and seven more, by the words
 * beside it.
 */
export const usEin: Identifier = {
  type: 'us_ein',
  dataClass: 'government_id',
  anchors: ['digit'],
  firstGroup: [2, 9],
  minDigits: 9,
  pattern: /(?<![A-Za-z0-9])(?<!\d[./-])\d{2}[ -]?\d{7}(?![A-Za-z0-9])(?![./-]\d)/g,
  parse(text) {
    const digits = digitsOf(text)
    if (!/^\d{9}$/.test(digits)) return fail('invalid_format')
    return UNISSUED.test(digits) ? fail('never_issued') : ok(digits)
  },
  mask: keepLast(2),
  // The hyphen after two digits is the form the IRS prints; order numbers have it as well, so a
  // word must help.
  weigh: (candidate) => (/^\d\d-/.test(candidate) ? 30 : 10),
  context: {
    words: [
      'ein',
      'e.i.n',
      'fein',
      'employer id*',
      'tax id*',
      'taxpayer id*',
      'federal id*',
      'federal tax*',
      'business tax*',
      'tin',
    ],
    within: 32,
    direct: true,
    after: ['ein', 'employer id*', 'tax id*', 'federal id*'],
  },
  contextOnly: true,
  examples: {
    valid: ['12-3456789', '123456789', '12 3456789'],
    invalid: ['07-1234567', '12-345678'],
  },
}
