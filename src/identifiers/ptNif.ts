import { parseDigits, weighted } from './checksums.js'
import type { Identifier } from './identifier.js'
import { keepLast } from './masks.js'

/**
 * Portuguese NIF: eight digits and a check digit mod 11 (Decreto-Lei 14/2013), by the words beside
 * it. `501 964 843`; the first digit says whether it is a person's (1, 2, 3) or an organisation's.
 */
export const ptNif: Identifier = {
  type: 'pt_nif',
  dataClass: 'government_id',
  mayBeMistyped: true,
  anchors: ['digit'],
  firstGroup: [3, 9],
  minDigits: 9,
  pattern: /(?<![A-Za-z0-9+])(?<!\d[ ./-])[1235689]\d{2}([ .]?)\d{3}\1\d{3}(?![A-Za-z0-9])(?!-\d)/g,
  parse: parseDigits(/^[1235689]\d{8}$/, (digits) => {
    const check = ((11 - (weighted(digits, [9, 8, 7, 6, 5, 4, 3, 2]) % 11)) % 11) % 10
    return digits.endsWith(String(check))
  }),
  mask: keepLast(2),
  // One number in eleven passes, so the check digit alone is no proof.
  weigh: () => 15,
  context: {
    words: ['nif', 'n.i.f', 'contribuinte*', 'nipc', 'número fiscal', 'numero fiscal'],
    after: ['nif', 'contribuinte'],
  },
  contextOnly: true,
  examples: {
    valid: ['123456789', '501 964 843', '123.456.789'],
    invalid: ['123456788', '423456789', '12345678'],
  },
}
