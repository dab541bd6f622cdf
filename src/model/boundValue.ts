import { ok, type Result } from './result.js'

/**
 * The most a policy's source may hold, in UTF-16 units. It bounds the work of everything that
 * follows, and is many times what people write.
 */
export const LARGEST_POLICY = 262_144

/** The most levels that a policy nests, far beyond any document: what walks it calls itself once for each. */
export const DEEPEST_POLICY = 24

/** How many mistakes of a broken file are told, which is enough to begin to correct it. */
export const MOST_TOLD = 20

// Values in all: far beyond any document, and little enough to be walked at once.
const MOST_VALUES = 40_000

/** Keys that would reach an object's prototype where somebody copies them without care. */
export const RESERVED_KEYS: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype'])

/**
 * Copies a value from outside into plain data: objects, lists, text, finite numbers, booleans and
 * null. Refuses what is deeper, larger, cyclic, or no data at all, so that later code can walk it
 * without care.
 *
 * Refused are, by code and place: `invalid_number`, `wrong_type`, `reserved_key`, `too_deep` and
 * `too_large`; twenty issues at most. A member that is `undefined` is left out, as JSON would.
 */
export function boundValue(input: unknown): Result<unknown> {
  let left = MOST_VALUES
  let room = LARGEST_POLICY
  const issues: { code: string; path: string }[] = []
  const refuse = (code: string, path: string): undefined => {
    if (issues.length < MOST_TOLD) issues.push({ code, path })
    return undefined
  }
  // Counts down as it goes, so that the work is bounded by what is allowed and not by what is given.
  const copy = (value: unknown, path: string, depth: number): unknown => {
    left -= 1
    if (left < 0 || room < 0) return left === -1 || room < 0 ? refuseLarge() : undefined
    if (typeof value === 'string') {
      room -= value.length
      return value
    }
    if (value === null || typeof value === 'boolean') return value
    if (typeof value === 'number')
      return Number.isFinite(value) ? value : refuse('invalid_number', path)
    if (typeof value !== 'object') return refuse('wrong_type', path)
    if (depth >= DEEPEST_POLICY) return refuse('too_deep', '')
    if (Array.isArray(value)) return value.map((item, at) => copy(item, `${path}/${at}`, depth + 1))
    // A plain object has no prototype but the plain one; a date or a map is no JSON.
    const prototype: unknown = Object.getPrototypeOf(value)
    if (prototype !== null && Object.getPrototypeOf(prototype) !== null)
      return refuse('wrong_type', path)
    const copied: Record<string, unknown> = {}
    for (const [key, member] of Object.entries(value)) {
      const below = `${path}/${escapeStep(key)}`
      if (RESERVED_KEYS.has(key)) refuse('reserved_key', below)
      else if (member !== undefined) copied[key] = copy(member, below, depth + 1)
    }
    return copied
  }
  const refuseLarge = (): undefined => refuse('too_large', '')
  const value = copy(input, '', 0)
  return issues.length === 0 ? ok(value) : { ok: false, issues: once(issues) }
}

/** Writes one step of a JSON pointer (RFC 6901 §3). */
export const escapeStep = (step: string | number): string =>
  String(step).replaceAll('~', '~0').replaceAll('/', '~1')

/** Writes a JSON pointer. */
export const pointerOf = (path: readonly (string | number)[]): string =>
  path.map((step) => `/${escapeStep(step)}`).join('')

const once = <T extends { code: string; path: string }>(issues: readonly T[]): readonly T[] =>
  issues.filter(
    (issue, at) =>
      issues.findIndex(({ code, path }) => code === issue.code && path === issue.path) === at,
  )
