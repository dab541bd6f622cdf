import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { identifiers } from '../../src/identifiers/index.js'
import { REDACTION_ACTIONS, type RedactionAction } from '../../src/model/index.js'
import { redactText, type Span, scan } from '../../src/redaction/index.js'
import { anyCharacter } from '../arbitraries/characters.js'
import { runs } from '../runs.js'

const key = 'a key of more than sixteen bytes'

const word = fc.constantFrom(
  ...'please call my card number is ssn born on passport order and the, at home cvv exp account patient id'.split(
    ' ',
  ),
)
const identifier = fc.constantFrom(...identifiers.flatMap(({ examples }) => examples.valid))
const junk = fc.constantFrom(
  '\n',
  ' - ',
  '\u200b',
  '(',
  ')',
  'é',
  '😀',
  '１２',
  '٣',
  '&#52;',
  '...',
  '7:30',
  '*',
  '+',
)
const anyParts = fc.array(
  fc.oneof(
    { weight: 3, arbitrary: word },
    { weight: 3, arbitrary: identifier },
    junk,
    fc.string({ unit: anyCharacter, maxLength: 6 }),
  ),
  { maxLength: 12 },
)
const anyText = anyParts.chain((parts) =>
  fc.constantFrom(' ', '\n', '').map((gap) => parts.join(gap)),
)
const plainWord = fc.constantFrom('please', 'my', 'is', 'and', 'the', 'at', 'home,', 'thanks')
const anySentence = fc
  .tuple(fc.array(plainWord, { maxLength: 4 }), identifier, fc.array(plainWord, { maxLength: 4 }))
  .map(([before, value, after]) => [...before, value, ...after].join(' '))
const anyLetter = fc
  .array(anySentence, { minLength: 1, maxLength: 4 })
  .map((all) => all.join('\n\n'))

const anyAction = fc.constantFrom(...REDACTION_ACTIONS)
const always = (action: RedactionAction) =>
  [{ target: 'text', identifier: 'default', action }] as const

const covers = (spans: readonly Span[], at: number): boolean =>
  spans.some(({ start, end }) => start <= at && at < end)

