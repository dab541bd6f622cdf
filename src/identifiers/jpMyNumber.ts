import { isRepeated, parseDigits } from './checksums.js'
import type { Identifier } from './identifier.js'
import { keepLast } from './masks.js'

// Weights 2 to 6 twice and then 2 to 7, from the right (Ordinance of the Ministry of Internal
// Affairs 85 of 2014, art. 5).
function checkOf(eleven: string): number {
  const sum = [...eleven].reduce((all, digit, i) => {
    const place = 11 - i
    return all + Number(digit) * (place <= 6 ? place + 1 : place - 5)
  }, 0)
  const rest = sum % 11
  return rest <= 1 ? 0 : 11 - rest
}

/**
 * Japanese individual number (My Number): eleven digits and a check digit, by the words beside it.
 * Printed in fours: `1234 5678 9018`.
 */
export const jpMyNumber: Identifier = {
  type: 'jp_my_number',
  dataClass: 'government_id',
  mayBeMistyped: true,
  anchors: ['digit'],
  firstGroup: [4, 12],
  minDigits: 12,
  pattern: /(?<![A-Za-z0-9+])(?<!\d[ ./-])\d{4}([ -]?)\d{4}\1\d{4}(?![A-Za-z0-9])(?![ -]\d)/g,
  parse: parseDigits(
    (digits) => /^\d{12}$/.test(digits) && !isRepeated(digits),
    (digits) => checkOf(digits.slice(0, 11)) === Number(digits[11]),
  ),
  mask: keepLast(2),
  // Phones and orders have twelve digits too, and one in eleven or so passes.
  weigh: (candidate) => (candidate.length > 12 ? 20 : 15),
  context: {
    words: ['my number', 'mynumber', 'individual number', 'マイナンバー', '個人番号'],
    after: ['my number'],
    within: 32,
  },
  contextOnly: true,
  examples: {
    valid: ['123456789018', '1234 5678 9018', '1234-5678-9018'],
    invalid: ['123456789019', '12345678901', '111111111111'],
  },
}
