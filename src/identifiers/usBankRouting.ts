import { parseDigits, weighted } from './checksums.js'
import type { Identifier } from './identifier.js'
import { keepLast } from './masks.js'

// Federal Reserve districts, thrift institutions, electronic and traveller's cheques (ABA key to
// routing numbers).
const ROUTING = /^(?:0\d|1[0-2]|2[1-9]|3[0-2]|6[1-9]|7[0-2]|80)\d{7}$/

/**
 * United States bank routing number (ABA), by its check digit and the words beside it. `021000021`:
 * district, bank, check digit by weights 3, 7, 1.
 */
export const usBankRouting: Identifier = {
  type: 'us_bank_routing',
  dataClass: 'financial',
  mayBeMistyped: true,
  anchors: ['digit'],
  firstGroup: [3, 4, 9],
  minDigits: 9,
  pattern:
    /(?<![A-Za-z0-9])(?<![A-Za-z0-9]-)(?:\d{4}([ -]?)\d{4}\1\d|\d{3}([ -])\d{3}\2\d{3})(?![A-Za-z0-9])(?!-[A-Za-z0-9])/g,
  parse: parseDigits(
    ROUTING,
    (digits) => weighted(digits, [3, 7, 1, 3, 7, 1, 3, 7, 1]) % 10 === 0 && digits !== '000000000',
  ),
  mask: keepLast(2),
  // Nine digits of which one in ten passes: a social security number may.
  weigh: () => 20,
  context: { words: ['routing', 'aba', 'rtn', 'transit'], after: ['routing', 'aba'] },
  contextOnly: true,
  examples: {
    valid: ['021000021', '1210-0035-8', '011401533', '021 000 021'],
    invalid: ['021000022', '000000000', '991000021'],
  },
}
