import { describe, expect, test } from 'vitest'
import { identifiers } from '../../src/identifiers/index.js'
import { scan } from '../../src/redaction/index.js'

// What each language says of a card that ends in digits, and what it calls the last four: one row a language.
const SAID: Readonly<Record<string, readonly [ends: string, last: string]>> = {
  English: ['the card ending in', 'last four digits:'],
  Spanish: ['la tarjeta terminada en', 'los ultimos 4 son'],
  French: ['ma carte se termine par', 'les quatre derniers chiffres :'],
  German: ['karte endet auf', 'die letzten vier ziffern sind'],
  Italian: ['la carta che finisce con', 'le ultime 4 cifre sono'],
  Portuguese: ['o cartão que termina em', 'os 4 ultimos digitos sao'],
  Dutch: ['de kaart eindigt op', 'laatste vier cijfers:'],
  Swedish: ['kortet slutar på', 'de fyra sista siffrorna är'],
  Danish: ['kortet ender på', 'de sidste fire cifre er'],
  Norwegian: ['kortet slutter på', 'de fire siste er'],
  Finnish: ['kortti päättyy', 'viimeiset 4 numeroa'],
  Polish: ['karta kończąca się na', 'ostatnie cztery cyfry to'],
  Czech: ['karta končí na', 'poslední 4 čísla'],
  Hungarian: ['a kártya vége', 'az utolsó 4 számjegy'],
  Romanian: ['cardul se termină în', 'ultimele 4 cifre'],
  Bulgarian: ['картата завършва на', 'последните 4 цифри'],
  Turkish: ['kartın sonu', 'son dört hanesi'],
  Russian: ['карта заканчивается на', 'последние 4 цифры'],
  Ukrainian: ['картка закінчується на', 'останні чотири цифри'],
  Greek: ['η κάρτα λήγει σε', 'τα τελευταία 4 ψηφία'],
  Hebrew: ['הכרטיס מסתיים ב', '4 ספרות אחרונות'],
  Arabic: ['البطاقة المنتهية بـ', 'آخر أربع أرقام'],
  Persian: ['کارتی که آخرش', '۴ رقم آخر'],
  Urdu: ['کارڈ جس کے آخر میں', 'آخری 4 ہندسے'],
  Hindi: ['कार्ड के आखिर में', 'आखिरी 4 अंक'],
  Chinese: ['尾号', '卡号后四位是'],
  Japanese: ['末尾が', 'カード下4桁は'],
  Korean: ['카드 끝자리', '카드 뒤 4자리'],
  Vietnamese: ['thẻ có đuôi', '4 số cuối'],
  Thai: ['บัตรลงท้าย', '4 ตัวท้าย'],
  Indonesian: ['kartu berakhiran', '4 digit terakhir'],
  Tagalog: ['card na nagtatapos sa', 'huling 4 ng card'],
  Swahili: ['kadi inayoishia na', 'nambari 4 za mwisho'],
}

const typesIn = (text: string): readonly string[] => scan(text).spans.map(({ type }) => type)

describe('the last four digits of a card', () => {
  test.each(Object.entries(SAID))('are found as %s says them', (_, said) => {
    for (const words of said) expect(typesIn(`${words} 4821`), words).toEqual(['card_last4'])
  })

  // Its words are what cards are called.
  const [mistypedCard] = identifiers.filter(({ type }) => type === 'mistyped_card')
  const [cardLast4] = identifiers.filter(({ type }) => type === 'card_last4')
  const words = (cardLast4?.context?.words ?? [])
    .filter((word) => mistypedCard?.context?.words.includes(word) !== true)
    .map((word) => word.replace('*', ''))

  test('are found after every word of the table, where a card is named', () => {
    expect(words.filter((word) => !typesIn(`visa ${word} 4821`).includes('card_last4'))).toEqual([])
  })

  test.each(['order', 'Bestellung', 'pedido', 'ordren', 'заказ', '订单', 'ऑर्डर', 'tilaus'])(
    'are nobody’s after every word of the table behind %s',
    (other) => {
      expect(words.filter((word) => typesIn(`${other} ${word} 4821`).length > 0)).toEqual([])
    },
  )

  // What people leave out they write as marks; `****` alone is what redaction itself writes.
  const MARKS = [
    '…',
    '...',
    '..',
    '... ',
    '*',
    '**',
    'x',
    'xx',
    'xxxx',
    'xxxx ',
    'xxxx-xxxx-xxxx-',
    '•••• ',
    '(...',
  ]
  const CARDS = ['visa', 'my card', 'mastercard', 'tarjeta', 'karte', 'карта']

  test('are found behind marks for what is left out, where a card is named', () => {
    const missed = CARDS.flatMap((card) => MARKS.map((mark) => `${card} ${mark}2231`)).filter(
      (text) => !typesIn(`${text} was charged twice`).includes('card_last4'),
    )
    expect(missed).toEqual([])
  })

  test('and nobody’s where none is, or where a year stands there', () => {
    const texts = MARKS.flatMap((mark) => [
      `order ${mark}2231`,
      `room ${mark}2231`,
      ...(mark.includes('x') ? [] : [`a card ${mark}2024`]),
    ])
    expect(texts.filter((text) => typesIn(text).length > 0)).toEqual([])
  })
})
