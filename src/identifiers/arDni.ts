import { fail, ok } from '../model/index.js'
import { digitsOf } from './checksums.js'
import type { Identifier } from './identifier.js'
import { keepLast } from './masks.js'

/**
 * Argentine DNI: seven or eight digits without a check digit (Ley 17.671), so by the words beside
 * it. `30.123.456`, `30 123 456` or `30123456`; what is typed to `DNI` is one by itself.
 */
export const arDni: Identifier = {
  type: 'ar_dni',
  dataClass: 'government_id',
  anchors: ['digit', 'word'],
  firstGroup: [1, 2, 7, 8],
  firstLetters: [3],
  wordDigits: 7,
  minDigits: 7,
  // The dots, or the spaces, are all there or none is.
  pattern:
    /(?<![A-Za-z0-9$])(?<!\d[./-])(?:dni)?\d{1,2}([. ]?)\d{3}\1\d{3}(?![A-Za-z0-9])(?![./-][A-Za-z0-9])/gi,
  // None begins with a nought.
  parse(text) {
    const digits = digitsOf(text)
    return /^(?:dni)?[\d. ]+$/i.test(text) && /^[1-9]\d{6,7}$/.test(digits)
      ? ok(digits)
      : fail('invalid_format')
  },
  mask: keepLast(2),
  // Seven or eight digits without a check digit; only what is typed to `DNI` tells by itself.
  weigh: (candidate) => (/^dni/i.test(candidate) ? 80 : 10),
  context: {
    words: ['dni', 'd.n.i', 'documento*', 'nro de doc*', 'número de doc*', 'numero de doc*'],
    within: 28,
    direct: true,
    after: ['dni', 'd.n.i'],
  },
  contextOnly: ['digit'],
  examples: {
    valid: ['30.123.456', '30123456', '5.123.456', 'DNI30123456'],
    invalid: ['301.234.56', '123456', '0.123.456'],
  },
}
