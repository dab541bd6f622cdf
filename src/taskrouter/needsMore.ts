import { EMITTED_KEYS, FLEX_KEYS, findKey, INBOUND_KEYS } from './emittedKeys.js'
import { evaluateExpression } from './evaluateExpression.js'
import type { Comparison, Expression, Key, Operand } from './expression.js'

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
      return readsMore(expression) && !mayHoldWithout(expression)
    case 'bare':
      return expression.operand.type === 'key' && isMore(expression.operand)
    case 'not':
      return false
    case 'unreadable':
      return true
  }
}

const readsMore = ({ left, right }: Comparison): boolean =>
  [left, right].flatMap(keysOf).some(isMore)

// `language != 'es'` may hold for a task that has no such attribute, in one way of reading at least.
function mayHoldWithout(comparison: Comparison): boolean {
  const { strict, loose } = evaluateExpression(comparison, { task: {} }).readings
  return strict || loose
}

const isMore = ({ path }: Key): boolean =>
  findKey(ORDINARY, path[0] === 'task' ? path.slice(1) : path) === null && path[0] !== 'taskrouter'

const keysOf = (operand: Operand): readonly Key[] => {
  if (operand.type === 'key') return [operand]
  return operand.type === 'list' ? operand.items.flatMap(keysOf) : []
}
