import {
  type Comparison,
  type Expression,
  type KeyOperand,
  keysIn,
  type Operand,
  ORDERS,
} from './expression.js'
import { printKey } from './printExpression.js'

/** Task attributes that represent all tasks, as far as some expressions can tell them apart. */
export interface Representatives {
  /** How many there are. */
  readonly count: number
  /** Whether no task is left out: true unless a comparison reads two keys, or text is searched within text. */
  readonly exact: boolean
  /** Gives one of them, by number. */
  at(index: number): Readonly<Record<string, unknown>>
}

/**
 * Finds the tasks that expressions can tell apart: for each key every constant it is compared with, one value above,
 * below and between numbers, one text of no constant, missing, and each set of the constants as a list.
 */
export function representTasks(expressions: readonly Expression[]): Representatives {
  const comparisons = expressions.flatMap(comparisonsOf)
  const keys = new Map<
    string,
    { readonly path: KeyOperand['path']; readonly constants: Set<unknown> }
  >()
  for (const { left, right } of comparisons) {
    for (const [side, other] of [
      [left, right],
      [right, left],
    ] as const) {
      for (const key of keysIn(side)) {
        const known = keys.get(printKey(key)) ?? { path: key.path, constants: new Set() }
        for (const constant of constantsOf(other)) known.constants.add(constant)
        keys.set(printKey(key), known)
      }
    }
  }
  const axes = [...keys.values()].map(({ path, constants }) => ({
    path,
    values: valuesOf(constants),
  }))
  const paths = axes.map(({ path }) => path)
  const hasLists = comparisons.some(({ operator }) => operator === 'HAS' || operator === 'NOT HAS')
  return {
    count: axes.reduce((product, { values }) => product * values.length, 1),
    exact:
      comparisons.every(isPlain) &&
      axes.every(({ path }) => isIndependent(path, paths)) &&
      [...keys.values()].every(({ constants }) => constants.size <= MOST_IN_LISTS || !hasLists),
    at(index) {
      const task: Record<string, unknown> = {}
      let rest = index
      for (const { path, values } of axes) {
        const value = values[rest % values.length]
        rest = Math.floor(rest / values.length)
        if (value !== undefined) putAtPath(task, path, value)
      }
      return task
    },
  }
}

/**
 * More constants than this are not tried as lists of each other, only one by one and all
 * together: their sets would be more than can be tried.
 */
const MOST_IN_LISTS = 5

/** Lists the values of one key that expressions can tell apart. */
function valuesOf(constants: ReadonlySet<unknown>): readonly unknown[] {
  const scalars = [...constants].filter((one) => one !== null)
  const numbers = scalars.filter((one) => typeof one === 'number').sort((a, b) => a - b)
  const between = numbers.flatMap((one, index) => [
    one - 0.5,
    (one + (numbers[index + 1] ?? one + 1)) / 2,
  ])
  const fresh = `other${scalars.join('')}`
  // Read loosely, a number equals its text.
  const texts = numbers.map(String)
  const single = new Set([undefined, null, true, false, fresh, ...scalars, ...between, ...texts])
  return [...single, ...listsOf(scalars), [fresh]]
}

function listsOf(items: readonly unknown[]): readonly (readonly unknown[])[] {
  if (items.length > MOST_IN_LISTS) return [[], ...items.map((item) => [item]), items]
  const sets = 2 ** items.length
  return Array.from({ length: sets }, (_, set) => items.filter((_, index) => set & (1 << index)))
}

function putAtPath(task: Record<string, unknown>, path: KeyOperand['path'], value: unknown): void {
  const [head, ...rest] = path
  if (head === undefined) return
  if (rest.length === 0) {
    task[head] = value
    return
  }
  const inner = task[head]
  const next: Record<string, unknown> =
    typeof inner === 'object' && inner !== null ? { ...inner } : {}
  putAtPath(next, rest, value)
  task[head] = next
}

/** Lists the comparisons of an expression; what stands alone is compared with `true`. */
function comparisonsOf(expression: Expression): readonly Comparison[] {
  switch (expression.type) {
    case 'and':
    case 'or':
      return expression.parts.flatMap(comparisonsOf)
    case 'not':
      return comparisonsOf(expression.part)
    case 'comparison':
      return [expression]
    case 'bare': {
      const { operand } = expression
      return [
        {
          type: 'comparison',
          operator: '==',
          left: operand,
          right: { type: 'constant', value: true },
        },
      ]
    }
    case 'unreadable':
      return []
  }
}

const constantsOf = (operand: Operand): readonly unknown[] => {
  if (operand.type === 'constant') return [operand.value]
  return operand.type === 'list' ? operand.items.flatMap(constantsOf) : []
}

/**
 * Tells whether a comparison has no more cases than its constants make. Two keys against
 * each other, text within text, and the order of texts have more.
 */
function isPlain({ left, operator, right }: Comparison): boolean {
  const constants = [...constantsOf(left), ...constantsOf(right)]
  if (keysIn(left).length > 0 && keysIn(right).length > 0) return false
  if (operator === 'CONTAINS' || operator === 'NOT CONTAINS') return false
  const isOrder = ORDERS.some((one) => one === operator)
  return !isOrder || constants.every((one) => typeof one === 'number')
}

/**
 * Tells whether an attribute can be chosen without regard to the others. Indices into
 * lists, and attributes that hold others that are read too, cannot.
 */
const isIndependent = (path: KeyOperand['path'], others: readonly KeyOperand['path'][]): boolean =>
  path.every((step) => typeof step === 'string') &&
  others.every(
    (other) => other.length <= path.length || path.some((step, at) => other[at] !== step),
  )
