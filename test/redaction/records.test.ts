import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { RedactionAction, RedactionRule } from '../../src/model/index.js'
import { compileRecordRules, redactRecord } from '../../src/redaction/index.js'
import { runs } from '../runs.js'

const field = (path: string, action: RedactionAction): RedactionRule => ({
  target: 'field',
  path,
  action,
})
const text = (identifier: string, action: RedactionAction): RedactionRule => ({
  target: 'text',
  identifier,
  action,
})
const masked = text('default', 'mask')

const record = {
  name: 'Ada Lovelace',
  email: 'ada@example.com',
  vip: true,
  orders: [
    { id: 'A-1', total: 12.5, note: 'paid with 4111 1111 1111 1111' },
    { id: 'A-2', total: 3, note: 'gift' },
  ],
  inner: { risk: 7 },
}

describe('a record', () => {
  test('shows only what a rule names', () => {
    expect(redactRecord(record, [field('name', 'keep'), masked])).toEqual({
      value: { name: 'Ada Lovelace' },
      removed: ['*'],
      reasons: [],
    })
  })

  test('shows nothing without rules', () => {
    expect(redactRecord(record, []).value).toBeNull()
    expect(redactRecord('4111 1111 1111 1111', []).value).toBeNull()
  })

  test('follows wildcards, and hides what is found inside kept text', () => {
    const { value } = redactRecord(record, [
      field('orders.*.id', 'keep'),
      field('orders.*.note', 'keep'),
      masked,
    ])
    expect(value).toEqual({
      orders: [
        { id: 'A-1', note: 'paid with ***1111' },
        { id: 'A-2', note: 'gift' },
      ],
    })
  })

  test('shows a field that is one address and nothing else as the rule of the field says', () => {
    expect(redactRecord(record, [field('email', 'keep'), masked]).value).toEqual({
      email: 'ada@example.com',
    })
    expect(redactRecord(record, [field('email', 'mask'), masked]).value).toEqual({
      email: 'a***@example.com',
    })
    expect(
      redactRecord(record, [field('email', 'keep'), masked, text('email', 'drop')]).value,
    ).toEqual({ email: '[email]' })
  })

  test('masks a field that holds more than one identifier whole, and tells no part of it', () => {
    const notes = [
      'paid with 4111 1111 1111 1111',
      '4111 1111 1111 1111 ',
      '4111 1111 1111 1111, ada@example.com',
    ]
    for (const note of notes) {
      expect(redactRecord({ note }, [field('note', 'mask')]).value).toEqual({ note: '***' })
      expect(redactRecord({ note }, [field('note', 'mask'), masked]).value).toEqual({ note: '***' })
    }
  })

  test('never shows a card number because its field is kept', () => {
    expect(redactRecord({ a: '4111 1111 1111 1111' }, [field('a', 'keep'), masked]).value).toEqual({
      a: '***1111',
    })
    expect(redactRecord({ a: 4111111111111111 }, [field('a', 'keep'), masked]).value).toEqual({
      a: '***1111',
    })
  })

  test('takes the strictest of several rules, in any order', () => {
    const rules = [
      field('**', 'keep'),
      field('inner.*', 'mask'),
      field('inner.risk', 'drop'),
      masked,
    ]
    for (const order of [rules, rules.toReversed()]) {
      const { value } = redactRecord(record, order)
      expect(value).toMatchObject({ name: 'Ada Lovelace' })
      expect(value).not.toHaveProperty('inner')
    }
  })

  test('withholds keys that hold an identifier, and those that reach a prototype', () => {
    const input: unknown = JSON.parse(
      '{"ada@example.com": 1, "__proto__": {"admin": true}, "constructor": 1, "ok": 2}',
    )
    const { value, reasons } = redactRecord(input, [field('**', 'keep'), masked])
    expect(value).toEqual({ ok: 2 })
    expect(reasons.map(({ code }) => code).sort()).toEqual(['identifier_in_key', 'unsafe_key'])
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype)
  })

  test('withholds cycles, accessors, depth and what is no JSON, and says so', () => {
    const cyclic: Record<string, unknown> = { a: 1 }
    cyclic['self'] = cyclic
    let deep: unknown = 1
    for (let i = 0; i < 200; i += 1) deep = { deep }
    const odd = {
      get secret() {
        throw new Error('read')
      },
      when: new Date(0),
      f: () => 1,
      big: 1n,
      map: new Map(),
    }
    const keep = [field('**', 'keep'), masked]
    expect(redactRecord(cyclic, keep)).toMatchObject({
      value: { a: 1 },
      reasons: [{ code: 'cycle' }],
    })
    expect(redactRecord(deep, keep).reasons.map(({ code }) => code)).toEqual(['too_deep'])
    const { value, reasons } = redactRecord(odd, keep)
    expect(value).toEqual({})
    expect(reasons.map(({ code }) => code).sort()).toEqual(['accessor', 'not_json', 'not_plain'])
  })

  test('is withheld whole when it cannot be read, or a rule cannot', () => {
    const trap = new Proxy(
      {},
      {
        ownKeys() {
          throw new Error('trapped')
        },
      },
    )
    expect(redactRecord(trap, [field('**', 'keep'), masked]).value).toBeNull()
    const unknown = JSON.parse('[{"target":"dream","path":"**","action":"keep"}]')
    expect(redactRecord(record, unknown)).toMatchObject({
      value: null,
      reasons: [{ code: 'unknown_rule' }],
    })
    expect(redactRecord(record, JSON.parse('null')).value).toBeNull()
  })

  test('is never named in paths or reasons', () => {
    const anyJson = fc.dictionary(fc.string({ minLength: 4 }), fc.jsonValue())
    fc.assert(
      fc.property(anyJson, (input) => {
        const { removed, reasons } = redactRecord(input, [field('known.*.part', 'keep'), masked])
        expect(
          [...removed, ...reasons.map(({ at }) => at)].every((path) =>
            /^(?:known|part|\*|\.)*$/.test(path ?? ''),
          ),
        ).toBe(true)
      }),
    )
  })

  test('is never changed, and its copy shares what nothing touched', () => {
    const frozen = JSON.stringify(record)
    const redact = compileRecordRules([field('**', 'keep'), field('inner.risk', 'drop')])
    const { value, removed } = redact(record)
    expect(JSON.stringify(record)).toBe(frozen)
    const { inner, ...others } = record
    expect(value).toEqual(others)
    expect(value).toMatchObject({ orders: record.orders })
    expect(removed).toEqual(['inner.risk'])
  })

  test('does not show how many there were of what is withheld', () => {
    const rules = [field('name', 'keep'), field('orders.*.id', 'drop'), masked]
    for (const orders of [[{ id: 'A-1' }], [{ id: 'A-1', total: 1 }, { id: 'A-2' }], [7, [8]]])
      expect(redactRecord({ name: 'Ada', orders }, rules).value).toEqual({ name: 'Ada' })
    expect(
      redactRecord({ name: 'Ada', orders: [] }, [...rules, field('orders.*', 'keep')]).value,
    ).toEqual({ name: 'Ada', orders: [] })
  })

  test('holds no list or object that is empty now and was not before', () => {
    const entriesOf = (value: unknown): readonly [string, unknown][] =>
      typeof value === 'object' && value !== null ? Object.entries(value) : []
    // Elements of a list move up, so that only the list itself is looked for.
    const isEmptied = (shown: unknown, given: unknown): boolean =>
      typeof shown === 'object' && entriesOf(shown).length === 0
        ? entriesOf(given).length > 0
        : !Array.isArray(shown) && holdsEmptied(shown, given)
    const holdsEmptied = (shown: unknown, given: unknown): boolean =>
      entriesOf(shown).some(([key, value]) => isEmptied(value, new Map(entriesOf(given)).get(key)))
    const anyTree = fc.letrec((tie) => ({
      tree: fc.oneof(
        { depthSize: 'small' },
        fc.nat(),
        fc.array(tie('tree'), { maxLength: 3 }),
        fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd'), tie('tree'), { maxKeys: 4 }),
      ),
    })).tree
    const anyRule = fc
      .tuple(
        fc.constantFrom('a', 'a.*', 'a.b', '*.b', '**', 'c.**', '*', 'a.b.c', 'a.*.b'),
        fc.constantFrom<RedactionAction>('keep', 'mask', 'drop'),
      )
      .map(([path, action]) => field(path, action))
    fc.assert(
      fc.property(
        anyTree,
        fc.array(anyRule, { maxLength: 4 }),
        fc.boolean(),
        (tree, rules, texts) => {
          const given = { root: 1, tree, a: tree }
          const all = [field('root', 'keep'), ...rules, ...(texts ? [masked] : [])]
          expect(holdsEmptied(compileRecordRules(all)(given).value, given)).toBe(false)
        },
      ),
      runs(700),
    )
  })

  test('shows no more under an added rule', () => {
    const leaves = (value: unknown): readonly string[] =>
      typeof value === 'object' && value !== null
        ? Object.values(value).flatMap(leaves)
        : [JSON.stringify(value)]
    const anyPath = fc.constantFrom('a', 'a.*', 'a.b', '*.b', '**', 'c.**', '*', 'a.b.c')
    const anyRule = fc
      .tuple(anyPath, fc.constantFrom<RedactionAction>('keep', 'mask', 'drop'))
      .map(([path, action]) => field(path, action))
    const keys = fc.constantFrom('a', 'b', 'c', 'd')
    const anyTree = fc.letrec((tie) => ({
      tree: fc.oneof(
        { depthSize: 'small' },
        fc.nat(),
        fc.dictionary(keys, tie('tree'), { maxKeys: 4 }),
      ),
    })).tree
    // Something is kept, and stands beside what is dropped, so that most cases have something to show.
    const anyRecord = fc.dictionary(keys, anyTree, { minKeys: 3, maxKeys: 4 })
    fc.assert(
      fc.property(anyRecord, fc.array(anyRule, { maxLength: 4 }), anyPath, (tree, rules, path) => {
        const kept = [field('**', 'keep'), ...rules]
        const before = leaves(compileRecordRules(kept)(tree).value)
        const after = leaves(compileRecordRules([...kept, field(path, 'drop')])(tree).value)
        for (const leaf of after) if (leaf !== 'null') expect(before).toContain(leaf)
      }),
    )
  })
})

