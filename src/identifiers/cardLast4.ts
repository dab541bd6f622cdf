import { fail, ok } from '../model/index.js'
import { CARD_WORDS, unlessCard } from './cardWords.js'
import type { Identifier } from './identifier.js'
import { hideAll } from './masks.js'
import { NUMBERED_THING } from './opposingWords.js'
import { wordsAfter, wordsBefore } from './wholeWords.js'

// Four digits end much that is no card, such as an order or a phone number; one of these says that
// a card is meant.
const CARD = new RegExp(CARD_WORDS, 'iu')
// `last 4 are 4444`, with nothing else named, is said of a card.
const LAST_FOUR =
  /(?:(?:last|final) ?(?:4|four)(?: digits?| numbers?)?|[uú]ltim(?:os|as|i|e) (?:4|cuatro|quatro|quattro)(?: \p{L}{5,8})?|(?:4|quatre) derniers(?: chiffres)?|derniers (?:4|quatre)(?: chiffres)?|letzten (?:4|vier)(?: \p{L}{6,8})?|laatste (?:4|vier)(?: cijfers)?)(?: ?[:=-]| (?:is|are|of it|r|son|sont|sind|sono|zijn|es|s[aã]o))? ?$/iu
// `la que termina en 1881`: of what ends so, and is named as nothing else, most are cards. Years
// end much as well.
const ENDS =
  /(?:(?<![A-Za-z0-9_\u00c0-\u04ff])end(?:s|ing)(?: in| with)?|(?:termina|acaba|terminada) en|(?:endet|endend) auf|(?:finit|termine|finissant) par|finisce con|eindigt op|kończy się(?: na)?|slutar p[aå])[ :]{1,2}$/iu
/** A year, which ends much that is no card. */
const YEAR = /^(?:19|20)\d\d$/
/** What else ends in four digits, unless a card is named nearer. */
const OTHER = unlessCard(
  `${NUMBERED_THING}|(?<!\\p{L})(?:ssn|social|phones?|mobile|cell|number plate|plate|account|acct|imei|zip|passport|licen[cs]e|vin|tel|telefon\\p{L}*|tel[eé]fono|t[eé]l[eé]phone|m[oó]vil|handy\\p{L}*|cuenta|compte|konto\\p{L}*|conto|rekening|iban|dni|pasaporte|passeport|ausweis\\p{L}*)(?!\\p{L})`,
)
/** How many characters before, and after, are read for words. */
const BEFORE = 40
const AFTER = 24

/**
 * The last four digits of a payment card, by the words beside them. PCI DSS 4.0.1, 3.4.1 lets a
 * business show them; but many ask for them to tell who is calling, so what a customer says of them
 * opens an account.
 */
export const cardLast4: Identifier = {
  type: 'card_last4',
  dataClass: 'financial',
  anchors: ['digit'],
  firstGroup: [4],
  minDigits: 4,
  // The nearer word counts: `my card, not the account, ends in 4444`.
  fitsIn(text, start, end) {
    const before = wordsBefore(text, start, BEFORE)
    if (OTHER.test(before)) return false
    if (ENDS.test(before) && !YEAR.test(text.slice(start, end))) return true
    return LAST_FOUR.test(before) || CARD.test(before) || CARD.test(wordsAfter(text, end, AFTER))
  },
  pattern:
    /(?<![A-Za-z0-9$€£#])(?:(?<!\d[.,:/ -])|(?<=(?:last|final) ?4[ :-]{1,2}))\d{4}(?![A-Za-z0-9%])(?![.,:/-]\d)(?! \d)/gi,
  parse: (text) => (/^\d{4}$/.test(text) ? ok(text) : fail('invalid_format')),
  mask: hideAll,
  // Four digits are a year, a price or a time as often.
  weigh: () => 5,
  context: {
    // What people call it in the languages claimed (interfaces of banks and shops in each, Unicode
    // CLDR, and what customers type); without one a number of this form is nobody's.
    words: [
      ...'ending*|ends|end in|last 4*|last4*|last four*|last digits*|final 4|endet auf'.split('|'),
      ...'endend auf|letzten vier|letzten 4|endziffer*|termin*|acaba en|últimos 4'.split('|'),
      ...'ultimos 4|últimos dígitos|últimos cuatro*|últimas cuatro*|últimos quatro*'.split('|'),
      ...'quatre derniers*|derniers quatre*|derniers 4*|ultimi 4*|ultimi quattro*'.split('|'),
      ...'finissant*|finit par|termine par|4 derniers*|derniers chiffres|finisce*'.split('|'),
      ...'ultime 4|ultime quattro|ultime cifre|final|eindigt op|laatste 4|laatste vier'.split('|'),
      ...'laatste cijfers|kończy się|konczy sie|ostatnie 4|ostatnie cyfry|slutar på'.split('|'),
      ...'sista fyra|sista 4|son 4|son dört|последние 4|последние цифры'.split('|'),
      ...'последние четыре|оканчив*|заканчив*|آخر 4|آخر اربع*|आखिरी 4|अंतिम 4|尾号|尾號'.split('|'),
      ...'末4|下4|末尾|后四位|끝자리|뒷자리'.split('|'),
    ],
    within: 28,
    direct: true,
    // The same behind the value, `482 is the code`: fewer words, as what follows is as often of
    // something else.
    after: ['last 4*', 'last four*'],
  },
  contextOnly: true,
  examples: { valid: ['4444', '0005'], invalid: ['444', '44444', '4,444'] },
}
