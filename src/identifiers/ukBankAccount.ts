import { fail, ok } from '../model/index.js'
import { digitsOf } from './checksums.js'
import type { Identifier } from './identifier.js'
import { keepLast } from './masks.js'
import { wordsBefore } from './wholeWords.js'

/**
 * British sort code and account number beside each other (Pay.UK, sorting codes): six digits in pairs, then eight. Each of
 * them alone needs a word; together they have a form of their own, `20-00-00 55779911`.
 */
export const ukBankAccount: Identifier = {
  type: 'uk_bank_account',
  dataClass: 'financial',
  anchors: ['digit'],
  firstGroup: [2, 6],
  minDigits: 14,
  // Where their names stand before them, each of the two is found by its own.
  fitsIn: (text, start) => !NAMED.test(wordsBefore(text, start, 24)),
  pattern:
    /(?<![A-Za-z0-9$£+])(?<!\d[./ -])\d{2}([ -]?)\d{2}\1\d{2}(?: ?[/|,;] ?| )\d{4} ?\d{4}(?![A-Za-z0-9])(?!(?:[./-]| )\d)/g,
  parse(text) {
    const digits = digitsOf(text)
    return /^\d{14}$/.test(digits) ? ok(digits) : fail('invalid_format')
  },
  mask: keepLast(2),
  // Hyphens part no other number so, but a day before one.
  weigh: (candidate) => (DAY.test(candidate) ? 10 : candidate.charAt(2) === '-' ? 75 : 30),
  context: {
    words: [
      'sort code*',
      'account*',
      'acct',
      'acc',
      'a/c',
      'bank*',
      'refund*',
      'pay*',
      'transfer*',
    ],
    within: 32,
    after: ['account*', 'acc', 'acct', 'bank*', 'sort code*'],
  },
  examples: {
    valid: ['20-00-00 55779911', '200000 55779911', '20 00 00 / 5577 9911'],
    invalid: ['20-00-00', '55779911', '20-00-00 5577991'],
  },
}

const NAMED = /(?<!\p{L})(?:sort|s\/c|sc)(?!\p{L})/iu
// `12-03-27`, `27 03 12`.
const DAY = /^(?:[0-2]\d|3[01])[ -](?:0[1-9]|1[0-2])[ -]/
