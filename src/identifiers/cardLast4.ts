import { CARD_NAMES, CARD_WORDS, unlessCard } from './cardWords.js'
import { parseSpelt } from './checksums.js'
import type { Identifier } from './identifier.js'
import { ENDS_IN, ENDS_PERHAPS, LAST_FOUR } from './lastFourWords.js'
import { hideAll } from './masks.js'
import { NUMBERED_THING } from './opposingWords.js'
import { anyOf, wordsAfter, wordsBefore } from './wholeWords.js'

// The same behind the value, `482 is the code`: fewer words, as what follows is as often of something else.
const AFTER_WORDS = ['last 4*', 'last four*', 'ile biten*', 'ile bitiyor', 'biten']
// Four digits end much that is no card, such as an order or a phone number; one of these says that a card is meant.
const CARD = new RegExp(CARD_WORDS, 'iu')
// `last 4 are 4444`, `die letzten vier Ziffern sind 4444`, with nothing else named, is said of a card.
// `in the last 4 years i have spent 4500`: so many of a time, or of what is counted.
const COUNTED =
  '(?:days?|weeks?|months?|years?|hours?|times?|orders?|tagen?|wochen?|monaten?|jahren?|stunden?|d[ií]as?|semanas?|meses|años?|horas?|jours|semaines|mois|ans|heures|giorni|settimane|mesi|anni|ore|dagen|weken|maanden|jaar|uur|dni|tygodni\\p{L}*|miesi[ąa]c\\p{L}*|lata?|anos|dagar|veckor|månader|år)'
const SAID_LAST = new RegExp(
  `(?:${anyOf(LAST_FOUR)})(?! ${COUNTED}(?!\\p{L}))[^\\d.!?\n]{0,48}$`,
  'iu',
)
// `la que termina en 1881`: of what ends so, and is named as nothing else, most are cards. Years end much as well.
const SAID_ENDS = new RegExp(`(?:${anyOf(ENDS_IN)})[ :が는은で]{0,3}$`, 'iu')
// `visa …1881`, `card xxxx xxxx xxxx 1881`: what is left out is written as marks.
const LEFT_OUT =
  /(?:\u2026|\.{2,4}|(?:(?<![*•])[*•]|(?<!\p{L})x)[x*•]{0,3}(?:[ -]?[x*•]{4}){0,3}) ?-?$/iu
const MARKS = new Set('\u2026.xX*•-')
// `x1881`, the same typed to the digits.
const WITH_MARK = /^x{1,4}/i
// `....5612 card`, `my 5612 card`: the card is named behind its digits, where nothing but a space stands between.
// Not `x1000 cards` nor `my 5000 card limit`, which count, and not `my 1500 credit`, which is money.
const MONEY = '(?:credit|debit|kredit|kredi|express)'
const CARDS = '(?:cards|cartes|tarjetas|karten|kaarten|cartões|cartoes|карт)(?!\\p{L})'
const CARD_NEXT = new RegExp(
  `^ (?!${CARDS}|${MONEY}(?! ?-?(?:${CARD_WORDS}))(?!\\p{L}))(?:${CARD_WORDS})(?! (?:card )?(?:points?|miles|punkte|puntos|punti|limits?|packs?|decks?|gift|fees?|readers?|machines?|applications?)(?!\\p{L}))`,
  'iu',
)
const MINE =
  '(?<!\\p{L})(?:my|our|mi|mis|meine?[nrm]?|ma|mes|mia|minha|mijn|m[oó]j[aeą]?|mojej|meri|mera|min|mitt|мо[яей]{1,2})'
const IS_MINE = new RegExp(`${MINE} $`, 'iu')
// `my visa 5612`: and no count of anything, nor what it was charged: `you charged my visa 1299`.
const MY_CARD = new RegExp(
  `(?<!(?:charged?|debit(?:ed)?|refund(?:ed)?|credited|billed) )${MINE} (?:(?:old|new|other|debit|credit) )?(?!${MONEY} $)(?:${CARD_WORDS}) $`,
  'iu',
)
const NO_COUNT =
  /^(?: (?:is|was|has|got|wird|wurde|ist|est|es|fue|è|jest|a [ée]t[ée]|did|do|won|not))/iu
