import type { Constant, KeyOperand, Operand, Operator } from './expression.js'
import type { ParseFault, ParseStep } from './parseFault.js'
import type { Token } from './tokenize.js'

/** What may stand as an operand, for messages. */
const OPERAND_WORDS = ['text', 'number', 'true', 'false', 'null', 'key', '[']

/** Words that cannot be keys, in any case. */
const KEYWORD = /^(?:and|or|not|in|has|contains)$/i

/** Parses one side of a comparison. */
export function parseOperand(tokens: readonly Token[], at: number): ParseStep<Operand> {
  const token = tokens[at]
  if (token?.type === 'symbol' && token.value === '[') return parseList(tokens, at + 1)
  if (token?.type === 'symbol' && token.value === '(') return parseEnclosed(tokens, at + 1)
  const node = token === undefined ? null : readSingle(token)
  return node === null ? unexpectedToken(token, OPERAND_WORDS) : { node, next: at + 1 }
}

/** Reads the operator at a token, if there is one. */
export function readOperator(
  tokens: readonly Token[],
  at: number,
): { readonly node: Operator; readonly next: number } | null {
  const token = tokens[at]
  if (token === undefined || token.type === 'text') return null
  const plain = OPERATOR_OF[token.value.toUpperCase()]
  if (plain !== undefined) return { node: plain, next: at + 1 }
  const negated = NEGATED[tokens[at + 1]?.value.toUpperCase() ?? '']
  const isNot = token.value.toUpperCase() === 'NOT' && tokens[at + 1]?.type === 'word'
  return isNot && negated !== undefined ? { node: negated, next: at + 2 } : null
}

const OPERATOR_OF: Readonly<Record<string, Operator>> = {
  '=': '==',
  '==': '==',
  '!=': '!=',
  '<>': '!=',
  '<': '<',
  '<=': '<=',
  '>': '>',
  '>=': '>=',
  CONTAINS: 'CONTAINS',
  HAS: 'HAS',
  IN: 'IN',
}

/** The operators that NOT may stand before. */
const NEGATED: Readonly<Record<string, Operator>> = {
  IN: 'NOT IN',
  HAS: 'NOT HAS',
  CONTAINS: 'NOT CONTAINS',
}

/** Reads a constant or a key; `null` for what is neither. */
function readSingle(token: Token): Constant | KeyOperand | null {
  switch (token.type) {
    case 'text':
      return { type: 'constant', value: token.value }
    case 'number':
      // Adding zero turns minus zero into zero.
      return { type: 'constant', value: Number(token.value) + 0 }
    case 'word':
      return readWord(token.value)
    case 'symbol':
    case 'end':
      return null
  }
}

/**
 * Reads a word: a constant by its name, or a key. `routing.skills[0]` -> `['routing',
 * 'skills', 0]`.
 */
function readWord(word: string): Constant | KeyOperand | null {
  const lower = word.toLowerCase()
  if (lower === 'true' || lower === 'false') return { type: 'constant', value: lower === 'true' }
  if (lower === 'null') return { type: 'constant', value: null }
  if (KEYWORD.test(word)) return null
  const path = [...word.matchAll(/[^.[\]]+|\[(\d+)\]/g)].map(([part, index]) =>
    index === undefined ? part : Number(index),
  )
  return { type: 'key', path }
}

/** Parses `(key)`, where an expression in parentheses cannot stand. */
function parseEnclosed(tokens: readonly Token[], at: number): ParseStep<Operand> {
  const token = tokens[at]
  const node = token === undefined ? null : readSingle(token)
  if (node === null) return unexpectedToken(token, OPERAND_WORDS)
  const close = tokens[at + 1]
  if (close?.type === 'symbol' && close.value === ')') return { node, next: at + 2 }
  return unexpectedToken(close, [')'])
}

function parseList(tokens: readonly Token[], start: number): ParseStep<Operand> {
  const items: (Constant | KeyOperand)[] = []
  let next = start
  while (!isSymbol(tokens[next], ']')) {
    if (items.length > 0) {
      if (!isSymbol(tokens[next], ',')) return unexpectedToken(tokens[next], [',', ']'])
      next += 1
    }
    const token = tokens[next]
    const item = token === undefined ? null : readSingle(token)
    if (item === null)
      return unexpectedToken(token, ['text', 'number', 'true', 'false', 'null', 'key'])
    items.push(item)
    next += 1
  }
  return { node: { type: 'list', items }, next: next + 1 }
}

const isSymbol = (token: Token | undefined, symbol: string): boolean =>
  token?.type === 'symbol' && token.value === symbol

/** Says that a token may not stand where it stands, with those that may. */
export const unexpectedToken = (
  token: Token | undefined,
  expected: readonly string[],
): ParseFault => ({
  code: token === undefined || token.type === 'end' ? 'unexpected_end' : 'unexpected_token',
  at: token?.at ?? 0,
  expected,
})
