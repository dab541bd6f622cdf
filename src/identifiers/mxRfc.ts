import { fail, ok } from '../model/index.js'
import { isDayOfYear } from './dayOfYear.js'
import type { Identifier } from './identifier.js'
import { keepLast } from './masks.js'

// The value of each character, by its place.
const VALUES = '0123456789ABCDEFGHIJKLMN&OPQRSTUVWXYZ Ñ'

// Weights 13 to 2; companies have a letter less, and a space stands before theirs.
function checks(value: string): boolean {
  const twelve = value.slice(0, -1).padStart(12, ' ')
  const sum = [...twelve].reduce((all, letter, i) => all + VALUES.indexOf(letter) * (13 - i), 0)
  const rest = (11 - (sum % 11)) % 11
  return value.endsWith(rest === 10 ? 'A' : String(rest))
}

/**
 * Mexican RFC: initials, date and three characters, the last a check mod 11 (SAT, Anexo 1-A of the
 * RMF). `GODE-561231-GR8`: four letters of a person, three of a company.
 */
export const mxRfc: Identifier = {
  type: 'mx_rfc',
  dataClass: 'government_id',
  anchors: ['word'],
  firstLetters: [3, 4],
  wordDigits: 6,
  pattern:
    /(?<![A-Za-z0-9])[A-Z&Ñ]{3,4}[ -]?\d{6}[ -]?[A-Z0-9]{2}[\dA](?![A-Za-z0-9])(?!-[A-Za-z0-9])/gi,
  parse(text) {
    const value = text.replace(/[ -]/g, '').toUpperCase()
    const date = /^[A-Z&Ñ]{3,4}\d\d(\d\d)(\d\d)[A-Z0-9]{2}[\dA]$/.exec(value)
    return date !== null && isDayOfYear(date[1] ?? '', date[2] ?? '')
      ? ok(value)
      : fail('invalid_format')
  },
  mask: keepLast(2),
  // A right check character over initials and a date leaves little to chance; many numbers in use
  // have a wrong one.
  weigh: (candidate, value) => (checks(value) ? (/ /.test(candidate) ? 55 : 80) : 20),
  context: {
    words: ['rfc', 'r.f.c', 'contribuyente*', 'facturar', 'facturación', 'para factura'],
    after: ['rfc'],
  },
  examples: {
    valid: ['GODE561231GR8', 'gode561231gr8', 'GODE-561231-GR8', 'VECJ880326XX4'],
    invalid: ['GODE561331GR8', 'GO561231GR8', 'GODE561231GRX'],
  },
}
