import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { EMITTED_KEYS } from '../../src/taskrouter/emittedKeys.js'
import type { ExpressionPlace } from '../../src/taskrouter/expression.js'
import { lintExpression } from '../../src/taskrouter/lintExpression.js'
import { parseExpression } from '../../src/taskrouter/parseExpression.js'
import { anyExpression } from '../arbitraries/expression.js'

const lint = (text: string, place: ExpressionPlace = 'filter', keys = {}) => {
  const parsed = parseExpression(text)
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues))
  return lintExpression(parsed.value, { place, ...keys })
}

const known = {
  keys: { ...EMITTED_KEYS, tier: 'text', tags: 'list', age: 'number', vip: 'boolean' },
} as const

describe('the linter', () => {
  test.each<[string, ExpressionPlace, string]>([
    ['skill-level > 2', 'filter', 'hyphenated_key'],
    ["'x' HAS 'x'", 'filter', 'has_on_scalar'],
    ["tier HAS 'gold'", 'filter', 'has_on_scalar'],
    ["tier IN 'gold'", 'filter', 'in_on_scalar'],
    ["tier NOT IN 'gold'", 'filter', 'not_in_on_scalar'],
    ["tags == 'x'", 'filter', 'scalar_operator_on_list'],
    ["age == '5'", 'filter', 'mixed_types'],
    ["vip == 'true'", 'filter', 'mixed_types'],
    ["countersign.rank == 'verified'", 'filter', 'mixed_types'],
    ["age CONTAINS '5'", 'filter', 'contains_on_other_than_text'],
    ["countersign.levl == 'verified'", 'filter', 'unknown_key'],
    ["countersign.claims.x == 'y'", 'filter', 'unknown_key'],
    ["claimed.reason == 'urgent'", 'filter', 'claimed_value'],
    ["pre_engagement_data.reason == 'urgent'", 'filter', 'claimed_value'],
    ["from == 'Ada'", 'filter', 'claimed_value'],
    ['worker.sid == task.claimed.agent', 'target', 'claimed_value'],
    ["NOT (tier == 'gold')", 'filter', 'undocumented_operator'],
    ["tags NOT HAS 'x'", 'filter', 'undocumented_operator'],
    ['tier', 'filter', 'not_a_comparison'],
    ["tier == 'gold'", 'target', 'unprefixed_key'],
    ["worker.tier == 'gold'", 'filter', 'prefix_out_of_place'],
    ["task.tier == 'gold'", 'filter', 'prefix_out_of_place'],
    ["worker.tier == 'gold'", 'queue', 'prefix_out_of_place'],
    ["region != 'x'", 'filter', 'open_when_missing'],
    ["region NOT IN ['x']", 'filter', 'open_when_missing'],
  ])('finds in %s, in a %s: %s', (text, place, code) => {
    expect(lint(text, place, known).map((issue) => issue.code)).toContain(code)
  })

  test.each<[string, ExpressionPlace]>([
    ["countersign.route == 'verified'", 'filter'],
    ['countersign.rank >= 3', 'filter'],
    ["countersign.disclosure.phi == 'full'", 'filter'],
    ["tags HAS 'x' AND tier IN ['gold']", 'filter'],
    ["tier != 'gold'", 'filter'],
    ['1 == 1', 'queue'],
    ["worker.skills HAS 'x' AND task.countersign.rank >= 3", 'target'],
    ['workers.available == 0', 'skip_if'],
    ["taskrouter.dayOfWeek == 'Mon'", 'filter'],
  ])('has nothing against %s in a %s', (text, place) => {
    expect(lint(text, place, known)).toEqual([])
  })

  test('suggests the key that was meant', () => {
    const [issue] = lint("countersign.levl == 'verified'", 'filter', known)
    expect(issue).toMatchObject({ word: 'countersign.levl', suggestion: 'countersign.level' })
  })

  test('calls no key unknown when it is not told which there are', () => {
    expect(lint("anything == 'x'")).toEqual([])
  })

  test('takes any expression', () => {
    fc.assert(
      fc.property(
        anyExpression,
        fc.constantFrom<ExpressionPlace[]>('filter', 'queue', 'target', 'skip_if'),
        (expression, place) => {
          for (const issue of lintExpression(expression, { place, ...known })) {
            expect(issue.code).toMatch(/^[a-z_]+$/)
          }
        },
      ),
    )
  })
})
