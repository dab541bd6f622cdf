import type { Claims, ClaimValue } from '../../model/engagement.js'
import { toAttributeKey } from './attributeKey.js'

/** The most characters of one claimed text that a task carries. */
export const LONGEST_CLAIM = 256

// Control characters and unpaired surrogates: a task is read by JSON parsers and shown to people, both of which stumble on them.
const UNPRINTABLE = /[\p{Cc}\p{Cs}]/gu

/** Claims made fit for a task: readable keys, bounded printable values. */
export interface PreparedClaims {
  readonly entries: readonly (readonly [string, ClaimValue])[]
  /** Whether a value was cut or a claim left out. */
  readonly cut: boolean
}

/**
 * Prepares claims for the `claimed` attribute: keys an expression can read, texts of at most 256 printable
 * characters, finite numbers. Of two claims that share a key the first stays.
 */
export function prepareClaims(claims: Claims): PreparedClaims {
  const kept = new Map<string, ClaimValue>()
  let cut = false
  for (const [name, value] of Object.entries(claims)) {
    const key = toAttributeKey(name)
    const prepared = prepareValue(value)
    if (key === null || prepared === null || kept.has(key)) cut = true
    else kept.set(key, prepared)
    if (prepared !== value) cut = true
  }
  return { entries: [...kept], cut }
}

function prepareValue(value: unknown): ClaimValue | null {
  if (typeof value === 'boolean') return value
  if (typeof value === 'number') return Number.isFinite(value) ? value : null
  if (typeof value !== 'string') return null
  return value.slice(0, LONGEST_CLAIM).replace(UNPRINTABLE, ' ')
}