describe('what stands beside a value in a record tells what it is', () => {
  const CARD = '4111 1111 1111 1111'
  const rules: readonly RedactionRule[] = [
    { target: 'text', identifier: 'default', action: 'drop' },
    { target: 'field', path: '**', action: 'keep' },
  ]
  const shown = (record: unknown) => JSON.stringify(redactRecord(record, rules).value)

  test('a lone code or month beside a card is the card’s, wherever the two stand', () => {
    const code = fc.integer({ min: 100, max: 9_999 }).filter((all) => all % 111 !== 0)
    const places: readonly ((secret: string | number) => unknown)[] = [
      (secret) => ({ card: CARD, code: secret }),
      (secret) => ({ code: secret, card: CARD }),
      (secret) => ({ card: { number: CARD }, x: secret }),
      (secret) => ({ number: CARD, security: { value: secret } }),
      (secret) => ({ number: CARD, list: [secret] }),
      (secret) => ({ payments: [{ number: CARD, value: secret }] }),
      (secret) => ({ paid: CARD.replaceAll(' ', ''), text: `${secret}` }),
    ]
    fc.assert(
      fc.property(code, fc.boolean(), fc.constantFrom(...places), (secret, isText, place) => {
        expect(shown(place(isText ? `${secret}` : secret))).not.toContain(`${secret}`)
      }),
      runs(60),
    )
    expect(shown({ card: CARD, when: '03/27' })).not.toContain('03/27')
  })

  test.each([
    [['4111 1111', '1111 1111'], '1111 1111'],
    [['my pin is', '4821'], '4821'],
    [['ada.lovelace', '@example.com'], 'lovelace'],
    [[...'4111111111111111'].map(Number), '1'],
    [[{ parts: ['415', '555 0132'] }], '0132'],
  ])('the parts of a list are read on: %j', (list, secret) => {
    expect(shown({ list })).not.toContain(secret)
    expect(shown(list)).not.toContain(secret)
  })

  test('and nothing more', () => {
    const record = {
      order: '10023456',
      tags: ['parcel', 'late'],
      counts: [12, 3, 450],
      code: '482',
      when: '03/27',
    }
    expect(redactRecord(record, rules).value).toEqual(record)
    const kept: readonly RedactionRule[] = [{ target: 'field', path: '**', action: 'keep' }]
    const card = { card: CARD, code: '482' }
    expect(compileRecordRules(kept)(card).value).toEqual(card)
  })
})
