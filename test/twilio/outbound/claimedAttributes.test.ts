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
