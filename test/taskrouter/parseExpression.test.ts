import fc from 'fast-check'
import { isSafe } from 'redos-detector'
import { describe, expect, test } from 'vitest'
import { evaluateExpression } from '../../src/taskrouter/evaluateExpression.js'
import type { Expression } from '../../src/taskrouter/expression.js'
import {
  DEEPEST_EXPRESSION,
  LONGEST_EXPRESSION,
  parseExpression,
} from '../../src/taskrouter/parseExpression.js'
import { printExpression } from '../../src/taskrouter/printExpression.js'
import { TOKEN_PATTERNS } from '../../src/taskrouter/tokenize.js'
import { anyCharacter } from '../arbitraries/characters.js'
import { anyExpression } from '../arbitraries/expression.js'
import { runs } from '../runs.js'

const read = (text: string): Expression => {
  const parsed = parseExpression(text)
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues))
  return parsed.value
}

describe('the expression language', () => {
  test('printing then parsing is the identity', () => {
    fc.assert(
      fc.property(anyExpression, (expression) => {
        expect(read(printExpression(expression))).toEqual(expression)
      }),
      runs(1000),
    )
  })

  test('parsing then printing is stable, and evaluates to the same', () => {
    fc.assert(
      fc.property(anyExpression, fc.dictionary(fc.string(), fc.anything()), (expression, task) => {
        const again = read(printExpression(expression))
        expect(printExpression(again)).toBe(printExpression(expression))
        expect(evaluateExpression(again, { task })).toEqual(
          evaluateExpression(expression, { task }),
        )
      }),
    )
  })

  test('any text is parsed or refused with a column, never repeated', () => {
    fc.assert(
      fc.property(fc.string({ unit: anyCharacter }), (text) => {
        const parsed = parseExpression(`${text} ==`)
        expect(parsed.ok).toBe(false)
        if (parsed.ok) return
        const [issue] = parsed.issues
        expect(issue?.column).toBeGreaterThan(0)
        expect(issue?.column).toBeLessThanOrEqual(text.length + 4)
        expect(issue).not.toHaveProperty('word')
      }),
    )
  })

  test.each(TOKEN_PATTERNS.map((pattern) => [pattern.source, pattern]))(
    'the pattern %s is safe from catastrophic backtracking',
    (_, pattern) => {
      expect(isSafe(pattern).safe).toBe(true)
    },
  )
})

describe('what is documented, and what is met in the field', () => {
  test.each([
    ['1 == 1', '1 == 1'],
    ['1=0', '1 == 0'],
    ['1!=1', '1 != 1'],
    [
      '(skills HAS \'billing\') AND (languages HAS "spanish")',
      "skills HAS 'billing' AND languages HAS 'spanish'",
    ],
    ["tier == 'gold' and kind in ['a', \"b\"]", "tier == 'gold' AND kind IN ['a', 'b']"],
    ['worker.sid NOT   IN task.asked', 'worker.sid NOT IN task.asked'],
    ["worker.activity_name in ['Ready','Break']", "worker.activity_name IN ['Ready', 'Break']"],
    ["'Returns' IN worker.routing.skills", "'Returns' IN worker.routing.skills"],
    ['taskrouter.currentTime >= 0800', 'taskrouter.currentTime >= 800'],
    ["channelType =='web'", "channelType == 'web'"],
    ['asked IN []', 'asked IN []'],
    ['target != NULL AND queue==null', 'target != null AND queue == null'],
    ['list.of[2].names == 5.10', 'list.of[2].names == 5.1'],
    [
      'workers.WA0123456789abcdef0123456789abcdef > 0',
      'workers.WA0123456789abcdef0123456789abcdef > 0',
    ],
    ['a == 1 OR b == 2 AND c == 3', 'a == 1 OR (b == 2 AND c == 3)'],
    ['(a == 1 OR b == 2) AND c == 3', '(a == 1 OR b == 2) AND c == 3'],
    ['((a)) == (1)', 'a == 1'],
    ['TRUE', 'true'],
    ['level >= -1.5', 'level >= -1.5'],
    ['busy! = true', 'busy != true'],
    ['a == 1\n  AND b == 2', 'a == 1 AND b == 2'],
    ['NOT (a == 1)', 'NOT (a == 1)'],
    ["a NOT HAS 'b'", "a NOT HAS 'b'"],
    ['skill-level > 2', 'skill-level > 2'],
  ])('%s', (text, printed) => {
    expect(printExpression(read(text))).toBe(printed)
  })
})

describe('a broken expression is refused with its column and what was expected', () => {
  test.each([
    ['', 'unexpected_end', 1, 'key'],
    ['a ==', 'unexpected_end', 5, 'key'],
    ['a == == 1', 'unexpected_token', 6, 'key'],
    ['a b', 'unexpected_token', 3, 'HAS'],
    ['a == 1 b', 'unexpected_token', 8, 'AND'],
    ['(a == 1', 'unexpected_end', 8, ')'],
    ['a IN [1 2]', 'unexpected_token', 9, ','],
    ['a IN [1,', 'unexpected_end', 9, 'text'],
    ['a == 1 AND', 'unexpected_end', 11, 'key'],
    ['AND a == 1', 'unexpected_token', 1, 'key'],
  ])('%s', (text, code, column, expected) => {
    const parsed = parseExpression(text)
    const [issue] = parsed.ok ? [] : parsed.issues
    expect([issue?.code, issue?.line, issue?.column]).toEqual([code, 1, column])
    expect(issue?.allowed).toContain(expected)
  })

  test.each([
    ["a == 'b", 'unterminated_text', 1, 6],
    ['a == 1 #', 'unexpected_character', 1, 8],
    ['a == 1\nAND b ~ 2', 'unexpected_character', 2, 7],
    ['a == 1234567890123456', 'number_out_of_range', 1, 6],
    ['a == 1.2.3', 'number_out_of_range', 1, 6],
  ])('%s', (text, code, line, column) => {
    const parsed = parseExpression(text)
    expect(parsed.ok ? [] : parsed.issues).toEqual([{ code, path: '', line, column }])
  })

  test('deep nesting and long input are bounded', () => {
    const nested = (depth: number) => `${'('.repeat(depth)}a == 1${')'.repeat(depth)}`
    expect(parseExpression(nested(DEEPEST_EXPRESSION)).ok).toBe(true)
    expect(parseExpression(nested(5_000))).toMatchObject({ issues: [{ code: 'too_deep' }] })
    const negated = `${'NOT '.repeat(4_000)}a == 1`
    expect(parseExpression(negated)).toMatchObject({ issues: [{ code: 'too_deep' }] })
    const long = `a == '${'x'.repeat(LONGEST_EXPRESSION)}'`
    expect(parseExpression(long)).toMatchObject({ issues: [{ code: 'too_long' }] })
  })
})
