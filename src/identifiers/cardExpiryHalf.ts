import { fail, ok } from '../model/index.js'
import type { Identifier } from './identifier.js'
import { hideAll } from './masks.js'
import { anyOf, wordsBefore } from './wholeWords.js'

// Month and year in the languages claimed (Unicode CLDR, names of fields).
const MONTH_WORDS = 'month mes mois monat mese mês maand månad måned miesiąc ay месяц місяць महीना'
const YEAR_WORDS = 'year año ano année annee jahr anno jaar år rok yıl yil год рік साल'
const NAME = 'card expiry half'
const MONTHS: readonly string[] = [NAME, ...MONTH_WORDS.split(' '), 'ablaufmonat', 'vervalmaand']
const YEARS: readonly string[] = [NAME, ...YEAR_WORDS.split(' '), 'ablaufjahr', 'vervaljaar']
// Where a card's expiry is named, month or year may stand within a sentence; else they are all that was asked for.
const EXPIRY =
  '(?<!\\p{L})(?:exp\\p{L}*|valid\\p{L}*|card\\p{L}*|caduc\\p{L}*|ablauf\\p{L}*)(?!\\p{L})'
const told = (words: readonly string[]): RegExp =>
  new RegExp(
    `(?:^(?: ?(?:the|el|le|la|der|das|il|o|het)(?= ))?|${EXPIRY}[^\\d\\n]{0,24}?)[ _]?(?:${anyOf(words)})(?: (?:of )?(?:is|${EXPIRY})| of (?:the )?card)?[ :=?"]{1,4}$`,
    'iu',
  )
const MONTH_TOLD = told(MONTHS)
const YEAR_TOLD = told(YEARS)
const LONGEST_BEFORE = 40
const IS_EXPIRY = new RegExp(EXPIRY, 'iu')
const MONTH = /^(?:0?[1-9]|1[0-2])$/
const YEAR = /^(?:20)?(?:2[4-9]|3\d)$/

/**
 * Month or year of a card's expiry, said apart from the other: `month?`, `03`. By the words right before it alone, with
 * those of cards or where nothing else is said.
 */
export const cardExpiryHalf: Identifier = {
  type: 'card_expiry_half',
  dataClass: 'financial',
  anchors: ['digit'],
  firstGroup: [1, 2, 4],
  pattern: /(?<![A-Za-z0-9$€£])(?<!\d[.,:/ -])\d{1,4}(?![A-Za-z0-9%])(?![.,:/-]\d)(?! \d)/g,
  parse: (text) => (MONTH.test(text) || YEAR.test(text) ? ok(text) : fail('invalid_format')),
  mask: hideAll,
  fitsIn(text, start, end) {
    const value = text.slice(start, end)
    const before = wordsBefore(text, start, LONGEST_BEFORE)
    // `year 2027 plan`: where no expiry is named, the answer is all there is.
    if (!IS_EXPIRY.test(before) && /\p{L}/u.test(text.slice(end, end + LONGEST_BEFORE)))
      return false
    return (
      (MONTH.test(value) && MONTH_TOLD.test(before)) || (YEAR.test(value) && YEAR_TOLD.test(before))
    )
  },
  // Any count is as short.
  weigh: () => 5,
  context: { words: [...MONTHS, ...YEARS], within: 24, direct: true },
  contextOnly: true,
  examples: { valid: ['03', '11', '2027', '28'], invalid: ['13', '2050', '0'] },
}
