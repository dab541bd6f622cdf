import { findKey, type KnownKeys } from './emittedKeys.js'
import type { ExpressionPlace, KeyOperand } from './expression.js'
import { KEY_PREFIXES } from './resolveKey.js'

/**
 * Attributes that hold what the customer typed, by the names that Flex, Studio and web chat
 * give them.
 */
const TYPED: ReadonlySet<unknown> = new Set([
  'claimed',
  'pre_engagement_data',
  'preEngagementData',
  'memory',
  'customerName',
  'customer_name',
  'friendlyName',
  'name',
  'from',
  'initial_question',
])

/**
 * What a name begins with in each place
 * (https://www.twilio.com/docs/taskrouter/expression-syntax).
 */
const PREFIXES: Readonly<Record<ExpressionPlace, readonly string[]>> = {
  filter: ['taskrouter'],
  queue: [],
  target: ['task', 'worker', 'taskrouter'],
  skip_if: ['task', 'workers', 'taskrouter'],
}

/** Tells whether a key has a hyphen, which expressions cannot read: it would be a subtraction, and never matches. */
export const isHyphenated = (key: KeyOperand): boolean =>
  key.path.some((step) => typeof step === 'string' && step.includes('-'))

/** Tells whether a key reads what the customer typed, which may choose a topic but never a privilege. */
export const isClaimed = (key: KeyOperand): boolean => {
  const [head, next] = key.path
  return TYPED.has(head) || (head === 'task' && TYPED.has(next))
}

/** Says what is wrong with a key's prefix in its place: `unprefixed_key` or `prefix_out_of_place`; `null` if nothing. */
export function misplacedPrefix(key: KeyOperand, place: ExpressionPlace): string | null {
  const [head] = key.path
  const isPrefix = KEY_PREFIXES.some((prefix) => prefix === head)
  if (PREFIXES[place].some((prefix) => prefix === head)) return null
  if (isPrefix && key.path.length > 1) return 'prefix_out_of_place'
  return place === 'filter' || place === 'queue' ? null : 'unprefixed_key'
}

/** Tells whether a key is one that no one emits, with the nearest that someone does; `null` for a known key or one of a worker's. */
export function unknownKey(
  key: KeyOperand,
  place: ExpressionPlace,
  keys: KnownKeys,
): { readonly suggestion?: string } | null {
  const [head, ...rest] = key.path
  if (head === 'worker' || head === 'workers' || head === 'taskrouter') return null
  const path = head === 'task' && place !== 'filter' && place !== 'queue' ? rest : key.path
  if (findKey(keys, path) !== null) return null
  const word = path.join('.').toLowerCase()
  const near = Object.keys(keys).find((known) => isNear(known.toLowerCase(), word))
  return near === undefined ? {} : { suggestion: near }
}

/** Tells whether two keys differ by one edit, or have the same last name. */
function isNear(known: string, word: string): boolean {
  if (known.split('.').at(-1) === word.split('.').at(-1)) return true
  if (Math.abs(known.length - word.length) > 1) return false
  let from = 0
  // They differ somewhere: that they are alike was looked for before.
  while (known[from] === word[from]) from += 1
  const [a, b] = [known.slice(from), word.slice(from)]
  return a.slice(1) === b.slice(1) || a.slice(1) === b || a === b.slice(1)
}
