import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readClaims } from '../../../src/twilio/inbound/claims.js'
import { anyCharacter } from '../../arbitraries/characters.js'
import { runs } from '../../runs.js'

const codesOf = (input: unknown): readonly string[] =>
  readClaims(input).reasons.map(({ code }) => code)

describe('a form', () => {
  test('comes out flat, under plain keys', () => {
    const form = {
      friendlyName: 'Ada',
      'Question category dropdown': 'billing',
      address: { city: 'London', lines: ['1 Example Street', 'Flat 2'] },
      'first-visit': true,
      orders: 3,
      email: null,
    }
    expect(readClaims(form)).toEqual({
      claims: {
        'address.city': 'London',
        'address.lines.0': '1 Example Street',
        'address.lines.1': 'Flat 2',
        first_visit: true,
        friendlyName: 'Ada',
        orders: 3,
        Question_category_dropdown: 'billing',
      },
      reasons: [],
    })
  })

  test('says the same as text, as a value, and as text inside JSON', () => {
    const form = { friendlyName: 'Ada', query: 'where is my order?' }
    const text = JSON.stringify(form)
    expect(readClaims(text)).toEqual(readClaims(form))
    expect(readClaims(JSON.stringify(text))).toEqual(readClaims(form))
  })

  test.each([
    ['nothing', undefined],
    ['null', null],
    ['an empty text', ''],
    ['blank text', ' \n'],
    ['the text null', 'null'],
    ['no fields', {}],
  ])('of %s says nothing, and that is no fault', (_, input) => {
    expect(readClaims(input)).toEqual({ claims: {}, reasons: [] })
  })

  test.each([
    ['a list', []],
    ['a number', 5],
    ['a truth', true],
    ['text that is no JSON', '{"friendlyName":'],
    ['JSON that is no form', '"Ada"'],
    ['a function', () => 1],
    ['a big integer', { n: 1n }],
  ])('cannot be %s', (_, input) => {
    expect(readClaims(input)).toEqual({
      claims: {},
      reasons: [{ code: 'claims_unreadable', at: '/claims' }],
    })
  })

  test('that refers to itself, or throws when it is read, is none', () => {
    const cyclic: Record<string, unknown> = { friendlyName: 'Ada' }
    cyclic['self'] = cyclic
    const throwing = {
      get friendlyName(): string {
        throw new Error('no')
      },
    }
    expect(codesOf(cyclic)).toEqual(['claims_unreadable'])
    expect(codesOf(throwing)).toEqual(['claims_unreadable'])
  })
})

describe('what a form may not say', () => {
  const hostile = [
    'trust',
    'trust_level',
    'trustLevel',
    'TRUST',
    'verified',
    'verifiedBy',
    'verification_status',
    'customers',
    'conversations',
    'identity',
    'flexInteractionSid',
    'flexChannelInviteSid',
    'flex_anything',
    'conversationSid',
    'conversation_sid',
    'channelSid',
    'channelType',
    'customerAddress',
    'queue',
    'priority',
    'skills',
    'targetWorker',
    'workflowSid',
    'routing',
    'role',
    'isAdmin',
    'authenticated',
    'rank',
    'level',
    'evidence',
    'Trust Level',
    'ｖｅｒｉｆｉｅｄ',
    'veri\u200bfied',
    'v.e.r.i.f.i.e.d',
  ]

  test.each(hostile)('%s is dropped, at every depth', (key) => {
    expect(readClaims({ [key]: true, friendlyName: 'Ada' })).toEqual({
      claims: { friendlyName: 'Ada' },
      reasons: [{ code: 'claim_reserved', at: '/claims' }],
    })
    expect(readClaims({ form: { [key]: { x: 1 } } }).claims).toEqual({})
  })

  test.each(['__proto__', 'constructor', 'prototype', 'a.__proto__.b', '__PROTO__', '_proto_'])(
    '%s is dropped, at every depth, and nothing is polluted',
    (key) => {
      const text = JSON.stringify({ x: 1 }).replace('"x":1', `"${key}":{"admin":true},"x":1`)
      expect(readClaims(text)).toEqual({
        claims: { x: 1 },
        reasons: [{ code: 'claim_polluting', at: '/claims' }],
      })
      expect(readClaims(`{"a":[${text}]}`).claims).toEqual({ 'a.0.x': 1 })
      expect(Object.hasOwn(Object.prototype, 'admin')).toBe(false)
    },
  )

  test.each(['pro\u0301to', 'veri\u0301fied'])(
    '%s, which would be such a key once it fits, is dropped',
    (key) => {
      expect(readClaims({ [key]: true, friendlyName: 'Ada' })).toEqual({
        claims: { friendlyName: 'Ada' },
        reasons: [{ code: 'claim_key_invalid', at: '/claims' }],
      })
    },
  )

  test('no key that is dropped is named in a reason', () => {
    for (const key of hostile) {
      expect(JSON.stringify(readClaims({ [key]: 1 }).reasons)).not.toContain(key)
    }
  })
})

