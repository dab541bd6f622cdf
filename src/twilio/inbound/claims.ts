import {
  type Claims,
  type ClaimValue,
  compareTexts,
  isRecord,
  type JsonObject,
  type Reason,
} from '../../model/index.js'
import { boundedJson, readBoundedJson } from './boundedJson.js'
import { isPolluting, isReserved, PLAIN_KEY } from './reservedClaims.js'

/** What a form said, made safe, and what was left out of it. */
export interface ReadClaims {
  /** By dotted key, in the order of keys. */
  readonly claims: Claims
  /** By code, each once, at `/claims`. */
  readonly reasons: readonly Reason[]
}

// Bounds of what is kept: far above any real form, far below what Conversation attributes hold.
const DEEPEST = 6
const MOST_CLAIMS = 128
const LONGEST_KEY = 100
const LONGEST_VALUE = 4_000

/**
 * Reads what a browser, a bot or a flow sent as pre-engagement data: any JSON object, as text or as
 * a value.
 *
 * It never throws: what cannot be read is no claim, with a reason. More than 16 KB is dropped as a
 * whole. Values are flattened under keys of `[A-Za-z0-9_.]` with dots. Keys that name facts, or
 * that reach a prototype, are dropped. If two keys become the same, the one that already had this
 * form wins, then the first by code unit, so that the order of sending decides nothing. Reasons
 * never hold the text of the sender.
 *
 * `{"name": "Ada", "order": {"no": 7}}` -> `{ name: 'Ada', 'order.no': 7 }`
 * `{"verified": true}`                  -> `{}`, with the reason `claim_reserved`
 */
export function readClaims(input: unknown): ReadClaims {
  const form = readForm(input)
  if (typeof form === 'string') return { claims: {}, reasons: [{ code: form, at: '/claims' }] }
  const reasons = new Set<string>()
  const found = flatten(form, reasons)
  const claims = new Map<string, ClaimValue>()
  for (const { key, value } of found.sort(byPreference)) {
    if (claims.has(key)) reasons.add('claim_duplicate')
    else if (claims.size >= MOST_CLAIMS) reasons.add('claims_too_many')
    else claims.set(key, value)
  }
  return {
    claims: Object.fromEntries([...claims].sort(([a], [b]) => compareTexts(a, b))),
    reasons: [...reasons].sort().map((code) => ({ code, at: '/claims' })),
  }
}

/** Joins two sets of claims, the first one winning where both hold a key. */
export function mergeClaims(first: ReadClaims, second: ReadClaims): ReadClaims {
  const taken = Object.keys(second.claims).some((key) => Object.hasOwn(first.claims, key))
  const reasons = [
    ...first.reasons,
    ...second.reasons,
    ...(taken ? [{ code: 'claim_duplicate', at: '/claims' }] : []),
  ]
  const byCode = new Map(reasons.map((reason) => [`${reason.code} ${reason.at}`, reason]))
  return { claims: { ...second.claims, ...first.claims }, reasons: [...byCode.values()] }
}

/** Gives the form, or the code of why there is none. Nothing sent is an empty form. */
function readForm(input: unknown): JsonObject | string {
  if (input === undefined || input === null) return {}
  const text = typeof input === 'string' ? input : boundedJson(input)
  if (text === null) return 'claims_unreadable'
  const parsed = readBoundedJson(text)
  if (!parsed.ok) {
    return parsed.issues[0]?.code === 'too_large' ? 'claims_too_large' : 'claims_unreadable'
  }
  // A form often arrives as JSON text inside JSON.
  const inner = typeof parsed.value === 'string' ? readBoundedJson(parsed.value) : parsed
  if (!inner.ok) return 'claims_unreadable'
  if (inner.value === undefined || inner.value === null) return {}
  return isRecord(inner.value) ? inner.value : 'claims_unreadable'
}

/** One value of the form, with the key it gets. */
interface SentClaim {
  /** The key of ours, its steps joined by dots. */
  readonly key: string
  /** The key as it was sent, steps joined by a character that no key of ours holds. */
  readonly sent: string
  /** Text, number, or yes and no. */
  readonly value: ClaimValue
}

/** Walks the form and lists its values. What is left out is noted by its code in `reasons`. */
function flatten(form: JsonObject, reasons: Set<string>): SentClaim[] {
  const found: SentClaim[] = []
  const walk = (value: unknown, keys: readonly string[], sent: readonly string[]): void => {
    if (typeof value === 'object' && value !== null) {
      if (sent.length >= DEEPEST) reasons.add('claims_too_deep')
      else for (const [key, below] of Object.entries(value)) visit(key, below, keys, sent)
      return
    }
    const read = readValue(value)
    if (typeof read === 'object') {
      if (read !== null) reasons.add(read.code)
    } else found.push({ key: keys.join('.'), sent: sent.join('\n'), value: read })
  }
  const visit = (
    key: string,
    below: unknown,
    keys: readonly string[],
    sent: readonly string[],
  ): void => {
    const steps = readKey(key)
    if (typeof steps === 'string') reasons.add(steps)
    else if ([...keys, ...steps].join('.').length > LONGEST_KEY) reasons.add('claim_key_invalid')
    else walk(below, [...keys, ...steps], [...sent, key])
  }
  walk(form, [], [])
  return found
}

/** Makes a sent key into steps of `[A-Za-z0-9_]`, or names why it cannot be one. */
function readKey(key: string): readonly string[] | string {
  if (PLAIN_KEY.test(key)) {
    if (isPolluting(key)) return 'claim_polluting'
    if (isReserved(key)) return 'claim_reserved'
    return /[A-Za-z0-9]/.test(key) ? [key] : 'claim_key_invalid'
  }
  // Made to fit, an address could no longer be told from a field within another.
  if (key.includes('@')) return 'claim_key_invalid'
  const steps = key.split('.')
  if (isPolluting(key) || steps.some(isPolluting)) return 'claim_polluting'
  if (isReserved(key) || steps.some(isReserved)) return 'claim_reserved'
  const cleaned = steps
    .map((step) => step.trim().replaceAll(/[^A-Za-z0-9_]/g, '_'))
    .filter((step) => /[A-Za-z0-9]/.test(step))
  return cleaned.length === 0 || cleaned.some(isPolluting) || cleaned.some(isReserved)
    ? 'claim_key_invalid'
    : cleaned
}

/** Gives a plain value; `null` for none; a code for what no claim can hold. */
function readValue(value: unknown): ClaimValue | { readonly code: string } | null {
  if (value === null) return null
  if (typeof value === 'boolean') return value
  if (typeof value === 'number') {
    return Number.isFinite(value) ? value : { code: 'claim_value_unsupported' }
  }
  if (typeof value !== 'string') return { code: 'claim_value_unsupported' }
  return value.length > LONGEST_VALUE
    ? { code: 'claim_too_long' }
    : SURROGATE.test(value)
      ? value.replaceAll(/\p{Cs}/gu, '\ufffd')
      : value
}

/** Halves of a character, which JSON text may hold alone: many programs stumble on them. */
const SURROGATE = /[\ud800-\udfff]/

/** First what is already written as a key of ours, then by the key that was sent. */
const byPreference = (a: SentClaim, b: SentClaim): number =>
  Number(a.key !== plain(a.sent)) - Number(b.key !== plain(b.sent)) || compareTexts(a.sent, b.sent)

/** The key that was sent, its steps joined as ours are. */
const plain = (sent: string): string => sent.replaceAll('\n', '.')
