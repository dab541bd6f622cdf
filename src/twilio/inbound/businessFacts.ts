import { type Context, fail, ok, type Result } from '../../model/index.js'
import { SHOWN_NAME } from './intentForms.js'
import { isPolluting } from './reservedClaims.js'

// Far above what a policy asks; what is longer is a text and no fact.
const MOST_FACTS = 256
const LONGEST_FACT = 1_000

/**
 * Reads the facts from the business: plain values under printable names that reach no prototype.
 *
 * Strict, unlike claims: they come from your own server, and one that is wrong would be decided by.
 * Codes, all at `context`: `invalid_type`, `too_many`, `invalid_name`.
 */
export function readBusinessFacts(input: unknown): Result<Context | undefined> {
  if (input === undefined) return ok(undefined)
  if (typeof input !== 'object' || input === null || Array.isArray(input)) {
    return fail('invalid_type', 'context')
  }
  const facts = Object.entries(input)
  if (facts.length > MOST_FACTS) return fail('too_many', 'context')
  if (facts.some(([key]) => !SHOWN_NAME.test(key) || isPolluting(key))) {
    return fail('invalid_name', 'context')
  }
  const plain = facts.flatMap(([key, fact]) => (isFact(fact) ? [[key, fact] as const] : []))
  return plain.length < facts.length
    ? fail('invalid_type', 'context')
    : ok(Object.fromEntries(plain))
}

/** A text, a number that JSON has, or yes and no. */
const isFact = (fact: unknown): fact is string | number | boolean =>
  typeof fact === 'string' ? fact.length <= LONGEST_FACT : isNumberOrFlag(fact)

const isNumberOrFlag = (fact: unknown): fact is number | boolean =>
  typeof fact === 'boolean' || (typeof fact === 'number' && Number.isFinite(fact))
