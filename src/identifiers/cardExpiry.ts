import { fail, ok } from '../model/index.js'
import { CARD_WORDS, unlessCard } from './cardWords.js'
import type { Identifier } from './identifier.js'
import { hideAll } from './masks.js'
import { MONTH_LIKE, MONTH_NUMBER, monthOf } from './months.js'
import { OFFER } from './opposingWords.js'
import { wordsAfter, wordsBefore } from './wholeWords.js'

// Without a mark between, and so told from a time or an amount: the years that cards run to.
const SOON = '(?:2[4-9]|3\\d)'
// `3 of 27`; `04 and 2029`, who is asked for month and year.
const OF = '(?:of|and|und|et|y|e|en)'
// `12/27`, `12 / 2027`; `3 of 27`; `12 27`; `1227`; `2027-12`; `Dec 2027`, `march of 27`.
const FORMS = `${MONTH_NUMBER} ${OF} (?:20)?${SOON}|${MONTH_NUMBER} ?[/.-] ?(?:20)?\\d{2}|${MONTH_NUMBER} (?:20)?${SOON}(?! ?\\d)|(?:0[1-9]|1[0-2])(?:20)?${SOON}|20${SOON}[-/](?:0[1-9]|1[0-2])|${MONTH_LIKE}\\.? (?:of )?(?:20)?${SOON}`
// Its word may be typed to it: `exp12/27`.
const WORD = '(?:exp\\.?(?=\\d))?'
/** The whole of a candidate. */
const FORM = new RegExp(`^${WORD}(?:${FORMS})$`, 'i')
/** The forms apart, to read month and year from. */
const YEAR_FIRST = /^20(\d{2})[-/](\d{2})$/
const MONTH_FIRST = /^(\d{1,2}?)(?: [a-z]{1,3} | ?[/. -]? ?)(?:20)?(\d{2})$/
const NAMED = /^([^\d. ]+)\.? (?:of )?(?:20)?(\d{2})$/

/** Reads month and year; `null` for what has none of the forms. `2027-12` -> `[12, '27']`. */
function read(text: string): readonly [month: number, year: string] | null {
  const yearFirst = YEAR_FIRST.exec(text)
  if (yearFirst !== null) return [Number(yearFirst[2]), yearFirst[1] ?? '']
  const named = NAMED.exec(text)
  if (named !== null) return [monthOf(named[1] ?? ''), named[2] ?? '']
  const monthFirst = MONTH_FIRST.exec(text)
  return monthFirst === null ? null : [Number(monthFirst[1]), monthFirst[2] ?? '']
}

// What else runs out, said before its date: `coupon SAVE20 expires 12/27`.
const OTHER = unlessCard(
  `${OFFER}|(?<!\\p{L})(?:promotion|offer|discount|deal|sale|gift card|subscription|warranty|guarantee|passport|licen[cs]e|membership|contract|policy|quote|lease|milk|abo|plan|yogurt?|lait|leche|latte|milch|points|miles|token|link|certificate|insurance|angebot|garantie|oferta|garant[ií]a|bon|offre|offerta|boleto|suscripci[oó]n|abonnement|assinatura|abbonamento|contrato|contrat|vertrag|pasaporte|passeport)s?(?!\\p{L})`,
)
/** In characters. */
const LONGEST_BEFORE = 40
// `vence 03/27 o boleto`, `expires 03/27 for my subscription`
const ENDS_BEHIND = new RegExp(
  `^ (?:\\p{L}{1,3} ){0,2}(?:${OFFER}|boleto|factura|fatura|subscription|warranty|membership|passport|contract|contrato|vertrag|garantie|garant[ií]a)(?!\\p{L})`,
  'iu',
)
/** In characters. */
const LONGEST_BEHIND = 24

// `läuft 04/29 ab`, `läuft bis 04/29`; what only runs is no card: `das läuft 04/29`.
const RUNS = /(?<!\p{L})(?:l(?:ä|ae|a)uft|loopt)(?! (?:ab|af|bis|tot)(?!\p{L}))[^\d]{0,24}$/iu
const OUT = /^ (?:ab|af|aus)(?!\p{L})/iu
const CARD = new RegExp(CARD_WORDS, 'iu')

