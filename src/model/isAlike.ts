import { isRecord } from './record.js'

/**
 * Tells whether two values of plain data say the same: texts, numbers, lists in their order and objects by their names.
 * What is one and the same value is not looked into, so that what was made once and handed on takes no time. It is not
 * for maps and sets, which have no names of their own to be compared by.
 */
export function isAlike(one: unknown, other: unknown): boolean {
  if (Object.is(one, other)) return true
  if (Array.isArray(one)) return Array.isArray(other) && areItemsAlike(one, other)
  if (!isRecord(one) || !isRecord(other)) return false
  const names = Object.keys(one)
  if (names.length !== Object.keys(other).length) return false
  for (const name of names) {
    if (!Object.hasOwn(other, name) || !isAlike(one[name], other[name])) return false
  }
  return true
}

function areItemsAlike(some: readonly unknown[], others: readonly unknown[]): boolean {
  if (some.length !== others.length) return false
  for (let index = 0; index < some.length; index += 1) {
    if (!isAlike(some[index], others[index])) return false
  }
  return true
}
