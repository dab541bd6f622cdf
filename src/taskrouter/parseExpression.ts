import { failAll, type Issue, ok, type Result } from '../model/index.js'
import type { Expression, Operand } from './expression.js'
import { isFault, type ParseFault, type ParseStep } from './parseFault.js'
import { parseOperand, readOperator, unexpectedToken } from './parseOperand.js'
import { type Token, tokenize } from './tokenize.js'

/** The most characters of an expression that are read; the longest met in public configurations has under 1,000. */
export const LONGEST_EXPRESSION = 16_384

/** How deep parentheses may nest. */
export const DEEPEST_EXPRESSION = 64

/** What may follow an operand, for messages. */
const OPERATOR_WORDS = ['==', '!=', '<', '<=', '>', '>=', 'CONTAINS', 'HAS', 'IN', 'NOT IN']

/**
 * Parses a TaskRouter expression: all that is documented, and what real configurations hold (single `=`, keywords
 * in any case, `null`, empty lists, constants on the left, zero-padded numbers, no white space).
 *
 * `AND` binds tighter than `OR`. An issue names line, column and what was expected there.
 */
export function parseExpression(text: string): Result<Expression> {
  if (text.length > LONGEST_EXPRESSION) {
    return faultFor(text, { code: 'too_long', at: LONGEST_EXPRESSION, expected: [] })
  }
  const tokens = tokenize(text)
  if ('code' in tokens) return faultFor(text, { ...tokens, expected: [] })
  const parsed = parseJunction(tokens, 0, 'or', 0)
  if (isFault(parsed)) return faultFor(text, parsed)
  const rest = tokens[parsed.next]
  if (rest === undefined || rest.type === 'end') return ok(parsed.node)
  const operators = parsed.node.type === 'bare' ? OPERATOR_WORDS : []
  return faultFor(text, unexpectedToken(rest, [...operators, 'AND', 'OR']))
}

const LOGICAL = { or: /^(?:or|\|\|)$/i, and: /^(?:and|&&)$/i } as const

/** Parses parts joined by one logical operator; `or` holds `and`, which binds tighter. */
function parseJunction(
  tokens: readonly Token[],
  start: number,
  type: 'or' | 'and',
  depth: number,
): ParseStep<Expression> {
  const parts: Expression[] = []
  let next = start
  for (;;) {
    const part =
      type === 'or' ? parseJunction(tokens, next, 'and', depth) : parseFactor(tokens, next, depth)
    if (isFault(part)) return part
    parts.push(part.node)
    next = part.next
    if (!isWordOf(tokens[next], LOGICAL[type])) break
    next += 1
  }
  const [only] = parts
  const node = parts.length === 1 && only !== undefined ? only : ({ type, parts } as const)
  return { node, next }
}

/** Parses one part: negated, in parentheses, or a comparison. */
function parseFactor(tokens: readonly Token[], at: number, depth: number): ParseStep<Expression> {
  const token = tokens[at]
  if (depth > DEEPEST_EXPRESSION) return { code: 'too_deep', at: token?.at ?? 0, expected: [] }
  if (isWordOf(token, /^(?:not|!)$/i)) {
    const part = parseFactor(tokens, at + 1, depth + 1)
    return isFault(part) ? part : { node: { type: 'not', part: part.node }, next: part.next }
  }
  if (!isWordOf(token, /^\($/)) return parseComparison(tokens, at)
  const inner = parseJunction(tokens, at + 1, 'or', depth + 1)
  if (isFault(inner)) return inner
  const close = tokens[inner.next]
  if (!isWordOf(close, /^\)$/)) {
    const operators = inner.node.type === 'bare' ? OPERATOR_WORDS : []
    return unexpectedToken(close, [...operators, 'AND', 'OR', ')'])
  }
  // An operand may stand in parentheses: `(key) == 1`.
  if (inner.node.type !== 'bare') return { node: inner.node, next: inner.next + 1 }
  return parseComparison(tokens, inner.next + 1, inner.node.operand)
}

/** Parses a comparison, or an operand that stands alone. */
function parseComparison(
  tokens: readonly Token[],
  at: number,
  given?: Operand,
): ParseStep<Expression> {
  const left = given === undefined ? parseOperand(tokens, at) : { node: given, next: at }
  if (isFault(left)) return left
  const operator = readOperator(tokens, left.next)
  if (operator === null) return { node: { type: 'bare', operand: left.node }, next: left.next }
  const right = parseOperand(tokens, operator.next)
  if (isFault(right)) return right
  const { node } = operator
  return {
    node: { type: 'comparison', operator: node, left: left.node, right: right.node },
    next: right.next,
  }
}

const isWordOf = (token: Token | undefined, word: RegExp): boolean =>
  (token?.type === 'word' || token?.type === 'symbol') && word.test(token.value)

/** Gives a fault its line and column. */
function faultFor(text: string, fault: ParseFault): Result<never> {
  const before = text.slice(0, fault.at)
  const issue: Issue = {
    code: fault.code,
    path: '',
    line: before.split('\n').length,
    column: fault.at - before.lastIndexOf('\n'),
  }
  return failAll([fault.expected.length === 0 ? issue : { ...issue, allowed: fault.expected }])
}
