import { fail, ok } from '../model/index.js'
import type { Identifier } from './identifier.js'
import { hideAll } from './masks.js'

/**
 * The last four digits of a United States social security number, by the words beside them. Alone
 * they open accounts that are guarded by them, and the rest can be guessed from place and date of
 * birth (Acquisti and Gross, 2009).
 */
export const usSsnLast4: Identifier = {
  type: 'us_ssn_last4',
  dataClass: 'government_id',
  anchors: ['digit'],
  firstGroup: [4],
  minDigits: 4,
  pattern:
    /(?<![A-Za-z0-9$])(?:(?<!\d[.,:/ -])|(?<=last ?4[ :-]{1,2}))\d{4}(?![A-Za-z0-9%])(?![.,:/-]\d)(?! \d{2,4}(?!\d))/g,
  parse: (text) => (/^(?!0000)\d{4}$/.test(text) ? ok(text) : fail('invalid_format')),
  mask: hideAll,
  // Four digits are a year, a price or a time as often.
  weigh: () => 5,
  context: {
    words: [
      'ssn*',
      's.s.n',
      'social*',
      'soc',
      'ss#',
      'ssn last 4',
      'ssn last4',
      'ssn last four',
      'social last 4',
      'social last four',
      'last 4 ssn',
      'last 4 social',
      'last4 ssn',
      'seguro social',
    ],
    within: 28,
    direct: true,
    after: ['ssn*', 'social*', 'last 4 of my s*', 'last four of my s*', 'last 4 ssn'],
  },
  contextOnly: true,
  examples: { valid: ['4399', '0012'], invalid: ['0000', '439', '43999'] },
}
