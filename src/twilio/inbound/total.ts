import { fail, type Result } from '../../model/index.js'

/**
 * Reads as told; an input that throws when it is looked at, such as a getter, a proxy, or an object
 * without a primitive, is unreadable. Whatever arrives gets an answer.
 */
export function total<T>(read: () => Result<T>): Result<T> {
  try {
    return read()
  } catch {
    return fail('unreadable')
  }
}
