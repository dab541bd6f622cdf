import { expect, test } from 'vitest'
import { diff, isUnchanged } from '../../src/analysis/index.js'
import { type CompiledPolicy, counterSettings } from '../../src/decide/index.js'
import { compilePolicy, printPolicy } from '../../src/policy/index.js'

const shop = (counters = ''): string => `
policy: shop
version: 1
classes: { orders: { full: verified } }
${counters}
routes: [{ id: all, queue: front }]
`

const compiled = (source: string): CompiledPolicy => {
  const result = compilePolicy(source)
  if (!result.ok) throw new TypeError(JSON.stringify(result.issues))
  return result.value
}

const PLAIN = compiled(shop())

test.each([
  '',
  'counters: {}',
  'counters: { wrong_codes: 5, codes_sent: 5, forget: 24h }',
  'counters: { forget: 1d }',
])('a policy that says what holds anyway keeps its digest: %s', (counters) => {
  expect(compiled(shop(counters))).toEqual(PLAIN)
})

test.each([
  ['wrong_codes: 3', 'stricter'],
  ['wrong_codes: 6', 'looser'],
  ['codes_sent: 1', 'stricter'],
  ['codes_sent: 20', 'looser'],
  ['forget: 30d', 'stricter'],
  ['forget: 1h', 'looser'],
])('%s is compiled, printed, and told as %s', (said, bearing) => {
  const next = compiled(shop(`counters: { ${said} }`))
  expect(compiled(printPolicy(next))).toEqual(next)
  const compared = diff(PLAIN, next)
  expect(compared.ok && compared.value.changes.map(({ about, change }) => [about, change])).toEqual(
    [['counter', bearing]],
  )
  expect(compared.ok ? isUnchanged(compared.value) : null).toBe(false)
})

test.each([
  'wrong_codes: 0',
  'wrong_codes: 21',
  'codes_sent: 0',
  'codes_sent: 1.5',
  'forget: 0s',
  'forget: 31d',
  'forget: soon',
  'tries: 3',
])('what can never be met, or never be kept, does not compile: %s', (said) => {
  expect(compilePolicy(shop(`counters: { ${said} }`)).ok).toBe(false)
})

test('what holds anyway is within what may be said', () => {
  for (const { standard, most } of Object.values(counterSettings)) {
    expect(standard).toBeGreaterThan(0)
    expect(standard).toBeLessThanOrEqual(most)
  }
})
