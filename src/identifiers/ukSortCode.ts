import { parseDigits } from './checksums.js'
import type { Identifier } from './identifier.js'
import { hideAll } from './masks.js'

/**
 * British sort code: bank and branch in six digits (Pay.UK, sorting codes), by the words beside it.
 * `20-00-00`; an account number is found right behind it.
 */
export const ukSortCode: Identifier = {
  type: 'uk_sort_code',
  dataClass: 'financial',
  anchors: ['digit'],
  firstGroup: [2, 6],
  minDigits: 6,
  pattern: /(?<![A-Za-z0-9$£])(?<!\d[./-])\d{2}([ ./-]?)\d{2}\1\d{2}(?![A-Za-z0-9])(?![./-]\d)/g,
  parse: parseDigits(/^\d{6}$/),
  mask: hideAll,
  // Six digits in pairs are a date as often.
  weigh: () => 10,
  context: {
    words: ['sort code*', 'sortcode*', 'sorting code*', 's/c', 'sc', 'sort'],
    within: 24,
    direct: true,
    after: ['sort code*', 'sortcode*'],
  },
  contextOnly: true,
  examples: {
    valid: ['20-00-00', '200000', '20 00 00', '20/00/00'],
    invalid: ['20-00', '20-0000', '2000000'],
  },
}
