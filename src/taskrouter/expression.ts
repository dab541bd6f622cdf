/** Operators that compare for order. */
export const ORDERS = ['<', '<=', '>', '>='] as const

/** An operator that compares for order. */
export type OrderOperator = (typeof ORDERS)[number]

/** Comparison operators, in the spelling that is printed. `NOT HAS` and `NOT CONTAINS` are met in the field but not documented. */
export const OPERATORS = [
  '==',
  '!=',
  ...ORDERS,
  'CONTAINS',
  'NOT CONTAINS',
  'HAS',
  'NOT HAS',
  'IN',
  'NOT IN',
] as const

/** A comparison operator. */
export type Operator = (typeof OPERATORS)[number]

/** A constant: text, a finite number, `true`, `false` or `null`. */
export interface Constant {
  readonly type: 'constant'
  /** Text without its quotes. */
  readonly value: string | number | boolean | null
}

/** A reference into attributes: names and array indices, such as `routing.skills[0]`. Missing ones resolve to NULL. */
export interface KeyOperand {
  readonly type: 'key'
  /** Names, and numbers for places in an array. */
  readonly path: readonly (string | number)[]
}

/** A literal list, such as `["en", "es"]`; may be empty. */
interface ListOperand {
  readonly type: 'list'
  readonly items: readonly (Constant | KeyOperand)[]
}

/** One side of a comparison. */
export type Operand = Constant | KeyOperand | ListOperand

/** Lists the keys of an operand. */
export function keysIn(operand: Operand): readonly KeyOperand[] {
  if (operand.type === 'key') return [operand]
  return operand.type === 'list' ? operand.items.flatMap(keysIn) : []
}

/** A comparison of two operands. */
export interface Comparison {
  readonly type: 'comparison'
  readonly operator: Operator
  readonly left: Operand
  readonly right: Operand
}

/** Two or more parts joined by one logical operator. */
interface Junction {
  readonly type: 'and' | 'or'
  readonly parts: readonly Expression[]
}

/** A negation: not documented for TaskRouter, read because it is met. */
interface Negation {
  readonly type: 'not'
  readonly part: Expression
}

/** An operand that stands alone where a comparison belongs, such as `true`. */
interface LoneOperand {
  readonly type: 'bare'
  readonly operand: Operand
}

/**
 * An expression of somebody else's that cannot be read. Nobody knows whom it lets through: read strictly it holds for
 * nothing, read loosely for everything, so that an answer which hangs on it is marked.
 */
interface UnreadableExpression {
  readonly type: 'unreadable'
  readonly text: string
}

/**
 * A TaskRouter expression (https://www.twilio.com/docs/taskrouter/expression-syntax): plain data, as filters,
 * targets, `skip_if` and a queue's TargetWorkers hold it.
 */
export type Expression = Junction | Negation | Comparison | LoneOperand | UnreadableExpression

/** Where an expression stands, which decides whose attributes its names mean. */
export type ExpressionPlace = 'filter' | 'queue' | 'target' | 'skip_if'
