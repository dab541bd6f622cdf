import { parseSpelt } from './checksums.js'
import type { Identifier } from './identifier.js'
import { keepLast } from './masks.js'

/** Repeated along the characters. */
const WEIGHTS = [7, 3, 1]

/** Gives the check digit (ICAO Doc 9303-3, 4.9): letters count from 10. */
const checkOf = (serial: string): number =>
  [...serial].reduce((sum, one, i) => sum + Number.parseInt(one, 36) * (WEIGHTS[i % 3] ?? 0), 0) %
  10

/**
 * Number of a German identity card or passport: nine characters without vowels, with or without the
 * check digit that is printed after them (PAuswV, Anhang 1), by the words beside it.
 */
export const deIdentityCard: Identifier = {
  type: 'de_identity_card',
  dataClass: 'government_id',
  mayBeMistyped: true,
  anchors: ['word'],
  firstLetters: [1, 2, 3, 4],
  // No vowels, and none of B, D, Q and S: nobody is to read a word or mistake a letter for
  // a digit.
  pattern:
    /(?<![A-Za-z0-9])[CFGHJKLMNPRTVWXYZ][CFGHJKLMNPRTVWXYZ0-9]{8} ?\d?(?![A-Za-z0-9])(?!-[A-Za-z0-9])/gi,
  parse: parseSpelt(
    (text) => text.replace(/ /g, '').toUpperCase(),
    (value) => /^[CFGHJKLMNPRTVWXYZ][CFGHJKLMNPRTVWXYZ0-9]{8}\d?$/.test(value) && /\d/.test(value),
    (value) => value.length === 9 || checkOf(value.slice(0, 9)) === Number(value[9]),
  ),
  mask: keepLast(2),
  // Nine letters and digits are an order's number as often.
  weigh: () => 15,
  context: {
    words: [
      'personalausweis*',
      'ausweisn*',
      'ausweis',
      'perso',
      'identity card',
      'id card',
      'identitätskarte',
    ],
    within: 32,
    direct: true,
    after: ['personalausweis*', 'ausweisn*'],
  },
  contextOnly: true,
  examples: {
    valid: ['T220001293', 'T22000129', 'L01X00T471', 'l01x00t47'],
    invalid: ['T220001294', 'A22000129', 'T2200012'],
  },
}