const isOfMine = (before: string, after: string): boolean =>
  (CARD_NEXT.test(after) && IS_MINE.test(before)) || (NO_COUNT.test(after) && MY_CARD.test(before))
/** A year, which ends much that is no card. */
const YEAR = /^(?:19|20)\d\d$/
/** What says that digits are the last of something. */
const SAYS = new RegExp(anyOf([...ENDS_IN, ...ENDS_PERHAPS, ...LAST_FOUR, ...AFTER_WORDS]), 'iu')
/** What else ends in four digits, unless a card is named nearer. */
const OTHER = unlessCard(
  `${NUMBERED_THING}|(?<!\\p{L})(?:ssn|social|phones?|mobile|cell|number plate|plate|account|acct|imei|zip|passport|licen[cs]e|vin|tel|telefon\\p{L}*|tel[eé]fono|t[eé]l[eé]phone|m[oó]vil|handy\\p{L}*|cuenta|compte|konto\\p{L}*|conto|rekening|iban|dni|pasaporte|passeport|ausweis\\p{L}*)(?!\\p{L})`,
)
/** How many characters before, and after, are read for words. */
const BEFORE = 56
const MINE_BEFORE = 32
const AFTER = 24

/**
 * The last four digits of a payment card, by the words beside them. PCI DSS 4.0.1, 3.4.1 lets a business show them; but
 * many ask for them to tell who is calling, so what a customer says of them opens an account.
 */
export const cardLast4: Identifier = {
  type: 'card_last4',
  dataClass: 'financial',
  anchors: ['digit', 'word'],
  firstGroup: [4],
  firstLetters: [1, 2, 3, 4],
  wordDigits: 4,
  minDigits: 4,
  // The nearer word counts: `my card, not the account, ends in 4444`.
  fitsIn(text, start, end) {
    const before = wordsBefore(text, start, BEFORE)
    // Most numbers beside a card's name are neither, which is asked first.
    const isLeftOut =
      WITH_MARK.test(text.slice(start, end)) ||
      (MARKS.has(before.trimEnd().at(-1) ?? '') && LEFT_OUT.test(before))
    const after = wordsAfter(text, end, AFTER)
    const isSaid = SAYS.test(before) || SAYS.test(after)
    const isMine = !isLeftOut && !isSaid && isOfMine(before.slice(-MINE_BEFORE), after)
    if ((!isLeftOut && !isSaid && !isMine) || OTHER.test(before)) return false
    const isYear = YEAR.test(text.slice(start, end))
    if (!isYear && (isMine || (isLeftOut && (CARD.test(before) || CARD_NEXT.test(after)))))
      return true
    if (!isSaid) return false
    if (SAID_ENDS.test(before) && !isYear) return true
    return SAID_LAST.test(before) || CARD.test(before) || CARD.test(after)
  },
  pattern:
    /(?<![A-Za-z0-9$€£#])(?:(?<!\d[.,:/ -])|(?<=(?<!\d[ .,:/-]?)4[ :-]{1,2}))(?:x{1,4}(?=\d))?\d{4}(?![A-Za-z0-9%])(?![.,:/-]\d)(?! \d)/gi,
  parse: parseSpelt((text) => text.replace(WITH_MARK, ''), /^\d{4}$/),
  mask: hideAll,
  // Four digits are a year, a price or a time as often.
  weigh: () => 5,
  context: {
    words: [...ENDS_IN, ...ENDS_PERHAPS, ...LAST_FOUR, ...CARD_NAMES],
    within: 28,
    direct: true,
    after: [...AFTER_WORDS, ...CARD_NAMES],
  },
  contextOnly: true,
  examples: { valid: ['4444', '0005', 'xxxx4444'], invalid: ['444', '44444', '4,444'] },
}