// `valid for 3 of 27 trips`, `exp 3 of 27 lessons`: so many of what is counted.
const COUNTED = /^\d{1,2} [a-z]{1,3} /i
// `valid on the 3 and 27`, `vence el 3 y 27`: days.
const FOR = /(?<!\p{L})(?:for|on|the|el|d[ií]a|am|le|il|op|dia) (?:the )?$/iu
const COUNTED_BEHIND = new RegExp(
  `^ (?:of |de )?(?!(?:with|code|security|then|thanks|${CARD_WORDS})(?!\\p{L}))\\p{L}{4}`,
  'iu',
)

/** Expiry date of a card, by the words or the card number before it. */
export const cardExpiry: Identifier = {
  type: 'card_expiry',
  dataClass: 'financial',
  anchors: ['digit', 'word'],
  firstGroup: [1, 2, 4, 6],
  firstLetters: [3, 4, 5, 6, 7, 8, 9, 10, 11, 12],
  pattern: new RegExp(
    `(?<![A-Za-z0-9$])(?<!\\d[/.-])${WORD}(?:${FORMS})(?![A-Za-z0-9])(?![/-][A-Za-z0-9])(?!\\.\\d)`,
    'gi',
  ),
  // `12/27`, `Dec 2027` and `2027-12` are one value: `12/27`.
  parse(text) {
    const [month, year] = (FORM.test(text)
      ? read(text.toLowerCase().replace(/^exp\.?(?=\d)/, ''))
      : null) ?? [0, '']
    return month < 1 || month > 12
      ? fail('invalid_format')
      : ok(`${String(month).padStart(2, '0')}/${year}`)
  },
  // PCI DSS counts it as cardholder data; half of it would be guessed in twelve tries.
  mask: hideAll,
  fitsIn(text, start, end) {
    const before = wordsBefore(text, start, LONGEST_BEFORE)
    const after = wordsAfter(text, end, LONGEST_BEHIND)
    if (OTHER.test(before) || ENDS_BEHIND.test(after)) return false
    if (RUNS.test(before) && !OUT.test(after) && !CARD.test(before)) return false
    return (
      !COUNTED.test(text.slice(start, end)) || !(FOR.test(before) || COUNTED_BEHIND.test(after))
    )
  },
  // `12/27` is a date, a fraction or a score as often; only what is typed to `exp` tells by itself.
  weigh: (candidate) => (/^exp\.?\d/i.test(candidate) ? 75 : 10),
  // `coupon exp1227`
  yields: true,
  // The expiry follows its word, or the number on the card.
  context: {
    // What people call it in the languages claimed (interfaces of banks and shops in each, Unicode
    // CLDR, and what customers type); without one a number of this form is nobody's.
    words: [
      ...'exp|expir*|expdate|valid|good thru|good through|gültig*|gueltig*|ablauf*'.split('|'),
      ...'vencimiento|vence|caduc*|scaden*|scade|validade|validez|valable*|geldig*'.split('|'),
      ...'läuft|laeuft|lauft|loopt|verloopt|går ut|gar ut|traci ważność'.split('|'),
      ...'expira|vto|bitiş|bitis'.split('|'),
      ...'verval*|thru|good till|cad|scad|val|válida*|valida*|venc|validité'.split('|'),
      ...'son kullanma*|skt|geçerlilik*|ważn*|wazn*|giltig*|utgår|срок|срок действия'.split('|'),
      ...'действ*|годна|истекает|الانتهاء|انتهاء|صالحة|वैधता|समाप्ति|有效期|到期'.split('|'),
      ...'有効期限|期限|유효기간|만료|exp month|expiry|platnost*|lejárat*|valabil*'.split('|'),
      ...'udløb*|utløp*|voimassa*|λήξη*|λήγει|תוקף|انقضا'.split('|'),
    ],
    within: 24,
    direct: true,
    follows: 'payment_card',
  },
  contextOnly: true,
  examples: {
    valid: [
      '12/27',
      '01/2028',
      '7-26',
      '1227',
      '12 27',
      '2027-12',
      'Dec 2027',
      'exp12/27',
      '3 of 27',
    ],
    invalid: ['13/27', '12/27/2024', '00/27', '1327', '12 15', 'Foo 2027', '13 of 27'],
  },
}
