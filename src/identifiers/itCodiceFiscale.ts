import { parseSpelt } from './checksums.js'
import type { Identifier } from './identifier.js'
import { keepLast } from './masks.js'

// Surname, name, year, month, day (women 40 more), place, check letter; letters stand for digits
// where two people would have the same code (Ministero delle Finanze, D.M. 12 marzo 1974 and 23
// dicembre 1976).
const CODE =
  /^[A-Z]{6}[0-9LMNPQRSTUV]{2}[ABCDEHLMPRST][0-9LMNPQRSTUV]{2}[A-Z][0-9LMNPQRSTUV]{3}[A-Z]$/

// What characters in odd places count, by rank (D.M. 23 dicembre 1976).
const ODD = [
  1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23,
]

// A digit is its value, a letter its place from 0.
const rankOf = (character: string): number =>
  /\d/.test(character) ? Number(character) : character.charCodeAt(0) - 65

// The rest of 26 as a letter; even places count by rank.
const checkLetter = (body: string): string => {
  const sum = [...body].reduce(
    (total, character, i) =>
      total + (i % 2 === 0 ? (ODD[rankOf(character)] ?? 0) : rankOf(character)),
    0,
  )
  return String.fromCharCode(65 + (sum % 26))
}

/**
 * Italian codice fiscale of a person: sixteen characters, the last a check letter.
 * `RCCMNL83S18D969H`: surname, name, year, month, day, place, check letter.
 */
export const itCodiceFiscale: Identifier = {
  type: 'it_codice_fiscale',
  dataClass: 'government_id',
  mayBeMistyped: true,
  anchors: ['word'],
  firstLetters: [6, 7, 8],
  pattern:
    /(?<![A-Za-z0-9])[A-Z]{6}[ -]?[0-9LMNPQRSTUV]{2}[ABCDEHLMPRST][0-9LMNPQRSTUV]{2}[ -]?[A-Z][0-9LMNPQRSTUV]{3}[ -]?[A-Z](?![A-Za-z0-9])/gi,
  parse: parseSpelt(
    (text) => text.replace(/[ -]/g, '').toUpperCase(),
    CODE,
    (value) => checkLetter(value.slice(0, 15)) === value.slice(15),
  ),
  mask: keepLast(2),
  // Letters and digits in this order with a right check letter are nothing else.
  weigh: () => 90,
  context: {
    words: [
      'codice fiscale',
      'cod fiscale',
      'cod fisc',
      'cod. fiscale',
      'cod. fisc',
      'cf',
      'c.f',
      'codice fisc*',
    ],
  },
  examples: {
    valid: ['RCCMNL83S18D969H', 'rccmnl83s18d969h', 'CNTCHR83T41D969D', 'RCCMNL 83S18 D969 H'],
    invalid: ['RCCMNL83S18D969A', 'RCCMNL83S18D969', 'RCCMNL83Z18D969H'],
  },
}
