import fc from 'fast-check'
import {
  type Constant,
  type Expression,
  type KeyOperand,
  OPERATORS,
  type Operand,
} from '../../src/taskrouter/index.js'
import { anyCharacter } from './characters.js'

const KEYWORDS = new Set(['and', 'or', 'not', 'in', 'has', 'contains', 'true', 'false', 'null'])

const anyName = fc
  .stringMatching(/^[a-zA-Z_$][a-zA-Z0-9_$]{0,8}$/)
  .filter((name) => !KEYWORDS.has(name.toLowerCase()))

/** Any constant the language can write: texts of any characters, numbers of at most 15 digits on either side of the point. */
export const anyConstant: fc.Arbitrary<Constant> = fc
  .oneof(
    fc.string({ unit: anyCharacter, maxLength: 12 }),
    fc.constantFrom("it's", '"quoted"', `'"\\`, 'back\\slash', ''),
    fc.integer(),
    fc.integer({ min: -999_999_999, max: 999_999_999 }).map((number) => number / 1000),
    fc.constantFrom(0.000_000_1, 0.000_000_000_000_001, 999_999_999_999_999),
    fc.boolean(),
    fc.constant(null),
  )
  .map((value) => ({ type: 'constant', value: value === 0 ? 0 : value }))

/** Any key: names and indices. */
export const anyKey: fc.Arbitrary<KeyOperand> = fc
  .tuple(anyName, fc.array(fc.oneof(anyName, fc.nat({ max: 9 })), { maxLength: 3 }))
  .map(([head, rest]) => ({ type: 'key', path: [head, ...rest] }))

const anyOperand: fc.Arbitrary<Operand> = fc.oneof(
  anyConstant,
  anyKey,
  fc
    .array(fc.oneof(anyConstant, anyKey), { maxLength: 4 })
    .map((items) => ({ type: 'list' as const, items })),
)

/** Any expression, a few levels deep. */
export const anyExpression: fc.Arbitrary<Expression> = fc.letrec<{ expression: Expression }>(
  (tie) => {
    const inner = tie('expression')
    const junction = (type: 'and' | 'or') =>
      fc.array(inner, { minLength: 2, maxLength: 4 }).map((parts) => ({ type, parts }) as const)
    const comparison = fc.record({
      type: fc.constant('comparison' as const),
      operator: fc.constantFrom(...OPERATORS),
      left: anyOperand,
      right: anyOperand,
    })
    return {
      expression: fc.oneof(
        { maxDepth: 3 },
        comparison,
        anyOperand.map((operand) => ({ type: 'bare' as const, operand })),
        junction('and'),
        junction('or'),
        inner.map((part) => ({ type: 'not' as const, part })),
      ),
    }
  },
).expression
