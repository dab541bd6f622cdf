import { isRecord } from '../model/index.js'
import { find, type ScanOptions } from './scan.js'

const NONE: ReadonlySet<string> = new Set()

/**
 * A card has twelve digits at the least, and people put a mark or two between them. Asked first, as
 * most values have fewer.
 */
const LONG = /\d(?:\D{0,2}\d){11}/
// A record's own numbers, and those of the objects right below it, as `card: { number }`.
const DEEPEST = 1
const MOST = 64

/** Tells whether a value holds a card; numbers are read as they are written. */
const isCard = (value: unknown, options: ScanOptions): boolean => {
  if (typeof value !== 'string' && typeof value !== 'number') return false
  const text = String(value)
  return LONG.test(text) && find(text, options, NONE).findings.length > 0
}

/**
 * Tells whether a card stands among the values of an object, so that a lone code or month beside it
 * is the card's.
 */
export function holdsCard(value: unknown, options: ScanOptions, depth = 0): boolean {
  if (!isRecord(value)) return false
  // An accessor is code of the record's, which is not run.
  const values = Object.keys(value)
    .slice(0, MOST)
    .map((key): unknown => Object.getOwnPropertyDescriptor(value, key)?.value)
  const only = depth === 0 ? { ...options, types: ['payment_card'] } : options
  return values.some(
    (one) => isCard(one, only) || (depth < DEEPEST && holdsCard(one, only, depth + 1)),
  )
}
