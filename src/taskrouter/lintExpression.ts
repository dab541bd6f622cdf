import type { Issue } from '../model/index.js'
import type { KnownKeys } from './emittedKeys.js'
import {
  type Comparison,
  type Expression,
  type ExpressionPlace,
  keysIn,
  type Operand,
} from './expression.js'
import { isClaimed, isHyphenated, misplacedPrefix, unknownKey } from './lintKey.js'
import { lintOperands } from './lintOperands.js'
import { printExpression, printKey } from './printExpression.js'

/** What is known about an expression beside its text. */
export interface LintOptions {
  /** Where it stands; a filter where that is not said. */
  readonly place?: ExpressionPlace
  /** The keys that tasks (or, in a queue, workers) carry; without them no key is called unknown. */
  readonly keys?: KnownKeys
}

/**
 * Finds comparisons that never match, that Twilio does not document, or that should not decide:
 * hyphenated keys, `HAS`, `IN` and `NOT IN` on one value, scalar operators on lists, mixed types,
 * keys that nobody writes, names without a prefix or with the wrong one, negation, and values that
 * the customer typed. Each issue holds the comparison as its word.
 */
export function lintExpression(
  expression: Expression,
  options: LintOptions = {},
): readonly Issue[] {
  switch (expression.type) {
    case 'and':
    case 'or':
      return expression.parts.flatMap((part) => lintExpression(part, options))
    case 'not':
      return [
        expressionIssue('undocumented_operator', expression),
        ...lintExpression(expression.part, options),
      ]
    case 'comparison':
      return lintComparison(expression, options)
    case 'bare': {
      const isBoolean =
        expression.operand.type === 'constant' && typeof expression.operand.value === 'boolean'
      const keys = lintKeys([expression.operand], expression, options)
      return isBoolean ? [] : [expressionIssue('not_a_comparison', expression), ...keys]
    }
    // Named when it was read, with its place.
    case 'unreadable':
      return []
  }
}

function lintComparison(comparison: Comparison, options: LintOptions): readonly Issue[] {
  const { left, operator, right } = comparison
  const undocumented = operator === 'NOT HAS' || operator === 'NOT CONTAINS'
  return [
    ...(undocumented ? [expressionIssue('undocumented_operator', comparison)] : []),
    ...lintOperands(comparison, options.keys ?? {}).map((code) =>
      expressionIssue(code, comparison),
    ),
    ...lintKeys([left, right], comparison, options),
  ]
}

function lintKeys(
  operands: readonly Operand[],
  whole: Expression,
  { place = 'filter', keys }: LintOptions,
): readonly Issue[] {
  return operands.flatMap(keysIn).flatMap((key) => {
    const codes = [
      isHyphenated(key) ? 'hyphenated_key' : null,
      isClaimed(key) ? 'claimed_value' : null,
      misplacedPrefix(key, place),
    ]
    const found = codes.flatMap((code) => (code === null ? [] : [expressionIssue(code, whole)]))
    const unknown = keys === undefined ? null : unknownKey(key, place, keys)
    if (unknown === null) return found
    const near = unknown.suggestion === undefined ? {} : { suggestion: unknown.suggestion }
    return [...found, { code: 'unknown_key', path: '', word: printKey(key), ...near }]
  })
}

/**
 * Makes an issue with the expression as its word: it is the policy's or the workflow's, and
 * no customer's.
 */
const expressionIssue = (code: string, expression: Expression): Issue => ({
  code,
  path: '',
  word: printExpression(expression),
})
