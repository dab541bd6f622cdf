import { fail, ok } from '../model/index.js'
import type { Identifier } from './identifier.js'
import { HIDDEN } from './masks.js'

/**
 * Business identifier code of a bank (ISO 9362): four letters, country, two and perhaps three more,
 * by the words beside it. `DEUTDEFF500`: bank, country, place, branch.
 */
export const bic: Identifier = {
  type: 'bic',
  dataClass: 'financial',
  anchors: ['named'],
  pattern:
    /(?<![A-Za-z0-9])[A-Z]{6}[A-Z0-9]{2}(?:[A-Z0-9]{3})?(?![A-Za-z0-9])(?![.-][A-Za-z0-9])/gi,
  parse(text) {
    const value = text.toUpperCase()
    if (!/^[A-Z]{6}[A-Z0-9]{2}(?:[A-Z0-9]{3})?$/.test(value)) return fail('invalid_format')
    // Written small it is most often a word of the sentence.
    return text === value || /\d/.test(text) ? ok(value) : fail('invalid_format')
  },
  // It names a bank, and with an account number whose.
  mask: () => HIDDEN,
  // Eight capital letters are as often a word that is shouted.
  weigh: () => 15,
  // Within 24 characters: `my bank's BIC is DEUTDEFF`.
  context: { words: ['bic', 'swift*', 'bic/swift', 'swift/bic'], within: 24 },
  contextOnly: true,
  examples: {
    valid: ['DEUTDEFF', 'DEUTDEFF500', 'NWBKGB2L', 'nwbkgb2l'],
    invalid: ['DEUTDE', 'deutdeff', 'DEUT1EFF', 'DEUTDEFF5'],
  },
}
