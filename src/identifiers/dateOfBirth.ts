import { fail, ok } from '../model/index.js'
import { ERAS } from './eras.js'
import type { Identifier } from './identifier.js'
import { hideAll } from './masks.js'
import { MONTH_LIKE, MONTH_NAMES, MONTH_NUMBER, monthOf } from './months.js'
import { wordsBefore } from './wholeWords.js'

const YEAR = "(?:\\d{4}|'?\\d{2})"
// `1980-05-12`, `12/05/1980`, `1. 5. 1980`, `19800512`.
const ISO = '\\d{4}[-/.]\\d{1,2}[-/.]\\d{1,2}'
// `1982年7月4日`, `82년 7월 4일`; the year of an era is shorter: `昭和57年7月4日`, `S57.7.4`.
const ERA = `[${ERAS.flatMap(({ letter }) => letter ?? []).join('')}]`
const EAST = `\\d{1,4} ?[年년] ?\\d{1,2} ?[月월] ?\\d{1,2} ?[日일]?|${ERA}\\d{1,2}[-/.]\\d{1,2}[-/.]\\d{1,2}`
const NUMERIC = `\\d{1,2}(?: ?[-/.] ?| )\\d{1,2}(?: ?[-/.] ?| )${YEAR}`
// The last is written so beside its word alone: `DOB 040782`.
const COMPACT = '(?:(?:19|20)\\d{6}|\\d{4}(?:19|20)\\d{2}|\\d{6})'
// `15th of June 1991`, `15. Juni 1991`, `1er janvier 1980`, `15 de junio de 1991`, `22-NOV-1972`.
const DAY_FIRST = `\\d{1,2}(?:st|nd|rd|th|er|\\.)?[ -]?(?:of |de )?${MONTH_LIKE}\\.?,?[ -]?(?:del? |of )?${YEAR}`
const MONTH_FIRST = `${MONTH_LIKE}\\.? \\d{1,2}(?:st|nd|rd|th)?,? ${YEAR}`
// `1979. március 12.`, `1979 March 12`.
const YEAR_FIRST = `(?:19|20)\\d{2}\\.?,? ${MONTH_LIKE}\\.? \\d{1,2}(?!\\d)`
// `November 1984`, `11/1984`: what is asked of many, and all that some say.
const MONTH_YEAR = `(?:${MONTH_NAMES})\\.? (?:de |of )?(?:(?:19|20)\\d{2}|'?(?:3[2-9]|[4-9]\\d))(?!\\d)|${MONTH_NUMBER} ?[/.-] ?(?:19|20)\\d{2}|(?:19|20)\\d{2}-(?:0[1-9]|1[0-2])`
// Alphabets whose months are not listed: four digits of a year tell that the word between is one.
const OTHER_NAME = '[\\u0370-\\u03ff\\u0590-\\u06ff\\u0900-\\u0dff\\u0e00-\\u0e7f]{2,12}'
// In Thailand years are counted from 543 years before.
const IN_OTHER = `\\d{1,2} ${OTHER_NAME},? (?:19|20|25)\\d{2}|\\d{1,2} tháng \\d{1,2},? (?:năm )?(?:19|20)\\d{2}`
// `4 July`, `July 4th`, `4 de julio`, `7月4日`, `3/14`: many say their birthday without the year.
const YEARLESS = `\\d{1,2}(?:st|nd|rd|th|er|\\.)?[ -]?(?:of |de )?(?:${MONTH_NAMES})(?![a-z\\u00c0-\\u04ff])|(?:${MONTH_NAMES})\\.? \\d{1,2}(?:st|nd|rd|th)?(?! ?\\d)|\\d{1,2} ?[月월] ?\\d{1,2} ?[日일]|\\d{1,2}/\\d{1,2}|--\\d{2}-\\d{2}`
const FORMS = [
  ISO,
  EAST,
  NUMERIC,
  COMPACT,
  DAY_FIRST,
  MONTH_FIRST,
  YEAR_FIRST,
  IN_OTHER,
  YEARLESS,
  MONTH_YEAR,
].join('|')

/** The numbers of a date, and the name of its month. */
const NUMBERS = /\d+/g
/** The year before the first of each era that has a letter. */
const ERA_LETTERS: ReadonlyMap<string, number> = new Map(
  ERAS.flatMap(({ letter, before }) =>
    letter === undefined ? [] : [[letter.toLowerCase(), before] as const],
  ),
)
const LETTERS = /[a-z\u00c0-\u017f\u0400-\u04ff]{3,}/

/**
 * Writes a date in one form; `null` for a day that there cannot be. Two digits of a year are taken
 * for 19xx, because the value is compared with others and not reckoned with.
 *
 * Which of the other two is the day is not known: the year stands first, then both as they came.
 * `possible('80', '12', '5')` -> `1980-12-05`
 */