describe('redacting text', () => {
  test('a message with one identifier a paragraph is done in one go', () => {
    fc.assert(
      fc.property(anyLetter, anyAction, (text, action) => {
        fc.pre(action !== 'keep')
        const once = redactText(text, always(action), { key }).text
        expect(redactText(once, always(action), { key }).text).toBe(once)
      }),
      runs(400),
    )
  })

  test('a word is read whole, wherever the look at the words before an expiry begins', () => {
    for (let more = 0; more < 40; more += 1) {
      const text = `please ${'a'.repeat(more)} is my exp12/27\n\n4111 1111 1111 1111`
      expect(redactText(text, always('drop')).text).not.toContain('12/27')
    }
  })

  test.each([
    ['baby', 'she was born 4 July', '4 July'],
    ['restore', 'code otp 482913', '482913'],
    ['hotel', 'my card ending 4444', '4444'],
    ['please', 'my visa exp 12/27', '12/27'],
  ])('nor does the end of %s speak against a value, wherever it is cut', (word, said, value) => {
    for (let more = 0; more < 60; more += 1) {
      const text = `${word} ${'a'.repeat(more)} ${said}`
      expect(redactText(text, always('drop')).text).not.toContain(value)
    }
  })

  test.each([
    ['my order was paid with visa ending 4444', '4444'],
    ['just in case my card ending 4444', '4444'],
    ['el pedido lo pagué con la tarjeta terminada en 4444', '4444'],
    ['my subscription, my visa exp 12/27', '12/27'],
    ['the offer, with carte exp 12/27', '12/27'],
    ['voucher\n\nexp 12/27 4111 1111 1111 1111', '12/27'],
    ['my reset token 0b1c2d3e-4f50-4617-8293-a4b5c6d7e8f9', '0b1c2d3e'],
  ])('of two things that are named the nearer counts: %s', (text, value) => {
    expect(redactText(text, always('drop')).text).not.toContain(value)
  })

  test.each([
    'visa order 4444',
    'card payment for ticket 4444',
    'gift card exp 12/27',
    'list the token 0b1c2d3e-4f50-4617-8293-a4b5c6d7e8f9',
  ])('and where the nearer is no card it stays: %s', (text) => {
    expect(redactText(text, always('drop')).text).toBe(text)
  })

  test('each finding adds at most 64 units', () => {
    fc.assert(
      fc.property(anyText, anyAction, (text, action) => {
        const { text: shown, spans } = redactText(text, always(action), { key })
        expect(shown.length).toBeLessThanOrEqual(text.length + 64 * spans.length)
      }),
    )
  })

  test('what is dropped is nowhere in the output', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const { text: shown, spans } = redactText(text, always('drop'))
        for (const { start, end } of spans) {
          const found = text.slice(start, end)
          const isOnce = text.indexOf(found) === text.lastIndexOf(found)
          if (found.length >= 6 && isOnce) expect(shown).not.toContain(found)
        }
      }),
      runs(300),
    )
  })

  test('text outside the findings is kept as it is', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const { text: shown, spans } = redactText(text, always('drop'))
        const rest = spans
          .toReversed()
          .reduce(
            (left, { start, end, type }) => `${left.slice(0, start)}[${type}]${left.slice(end)}`,
            text,
          )
        expect(shown).toBe(rest)
      }),
    )
  })

  test('text without a digit, a sign or a link comes back the same', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('good', 'morning', 'to', 'you', 'Ada', ',', '!', 'é', '\n'), {
          maxLength: 30,
        }),
        (words) => {
          const text = words.join(' ')
          const shown = redactText(text, always('drop'))
          expect(shown.text).toBe(text)
          expect(shown.redacted).toEqual([])
        },
      ),
    )
  })

  // What belongs to a card is typed before or after it, whatever stands between.
  test('a blank line between two texts changes neither, where neither holds a card', () => {
    fc.assert(
      fc.property(anyText, anyText, anyAction, (a, b, action) => {
        const [first, second] = [a.trim(), b.trim()]
        const cards = (text: string) => scan(text, { types: ['payment_card'] }).spans.length
        fc.pre(cards(first) === 0 && cards(second) === 0)
        const apart = [first, second]
          .map((text) => redactText(text, always(action), { key }).text)
          .join('\n\n')
        expect(redactText(`${first}\n\n${second}`, always(action), { key }).text).toBe(apart)
      }),
      runs(400),
    )
  })

  test.each([
    ['a handle is none for a number', 'rahul.k@okhdfcbank', '4155550132', 'payment_handle phone'],
    ['a card is not put together', 'first four 4111, then 1111', 'then 1111, last 1111', ''],
    ['a code is not told by an expiry', 'exp12/27', '1227 thanks', 'card_expiry'],
    ['nor a booking by its word', 'my booking', '739146', ''],
  ])('over a blank line %s', (_, first, second, types) => {
    const options = { identifiers: { booking: { pattern: '\\d{6}', words: ['booking'] } } }
    const typesOver = (gap: string) =>
      scan(first + gap + second, options)
        .spans.map(({ type }) => type)
        .join(' ')
    expect(typesOver('\n\n')).toBe(types)
    expect(typesOver(' ')).not.toBe(types)
  })

  test('stricter rules never show a character more', () => {
    const types = identifiers.map(({ type }) => type)
    const anyRules = fc.array(
      fc.tuple(fc.constantFrom(...types, 'default'), anyAction, anyAction),
      { maxLength: 8 },
    )
    fc.assert(
      fc.property(anyText, anyRules, (text, entries) => {
        const rank = (action: RedactionAction) => REDACTION_ACTIONS.indexOf(action)
        const unique = [...new Map(entries.map((entry) => [entry[0], entry])).values()]
        const rules = (pick: (a: RedactionAction, b: RedactionAction) => RedactionAction) =>
          unique.map(([name, a, b]) => ({
            target: 'text' as const,
            identifier: name,
            action: pick(a, b),
          }))
        const strict = redactText(
          text,
          rules((a, b) => (rank(a) < rank(b) ? a : b)),
          { key },
        )
        const loose = redactText(
          text,
          rules((a, b) => (rank(a) < rank(b) ? b : a)),
          { key },
        )
        const shownMore = loose.spans.flatMap(({ start, end }) =>
          Array.from({ length: end - start }, (_, more) => start + more).filter(
            (at) => /[\p{L}\p{N}]/u.test(text.charAt(at)) && !covers(strict.spans, at),
          ),
        )
        expect(shownMore).toEqual([])
      }),
      runs(600),
    )
  })
})

describe('scanning text', () => {
  test.each([
    ['198.51.100.0/24 130692544 home card 123-456-782', '198.51.100.0/24 130692544'],
    ['2123 45670 1 2123 45670 1', '2123 45670 1 2123 45670 1'],
    ['85 07 30 033 28 85.07.30-033.28', '85 07 30 033 28 85.07.30-033.28'],
  ])('covers the whole extent of what overlaps: %s', (text, whole) => {
    const found = scan(text).spans.map(({ start, end }) => text.slice(start, end))
    expect(found).toEqual([whole])
  })

  test('never throws, and finds sound, ordered spans', () => {
    fc.assert(
      fc.property(fc.oneof(anyText, fc.string({ unit: anyCharacter, maxLength: 200 })), (text) => {
        const { spans } = scan(text)
        const unsound = spans.filter(
          ({ start, end }, at) =>
            start < (spans[at - 1]?.end ?? 0) || end <= start || end > text.length,
        )
        expect(unsound).toEqual([])
      }),
      runs(500),
    )
  })

  test.each([
    ['Arabic-Indic', 0x0660],
    ['Devanagari', 0x0966],
    ['full-width', 0xff10],
    ['Thai', 0x0e50],
  ])('digits in %s are found at the same places', (_, zero) => {
    fc.assert(
      fc.property(anyText, (text) => {
        const other = text.replace(/[0-9]/g, (digit) => String.fromCharCode(zero + Number(digit)))
        // An entity spells its number in ASCII.
        if (!text.includes('&#')) expect(scan(other).spans).toEqual(scan(text).spans)
      }),
    )
  })

  test('upper case finds an address at the same place', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('ada@example.com', 'gb29 nwbk 6016 1331 9268 19', '+14155550132'),
        (text) => {
          expect(scan(text.toUpperCase()).spans).toEqual(scan(text).spans)
        },
      ),
    )
  })
})
