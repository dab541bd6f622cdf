import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type OwnIdentifiers,
  REDACTION_ACTIONS,
  type RedactionRule,
} from '../../src/model/index.js'
import {
  readRules,
  redactMessage,
  redactRecord,
  redactText,
  redactTranscript,
  scan,
  type Tail,
} from '../../src/redaction/index.js'

const KINDS: OwnIdentifiers = {
  booking_ref: { pattern: 'BK-?\\d{6}', mask: 'last_2' },
  club_no: {
    pattern: '\\d{3}[ -]?\\d{5}',
    words: ['club', 'müller card*', '会员'],
    mask: 'last_2',
  },
  seat_code: { pattern: '[A-Z0-9]{6}', words: ['seat'] },
}
const KEY = '0123456789abcdef'

const rulesWith = (
  action: RedactionRule['action'],
  others: RedactionRule['action'] = 'mask',
): readonly RedactionRule[] => [
  ...Object.entries(KINDS).map(
    ([identifier, finds]): RedactionRule => ({ target: 'text', identifier, action, finds }),
  ),
  { target: 'text', identifier: 'default', action: others },
]

const typesIn = (text: string): readonly string[] =>
  scan(text, { identifiers: KINDS }).spans.map(
    ({ start, end, type }) => `${type} ${text.slice(start, end)}`,
  )

describe('a kind of its own is found', () => {
  test.each([
    ['my booking is BK-123456, thanks', 'booking_ref BK-123456'],
    ['bk123456', 'booking_ref bk123456'],
    ['ＢＫ－１２３４５６', 'booking_ref ＢＫ－１２３４５６'],
    ['BK-١٢٣٤٥٦', 'booking_ref BK-١٢٣٤٥٦'],
    ['予約はBK-123456です', 'booking_ref BK-123456'],
    ['club no. is 123 45678', 'club_no 123 45678'],
    ['Muller cards: 123-45678', 'club_no 123-45678'],
    ['会员12345678', 'club_no 12345678'],
    ['12345678 is my club number', 'club_no 12345678'],
    ['seat XKQJZP please', 'seat_code XKQJZP'],
    ['seat ab12cd', 'seat_code ab12cd'],
  ])('in %j', (text, found) => {
    expect(typesIn(text)).toContain(found)
  })

  test.each([
    'XBK123456',
    'BK-1234567',
    'the total was 123 45678',
    'clubs 123 45678',
    'club\n\n123 45678',
    'please seat people before twelve',
    '[booking_ref] and [seat_code:abcdefghijklmnop]',
  ])('and nothing of the kind in %j', (text) => {
    expect(typesIn(text).filter((found) => /^(?:booking|club|seat)/.test(found))).toEqual([])
  })

  test('beside what the other side asked, and the key of a field', () => {
    const asked = { identifiers: KINDS, asked: 'Your club number?' }
    expect(scan('123 45678', asked).spans).toEqual([{ start: 0, end: 9, type: 'club_no' }])
    const rules: readonly RedactionRule[] = [
      { target: 'field', path: '**', action: 'keep' },
      ...rulesWith('drop'),
    ]
    expect(redactRecord({ club: '123 45678', total: '123 45' }, rules).value).toEqual({
      club: '[club_no]',
      total: '123 45',
    })
  })
})

test('the words that spoke for it are named as the policy has them', () => {
  const { spans } = scan('my CLUB no 123 45678', { identifiers: KINDS, why: true })
  expect(spans).toEqual([
    {
      start: 11,
      end: 20,
      type: 'club_no',
      why: { certainty: 90, for: [{ word: 'club', start: 3, end: 7 }], against: [] },
    },
  ])
})