function possible(year = '', a = '', b = ''): string | null {
  const [low, high] = Number(a) <= Number(b) ? [Number(a), Number(b)] : [Number(b), Number(a)]
  if (low < 1 || low > 12 || high > 31) return null
  return `${year.padStart(4, '19')}-${a.padStart(2, '0')}-${b.padStart(2, '0')}`
}

// A day of no year, as a contact card writes it (RFC 6350, 4.3.1).
function dayOfYear(a: string, b: string): string | null {
  const day = possible('', a, b)
  return day === null ? null : `-${day.slice(4)}`
}

/** A larger number beside a month is a year. */
const LAST_DAY = 31

// A month of a year, as RFC 3339 would write it.
const monthOfYear = (year: string, month: string): string | null =>
  Number(month) >= 1 && Number(month) <= 12 ? `${year}-${month.padStart(2, '0')}` : null

/** Reads two numbers: a month and its year in either order, or a day of no year. */
function readTwo(first: string, second: string): string | null {
  if (first.length === 4) return monthOfYear(first, second)
  return second.length === 4 ? monthOfYear(second, first) : dayOfYear(first, second)
}

/** Reads what stands around the name of a month: the day alone, the year alone, or both in either order. */
function readNamed(
  text: string,
  name: string,
  [first = '', second = '']: readonly string[],
): string | null {
  const month = String(monthOf(name))
  const isYear = first.length === 4 || (Number(first) > LAST_DAY && text.startsWith(name))
  if (second === '')
    return isYear ? monthOfYear(first.padStart(4, '19'), month) : dayOfYear(month, first)
  return first.length === 4 ? possible(first, month, second) : possible(second, month, first)
}

// Which of two numbers is the day is not reported, and does not matter to whoever hides them.
function read(text: string): string | null {
  const [first = '', second = '', third] = text.match(NUMBERS) ?? []
  const name = LETTERS.exec(text)?.[0]
  const era = ERA_LETTERS.get(text.charAt(0))
  if (era !== undefined && name === undefined)
    return possible(String(era + Number(first)), second, third)
  if (/[年년]/.test(text)) return possible(first, second, third)
  if (IS_IN_OTHER.test(text)) return Number(first) <= 31 ? text : null
  if (name !== undefined) return readNamed(text, name, [first, second])
  if (third === undefined && second !== '') return readTwo(first, second)
  if (third !== undefined)
    return first.length === 4 ? possible(first, second, third) : possible(third, first, second)
  // Day, month and year of two digits each, in any order people write them in.
  if (first.length === 6) {
    const parts = [first.slice(0, 2), first.slice(2, 4), first.slice(4)] as const
    return possible(parts[2], parts[0], parts[1]) ?? possible(parts[0], parts[1], parts[2])
  }
  return /^(?:19|20)/.test(first)
    ? possible(first.slice(0, 4), first.slice(4, 6), first.slice(6))
    : possible(first.slice(4), first.slice(0, 2), first.slice(2, 4))
}

// Its word may be typed to it: `dob12/05/1980`.
const WORD = '(?:dob(?=\\d))?'
/** The whole of a candidate. */
const FORM = new RegExp(`^${WORD}(?:${FORMS})$`, 'i')
const IS_IN_OTHER = new RegExp(`^(?:${IN_OTHER})$`, 'i')
const IS_IN_PART = new RegExp(`^(?:${YEARLESS}|${MONTH_YEAR})$`, 'i')
// What a birthday is the occasion of: `i need it for her birthday by 4 July`.
const OCCASION =
  /(?<![A-Za-z0-9_\u00c0-\u04ff])(?:by|before|until|till|need|deliver\w*|arriv\w*|order\w*|gift|present|party|cake)(?![A-Za-z0-9_\u00c0-\u04ff])/i
/** In characters. */
const LONGEST_BEFORE = 32

// A day, a month or a year alone, as forms ask for them: its name stands right before.
const BIRTH =
  '(?:(?:date of )?birth|dob|geburts|(?:date de )?naissance|nacimiento|nascita|nascimento|geboorte|födelse|urodzenia|doğum)'
const PART_NAME =
  '(?:day|month|year|dd|mm|yyyy|yy|tag|monat|jahr|jour|mois|année|annee|día|dia|mes|año|ano|giorno|mese|anno|mês|dag|maand|jaar)'
const PART_TOLD = new RegExp(
  `(?<!\\p{L})(?:${BIRTH}[ _-]?${PART_NAME}|${PART_NAME}[ _-](?:(?:of|de|di|do|der|van)[ _-])?${BIRTH})(?: is)?[ :=?"_]{1,4}$`,
  'iu',
)
const IS_PART = /^(?:\d{1,2}|(?:19|20)\d{2})$/

