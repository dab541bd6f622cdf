import { fail, ok } from '../model/index.js'
import { isDayOfYear } from './dayOfYear.js'
import type { Identifier } from './identifier.js'
import { keepLast } from './masks.js'

// Name, date of birth, sex, state, consonants, place among alike, check digit (RENAPO, Instructivo
// normativo para la asignación de la CURP, DOF 2021-10-18).
const CURP =
  /^[A-Z]{4}\d{2}(\d{2})(\d{2})[HMX](?:AS|BC|BS|CC|CH|CL|CM|CS|DF|DG|GR|GT|HG|JC|MC|MN|MS|NE|NL|NT|OC|PL|QR|QT|SL|SP|SR|TC|TL|TS|VZ|YN|ZS)[A-Z]{3}[A-Z\d]\d$/

// The value of each character. Ñ keeps its place, though none is written.
const RANKS = '0123456789ABCDEFGHIJKLMNÑOPQRSTUVWXYZ'

/**
 * Mexican CURP: eighteen characters, the last a check digit mod 10. `BOXW310820HNERXN09`: name,
 * date of birth, sex, state, consonants, place among alike, check digit.
 */
export const mxCurp: Identifier = {
  type: 'mx_curp',
  dataClass: 'government_id',
  mayBeMistyped: true,
  anchors: ['word'],
  firstLetters: [4],
  minLength: 18,
  pattern: /(?<![A-Za-z0-9])[A-Z]{4}\d{6}[HMX][A-Z]{5}[A-Z\d]\d(?![A-Za-z0-9])/gi,
  parse(text) {
    const value = text.toUpperCase()
    const [, month = '', day = ''] = CURP.exec(value) ?? []
    if (!isDayOfYear(month, day)) return fail('invalid_format')
    const sum = [...value.slice(0, 17)].reduce(
      (total, character, i) => total + RANKS.indexOf(character) * (18 - i),
      0,
    )
    return (10 - (sum % 10)) % 10 === Number(value.charAt(17))
      ? ok(value)
      : fail('invalid_checksum')
  },
  mask: keepLast(2),
  // Sex and state between letters and a right check digit are nothing else.
  weigh: () => 92,
  context: { words: ['curp*'] },
  examples: {
    valid: ['BOXW310820HNERXN09', 'boxw310820hnerxn09'],
    invalid: ['BOXW310820HNERXN08', 'BOXW311320HNERXN09', 'BOXW310820HXXRXN09'],
  },
}
