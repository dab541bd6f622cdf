import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { identifiers, LINKS, OPPOSING_WORDS } from '../../src/identifiers/index.js'
import { scan } from '../../src/redaction/index.js'

const rooms = ['src/identifiers', 'src/redaction'] as const
const files = rooms.flatMap((room) => readdirSync(room).map((file) => `${room}/${file}`))
const sourceOf = (file: string): string => (file.endsWith('.ts') ? readFileSync(file, 'utf8') : '')

describe('the edge of a word', () => {
  // It takes a letter with an accent for no letter, so that `st` ends in `stéphane` and a Cyrillic word has no edge at all.
  test.each(files)('is told by more than ASCII in %s', (file) => {
    const code = sourceOf(file).replace(/^\s*(?:\/\/|\*|\/\*\*).*$/gm, '')
    expect(code.match(/\\b[^\w]?/g)?.filter((found) => found !== "\\b'") ?? []).toEqual([])
  })

  test.each(['numéro 12 vieux stéphane', 'about 14 grand stürmer were there'])(
    'is no letter with an accent: %s',
    (text) => {
      expect(scan(text).spans.filter(({ end }) => /^\p{L}/u.test(text.slice(end)))).toEqual([])
    },
  )

  test.each([
    ['ул. Ленина 12, кв 4', 'postal_address'],
    ['rua das Flores 12, 3 andar', 'postal_address'],
  ])('is found after other alphabets: %s', (text, type) => {
    expect(scan(`мой адрес ${text}`).spans.at(-1)).toMatchObject({ type, end: 10 + text.length })
  })
})

test('what ties a word to its value is written as folding leaves a text', () => {
  for (const words of Object.values(LINKS))
    for (const word of words.split('|')) expect([word, /\p{M}/u.test(word)]).toEqual([word, false])
})

describe('a word for what is no identifier is known once', () => {
  test.each(OPPOSING_WORDS.map((word) => word.replace('*', '')).filter((word) => word !== 'po#'))(
    'right after %s a bare number is nobody’s',
    (word) => {
      for (const number of ['415 555 0132', '256496929']) {
        const { spans } = scan(`${word} ${number}`, { regions: ['FR'] })
        expect([word, spans]).toEqual([word, []])
      }
    },
  )

  test.each(['coupon', 'voucher', 'Gutschein', 'cupón', 'buono', 'cupom', 'kupon', 'купон'])(
    '%s runs out and has a code, and neither is a card’s or opens anything',
    (word) => {
      expect(scan(`${word} valid 03/27`).spans).toEqual([])
      expect(scan(`${word} code 482913`).spans).toEqual([])
    },
  )

  test.each(['order', 'Bestellung', 'pedido', 'ordine', 'zamówienie', 'sipariş', 'заказ', '订单'])(
    'the last four of %s are no card’s',
    (word) => {
      expect(scan(`${word} ends in 4242`).spans).toEqual([])
      expect(scan(`${word} paid with card ends in 4242`).spans.map(({ type }) => type)).toEqual([
        'card_last4',
      ])
    },
  )

  // A row is seldom right everywhere: an identifier that takes such a word for its own is asked by whoever reads it.
  test('no identifier has such a word for its own', () => {
    const opposing = new Set(OPPOSING_WORDS)
    const own = identifiers.flatMap(({ type, context }) =>
      (context?.words ?? []).filter((word) => opposing.has(word)).map((word) => `${type}: ${word}`),
    )
    expect(own).toEqual([])
  })
})
