import { parseSpelt } from './checksums.js'
import type { Identifier } from './identifier.js'
import { keepLast } from './masks.js'

// Surname, birth date with 5 added to the month for women, initials, check characters, issue (DVLA
// D750 notes).
const UK =
  /^[A-Z]{1,5}9{0,4}\d(?:[05][1-9]|[16][0-2])(?:0[1-9]|[12]\d|3[01])\d[A-Z9]{2}[A-Z0-9]{3}(?:\d{2})?$/
// Letter and number of the office, five of either, a check digit, the copy (Germany, Fahrerlaubnis-Verordnung, annex 8).
const GERMAN = /^[A-Z]\d[A-Z\d]\d[A-Z\d]{5}\d[A-Z\d]$/
/** Letters, digits, letters: all that other states' numbers have in common. */
const OTHER = /^[A-Z]{0,3}\d{4,16}[A-Z]{0,2}$/

/** Driving licence number: the British form by itself, any other by the words beside it. */
export const drivingLicence: Identifier = {
  type: 'driving_licence',
  dataClass: 'government_id',
  anchors: ['digit', 'mixed', 'word'],
  firstLetters: [1, 2, 3, 4, 5],
  wordDigits: 2,
  // No form has a space among its first four characters.
  mayStart: (text, start) => !text.slice(start, start + 4).includes(' '),
  minDigits: 5,
  pattern:
    /(?<![A-Za-z0-9$])(?<!\d[./-])(?:[A-Z][A-Z9]{4}(?: ?\d{3}){2} ?[A-Z9]{2}[A-Z0-9]{3}(?: ?\d{2})?|[A-Z]\d[A-Z\d]{9}|[A-Z]{0,3}-?\d(?:-?\d){3,15}[A-Z]{0,2})(?![A-Za-z0-9])(?![/-][A-Za-z0-9])/gi,
  // The British one has 16 characters, and 18 with its issue.
  parse: parseSpelt(
    (text) => text.replace(/[ -]/g, '').toUpperCase(),
    (value) => (UK.test(value) && value.length >= 16) || OTHER.test(value) || GERMAN.test(value),
  ),
  mask: keepLast(2),
  // The British number holds name and date of birth in 16 characters; other states' have no form of
  // their own.
  weigh: (_, value) => (UK.test(value) && value.length >= 16 ? 85 : 5),
  context: {
    words: [
      "driver's licen*",
      'drivers licen*',
      'driver licen*',
      'driving licen*',
      'driving permit',
      "driver's permit",
      'dvla',
      'dl',
      'd.l',
      'licence num*',
      'license num*',
      'licence no',
      'license no',
      'licence #',
      'license #',
      'driver s licen*',
      'führerschein*',
      'fuehrerschein*',
      'permis de conduire',
      'licencia de cond*',
      'carnet de cond*',
      'permiso de cond*',
      'patente*',
      'rijbewijs*',
      'carteira de mot*',
      'cnh',
    ],
    direct: true,
    after: [
      "driver's licen*",
      'drivers licen*',
      'driver licen*',
      'driving licen*',
      'driving permit',
    ],
  },
  contextOnly: ['digit', 'mixed'],
  examples: {
    valid: ['MORGA753116SM9IJ', 'MORGA 753116 SM9IJ 01', 'D1234567', '481195160'],
    invalid: ['123', 'ABCDEFGH', '12/34567'],
  },
}
