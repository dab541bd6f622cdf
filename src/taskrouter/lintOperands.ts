import { findKey, type KeyType, type KnownKeys, withoutTask } from './emittedKeys.js'
import type { Comparison, Operand } from './expression.js'

/** What is known of one side before any task is there. */
type OperandType = KeyType | 'null' | 'unknown'

/** Finds what is wrong with the two sides of a comparison: operators on the wrong kind of value, types that differ, and answers that hang on a missing key. */
export function lintOperands(comparison: Comparison, keys: KnownKeys): readonly string[] {
  const [left, right] = [kindOf(comparison.left, keys), kindOf(comparison.right, keys)]
  switch (comparison.operator) {
    case 'HAS':
    case 'NOT HAS':
      return onList(left, 'has_on_scalar')
    case 'IN':
      return onList(right, 'in_on_scalar')
    case 'NOT IN':
      return [...onList(right, 'not_in_on_scalar'), ...openWhenMissing(comparison, keys)]
    case '!=':
      return [...onScalars(left, right), ...openWhenMissing(comparison, keys)]
    case 'CONTAINS':
    case 'NOT CONTAINS':
      if (left === 'number' || left === 'boolean') return ['contains_on_other_than_text']
      return onScalars(left, right)
    case '==':
    case '<':
    case '<=':
    case '>':
    case '>=':
      return onScalars(left, right)
  }
}

/** Names the fault where an operator for lists stands on one value. */
const onList = (kind: OperandType, code: string): readonly string[] =>
  kind === 'list' || kind === 'unknown' ? [] : [code]

/** Names the fault where values of two types, or a list, are compared. */
function onScalars(left: OperandType, right: OperandType): readonly string[] {
  if (left === 'list' || right === 'list') return ['scalar_operator_on_list']
  const open = [left, right].some((kind) => kind === 'unknown' || kind === 'null')
  return open || left === right ? [] : ['mixed_types']
}

/**
 * Names the fault of `missing != 'x'` and `missing NOT IN [...]`, which are answers that
 * Twilio does not document.
 */
function openWhenMissing({ left, right }: Comparison, keys: KnownKeys): readonly string[] {
  const isNull = [left, right].some((side) => side.type === 'constant' && side.value === null)
  const mayMiss = [left, right].some(
    (side) => side.type === 'key' && findKey(keys, withoutTask(side.path)) === null,
  )
  return mayMiss && !isNull ? ['open_when_missing'] : []
}

function kindOf(operand: Operand, keys: KnownKeys): OperandType {
  switch (operand.type) {
    case 'list':
      return 'list'
    case 'key':
      return findKey(keys, withoutTask(operand.path)) ?? 'unknown'
    case 'constant':
      return kindOfConstant(operand.value)
  }
}

const kindOfConstant = (value: string | number | boolean | null): OperandType => {
  if (value === null) return 'null'
  if (typeof value === 'string') return 'text'
  return typeof value === 'number' ? 'number' : 'boolean'
}
