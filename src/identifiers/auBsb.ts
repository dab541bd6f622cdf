import { fail, ok } from '../model/index.js'
import { digitsOf } from './checksums.js'
import type { Identifier } from './identifier.js'
import { hideAll } from './masks.js'

/**
 * Australian BSB: bank, state and branch in six digits (Australian Payments Network), by the words
 * beside it. `062-000`: two digits of the bank, one of the state, three of the branch.
 */
export const auBsb: Identifier = {
  type: 'au_bsb',
  dataClass: 'financial',
  anchors: ['digit', 'word'],
  firstGroup: [3, 6],
  firstLetters: [3],
  wordDigits: 6,
  minDigits: 6,
  // Its word may be typed to it: `BSB062000`.
  pattern: /(?<![A-Za-z0-9$])(?<!\d[./-])(?:bsb)?\d{3}[ -]?\d{3}(?![A-Za-z0-9])(?![./-]\d)/gi,
  parse(text) {
    const digits = digitsOf(text)
    return /^(?:bsb)?[\d -]+$/i.test(text) && /^\d{6}$/.test(digits)
      ? ok(digits)
      : fail('invalid_format')
  },
  // It has no part of the customer's own: what of it would be left shows the bank.
  mask: hideAll,
  // Six digits are a date or a code; only what is typed to `BSB` tells by itself.
  weigh: (candidate) => (/^bsb/i.test(candidate) ? 80 : 10),
  context: { words: ['bsb*'], within: 24, direct: true, after: ['bsb'] },
  contextOnly: ['digit'],
  examples: {
    valid: ['062-000', '062000', '062 000', 'BSB062000'],
    invalid: ['06-200', '0620000'],
  },
}
