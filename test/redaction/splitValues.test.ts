import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { EMPTY_TAIL, redactTranscript, scanMessage, type Tail } from '../../src/redaction/index.js'

const DROP = [{ target: 'text', identifier: 'default', action: 'drop' }] as const

const shown = (...texts: readonly string[]) =>
  redactTranscript(
    texts.map((text, i) => ({ id: `IM${i}`, author: 'ada', text })),
    DROP,
  ).map(({ text }) => text)

function play(texts: readonly string[]) {
  let tail: Tail = EMPTY_TAIL
  return texts.map((text, i) => {
    const result = scanMessage(tail, text, `IM${i}`)
    tail = JSON.parse(JSON.stringify(result.tail))
    return result
  })
}

const VALUES: readonly (readonly [string, readonly string[]])[] = [
  ['payment_card', ['4111', ' 1111', ' 1111', ' 1111']],
  ['payment_card', ['3782', ' 822463', ' 10005']],
  ['phone', ['(415)', ' 555', '-0132']],
  ['phone', ['415', ' 555', ' 0132']],
  ['phone', ['+44', ' 7911', ' 123456']],
  ['phone', ['+49', ' 30', ' 901820']],
  ['us_ssn', ['536', '-90', '-4399']],
  ['iban', ['DE89', ' 3704', ' 0044', ' 0532', ' 0130', ' 00']],
  ['iban', ['GB29', ' NWBK', ' 6016', ' 1331', ' 9268', ' 19']],
  ['email', ['ada.lovelace', '@example.com']],
  ['email', ['ada.lovelace@', 'example.com']],
  ['email', ['ada@', 'shop-example', '.com']],
  // Said, and not typed.
  ['payment_card', ['four one one one', ' one one one one', ' one one one one one one one one']],
  ['phone', ['four one five', ' five five five', ' oh one three two']],
  ['payment_card', ['quatro um um um', ' um um um um', ' um um um um', ' um um um um']],
]

/** What nothing but the words before it tells, in letters and digits. */
const ANNOUNCED: readonly (readonly [string, string, readonly string[]])[] = [
  ['passport', 'my passport number is', ['C01', 'X00', 'T47']],
  ['es_nie', 'mi nie es', ['X1234', '567L']],
  ['it_codice_fiscale', 'codice fiscale', ['RSSMRA', '85T10', 'A562S']],
  ['uk_nino', 'my national insurance number is', ['AB 12', ' 34 56', ' C']],
]

/** Gives every way to cut a list of parts into messages, at least two. */
const cutsOf = (parts: readonly string[]): readonly (readonly string[])[] =>
  Array.from({ length: 2 ** (parts.length - 1) - 1 }, (_, bits) => {
    const messages: string[] = []
    parts.forEach((part, i) => {
      const isCut = i === 0 || ((bits + 1) & (1 << (i - 1))) !== 0
      if (isCut) messages.push(part)
      else messages.push(`${messages.pop()}${part}`)
    })
    return messages.map((text) => text.trim())
  })

describe('a value is the same value over several messages', () => {
  test.each(VALUES)('%s %j, cut wherever its parts meet', (type, parts) => {
    const leaks = cutsOf(parts).filter((messages) =>
      shown('hello there', ...messages)
        .slice(1)
        .some((text) => text !== `[${type}]`),
    )
    expect(leaks).toEqual([])
  })

  test.each(ANNOUNCED)(
    '%s, announced by "%s", cut wherever its parts meet',
    (type, words, parts) => {
      // A first part that is such a value itself ends what was announced.
      const cuts = cutsOf(parts).filter(([first = '']) => shown(words, first)[1] === first)
      expect(cuts.length).toBeGreaterThan(0)
      const leaks = cuts.filter((messages) =>
        shown(words, ...messages)
          .slice(1)
          .some((text) => text !== `[${type}]`),
      )
      expect(leaks).toEqual([])
    },
  )

  test.each([
    [['my passport number is', 'C01X00T47', 'order AB12', 'thanks']],
    [['my passport number is', 'hold on', 'ok', 'AB12']],
    [['one or two', 'three or four', 'no one', 'one two']],
    [['C01X', '00T47']],
  ])('%j are things to say', (messages) => {
    const said = shown(...messages)
    expect(said.filter((text) => text !== '[passport]')).toEqual(
      messages.filter((text) => text !== 'C01X00T47'),
    )
  })

  test.each(VALUES)('%s %j, with words before it and after it', (type, parts) => {
    const leaks = cutsOf(parts).filter((messages) => {
      const said = messages.map((text, i) =>
        i === 0 ? `it is ${text}` : i === messages.length - 1 ? `${text} thanks` : text,
      )
      const last = shown(...said)
      return last[0] !== `it is [${type}]` || last.at(-1) !== `[${type}] thanks`
    })
    expect(leaks).toEqual([])
  })

  test('sixteen digits, one a message, are a card and at no time anything else', () => {
    const digits = [...'4111111111111111']
    expect(shown(...digits)).toEqual(digits.map(() => '[payment_card]'))
    const types = play(digits).flatMap(({ spans }) => spans.map(({ type }) => type))
    expect(new Set(types)).toEqual(new Set(['payment_card']))
    expect(shown(...'5500005555555559')).toEqual(digits.map(() => '[payment_card]'))
  })

  test('a card whose first groups are a phone number as well is a card', () => {
    expect(shown('5555', '5555', '55', '554444')).toEqual(
      Array.from({ length: 4 }, () => '[payment_card]'),
    )
  })
})

