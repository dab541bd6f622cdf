import { RESERVED_KEYS } from '../model/index.js'

/** Tells whether a value holds others: a list or an object. */
export const isContainer = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null

// A plain object of another realm, such as a worker's.
const isForeign = (prototype: unknown): boolean =>
  isContainer(prototype) &&
  Object.getPrototypeOf(prototype) === null &&
  Object.hasOwn(prototype, 'isPrototypeOf')

/**
 * Tells whether an object is nothing but its keys. What has a class of its own, a `Date` or a `Map`,
 * holds more than they tell, so that its copy would be another thing.
 */
export const isPlainObject = (value: object): boolean => {
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === null || prototype === Object.prototype || isForeign(prototype)
}

/** Tells whether a key is one that must not be copied. None of them is under nine letters. */
export const isReservedKey = (key: string): boolean => key.length >= 9 && RESERVED_KEYS.has(key)
