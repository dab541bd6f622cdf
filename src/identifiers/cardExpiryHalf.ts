import { fail, ok } from '../model/index.js'
import { CARD_WORDS } from './cardWords.js'
import type { Identifier } from './identifier.js'
import { hideAll } from './masks.js'
import { isMonthNumber } from './months.js'
import { anyOf, wordsBefore } from './wholeWords.js'

// Month and year in the languages claimed (Unicode CLDR, names of fields).
const MONTH_WORDS =
  'month mes mois monat mese mês maand månad måned miesiąc ay ayı месяц місяць महीना luna měsíc mesic mesiac hónap hónapja kuukausi μήνας bulan tháng'
const YEAR_WORDS =
  'year año ano année annee jahr anno jaar år rok yıl yil yılı год рік साल anul év éve vuosi έτος tahun năm'
const NAME = 'card expiry half'
const MONTHS: readonly string[] = [
  ...[NAME, ...MONTH_WORDS.split(' '), 'ablaufmonat', 'gültigkeitsmonat', 'vervalmaand'],
  ...['utgångsmånad', 'udløbsmåned', 'utløpsmåned'],
]
const YEARS: readonly string[] = [
  ...[NAME, ...YEAR_WORDS.split(' '), 'ablaufjahr', 'gültigkeitsjahr', 'vervaljaar'],
  ...['utgångsår', 'udløbsår', 'utløpsår'],
]
// Where a card's expiry is named, month or year may stand within a sentence; else they are all that was asked for.
const EXPIRY = `(?:(?<!\\p{L})(?:exp|valid|caduc|venc|scad|ablauf|g[uü]e?ltig|verval|ważn|wazn|platnost|lejárat|lejarat|срок|действ|годн|utgång|udløb|utløp|voimassa|geçerlilik|son kullanma|λήξη)\\p{L}*(?!\\p{L})|${CARD_WORDS})`
const OF =
  "(?: (?:of|de|del|della|di|da|do|van|von|der|des|av|af|na|của))?[ '’](?:the |la |el |il |o |d['’]|l['’])?"
const told = (words: readonly string[]): RegExp =>
  new RegExp(
    `(?:^(?: ?(?:the|el|le|la|der|das|il|o|het)(?= ))?|${EXPIRY}[^\\d\\n]{0,24}?)[ _]?(?:${anyOf(words)})(?:${OF}${EXPIRY}){0,2}(?: is)?[ :=?"]{1,4}$`,
    'iu',
  )
const MONTH_TOLD = told(MONTHS)
const YEAR_TOLD = told(YEARS)
const IS_NAME = new RegExp(`^[ _]?(?:${anyOf([...MONTHS, ...YEARS])})[ _]?$`, 'iu')
const IS_EXPIRY = new RegExp(EXPIRY, 'iu')

/** Tells whether words speak of a card or of when one expires. */
export const speaksOfExpiry = (words: string): boolean => IS_EXPIRY.test(words)

/** Tells whether a field's name is that of a month or a year and of nothing else: whose, only what stands beside it tells. */
export const isMonthOrYear = (name: string): boolean => IS_NAME.test(name) && !IS_EXPIRY.test(name)

const LONGEST_BEFORE = 40
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
  parse: (text) => (isMonthNumber(text) || YEAR.test(text) ? ok(text) : fail('invalid_format')),
  mask: hideAll,
  fitsIn(text, start, end) {
    const value = text.slice(start, end)
    const before = wordsBefore(text, start, LONGEST_BEFORE)
    // `year 2027 plan`: where no expiry is named, the answer is all there is.
    if (/\p{L}/u.test(text.slice(end, end + LONGEST_BEFORE)) && !speaksOfExpiry(before))
      return false
    return (
      (isMonthNumber(value) && MONTH_TOLD.test(before)) ||
      (YEAR.test(value) && YEAR_TOLD.test(before))
    )
  },
  // Any count is as short.
  weigh: () => 5,
  context: { words: [...MONTHS, ...YEARS], within: 24, direct: true },
  contextOnly: true,
  examples: { valid: ['03', '11', '2027', '28'], invalid: ['13', '2050', '0'] },
}
