import { fail, ok } from '../model/index.js'
import { weighted } from './checksums.js'
import type { Identifier } from './identifier.js'
import { keepLast } from './masks.js'

/**
 * Turkish identity number (T.C. kimlik no): eleven digits, the last two check digits (Nüfus
 * Hizmetleri Kanunu).
 *
 * The tenth is seven times the digits in odd places less those in even ones, the eleventh the sum
 * of all ten, each mod 10.
 */
export const trKimlik: Identifier = {
  type: 'tr_kimlik',
  dataClass: 'government_id',
  mayBeMistyped: true,
  anchors: ['digit'],
  firstGroup: [11],
  minDigits: 11,
  pattern: /(?<![A-Za-z0-9+])(?<![A-Za-z0-9]-)[1-9]\d{10}(?![A-Za-z0-9])(?!-[A-Za-z0-9])/g,
  parse(text) {
    if (!/^[1-9]\d{10}$/.test(text)) return fail('invalid_format')
    const tenth = weighted(text, [7, -1, 7, -1, 7, -1, 7, -1, 7])
    const eleventh = weighted(text, [1, 1, 1, 1, 1, 1, 1, 1, 1, 1])
    return ((tenth % 10) + 10) % 10 === Number(text.charAt(9)) &&
      eleventh % 10 === Number(text.charAt(10))
      ? ok(text)
      : fail('invalid_checksum')
  },
  mask: keepLast(2),
  // Two check digits pass by chance in one of a hundred; beside its word that is enough.
  weigh: () => 45,
  context: {
    words: ['kimlik*', 'tckn', 'tc', 'tc no', 't.c', 'turkish id', 'national id*'],
    after: ['kimlik*', 'tckn'],
  },
  examples: { valid: ['17291716060'], invalid: ['17291716050', '1729171606', '07291716092'] },
}
