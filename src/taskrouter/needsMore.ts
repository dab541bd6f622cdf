import { EMITTED_KEYS, FLEX_KEYS, findKey, INBOUND_KEYS, withoutTask } from './emittedKeys.js'
import { evaluateExpression } from './evaluateExpression.js'
import { type Comparison, type Expression, type KeyOperand, keysIn } from './expression.js'

/** The keys that any new task may carry. */
const ORDINARY = { ...EMITTED_KEYS, ...FLEX_KEYS, ...INBOUND_KEYS }

/**
 * Whether an expression holds only for tasks that carry more than any new task does: an attribute that somebody sets
 * later and on purpose, such as the worker or queue a transfer goes to. What cannot be read is taken to need more,
 * because it was put there for something.
 */
export function needsMore(expression: Expression): boolean {
  switch (expression.type) {
    case 'and':
      return expression.parts.some(needsMore)
    case 'or':
      return expression.parts.every(needsMore)
    case 'comparison':
      return (
        [expression.left, expression.right].flatMap(keysIn).some(isMore) &&
        !mayHoldWithout(expression)
      )
    case 'bare':
      return expression.operand.type === 'key' && isMore(expression.operand)
    case 'not':
      return false
    case 'unreadable':
      return true
  }
}

/**
 * Tells whether a comparison may hold for a task without the attribute: `language != 'es'`
 * does, in one way of reading at least.
 */
function mayHoldWithout(comparison: Comparison): boolean {
  const { strict, loose } = evaluateExpression(comparison, { task: {} }).readings
  return strict || loose
}

/** Tells whether a key is none of those that new tasks carry. */
const isMore = ({ path }: KeyOperand): boolean =>
  findKey(ORDINARY, withoutTask(path)) === null && path[0] !== 'taskrouter'
