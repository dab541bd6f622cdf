import { fail, ok } from '../model/index.js'
import type { Identifier } from './identifier.js'
import { keepLast } from './masks.js'

/**
 * Sex, year, month (or a stand-in from 20 on where it is not known), department and the
 * rest; then the key (INSEE).
 */
const NIR = /^([1-478]\d{2}(?:0[1-9]|[2-9]\d|1[0-2])(?:\d{2}|2[AB])\d{6})(\d{2})$/

/**
 * French NIR (numéro de sécurité sociale): 13 digits, Corsica as 2A and 2B, and a key of 97 less
 * the rest. `2 95 10 99 126 111 93`: sex, year, month, department, town, count, key.
 */
export const frNir: Identifier = {
  type: 'fr_nir',
  dataClass: 'government_id',
  mayBeMistyped: true,
  anchors: ['digit'],
  firstGroup: [1, 6, 13, 15],
  minDigits: 5,
  pattern:
    /(?<![A-Za-z0-9+])(?<![A-Za-z0-9]-)[1-478][ .-]?\d{2}[ .-]?\d{2}[ .-]?\d[\dAB][ .-]?\d{3}[ .-]?\d{3}(?: ?[./-] ?| ?)\d{2}(?![A-Za-z0-9])(?!-[A-Za-z0-9])/gi,
  parse(text) {
    const value = text.replace(/[ ./-]/g, '').toUpperCase()
    const [, body, key] = NIR.exec(value) ?? []
    if (body === undefined || key === undefined) return fail('invalid_format')
    // In what is checked, 2A counts as 19 and 2B as 18.
    const number = Number(body.replace('2A', '19').replace('2B', '18'))
    return 97 - (number % 97) === Number(key) ? ok(value) : fail('invalid_checksum')
  },
  mask: keepLast(2),
  // An IMEI has fifteen digits too, and starts with 3 or 8; few people's numbers do, or with 4 or
  // 7.
  weigh: (candidate) => (/^[3478]\d{14}$/.test(candidate) ? 40 : 85),
  context: { words: ['nir', 'nss', 'insee', 'securite soc*', 'sécurité soc*', 'sécu', 'secu'] },
  examples: {
    valid: ['2 95 10 99 126 111 93', '295109912611193'],
    invalid: ['295109912611199', '12345678', '595109912611193'],
  },
}
