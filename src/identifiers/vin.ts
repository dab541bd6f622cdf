import { parseSpelt } from './checksums.js'
import type { Identifier } from './identifier.js'
import { keepLast } from './masks.js'

/**
 * Vehicle identification number (ISO 3779): seventeen characters without I, O and Q, by the words
 * beside it. Only North America has a check digit in it (49 CFR 565.15), so none is asked for.
 */
export const vin: Identifier = {
  type: 'vin',
  dataClass: 'personal',
  anchors: ['digit', 'mixed', 'word'],
  minLength: 17,
  minDigits: 1,
  pattern: /(?<![A-Za-z0-9])(?<![A-Za-z0-9]-)[A-HJ-NPR-Z0-9]{17}(?![A-Za-z0-9])(?!-[A-Za-z0-9])/gi,
  // The last four are digits everywhere, and a letter is somewhere.
  parse: parseSpelt(
    (text) => text.toUpperCase(),
    (value) => /^[A-HJ-NPR-Z0-9]{13}\d{4}$/.test(value) && /[A-Z]/.test(value),
  ),
  mask: keepLast(2),
  // Seventeen characters without a check digit outside North America.
  weigh: () => 20,
  context: {
    words: ['vin', 'vehicle id*', 'chassis', 'fahrgestell*', 'châssis', 'bastidor', 'telaio'],
    after: ['vin'],
  },
  contextOnly: true,
  examples: {
    valid: ['1M8GDM9AXKP042788', 'WVWZZZ1JZXW000001'],
    invalid: ['1M8GDM9AXKP04278', '1M8GDM9AOKP042788', 'ABCDEFGHJKLMNPRST'],
  },
}
