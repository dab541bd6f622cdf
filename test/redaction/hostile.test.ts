import { describe, expect, test } from 'vitest'
import { redactText, redactTranscript, scan, scanMessage } from '../../src/redaction/index.js'
import { EMPTY_TAIL } from '../../src/redaction/scanMessage.js'

const CARD = 'card 4111 1111 1111 1111'
const RULES = [{ target: 'text', identifier: 'default', action: 'mask' }] as const

// The types are a promise of the caller; what comes over a wire has made none.
const isAnything = <Wanted>(_: unknown): _ is Wanted => true

const throwing = {
  get finders(): never {
    throw new Error('zanzibar7731')
  },
}

const NO_TEXT = [null, undefined, 7, true, {}, [], [CARD], { text: CARD }]
const NO_OPTIONS = [
  null,
  7,
  'text',
  [],
  { types: 'payment_card' },
  { types: null },
  { allow: 'x' },
  { asked: 7 },
  { finders: [null] },
  { finders: {} },
  { regions: 'US' },
  { budget: Number.NaN },
  { budget: '9' },
  throwing,
]

describe('what cannot be read was not looked through', () => {
  test.each(NO_TEXT.map((value) => [value]))('a text that is none: %j', (value) => {
    if (!isAnything<string>(value)) return
    expect(scan(value)).toMatchObject({ spans: [], complete: false })
    expect(redactText(value, RULES)).toMatchObject({ text: '[withheld]', complete: false })
    const told = scanMessage(EMPTY_TAIL, value, 'IM01')
    expect(told).toMatchObject({ tail: EMPTY_TAIL, earlier: [], complete: false })
    const [message] = redactTranscript([{ id: 'IM01', author: 'a', text: value }], RULES)
    expect(message).toMatchObject({ id: 'IM01', text: '[withheld]', complete: false })
  })

  test.each(NO_OPTIONS.map((value, at) => [at, value] as const))(
    'options that are none: %i',
    (_, value) => {
      if (!isAnything<Record<string, never>>(value)) return
      expect(scan(CARD, value)).toMatchObject({ spans: [], complete: false })
      expect(redactText(CARD, RULES, value)).toMatchObject({ text: '[withheld]', complete: false })
      expect(scanMessage(EMPTY_TAIL, CARD, 'IM01', value)).toMatchObject({ complete: false })
      const [message] = redactTranscript([{ id: 'IM01', author: 'a', text: CARD }], RULES, value)
      expect(message).toMatchObject({ text: '[withheld]', complete: false })
    },
  )

  test('a transcript that is none holds no message, and one that is no message is withheld', () => {
    for (const value of [null, undefined, 7, 'text', {}])
      if (isAnything<[]>(value)) expect(redactTranscript(value, RULES)).toEqual([])
    const broken = [null, 7, { id: 1 }, { id: 'IM02', author: 'a', text: 'hello' }]
    if (isAnything<{ id: string; author: string; text: string }[]>(broken))
      expect(redactTranscript(broken, RULES).map(({ text }) => text)).toEqual([
        '[withheld]',
        '[withheld]',
        '[withheld]',
        'hello',
      ])
  })

  test('a tail that is none leaves the scan incomplete', () => {
    for (const value of [null, 7, {}, { pieces: 1 }])
      if (isAnything<typeof EMPTY_TAIL>(value))
        expect(scanMessage(value, CARD, 'IM01')).toMatchObject({
          complete: false,
          tail: EMPTY_TAIL,
        })
  })
})
