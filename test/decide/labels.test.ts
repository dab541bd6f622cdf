import fc from 'fast-check'
import { expect, test, vi } from 'vitest'
import { labelOf, mayRepeat, repeatable } from '../../src/decide/labels.js'
import type { Rank } from '../../src/model/index.js'
import { compilePolicy } from '../../src/policy/index.js'
import { anyPolicy, anyRank } from '../policy/arbitraries.js'

// Generated inputs in hundreds take their time on a busy machine.
vi.setConfig({ testTimeout: 60_000 })

const compiled = compilePolicy({
  policy: 'clinic',
  version: 1,
  packs: ['hipaa'],
  classes: {
    hours: { kind: 'public', full: 'anonymous' },
    contact: { full: { write: 'verified', read: 'recognized' } },
    phi: { full: { write: 'verified', read: 'verified' } },
    secret: { confirm: 'strong' },
  },
  routes: [{ id: 'all', queue: 'q' }],
})
if (!compiled.ok) throw new TypeError('the policy of this test is broken')
const policy = compiled.value

test('a message carries the highest class in it', () => {
  expect(labelOf(policy, ['hours', 'phi', 'contact'])).toBe('phi')
  expect(labelOf(policy, [])).toBeNull()
})

test('a class nobody knows makes a message the most sensitive', () => {
  expect(labelOf(policy, ['hours', 'astrology'])).toBe('secret')
})

test.each<readonly [string | null | undefined, Rank, boolean]>([
  [null, 0, true],
  ['hours', 0, true],
  ['contact', 1, false],
  ['contact', 2, true],
  ['phi', 2, false],
  ['phi', 3, true],
  ['secret', 4, false],
  ['astrology', 4, false],
  [undefined, 4, false],
])('what is labelled %s may be repeated to a reader of %i: %s', (label, read, may) => {
  expect(mayRepeat(policy, label === undefined ? {} : { label }, read)).toBe(may)
})

test('what may not be repeated leaves its place and nothing else', () => {
  const history = [
    { label: 'hours', text: 'we open at nine' },
    { label: 'phi', text: 'your result is in' },
  ]
  expect(repeatable(policy, history, 2)).toEqual([history[0], null])
})

const OUTLET = compilePolicy({
  policy: 'outlet',
  version: 1,
  classes: {
    orders: { masked: 'recognized', full: 'verified', channels: { sms: { at_most: 'masked' } } },
    offers: { full: { write: 'recognized', until: '2026-12-01T00:00:00Z' } },
  },
  routes: [{ id: 'all', queue: 'q' }],
})

test('what a channel may carry in part alone is not repeated in full on it', () => {
  if (!OUTLET.ok) throw new TypeError('the policy of this test is broken')
  const may = (label: string, channel?: string): boolean =>
    mayRepeat(OUTLET.value, { label }, 4, [], channel)
  expect(['web_chat_authenticated', 'sms', undefined].map((one) => may('orders', one))).toEqual([
    true,
    false,
    false,
  ])
  const history = [{ label: 'orders' }, { label: null }]
  expect(repeatable(OUTLET.value, history, 4, [], 'sms')).toEqual([null, history[1]])
  // Nobody knows here when it would be said again.
  expect(may('offers', 'sms')).toBe(false)
})

test('a reader who is more certain is never shown less of a history', () => {
  fc.assert(
    fc.property(
      anyPolicy,
      anyRank,
      anyRank,
      fc.constantFrom('alpha', 'beta', 'x', null),
      (document, a, b, label) => {
        const result = compilePolicy(document)
        const [less, more]: readonly [Rank, Rank] = a < b ? [a, b] : [b, a]
        if (result.ok && mayRepeat(result.value, { label }, less)) {
          expect(mayRepeat(result.value, { label }, more)).toBe(true)
        }
      },
    ),
  )
})
