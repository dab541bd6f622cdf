import { parseSpelt } from './checksums.js'
import type { Identifier } from './identifier.js'
import { keepLast } from './masks.js'

// The fourth letter is the kind of holder, the digits run from 0001 (Income Tax Department of
// India).
const PAN = /^[A-Z]{3}[ABCFGHJLKPT][A-Z](?!0000)\d{4}[A-Z]$/

/**
 * Indian permanent account number. `ACUPA7085R`: three letters, P for a person, the initial of
 * their surname, four digits, a check letter whose rule is not published.
 */
export const inPan: Identifier = {
  type: 'in_pan',
  dataClass: 'government_id',
  anchors: ['word'],
  firstLetters: [5],
  wordDigits: 4,
  minLength: 10,
  pattern: /(?<![A-Za-z0-9])[A-Z]{3}[ABCFGHJLKPT][A-Z]\d{4}[A-Z](?![A-Za-z0-9])/gi,
  parse: parseSpelt((text) => text.toUpperCase(), PAN),
  mask: keepLast(2),
  // In small letters it may be a word with a number.
  weigh: (candidate) => (/[a-z]/.test(candidate) ? 45 : 70),
  context: { words: ['pan', 'permanent account'], after: ['pan'] },
  examples: {
    valid: ['ACUPA7085R', 'AAPFU0939F'],
    invalid: ['ABMPA32111', 'ABMXA3211G', 'ACUPA0000R'],
  },
}
