import { isAbsent, isScalar } from '../model/index.js'
import type { Operator, OrderOperator } from './expression.js'

/**
 * How a comparison comes out under each way of reading what Twilio does not document: `strict` as SQL would (no
 * comparison with NULL or across types holds, not even `!=`), `loose` as a scripting language would (NULL differs
 * from every value, and `'5'` equals 5). `undocumented` where Twilio's pages leave it open.
 */
export interface ComparisonResult {
  /** The answer as SQL would give it. */
  readonly strict: boolean
  /** The answer as a scripting language would give it. */
  readonly loose: boolean
  /** Whether Twilio's pages leave the answer open. */
  readonly undocumented: boolean
}

/** A verdict that Twilio documents. */
export const documented = (holds: boolean): ComparisonResult => ({
  strict: holds,
  loose: holds,
  undocumented: false,
})

/**
 * A verdict that Twilio does not document. Where both ways of reading agree there is
 * nothing left open.
 */
const notDocumented = (strict: boolean, loose: boolean): ComparisonResult => ({
  strict,
  loose,
  undocumented: strict !== loose,
})

/** Negates a verdict in both readings. */
export const negate = ({ strict, loose, undocumented }: ComparisonResult): ComparisonResult => ({
  strict: !strict,
  loose: !loose,
  undocumented,
})

/** Compares two values with an operator (https://www.twilio.com/docs/taskrouter/expression-syntax). Total. */
export function compareValues(operator: Operator, left: unknown, right: unknown): ComparisonResult {
  switch (operator) {
    case '==':
      return isScalarPair(left, right) ? compareEqual(left, right) : documented(false)
    case '!=':
      return isScalarPair(left, right) ? compareUnequal(left, right) : documented(false)
    case '<':
    case '<=':
    case '>':
    case '>=':
      return isScalarPair(left, right) ? compareOrder(operator, left, right) : documented(false)
    case 'CONTAINS':
      return isScalarPair(left, right) ? containsText(left, right) : documented(false)
    case 'HAS':
      return Array.isArray(left) ? isMemberOf(right, left) : documented(false)
    case 'IN':
      return Array.isArray(right) ? isMemberOf(left, right) : documented(false)
    case 'NOT IN':
      return Array.isArray(right) ? notMember(left, right) : documented(false)
    case 'NOT HAS':
      return notDocumented(false, !(Array.isArray(left) && isMemberOf(right, left).loose))
    case 'NOT CONTAINS':
      return notDocumented(false, !(isScalarPair(left, right) && containsText(left, right).loose))
  }
}

/**
 * Tells whether neither side is an array: a scalar operator on an array is false, as
 * documented.
 */
const isScalarPair = (left: unknown, right: unknown): boolean =>
  !Array.isArray(left) && !Array.isArray(right)

// Production targets ask for `worker.waiting != true` where the key is there only while it is true, and get the other
// workers: a missing key differs from `true` and from `false`. From other values it is not documented.
const isNullAndBoolean = (left: unknown, right: unknown): boolean =>
  (isAbsent(left) && typeof right === 'boolean') || (typeof left === 'boolean' && isAbsent(right))

/**
 * Compares for equality. Two of one type are documented; across types the readings differ:
 * `'5' == 5` holds only loosely.
 */
function compareEqual(left: unknown, right: unknown): ComparisonResult {
  if (isAbsent(left) && isAbsent(right)) return documented(true)
  if (isNullAndBoolean(left, right)) return documented(false)
  if (!isScalar(left) || !isScalar(right)) return notDocumented(false, false)
  if (typeof left === typeof right) return documented(left === right)
  return notDocumented(false, isLooselyEqual(left, right))
}

/**
 * Compares for inequality. NULL against a value is where the readings differ most: SQL says
 * neither yes nor no.
 */
function compareUnequal(left: unknown, right: unknown): ComparisonResult {
  const equal = compareEqual(left, right)
  return isComparable(left, right) || isNullAndBoolean(left, right)
    ? negate(equal)
    : notDocumented(false, !equal.loose)
}

/** Tells whether a scripting language would take two values of different types for the same. */
const isLooselyEqual = (left: unknown, right: unknown): boolean => {
  const [a, b] = [toNumber(left), toNumber(right)]
  return String(left) === String(right) || (a !== null && a === b)
}

/** Compares for order, numbers by size and texts by code unit. */
function compareOrder(operator: OrderOperator, left: unknown, right: unknown): ComparisonResult {
  const sameType = typeof left === typeof right
  if (typeof left === 'number' && typeof right === 'number')
    return compareSameType(operator, left, right)
  if (typeof left === 'string' && typeof right === 'string')
    return compareSameType(operator, left, right)
  const [a, b] = [toNumber(left), toNumber(right)]
  if (sameType || a === null || b === null) return notDocumented(false, false)
  return notDocumented(false, compareSameType(operator, a, b).loose)
}

/** Compares two values of one type, which is documented. */
function compareSameType<T extends string | number>(
  operator: OrderOperator,
  left: T,
  right: T,
): ComparisonResult {
  switch (operator) {
    case '<':
      return documented(left < right)
    case '<=':
      return documented(left <= right)
    case '>':
      return documented(left > right)
    case '>=':
      return documented(left >= right)
  }
}

function containsText(left: unknown, right: unknown): ComparisonResult {
  if (typeof left === 'string' && typeof right === 'string') return documented(left.includes(right))
  if (!isScalar(left) || !isScalar(right)) return notDocumented(false, false)
  return notDocumented(false, String(left).includes(String(right)))
}

/**
 * Tells whether a value is in a list. Two arrays on the two sides of an array operator are
 * not documented.
 */
function isMemberOf(value: unknown, list: readonly unknown[]): ComparisonResult {
  if (Array.isArray(value)) return notDocumented(false, false)
  const each = list.map((item) =>
    Array.isArray(item) ? notDocumented(false, false) : compareEqual(value, item),
  )
  if (each.some((one) => one.strict)) return documented(true)
  return each.some((one) => one.undocumented)
    ? notDocumented(
        false,
        each.some((one) => one.loose),
      )
    : documented(false)
}

/**
 * Tells whether a value is in no place of a list. SQL says of NULL, and of a value of
 * another type, neither that it is in a list nor that it is not.
 */
function notMember(value: unknown, list: readonly unknown[]): ComparisonResult {
  const found = isMemberOf(value, list)
  if (found.strict || list.every((item) => isComparable(value, item))) return negate(found)
  return notDocumented(false, !found.loose)
}

/**
 * Tells whether two values can be compared without a question left open. `key == null` is found in Twilio's own templates
 * and taken as said.
 */
const isComparable = (left: unknown, right: unknown): boolean =>
  (isScalar(left) && typeof left === typeof right) || (isAbsent(left) && isAbsent(right))

/** Reads a number as a scripting language would; `null` for what is none. */
const toNumber = (value: unknown): number | null => {
  if (typeof value === 'number') return value
  if (typeof value !== 'string' || value.trim() === '') return null
  const number = Number(value)
  return Number.isFinite(number) ? number : null
}
