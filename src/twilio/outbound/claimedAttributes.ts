import type { Claims, ClaimValue, RedactionRule } from '../../model/index.js'
import { redactText } from '../../redaction/index.js'
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
 * Prepares claims for the `claimed` attribute, as the agent may see them: identifiers hidden by the
 * rules given, keys an expression can read, texts of at most 256 printable characters, finite
 * numbers. Of two claims that share a key the first stays; one whose very name holds an identifier
 * goes.
 */
export function prepareClaims(claims: Claims, rules: readonly RedactionRule[]): PreparedClaims {
  const kept = new Map<string, ClaimValue>()
  const all = Object.entries(claims)
  let cut = all.length > MOST_CLAIMS
  for (const [name, value] of all.slice(0, MOST_CLAIMS)) {
    const key = hide(name, rules) === name ? toAttributeKey(name) : null
    const prepared = prepareValue(value, rules)
    if (key === null || prepared === null || kept.has(key)) cut = true
    else {
      kept.set(key, prepared.value)
      cut ||= prepared.cut
    }
  }
  return { entries: [...kept], cut }
}

/** One value made fit. */
interface Prepared {
  /** As the task carries it. */
  readonly value: ClaimValue
  /** Whether something of it was left out. */
  readonly cut: boolean
}

/** Makes one value fit; `null` for what no claim can be. */
function prepareValue(value: unknown, rules: readonly RedactionRule[]): Prepared | null {
  if (typeof value === 'boolean') return { value, cut: false }
  if (typeof value === 'number') return prepareNumber(value, rules)
  if (typeof value !== 'string') return null
  const hidden = hide(value, rules)
  return {
    value: hidden.slice(0, LONGEST_CLAIM).replace(UNPRINTABLE, ' '),
    cut: hidden.length > LONGEST_CLAIM || value.length > LONGEST_LOOK,
  }
}

// A number may be a card's.
function prepareNumber(value: number, rules: readonly RedactionRule[]): Prepared | null {
  if (!Number.isFinite(value)) return null
  const text = String(value)
  const hidden = hide(text, rules)
  // JSON has no minus zero; adding zero turns it into zero.
  return { value: hidden === text ? value + 0 : hidden, cut: false }
}

/** Hides identifiers in what is looked at of a text. */
const hide = (text: string, rules: readonly RedactionRule[]): string =>
  redactText(text.slice(0, LONGEST_LOOK), rules).text