/** Date of birth: a date beside words about birth, or a part of one by its own name. */
export const dateOfBirth: Identifier = {
  type: 'date_of_birth',
  dataClass: 'personal',
  fieldDecides: true,
  anchors: ['digit', 'mixed', 'word'],
  firstLetters: [1, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12],
  firstGroup: [1, 2, 4, 6, 8],
  pattern: new RegExp(
    `(?<![A-Za-z0-9$])(?<!\\d[./-])${WORD}(?:${FORMS}|\\d{1,2}|(?:19|20)\\d{2})(?![A-Za-z0-9])(?![/-][A-Za-z0-9])`,
    'gi',
  ),
  parse(text) {
    if (IS_PART.test(text)) return Number(text) > 0 ? ok(text) : fail('invalid_format')
    const value = FORM.test(text) ? read(text.toLowerCase().replace(/^dob(?=\d)/, '')) : null
    return value === null ? fail('invalid_format') : ok(value)
  },
  // With a sex and a ZIP code it is most often one person's (Sweeney, 2000), so no part of it is
  // shown.
  mask: hideAll,
  fitsIn(text, start, end) {
    const value = text.slice(start, end)
    if (IS_PART.test(value)) return PART_TOLD.test(wordsBefore(text, start, LONGEST_BEFORE))
    return !IS_IN_PART.test(value) || !OCCASION.test(wordsBefore(text, start, LONGEST_BEFORE))
  },
  // A date is of anything; only what is typed to `dob` tells by itself.
  weigh: (candidate) => (/^dob\d/i.test(candidate) ? 90 : 10),
  context: {
    // What people call it in the languages claimed (interfaces of banks and shops in each, Unicode
    // CLDR, and what customers type); without one a number of this form is nobody's.
    words: [
      ...'birth*|dob|d.o.b|d/o/b|born|bday|geboren*|geburt*|geb|né le|née le|nee le'.split('|'),
      ...'naissance*|nacimiento|nací|naci|nació|nacio|naci el|nacid*|nascimento|nasci'.split('|'),
      ...'nascid*|nascita'.split('|'),
      ...'nato il|nata il|geboorte*|gebdat*|birthday*|cumple*|cumplo|fyller år'.split('|'),
      ...'anniversaire|compleanno|aniversário|verjaardag|jarig|b day|f nac|f. nac*'.split('|'),
      ...'fecha nac*|fec nac*|né(e) le|née(e) le|ne le|né en|née en|nee en|date naiss*'.split('|'),
      ...'nato a|nata a'.split('|'),
      ...'nato|nata|nasc|data nasc*|dt nasc*|doğum*|dogum*|doğdum|urodz*|ur|född*|fodd*'.split('|'),
      ...'födelse*|рождени*|родил*|род|д р|др|الميلاد|ميلاد*|تاريخ ميلاد*|مواليد|ولدت'.split('|'),
      'जन्म*',
      ...'出生*|生日|生年月日|誕生日|生まれ|생년월일|생일|출생|nac|fecha de nac*|γεννη*'.split('|'),
      'γεννή*',
      ...'γέννησης|תאריך לידה|נולדתי|วันเกิด*|เกิดวัน*|ngày sinh|tanggal lahir|lahir'.split('|'),
      ...'data ur*|nașter*|naster*'.split('|'),
      // In Latin letters: Hindi, Tagalog, Russian, Arabic, Greek; then Czech, Hungarian, Romanian,
      // Croatian, Ukrainian, Persian.
      ...'janam*|janm*|paida*|pinanganak*|ipinanganak*|kaarawan*|rodil*|rozhden*|milad*'.split('|'),
      ...'mawlid*|gennith*|narozen*|szület*|născut*|nascut*|rođen*|roden*|народ*|تولد'.split('|'),
      ...'متولد|tgl lahir|d o b|fnac|fødselsd*|fodselsd*|født|syntym*'.split('|'),
    ],
    within: 44,
    // The same behind the value, `482 is the code`: fewer words, as what follows is as often of
    // something else.
    after: [
      ...'birth*|bday|dob|geburt*|geboren*|naissance|nacid*|född*|date of birth'.split('|'),
      ...'nacimiento|nascita|doğum*|urodz*|рожд*|出生|生まれ|生|출생'.split('|'),
    ],
  },
  contextOnly: true,
  examples: {
    valid: [
      '12/05/1980',
      '1985-01-01',
      '15th June 1991',
      'June 15, 1991',
      '22-nov-1972',
      '1. 5. 1980',
      '19800512',
      '15. März 1991',
      '15 de junio de 1991',
      "Jun 5 '85",
      'dob12/05/1980',
      '4 July',
      'July 4th',
      '4 de julio',
      '7月4日',
      '1982年7月4日',
      '82년 7월 4일',
      '57年7月4日',
      'S57.7.4',
      'November 1984',
      '11/1984',
    ],
    invalid: [
      '13/13/1980',
      '99/99/99',
      '15th Foo 1991',
      '19801332',
      '4 Foo',
      '32 July',
      '3 decades',
      '57年13月32日',
      'X57.7.4',
      '13/1984',
    ],
  },
}
