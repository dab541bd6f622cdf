import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { RedactionRule } from '../../../src/model/index.js'
import { LONGEST_CLAIM, prepareClaims } from '../../../src/twilio/outbound/claimedAttributes.js'
import { anyClaims } from '../../arbitraries/decision.js'

const MASK: readonly RedactionRule[] = [{ target: 'text', identifier: 'default', action: 'mask' }]
const KEEP: readonly RedactionRule[] = [{ target: 'text', identifier: 'default', action: 'keep' }]

// A published test number.
const CARD = '4111111111111111'

const prepare = (claims: Parameters<typeof prepareClaims>[0], rules = KEEP) => {
  const { entries, cut } = prepareClaims(claims, rules)
  return { claimed: Object.fromEntries(entries), cut }
}

describe('claims on a task', () => {
  test('have readable keys and bounded printable values', () => {
    fc.assert(
      fc.property(anyClaims, (claims) => {
        for (const [key, value] of prepareClaims(claims, KEEP).entries) {
          expect(key).toMatch(/^[A-Za-z_][A-Za-z0-9_]{0,63}$/)
          expect(String(value).length).toBeLessThanOrEqual(LONGEST_CLAIM)
          expect(String(value)).not.toMatch(/[\p{Cc}\p{Cs}]/u)
          if (typeof value === 'number') expect(Number.isFinite(value)).toBe(true)
        }
      }),
    )
  })

  test('are carried as they are where nothing is wrong with them', () => {
    const claims = {
      friendlyName: 'Ada',
      email: 'ada@example.com',
      age: 36,
      vip: true,
      order_2: 'é',
    }
    expect(prepare(claims)).toEqual({ claimed: claims, cut: false })
  })

  test.each([
    ['too long a text', { a: 'x'.repeat(LONGEST_CLAIM + 1) }, { a: 'x'.repeat(LONGEST_CLAIM) }],
    ['a second claim of one key', { 'a-b': 'first', a_b: 'second' }, { a_b: 'first' }],
    ['a number that is none', { a: Number.NaN }, {}],
    ['a name that reaches a prototype', { constructor: 'x' }, {}],
    ['an empty name', { '': 'x' }, {}],
  ])('mark %s as cut', (_, claims, claimed) => {
    expect(prepare(claims)).toEqual({ claimed, cut: true })
  })

  test('more than any task could hold are not even looked at', () => {
    const flood = Object.fromEntries(Array.from({ length: 2000 }, (_, at) => [`k${at}`, at]))
    const { claimed, cut } = prepare(flood)
    expect([Object.keys(claimed).length, cut]).toEqual([512, true])
  })

  test('keep a field within another that reads as a site', () => {
    const claims = { 'order.no': 7, 'item.id': 'A7', 'contact.me': true, 'flight.to': 'Oslo' }
    const claimed = { order_no: 7, item_id: 'A7', contact_me: true, flight_to: 'Oslo' }
    expect(prepare(claims, MASK)).toEqual({ claimed, cut: false })
  })

  test('minus zero, which JSON does not have, is zero', () => {
    expect(Object.is(prepare({ a: -0 }).claimed['a'], 0)).toBe(true)
  })

  test('an emoji cut in half leaves no half behind', () => {
    const { claimed } = prepare({ a: `${'x'.repeat(LONGEST_CLAIM - 1)}😀` })
    expect(claimed['a']).toBe(`${'x'.repeat(LONGEST_CLAIM - 1)} `)
  })

  test("show identifiers as the agent's rules say", () => {
    expect(prepare({ email: 'ada@example.com' }, KEEP).claimed['email']).toBe('ada@example.com')
    expect(prepare({ email: 'ada@example.com' }, MASK).claimed['email']).not.toContain('ada@')
  })

  test.each([
    ['a value', { a: `card ${CARD} please` }],
    ['a number', { a: Number(CARD) }],
    ['a name', { [`x ${CARD}`]: 'y' }],
    ['the cut', { a: `${'x '.repeat(LONGEST_CLAIM / 2 - 4)}${CARD}` }],
  ])('never carry a card number that is to be masked in %s', (_, claims) => {
    expect(JSON.stringify(prepare(claims, MASK))).not.toContain(CARD.slice(0, 8))
  })

  test('without any rule carry no identifier at all', () => {
    expect(JSON.stringify(prepare({ a: CARD, b: 'ada@example.com' }, []))).not.toMatch(/4111|ada@/)
  })
})

// Published sample numbers, and values that only what a field is called tells of.
const FIELDS = [
  ['cvv', '482'],
  ['securityCode', 482],
  ['card_code', '482'],
  ['pin', '4821'],
  ['password', 'hunter2!'],
  ['verification_code', '482913'],
  ['date_of_birth', '04/07/1982'],
  ['dob', '040782'],
  ['payment.expiry', '03/27'],
  ['card_last4', '4242'],
  ['ssn_last4', 4399],
  ['account_number', '55779911'],
  ['sort code', '20-04-15'],
  ['passport_number', 'X1234567'],
  ['query', 'my pin is four eight two one'],
  ['query', '{"note":"ssn 536-90-4399"}'],
  ['query', 'four one one one one one one one one one one one one one one one'],
] as const

// Of each the parts, none of which is a value by itself.
const TOGETHER = [
  [{ a: '4111 1111', b: '1111 1111' }, '1111 1111'],
  [{ a: 'my pin is', b: '4821' }, '4821'],
  [{ card: '4111 1111 1111 1111', x: '482', z: '03/27' }, '482'],
  [{ a: '482', card: '4111 1111 1111 1111' }, '482'],
  [{ a: 'ada.lovelace', b: '@example.com' }, '@example'],
] as const

describe('what only the form as a whole tells is hidden', () => {
  const drop: readonly RedactionRule[] = [{ target: 'text', identifier: 'default', action: 'drop' }]
  const shown = (claims: Parameters<typeof prepareClaims>[0], rules = drop) =>
    JSON.stringify(prepare(claims, rules).claimed)

  test.each(FIELDS)('under %j: %j', (name, value) => {
    const secret = /4399|eight two|one one one/.exec(String(value))?.[0] ?? String(value)
    expect(shown({ [name]: value }, MASK)).not.toContain(secret)
    expect(shown({ [name]: value })).not.toContain(secret)
    expect(shown({ first: 'hello', [name]: value, last: 'thanks' })).not.toContain(secret)
  })

  test.each(TOGETHER)('%j', (claims, secret) => {
    expect(shown(claims)).not.toContain(secret)
  })

  test('and nothing more', () => {
    const claims = { order: '10023456', topic: 'parcel', age: 36, year: '2026', apartment: '482' }
    expect(prepare(claims, drop)).toEqual({ claimed: claims, cut: false })
  })
})