describe('the bounds of a form', () => {
  test('16 KB is read, one byte more is dropped as a whole', () => {
    const fill = (bytes: number): string => {
      const fields = Array.from({ length: 8 }, (_, at) => `"q${at}":"${'x'.repeat(1800)}"`)
      const text = `{${fields.join(',')}}`
      return text + ' '.repeat(bytes - text.length)
    }
    expect(Object.keys(readClaims(fill(16_384)).claims)).toHaveLength(8)
    expect(readClaims(fill(16_385))).toEqual({
      claims: {},
      reasons: [{ code: 'claims_too_large', at: '/claims' }],
    })
  })

  test('bytes are counted, not characters', () => {
    const text = (letter: string): string =>
      JSON.stringify({ a: letter.repeat(3000), b: letter.repeat(3000) })
    expect(codesOf(text('x'))).toEqual([])
    expect(codesOf(text('語'))).toEqual(['claims_too_large'])
    expect(codesOf(text('😀'))).toEqual(['claims_too_large'])
  })

  test('what is nested too deep, too long or too much is left out, and the rest is kept', () => {
    expect(readClaims({ a: { b: { c: { d: { e: { f: { g: 1 } } } } } }, x: 1 })).toEqual({
      claims: { x: 1 },
      reasons: [{ code: 'claims_too_deep', at: '/claims' }],
    })
    expect(readClaims({ ['k'.repeat(101)]: 1, x: 1 })).toEqual({
      claims: { x: 1 },
      reasons: [{ code: 'claim_key_invalid', at: '/claims' }],
    })
    expect(readClaims({ query: 'q'.repeat(4001), x: 1 })).toEqual({
      claims: { x: 1 },
      reasons: [{ code: 'claim_too_long', at: '/claims' }],
    })
    const many = Object.fromEntries(Array.from({ length: 200 }, (_, at) => [`k${at}`, at]))
    expect(Object.keys(readClaims(many).claims)).toHaveLength(128)
    expect(codesOf(many)).toEqual(['claims_too_many'])
    expect(codesOf('{"n":1e999}')).toEqual(['claim_value_unsupported'])
    expect(codesOf('['.repeat(16_000))).toEqual(['claims_unreadable'])
    expect(codesOf(`${'{"a":'.repeat(2700)}1${'}'.repeat(2700)}`)).toEqual(['claims_too_deep'])
  })
})

describe('two keys that become one', () => {
  test('the plain spelling wins, then the first by code unit', () => {
    expect(readClaims({ 'a b': 1, a_b: 2, 'a-b': 3 })).toEqual({
      claims: { a_b: 2 },
      reasons: [{ code: 'claim_duplicate', at: '/claims' }],
    })
    expect(readClaims({ 'a-b': 3, 'a b': 1 }).claims).toEqual({ a_b: 1 })
    expect(readClaims({ 'a.b': 1, a: { b: 2 } }).claims).toEqual(
      readClaims({ a: { b: 2 }, 'a.b': 1 }).claims,
    )
  })
})

describe('laws', () => {
  const anyKey = fc.oneof(
    fc.string({ unit: anyCharacter, maxLength: 12 }),
    fc.constantFrom(
      'a b',
      'a-b',
      'a_b',
      'a.b',
      'friendlyName',
      'trust',
      '__proto__',
      'constructor',
    ),
  )
  const anyForm = fc.dictionary(
    anyKey,
    fc.oneof(fc.jsonValue({ maxDepth: 4 }), fc.dictionary(anyKey, fc.jsonValue())),
  )

  test('every input is read, and what comes out is flat, plain and bounded', () => {
    fc.assert(
      fc.property(fc.oneof(anyForm, fc.anything(), fc.json(), fc.string()), (input) => {
        const { claims, reasons } = readClaims(input)
        expect(Object.keys(claims).length).toBeLessThanOrEqual(128)
        for (const [key, value] of Object.entries(claims)) {
          expect(key).toMatch(/^[A-Za-z0-9_]+(?:\.[A-Za-z0-9_]+)*$/)
          expect(key).not.toMatch(/^(?:.*\.)?(?:__proto__|constructor|prototype)(?:\..*)?$/)
          expect(['string', 'number', 'boolean']).toContain(typeof value)
        }
        for (const reason of reasons) {
          expect(reason.code).toMatch(/^(?:claims?|attributes)_[a-z_]+$/)
          expect(reason.at).toBe('/claims')
        }
      }),
      runs(200),
    )
  })

  test('the order of sending decides nothing', () => {
    fc.assert(
      fc.property(anyForm, (form) => {
        const turned = Object.fromEntries(Object.entries(form).reverse())
        expect(readClaims(turned)).toEqual(readClaims(form))
      }),
    )
  })

  test('claims that were read are read again as they are', () => {
    fc.assert(
      fc.property(anyForm, (form) => {
        const { claims } = readClaims(form)
        expect(readClaims(claims)).toEqual({ claims, reasons: [] })
      }),
    )
  })

  test('a form means the same as text and as a value', () => {
    fc.assert(
      fc.property(anyForm, (form) => {
        expect(readClaims(JSON.stringify(form))).toEqual(readClaims(form))
      }),
    )
  })
})