describe('a rule that brings its kind along needs nothing else', () => {
  const text = 'booking BK-123456, again bk123456'

  test.each([
    ['mask', 'booking ***56, again ***56'],
    ['drop', 'booking [booking_ref], again [booking_ref]'],
    ['keep', text],
  ] as const)('to %s', (action, expected) => {
    // Whatever is done to all other kinds.
    for (const others of REDACTION_ACTIONS)
      expect(redactText(text, rulesWith(action, others), { key: KEY }).text).toBe(expected)
  })

  test.each(['token', 'hash'] as const)('to %s, and two spellings give one', (action) => {
    const marks = redactText(text, rulesWith(action), { key: KEY }).text.match(/\[[^\]]*\]/g) ?? []
    expect(marks).toHaveLength(2)
    expect(new Set(marks).size).toBe(1)
    expect(marks[0]).toMatch(/^\[booking_ref:[a-p]+\]$/)
  })

  test('in a transcript, a message as it comes and a record', () => {
    const messages = [{ id: '1', author: 'a', text }]
    expect(redactTranscript(messages, rulesWith('drop'))[0]?.text).not.toMatch(/\d/)
    const next = { tail: null, id: '1', text }
    expect(redactMessage(next, rulesWith('drop')).text).not.toMatch(/\d/)
    const record = { note: text }
    const rules: readonly RedactionRule[] = [
      { target: 'field', path: 'note', action: 'keep' },
      ...rulesWith('drop'),
    ]
    expect(redactRecord(record, rules).value).toEqual({
      note: 'booking [booking_ref], again [booking_ref]',
    })
  })

  test('over JSON', () => {
    const read = readRules(JSON.parse(JSON.stringify(rulesWith('drop'))))
    expect(read.ok && redactText(text, read.value).text).not.toContain('123456')
  })

  test.each([{ pattern: '\\d+' }, { pattern: 7 }, { pattern: '\\d{4}', more: true }, null, 'BK'])(
    'one that cannot be read refuses the list, and shows nothing: %j',
    (finds) => {
      const rules: unknown = [{ target: 'text', identifier: 'odd_kind', action: 'keep', finds }]
      expect(readRules(rules).ok).toBe(false)
      const unsafe = JSON.parse(JSON.stringify(rules))
      expect(redactText(text, unsafe).text).toBe('[withheld]')
      const own = JSON.parse(JSON.stringify({ odd_kind: finds }))
      expect(scan(text, { identifiers: own })).toMatchObject({ spans: [], complete: false })
    },
  )

  test('one that takes the name of a built-in kind, or two of one name, show nothing', () => {
    const [first, second] = ['\\d{4}', '\\d{5}'].map(
      (pattern): RedactionRule => ({
        target: 'text',
        identifier: 'odd_kind',
        action: 'keep',
        finds: { pattern },
      }),
    )
    if (first === undefined || second === undefined) return
    expect(redactText(text, [first, second]).text).toBe('[withheld]')
    expect(scan(text, { identifiers: { us_ssn: { pattern: '\\d{4}' } } }).complete).toBe(false)
  })
})

test('a kind that is kept hides nothing that it overlaps', () => {
  const identifiers = { any_digits: { pattern: '[0-9 ]{0,1}\\d{4}[ -]?\\d{4} ?\\d{4} ?\\d{4}' } }
  const kind = { any_digits: { pattern: '\\d{4} \\d{4} \\d{4} \\d{4}' } }
  expect(scan('4111 1111 1111 1111', { identifiers }).complete).toBe(false)
  for (const rules of [
    [{ target: 'text', identifier: 'default', action: 'keep' }],
    [{ target: 'text', identifier: 'any_digits', action: 'keep' }],
  ] as const) {
    const named = [
      ...rules,
      { target: 'text', identifier: 'payment_card', action: 'drop' } as const,
    ]
    const { text } = redactText('pay 4111 1111 1111 1111', named, { identifiers: kind })
    expect(text).toBe('pay [payment_card]')
  }
})

