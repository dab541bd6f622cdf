import { fail, ok } from '../model/index.js'
import type { Identifier } from './identifier.js'
import { hideAll } from './masks.js'
import { ASIAN_PLATE } from './platePlace.js'
import { wordsBefore } from './wholeWords.js'

// `أ ب ج 1234`, `12-345-67`, `51F-123.45`: Arabic, Hebrew and Vietnamese plates.
const ARABIC =
  '(?:[\\u0621-\\u064a] ){1,3}\\d{1,4}(?!\\d)|\\d{1,4}(?: [\\u0621-\\u064a]){1,3}(?![\\u0621-\\u06ff])'
const HEBREW = '\\d{2}-\\d{3}-\\d{2}(?![\\d-])|\\d{3}-\\d{2}-\\d{3}(?![\\d-])'
const VIETNAMESE = '\\d{2}[A-Z]\\d?-?\\d{3}\\.?\\d{2}(?!\\d)'
const TELLING = `${ASIAN_PLATE}|${ARABIC}|${HEBREW}|${VIETNAMESE}`
const IS_TELLING = new RegExp(`^(?:${TELLING})$`, 'i')
// Latin, Greek and Cyrillic (GOST R 50577 and the plates of Ukraine and Greece).
const CHARACTER = '[A-ZÄÖÜ\\u0391-\\u03a9А-ЯІЇЄҐ0-9]'
const PLATE = new RegExp(`^${CHARACTER}{4,9}$`)
const HAS_LETTER = /[A-Z\u0391-\u03a9А-ЯІЇЄҐ]/
// State, office, series and number: longer than any other (Central Motor Vehicles Rules 1989, 50).
const INDIAN = /^[A-Z]{2}\d{1,2}[A-Z]{1,3}\d{4}$/
const PARTS = /[ ·-]/
// In haste plates are typed small, `mh 12 ab 1234`, `kfz m xy 4821`: then each part of letters alone has three at most, and is
// none of the small words and units that stand beside numbers.
const SMALL = new Set(
  (
    'is in on at to of my no for and the was has had are not but it its he she we you me by an so or if up go do as be us ' +
    'am pm km mi kg cm mm hp cc mph ok now car two one ten six old new day hrs min hr min pls plz usd eur gbp inr rs tl st nd ' +
    'de la le les el los un une en es il lo di da der die das den ein und ist mit auf von im zu het een van op och att nr ' +
    'na do od po je se si ve bir bu ile sa ng ay ko ya wa ni que con por su mi tu et est pas per che non por com um uma'
  ).split(' '),
)
const isPlatePart = (part: string): boolean =>
  /\d/.test(part)
    ? !/^\d+(?:st|nd|rd|th|am|pm|km|mi|kg|cm|mm|hp|cc|h|x|k|m)$/.test(part)
    : part.length <= 3 && !SMALL.has(part)
// What else has a plate, or is one: `placa madre b550`.
const OTHER =
  /(?<!\p{L})(?:placas? (?:madre|base|m[aã]e|de (?:v[ií]deo|som)|gr[aá]fica)|targa ricordo|plaque de cuisson|(?:hot|base|face|back|dinner) ?plates?|plates of|qualit\p{L}*)(?!\p{L})/iu

/**
 * Licence plate of a vehicle: letters and digits in two or three groups (1968 Vienna Convention on
 * Road Traffic, annex 2), by the words beside it.
 */
export const licencePlate: Identifier = {
  type: 'licence_plate',
  dataClass: 'personal',
  anchors: ['named', 'mixed', 'word', 'digit'],
  firstGroup: [2, 3],
  firstLetters: [0, 1, 2, 3, 4],
  wordDigits: 2,
  pattern: new RegExp(
    `(?<![A-Za-z0-9])(?:${TELLING})|(?<![A-Za-z0-9$£])(?<!\\d[./-])(?=(?:${CHARACTER}|[ ·-]){0,9}\\d)${CHARACTER}{1,10}(?:[ ·-]${CHARACTER}{1,5}){0,3}(?![A-Za-z0-9])(?![./-][A-Za-z0-9])`,
    'gi',
  ),
  // Letters and digits both: a plate of letters alone is a word.
  parse(text) {
    if (IS_TELLING.test(text)) return ok(text.replace(/[ .·-]/g, '').toUpperCase())
    const parts = text.split(PARTS)
    const value = parts.join('').toUpperCase()
    const isPossible = PLATE.test(value) || INDIAN.test(value)
    const isSmall = parts.length > 1 && text !== text.toUpperCase()
    if (!isPossible || (isSmall && !parts.every(isPlatePart))) return fail('invalid_format')
    return HAS_LETTER.test(value) && /\d/.test(value) ? ok(value) : fail('invalid_format')
  },
  fitsIn: (text, start) => !OTHER.test(wordsBefore(text, start, 28)),
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
      ...'gaadi num*|gadi num*|nopol|plat nomor|spz|rendszám*|gadi no|gaadi no|gari no'.split('|'),
      ...'car plate*|my reg|reg number|kennz*|rekkari*|rekisterinumero*|rekisteritunnu*'.split('|'),
      ...'nummerplade*|nummerplate*|skiltnr|skiltnummer*|bilskilt*|regnummer*|reg.nr'.split('|'),
      ...'ecv|ševč|nr inmatriculare|inmatricul*|înmatricul*|biển số*|bien so'.split('|'),
      'nomor polisi',
      ...'no polisi|plat no|plat kendaraan|namba ya gari|namba za gari|πινακίδ*'.split('|'),
      'πινακιδ*',
      ...'αριθμός κυκλοφορίας|מספר רכב|מספר הרכב|לוחית*|номер авто*|номер тачк*'.split('|'),
      'держномер*',
      ...'рег номер*|регистрационен номер|गाड़ी नंबर|गाडी नंबर|गाड़ी का नंबर|车牌号|車牌號|車番'.split(
        '|',
      ),
      ...'ナンバー|自動車番号|차 번호|차번호|ทะเบียนรถ|ทะเบียน|رقم السيارة|لوحة السيارة'.split('|'),
      'پلاک*',
      ...'گاڑی نمبر|bike no|bike num*|rej|车号|車號'.split('|'),
    ],
    within: 28,
    direct: true,
    // The same behind the value, `482 is the code`: fewer words, as what follows is as often of
    // something else.
    after: ['plate*', 'reg', 'kennzeichen'],
  },
  contextOnly: true,
  examples: {
    valid: ['AB12 CDE', '7ABC123', 'B-MW 1234', 'AB-123-CD', '1234 BCD', 'ABC 1234', '沪C88888'],
    invalid: ['ABC', '1234567', 'ABCDEFGH', '12'],
  },
}
