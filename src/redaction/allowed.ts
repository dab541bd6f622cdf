import type { Identifier } from '../identifiers/index.js'
import { isPlain } from './plainCharacter.js'

/**
 * Marks that people put into a number of their own or leave out, and either case, make no other
 * value: `(800) 555-0100` and `800.555.0100` are one.
 */
const plainOf = (text: string): string => text.toLowerCase().replace(/[\s().-]/g, '')

/** A finding, with the value it was read as where it is one. */
interface AllowableFinding {
  readonly start: number
  readonly end: number
  readonly value: string | null
  readonly candidate: { readonly identifier: Identifier } | null
}

interface AllowSettings {
  readonly allow?: readonly string[] | undefined
  readonly regions?: readonly string[] | undefined
}

/**
 * Leaves out of findings what is exactly one of the values that a business shows of itself. Part of
 * a longer finding is none: a customer's address may hold the business's own site.
 *
 * The text is the one given, not the folded one: a value with something invisible in it stays
 * hidden.
 */
export function withoutAllowed<Finding extends AllowableFinding>(
  findings: readonly Finding[],
  text: string,
  { allow = [], regions }: AllowSettings,
): readonly Finding[] {
  if (allow.length === 0 || findings.length === 0) return findings
  const allowed = new Set(allow.map(plainOf))
  return findings.filter(({ start, end, value, candidate }) => {
    const written = text.slice(start, end)
    if (allowed.has(plainOf(written))) return false
    // `+44 (0)20 7946 0018` and `+44 20 7946 0018` are one number. What has something invisible in it stays hidden.
    if (value === null || candidate === null || !isPlain(written)) return true
    return !allow.some((one) => {
      const read = candidate.identifier.parse(one, regions)
      return read.ok && read.value === value
    })
  })
}