describe('small talk over several messages is left alone', () => {
  test.each([
    [
      ['see you at', 'ada@example.com'],
      ['see you at', '[email]'],
    ],
    [
      ['write to ada@example.com.', 'thanks'],
      ['write to [email].', 'thanks'],
    ],
    [
      ['ok.', 'then mail ada@example.com'],
      ['ok.', 'then mail [email]'],
    ],
    [
      ['hello', 'is it you', 'yes'],
      ['hello', 'is it you', 'yes'],
    ],
    [
      ['2', '3', '4', '5', '6', '7', '8', '9', '1'],
      ['2', '3', '4', '5', '6', '7', '8', '9', '1'],
    ],
    [
      ['row 12', 'seat 30', 'at 10', '11'],
      ['row 12', 'seat 30', 'at 10', '11'],
    ],
    [
      ['no', 'why', 'DE89 is a road', 'ok 12'],
      ['no', 'why', 'DE89 is a road', 'ok 12'],
    ],
  ])('%j', (texts, expected) => {
    expect(shown(...texts)).toEqual(expected)
  })
})

test('what is remembered stays small, is data, and names what it was told', () => {
  const text = fc.oneof(
    fc.string({ maxLength: 200 }),
    fc.constantFrom(
      '4',
      '1111',
      'ada',
      'ada@',
      'DE89',
      '+44 7911',
      'x'.repeat(500),
      '1 '.repeat(90),
    ),
  )
  fc.assert(
    fc.property(fc.array(text, { maxLength: 60 }), (texts) => {
      let tail: Tail = EMPTY_TAIL
      texts.forEach((text, i) => {
        const told = scanMessage(tail, text, `${i}`)
        for (const { id, start, end } of told.earlier) {
          const length = texts[Number(id)]?.length ?? 0
          expect(start < end && end <= length).toBe(true)
        }
        tail = told.tail
        expect(JSON.parse(JSON.stringify(tail))).toEqual(tail)
        const kept = [...tail.pieces, ...(tail.words ?? [])]
        expect(kept.length).toBeLessThanOrEqual(32)
        for (const piece of kept) {
          expect(piece.text.length).toBeLessThanOrEqual(40)
          expect(texts[Number(piece.id)]?.slice(piece.start)).toContain(piece.text)
        }
      })
    }),
  )
})

test.each([
  [['4111,', '1111,', '1111,', '1111.']],
  [['4111...', '...1111', '1111 -', '1111']],
  [['it is 4111 1111', 'and then 1111', '1111']],
  [['first half: 4111 1111', 'second half: 1111 1111']],
  [['4111 1111', 'hold on', 'let me see', 'ok', 'sorry', '1111 1111']],
])('a card is a card, however its parts are said: %j', (texts) => {
  let tail: Tail = EMPTY_TAIL
  const found = texts.flatMap((text, at) => {
    const scanned = scanMessage(tail, text, String(at))
    tail = scanned.tail
    return scanned.spans.map(({ type }) => type)
  })
  expect(found).toEqual(['payment_card'])
})

test('numbers that people say one after another are no card', () => {
  let tail: Tail = EMPTY_TAIL
  for (const text of [
    'room 411',
    'it was 1111',
    'and 25 euros',
    'then 1111',
    'in 2024',
    'at 1130',
  ]) {
    const scanned = scanMessage(tail, text, 'IM')
    tail = scanned.tail
    expect(scanned.spans).toEqual([])
  }
})

// What a question tells, in the parts that people send; a transcript hides the first of them as well.
const TOLD = [
  ['expiry date?', ['03', '27'], 'card_expiry'],
  ['last four digits of the card?', ['42', '42'], 'card_last4'],
  ['security code?', ['4', '8', '2'], 'card_code'],
  ['what code did we send?', ['482', '913'], 'one_time_code'],
  ['your pin?', ['4', '8', '2', '1'], 'pin_code'],
  ['date of birth?', ['04/07', '1982'], 'date_of_birth'],
  ['account number?', ['8273', '6451'], 'bank_account'],
  ['sort code?', ['20', '04', '15'], 'uk_sort_code'],
  ['last four of your social?', ['87', '10'], 'us_ssn_last4'],
] as const

test.each(TOLD)('after %s, %j is a %s in all its parts', (asked, parts, type) => {
  const messages = [asked, ...parts].map((text, at) => ({
    id: `IM${at}`,
    author: at === 0 ? 'agent' : 'ada',
    text,
  }))
  const texts = redactTranscript(messages, DROP).map(({ text }) => text)
  expect(texts).toEqual([asked, ...parts.map(() => `[${type}]`)])
})
