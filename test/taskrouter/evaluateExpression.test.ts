import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { evaluateExpression } from '../../src/taskrouter/evaluateExpression.js'
import type { Expression } from '../../src/taskrouter/expression.js'
import { parseExpression } from '../../src/taskrouter/parseExpression.js'
import type { AttributeScope } from '../../src/taskrouter/resolveKey.js'
import { anyExpression } from '../arbitraries/expression.js'
import { runs } from '../runs.js'

const read = (text: string): Expression => {
  const parsed = parseExpression(text)
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues))
  return parsed.value
}

const judge = (text: string, scope: AttributeScope) => evaluateExpression(read(text), scope)

const task = {
  tier: 'gold',
  rank: 3,
  ok: true,
  tags: ['a', 'b'],
  nested: { list: [{ name: 'x' }] },
  rate: '5',
}

describe('evaluating an expression', () => {
  test('never throws, whatever the expression and the attributes', () => {
    fc.assert(
      fc.property(anyExpression, fc.anything(), fc.anything(), (expression, one, other) => {
        for (const names of ['task', 'worker', 'none'] as const) {
          const { value, readings } = evaluateExpression(expression, {
            task: one,
            worker: other,
            names,
          })
          expect(value).toBe(readings.strict)
        }
      }),
    )
  })

  test('is documented wherever both readings could not but agree', () => {
    fc.assert(
      fc.property(
        anyExpression,
        fc.dictionary(fc.string(), fc.jsonValue()),
        (expression, attributes) => {
          const { undocumented, readings } = evaluateExpression(expression, { task: attributes })
          if (!undocumented) expect(readings.strict).toBe(readings.loose)
        },
      ),
      runs(500),
    )
  })

  test('looks at each comparison once at most', () => {
    let looks = 0
    const counting = {
      get a() {
        looks += 1
        return 1
      },
    }
    const text = Array.from({ length: 500 }, () => '(a == 2 OR a == 1)').join(' AND ')
    expect(judge(text, { task: counting }).value).toBe(true)
    expect(looks).toBe(1000)
  })

  test.each([
    ["tier == 'gold'", true],
    ["tier != 'gold'", false],
    ["tier CONTAINS 'ol'", true],
    ['rank >= 3 AND rank < 4', true],
    ['ok == true', true],
    ["tags HAS 'a'", true],
    ["tags HAS 'c'", false],
    ["tier IN ['gold', 'silver']", true],
    ["tier NOT IN ['silver']", true],
    ["'a' IN tags", true],
    ["tags[1] == 'b'", true],
    ["nested.list[0].name == 'x'", true],
    ["tags == 'a'", false],
    ["tags != 'a'", false],
    ["tier HAS 'gold'", false],
    ["tier IN 'gold'", false],
    ["tier NOT IN 'silver'", false],
    ["missing HAS 'a'", false],
    ['missing == null', true],
    ['tier IN []', false],
    ['tags != null', true],
    ['null != tags', true],
    ['tags == null', false],
    ['tier != null', true],
    ['nested != null', true],
    ['missing != true', true],
    ['missing != false', true],
    ['missing == true', false],
    ["missing == 'x'", false],
    ['nested == 1', false],
    ["missing == 'x' OR 1 == 1", true],
    ["missing == 'x' AND 1 == 0", false],
  ])('documented: %s is %s', (text, value) => {
    expect(judge(text, { task })).toEqual({
      value,
      undocumented: false,
      readings: { strict: value, loose: value },
    })
  })

  test.each([
    ["missing != 'x'", false, true],
    ["missing NOT IN ['x']", false, true],
    ['rate == 5', false, true],
    ['rate > 4', false, true],
    ["ok == 'true'", false, true],
    ["NOT (tier == 'gold')", false, false],
    ["tags NOT HAS 'c'", false, true],
    ['tier', false, true],
  ])('undocumented: %s is %s read strictly, %s read loosely', (text, strict, loose) => {
    expect(judge(text, { task })).toEqual({
      value: strict,
      undocumented: true,
      readings: { strict, loose },
    })
    expect(evaluateExpression(read(text), { task }, 'loose').value).toBe(loose)
  })

  test('names mean the task in a filter, the worker in a queue, and nothing sure in a target', () => {
    const worker = { tier: 'none', skills: ['a'] }
    expect(judge("tier == 'gold'", { task, worker }).value).toBe(true)
    expect(judge("skills HAS 'a'", { task, worker, names: 'worker' }).value).toBe(true)
    expect(
      judge("worker.skills HAS 'a' AND task.rank == 3", { task, worker, names: 'none' }),
    ).toMatchObject({ value: true, undocumented: false })
    expect(judge("tier == 'gold'", { task, worker, names: 'none' })).toEqual({
      value: false,
      undocumented: true,
      readings: { strict: false, loose: true },
    })
  })

  test('inherited members are never reached', () => {
    expect(judge('constructor != null', { task }).readings.loose).toBe(false)
    expect(
      judge('tags.length > 0', { task: { tags: { __proto__: { length: 1 } } } }).readings.loose,
    ).toBe(false)
  })
})
