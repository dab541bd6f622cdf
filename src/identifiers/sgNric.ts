import { fail, ok } from '../model/index.js'
import { weighted } from './checksums.js'
import type { Identifier } from './identifier.js'
import { keepLast } from './masks.js'

// S and T are citizens and residents, F, G and M foreigners; T and G count four more, M three
// (Immigration & Checkpoints Authority).
const MORE: Readonly<Record<string, number>> = { S: 0, T: 4, F: 0, G: 4, M: 3 }
const CHECKS: Readonly<Record<string, string>> = {
  S: 'JZIHGFEDCBA',
  T: 'JZIHGFEDCBA',
  F: 'XWUTRQPNMLK',
  G: 'XWUTRQPNMLK',
  M: 'XWUTRQPNJLK',
}

// The letter for the rest of 11, by the series; `undefined` for a series that there is not.
function checkLetter(value: string): string | undefined {
  const series = value.charAt(0)
  const sum = weighted(value.slice(1, 8), [2, 7, 6, 5, 4, 3, 2]) + (MORE[series] ?? 0)
  return CHECKS[series]?.charAt(sum % 11)
}

/**
 * Singaporean NRIC or FIN: a letter, seven digits and a check letter. `S1234567D`; since 2019
 * businesses may not ask for it without need, so it is hidden but for its end.
 */
export const sgNric: Identifier = {
  type: 'sg_nric',
  dataClass: 'government_id',
  mayBeMistyped: true,
  anchors: ['word'],
  firstLetters: [1],
  pattern: /(?<![A-Za-z0-9])(?<![A-Za-z0-9]-)[STFGM]\d{7}[A-Z](?![A-Za-z0-9])(?!-[A-Za-z0-9])/gi,
  parse(text) {
    const value = text.toUpperCase()
    if (!/^[STFGM]\d{7}[A-Z]$/.test(value)) return fail('invalid_format')
    return checkLetter(value) === value.charAt(8) ? ok(value) : fail('invalid_checksum')
  },
  mask: keepLast(2),
  // In small letters it may be a word with a number.
  weigh: (candidate) => (/[a-z]/.test(candidate) ? 45 : 75),
  context: { words: ['nric', 'fin', 'identity card'], after: ['nric', 'fin'] },
  examples: {
    valid: ['S1234567D', 'T1234567J', 'F1234567N'],
    invalid: ['S1234567A', 'A1234567D', 'S123456D'],
  },
}
