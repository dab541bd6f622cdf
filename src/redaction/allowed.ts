/**
 * Marks that people put into a number of their own or leave out, and either case, make no other
 * value: `(800) 555-0100` and `800.555.0100` are one.
 */
const plainOf = (text: string): string => text.toLowerCase().replace(/[\s().-]/g, '')

/**
 * Leaves out of findings what is exactly one of the values that a business shows of itself. Part of
 * a longer finding is none: a customer's address may hold the business's own site.
 *
 * The text is the one given, not the folded one: a value with something invisible in it stays
 * hidden.
 */
export function withoutAllowed<Finding extends { readonly start: number; readonly end: number }>(
  findings: readonly Finding[],
  text: string,
  allow: readonly string[] = [],
): readonly Finding[] {
  if (allow.length === 0 || findings.length === 0) return findings
  const allowed = new Set(allow.map(plainOf))
  return findings.filter(({ start, end }) => !allowed.has(plainOf(text.slice(start, end))))
}
