import { type Issue, isRecord } from '../../model/index.js'

/**
 * Reads one field after the other, keeping the place of every one that does not fit; fallbacks are
 * the most withheld value, so that a reader who forgets to look at `issues` still opens nothing.
 */
export interface FieldReader {
  /** What did not fit so far: `missing`, or `invalid_value`. */
  readonly issues: readonly Issue[]
  /** Whether a field is there: for keys that older tasks do not have. */
  has(key: string): boolean
  /** Text; empty where it is none. */
  text(key: string): string
  /** Text or `null`; `null` where it is neither. */
  textOrNull(key: string): string | null
  /** A whole number between two, ends included; the least where it is none. */
  integer(key: string, least: number, most: number): number
  /** One of some words. */
  one<T extends string>(key: string, words: readonly T[], fallback: T): T
  /** A list of texts; empty where any of it is none. */
  texts(key: string): readonly string[]
  /** An object whose values are each one of the words; a value that is not is left out. */
  table<T extends string>(key: string, words: readonly T[]): Readonly<Record<string, T>>
  /** An object; an empty one where it is none. */
  object(key: string): Readonly<Record<string, unknown>>
}

/** Makes a reader over one object; `path` is its JSON pointer. */
export function fieldsFrom(source: Readonly<Record<string, unknown>>, path: string): FieldReader {
  const issues: Issue[] = []
  const get = (key: string): unknown => (Object.hasOwn(source, key) ? source[key] : undefined)
  const refuse = <T>(key: string, fallback: T): T => {
    const missing = get(key) === undefined
    issues.push({ code: missing ? 'missing' : 'invalid_value', path: `${path}/${key}` })
    return fallback
  }
  const object = (key: string): Readonly<Record<string, unknown>> => {
    const value = get(key)
    return isRecord(value) ? value : refuse(key, {})
  }
  return {
    issues,
    has: (key) => Object.hasOwn(source, key),
    object,
    text(key) {
      const value = get(key)
      return typeof value === 'string' ? value : refuse(key, '')
    },
    textOrNull(key) {
      const value = get(key)
      return typeof value === 'string' || value === null ? value : refuse(key, null)
    },
    integer(key, least, most) {
      const value = get(key)
      const within = typeof value === 'number' && Number.isInteger(value) && value >= least
      return within && value <= most ? value : refuse(key, least)
    },
    one(key, words, fallback) {
      const value = get(key)
      return words.find((word) => word === value) ?? refuse(key, fallback)
    },
    texts(key) {
      const value = get(key)
      if (!Array.isArray(value)) return refuse(key, [])
      const texts = value.filter((item): item is string => typeof item === 'string')
      return texts.length === value.length ? texts : refuse(key, [])
    },
    table(key, words) {
      const entries = Object.entries(object(key)).flatMap(([name, value]) => {
        const word = words.find((known) => known === value)
        return word === undefined ? refuse(key, []) : [[name, word] as const]
      })
      return Object.fromEntries(entries)
    },
  }
}
