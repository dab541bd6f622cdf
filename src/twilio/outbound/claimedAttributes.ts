import type { Claims, ClaimValue, RedactionRule } from '../../model/index.js'
import { redactForm } from '../../redaction/index.js'
import { toAttributeKey } from './attributeKey.js'

/** The most characters of one claimed text that a task carries. */
export const LONGEST_CLAIM = 256

// More than fit into any task, so that a flood costs no more than a task.
const MOST_CLAIMS = 512

// What is looked at of one claimed text, so that nothing is cut through before it is redacted.
const LONGEST_LOOK = 4096

// Control characters and unpaired surrogates: a task is read by JSON parsers and shown to people,
// both of which stumble on them.
const UNPRINTABLE = /[\p{Cc}\p{Cs}]/gu

/** Claims made fit for a task: readable keys, bounded printable values. */
export interface PreparedClaims {
  readonly entries: readonly (readonly [string, ClaimValue])[]
  /** Whether a value was cut short or a claim left out. */
  readonly cut: boolean
}

/**
 * Prepares claims for the `claimed` attribute, as the agent may see them: identifiers hidden by the rules given, keys
 * an expression can read, texts of at most 256 printable characters, finite numbers. What a claim is called tells what
 * it holds. Of two claims that share a key the first stays; one whose very name holds an identifier goes.
 */
export function prepareClaims(claims: Claims, rules: readonly RedactionRule[]): PreparedClaims {
  const kept = new Map<string, ClaimValue>()
  const all = Object.entries(claims)
  const looked = all.slice(0, MOST_CLAIMS)
  let cut = all.length > MOST_CLAIMS
  const fields = looked.map(([name, value]) => ({
    name,
    text: textOf(value).slice(0, LONGEST_LOOK),
  }))
  // Where nobody said anything, nothing has to be loaded to look at it.
  const hidden = fields.length === 0 ? [] : redactForm(fields, rules)
  for (const [at, [name, value]] of looked.entries()) {
    const shown = hidden[at] ?? null
    const key = shown === null ? null : toAttributeKey(name)
    const prepared = shown === null ? null : prepareValue(value, shown)
    if (key === null || prepared === null || kept.has(key)) cut = true
    else {
      kept.set(key, prepared.value)
      cut ||= prepared.cut
    }
  }
  return { entries: [...kept], cut }
}

const textOf = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : ''

/** Makes a value fit, of which this much may be seen. */
function prepareValue(value: unknown, shown: string) {
  if (typeof value === 'boolean') return { value, cut: false }
  // A number may be a card's. JSON has no minus zero; adding zero turns it into zero.
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) return null
    return { value: shown === String(value) ? value + 0 : shown, cut: false }
  }
  if (typeof value !== 'string') return null
  return {
    value: shown.slice(0, LONGEST_CLAIM).replace(UNPRINTABLE, ' '),
    cut: shown.length > LONGEST_CLAIM || value.length > LONGEST_LOOK,
  }
}