const anyOwnText = fc
  .array(
    fc.constantFrom(
      'BK-123456',
      'bk123456',
      'club 123 45678',
      'seat AB12CD',
      'seat ',
      ' and ',
      '[booking_ref]',
      'x',
      '-',
      '4111 1111 1111 1111',
    ),
    { maxLength: 8 },
  )
  .map((parts) => parts.join(' '))

describe('laws', () => {
  test('what is redacted holds nothing of it, and redacting again changes nothing', () => {
    fc.assert(
      fc.property(
        anyOwnText,
        fc.constantFrom(...REDACTION_ACTIONS.filter((action) => action !== 'keep')),
        (text, action) => {
          const once = redactText(text, rulesWith(action), { key: KEY }).text
          expect(once).not.toMatch(/123456|123 45678|AB12CD/)
          expect(redactText(once, rulesWith(action), { key: KEY }).text).toBe(once)
        },
      ),
    )
  })

  test('what is found without own kinds is hidden with them', () => {
    fc.assert(
      fc.property(anyOwnText, (text) => {
        const alone = scan(text).spans
        const both = scan(text, { identifiers: KINDS }).spans
        for (const { start, end } of alone)
          expect(both.some((span) => span.start <= start && end <= span.end)).toBe(true)
      }),
    )
  })
})

describe('hostile text', () => {
  // As many kinds as there may be, of the dearest form.
  const many: OwnIdentifiers = Object.fromEntries(
    Array.from({ length: 64 }, (_, i) => [
      `kind_${i}`,
      { pattern: '[A-Z0-9](?: |-)?[A-Z0-9]{4,60}', words: ['a', 'aa*', '1'] },
    ]),
  )
  const one: OwnIdentifiers = {
    kind_0: { pattern: '[A-Z0-9]{3}(?: A1| B2){0,20}', words: ['a1*'] },
  }

  test.each(['a', '1', 'a ', 'a1', 'a1 ', 'BK-12345', 'a1- ', 'aaa a1 ', '\u200ba1 ', '[a1 '])(
    'of %j costs a fixed number of steps a character, and ten times the text ten times the steps',
    (part) => {
      for (const [kinds, steps] of [
        [one, 130],
        [many, 300],
      ] as const)
        for (const size of [2_000, 20_000]) {
          const text = part.repeat(Math.ceil(size / part.length)).slice(0, size)
          expect(scan(text, { identifiers: kinds, budget: size * steps }).complete).toBe(true)
        }
    },
  )

  test('a text of four hundred thousand characters is scanned to its end', () => {
    expect(scan('a1 '.repeat(133_000), { identifiers: one }).complete).toBe(true)
    expect(scan('BK-123456 '.repeat(40_000), { identifiers: KINDS }).spans).toHaveLength(40_000)
  })
})

describe('a value of a kind of its own that is typed over messages', () => {
  const RULE = {
    target: 'text',
    identifier: 'booking_ref',
    action: 'token',
    finds: { pattern: '[A-Z]{2}-?\\d{6}' },
  } as const
  test.each([
    [['BK-12', '3456'], '[booking_ref]'],
    [['my booking is BK-1234', '56 ok'], '[booking_ref] ok'],
    [['BK', '123456'], '[booking_ref]'],
    [['bk1', '23', '456'], '[booking_ref]'],
    [['booking BK-123456', '7 people'], '7 people'],
    [['ok', '123456'], '123456'],
    [['we are', '123456'], '123456'],
  ])('is found with its last part: %j', (texts, last) => {
    let tail: Tail | null = null
    const shown = texts.map((text, at) => {
      const next = redactMessage({ tail, id: String(at), text }, [RULE])
      tail = next.tail
      return next.text
    })
    expect(shown.at(-1)).toBe(last)
    const messages = texts.map((text, at) => ({ id: String(at), author: 'ada', text }))
    const whole = redactTranscript(messages, () => [RULE]).map(({ text }) => text)
    expect(whole.at(-1)).toBe(last)
    if (last.startsWith('[')) expect(whole.join(' ')).not.toMatch(/\d{2}/)
  })
})
