import { isAbsent, isGiven } from '../model/index.js'
import { type ComparisonResult, compareValues, documented, negate } from './compareValues.js'
import type { Comparison, Expression, Operand } from './expression.js'
import { type AttributeScope, type ResolvedKey, resolveKey } from './resolveKey.js'

/** The result of an expression. */
export interface Evaluation {
  /** The answer; where Twilio does not document one, that of the reading asked for. */
  readonly value: boolean
  /**
   * Whether the answer depends on something that Twilio does not document, such as NULL against a
   * value.
   */
  readonly undocumented: boolean
  /** The answers of both readings: `strict` as SQL would read it, `loose` as a scripting language would. */
  readonly readings: { readonly strict: boolean; readonly loose: boolean }
}

/** A way to read what is not documented. */
export type ReadingMode = 'strict' | 'loose'

/**
 * Evaluates an expression against attributes. It never throws, and its time is linear in the
 * expression. As documented, a missing key is NULL, and a scalar operator on an array, or an array
 * operator on two scalars, is false.
 *
 * The answer is `undocumented` only if it depends on a comparison that Twilio does not document: `1
 * == 1 OR missing == 'x'` does not.
 */
export function evaluateExpression(
  expression: Expression,
  scope: AttributeScope,
  reading: ReadingMode = 'strict',
): Evaluation {
  const { strict, loose, undocumented } = evaluatePart(expression, scope)
  return { value: reading === 'strict' ? strict : loose, undocumented, readings: { strict, loose } }
}

function evaluatePart(expression: Expression, scope: AttributeScope): ComparisonResult {
  switch (expression.type) {
    case 'and':
      return joinReadings(expression.parts, scope, false)
    case 'or':
      return joinReadings(expression.parts, scope, true)
    case 'not':
      // Negation is not documented at all.
      return { ...negate(evaluatePart(expression.part, scope)), undocumented: true }
    case 'comparison': {
      const left = resolveOperand(expression.left, scope)
      const right = resolveOperand(expression.right, scope)
      const isThere = asksForPresence(expression, left.value, right.value)
      if (isThere !== null) return keepDoubt(documented(isThere), left, right)
      return keepDoubt(compareValues(expression.operator, left.value, right.value), left, right)
    }
    case 'bare': {
      const { value, undocumented } = resolveOperand(expression.operand, scope)
      if (typeof value === 'boolean') return { ...documented(value), undocumented }
      // As a scripting language takes it for true.
      return { strict: false, loose: isGiven(value) && value !== 0, undocumented: true }
    }
    case 'unreadable':
      return { strict: false, loose: true, undocumented: true }
  }
}

/**
 * Tells what a comparison with `null` comes to, as a question whether something is there.
 * Twilio's own samples write `preferred_agents != null` of a list and `targetWorker !=
 * null` of a text, and mean that there is one
 * (https://www.twilio.com/docs/taskrouter/lifecycle-task-workflows-and-assignment). `null`
 * when nothing of the kind is asked.
 */
function asksForPresence(
  { left, operator, right }: Comparison,
  leftValue: unknown,
  rightValue: unknown,
): boolean | null {
  if (operator !== '==' && operator !== '!=') return null
  const value = isNullWord(right) ? leftValue : isNullWord(left) ? rightValue : NOT_ASKED
  if (value === NOT_ASKED) return null
  return (operator === '==') === isAbsent(value)
}

/**
 * Stands for a side that is not compared with `null`, as `null` and `undefined` are values
 * here.
 */
const NOT_ASKED = Symbol('not asked')

/** Tells whether a side is the word `null`. */
const isNullWord = (operand: Operand): boolean =>
  operand.type === 'constant' && operand.value === null

/**
 * Joins parts by AND or OR, as in Kleene's three-valued logic: one part that settles the
 * whole by itself settles the doubt as well.
 */
function joinReadings(
  parts: readonly Expression[],
  scope: AttributeScope,
  settles: boolean,
): ComparisonResult {
  let [strict, loose, undocumented] = [!settles, !settles, false]
  for (const part of parts) {
    const verdict = evaluatePart(part, scope)
    if (!verdict.undocumented && verdict.strict === settles) return documented(settles)
    if (verdict.strict === settles) strict = settles
    if (verdict.loose === settles) loose = settles
    undocumented ||= verdict.undocumented
  }
  return { strict, loose, undocumented }
}

/** Hands on the doubt about how a key is read. */
const keepDoubt = (
  verdict: ComparisonResult,
  left: ResolvedKey,
  right: ResolvedKey,
): ComparisonResult =>
  left.undocumented || right.undocumented
    ? { ...verdict, strict: false, undocumented: true }
    : verdict

function resolveOperand(operand: Operand, scope: AttributeScope): ResolvedKey {
  switch (operand.type) {
    case 'constant':
      return { value: operand.value, undocumented: false }
    case 'key':
      return resolveKey(operand, scope)
    case 'list': {
      const items = operand.items.map((item) => resolveOperand(item, scope))
      return {
        value: items.map((item) => item.value),
        undocumented: items.some((item) => item.undocumented),
      }
    }
  }
}
