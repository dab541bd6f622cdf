import { fail, ok } from '../model/index.js'
import type { Identifier } from './identifier.js'
import { hideAll } from './masks.js'

// `12가 3456`; `300 あ 12-34`, whose place name before tells no more than a town: the plates of Korea
// and Japan. `lb07 sxe`, `mh 12 ab 1234`, `ab 123 cd`: British, Indian, French and Italian plates
// have these forms in small letters too.
const IN_HASTE =
  /^(?:[a-z]{2}\d{2} [a-z]{3}|[a-z]{2} \d{1,2} [a-z]{1,2} \d{4}|[a-z]{2} \d{3} [a-z]{2})$/
// State, office, series and number: longer than any other (Central Motor Vehicles Rules 1989, 50).
const INDIAN = /^[A-Z]{2}\d{1,2}[A-Z]{1,3}\d{4}$/
const ASIAN = /^\d{2,3}[\u3041-\u3096\uac00-\ud7a3]\d{4}$/

/**
 * Licence plate of a vehicle: letters and digits in two or three groups (1968 Vienna Convention on
 * Road Traffic, annex 2), by the words beside it.
 */
export const licencePlate: Identifier = {
  type: 'licence_plate',
  dataClass: 'personal',
  anchors: ['named', 'mixed', 'word', 'digit'],
  firstGroup: [2, 3],
  firstLetters: [1, 2, 3, 4],
  wordDigits: 2,
  pattern:
    /(?<![A-Za-z0-9])\d{2,3} ?[\u3041-\u3096\uac00-\ud7a3] ?\d{2}-?\d{2}(?![\d-])|(?<![A-Za-z0-9$£])(?<!\d[./-])(?=[A-ZÄÖÜАВЕКМНОРСТУХ0-9 -]{0,9}\d)[A-ZÄÖÜАВЕКМНОРСТУХ0-9]{1,10}(?:[ -][A-ZÄÖÜАВЕКМНОРСТУХ0-9]{1,5}){0,3}(?![A-Za-z0-9])(?![./-][A-Za-z0-9])/gi,
  // Letters and digits both: a plate of letters alone is a word.
  parse(text) {
    const value = text.replace(/[ -]/g, '').toUpperCase()
    if (ASIAN.test(value)) return ok(value)
    // Russian plates have letters of Cyrillic that Latin has as well (GOST R 50577). Groups of
    // letters between digits are written large where they stand apart, `7 pm` and `4 doors` are
    // not.
    const isPlain = / [a-zäöü]|[a-zäöü] /.test(text) && !IN_HASTE.test(text)
    const isPossible = /^[A-ZÄÖÜАВЕКМНОРСТУХ0-9]{4,8}$/.test(value) || INDIAN.test(value)
    if (!isPossible || isPlain) return fail('invalid_format')
    return /[A-ZАВЕКМНОРСТУХ]/.test(value) && /\d/.test(value) ? ok(value) : fail('invalid_format')
  },
  shrink(candidate) {
    const end = Math.max(candidate.lastIndexOf(' '), candidate.lastIndexOf('-'))
    return end > 0 ? candidate.slice(0, end) : candidate
  },
  // A part of a plate and a kind of car are one car in a town.
  mask: hideAll,
  // A plate's letters and digits are a model's, a seat's and a voucher's too.
  weigh: () => 10,
  context: {
    // What people call it in the languages claimed (interfaces of banks and shops in each, Unicode
    // CLDR, and what customers type); without one a number of this form is nobody's.
    words: [
      ...'plate*|license plate*|licence plate*|number plate*|numberplate*|reg|rego'.split('|'),
      ...'reg no|reg num*|tag num*|tag no|tag is|tag #|license tag*|licence tag*'.split('|'),
      ...'car reg*|vehicle reg*|registration num*|kennzeichen*|nummernschild*|immat*'.split('|'),
      "plaque d'immat*",
      ...'matrícula*|matricula*|placa*|targa*|kenteken*|registreringsn*|rejestracyjn*'.split('|'),
      ...'plaka*|patente*|plaque*|regnr|reg nr|госномер*|гос номер*|номер машин*'.split('|'),
      ...'номерной знак|车牌|車牌|ナンバープレート|차량번호|번호판|رقم اللوحة|لوحة'.split('|'),
      ...'rejestracj*|tablic*|nr rej*|vehicle no|vehicle num*|car no|car num*'.split('|'),
      ...'gaadi num*|gadi num*|nopol|plat nomor|spz|rendszám*'.split('|'),
    ],
    within: 28,
    direct: true,
    // The same behind the value, `482 is the code`: fewer words, as what follows is as often of
    // something else.
    after: ['plate*', 'reg', 'kennzeichen'],
  },
  contextOnly: true,
  examples: {
    valid: ['AB12 CDE', '7ABC123', 'B-MW 1234', 'AB-123-CD', '1234 BCD', 'ABC 1234'],
    invalid: ['ABC', '1234567', 'ABCDEFGH', '12'],
  },
}
