import type { Category, Rank } from '../model/index.js'
import { AUTHENTICATION_CONTEXTS, AUTHENTICATION_METHODS } from './authenticationMethods.js'
import type { IssuerGrades } from './method.js'

/** How strong a login was. */
export interface LoginGrade {
  /** 3 for one factor, 4 for two or a phishing-resistant one, 0 for none. */
  readonly grade: Rank
  readonly categories: readonly Category[]
  readonly phishable: boolean
}

/**
 * Grades a login by its `acr` and `amr`: the best that either says. Two methods that count, of different categories,
 * make a login of two factors (63B-4 §2.2.1), so 4.
 *
 * With a mapping, only what the issuer's mapping names counts, because `amr` means what its producer says (RFC 8176
 * §1). An `acr` nobody knows and no counted `amr` is none: no default is assumed (63C-4 §2.5).
 */
export function gradeLogin(
  acr: unknown,
  amr: readonly unknown[],
  issuer?: IssuerGrades,
): LoginGrade {
  // The class that the issuer says it reached; then each method that it names.
  const context = typeof acr === 'string' ? gradeOf(acr, issuer?.acr, AUTHENTICATION_CONTEXTS) : 0
  let grade = context
  let resistant = context > 0 && AUTHENTICATION_CONTEXTS.get(acr)?.phishingResistant === true
  const categories: Category[] = []
  for (const reference of amr) {
    const counted = gradeOf(reference, issuer?.amr, AUTHENTICATION_METHODS)
    if (counted > grade) grade = counted
    // A word that is worth less than a factor adds none.
    if (counted < 3) continue
    const method = AUTHENTICATION_METHODS.get(reference)
    if (method === undefined) continue
    if (method.phishingResistant) resistant = true
    if (method.category !== null && !categories.includes(method.category))
      categories.push(method.category)
  }
  return {
    grade: categories.length > 1 ? 4 : grade,
    categories: categories.sort(),
    phishable: !resistant,
  }
}

/** What a word is worth: where the issuer has a mapping of its own, only that counts. */
function gradeOf(
  name: unknown,
  mapped: Readonly<Record<string, Rank>> | undefined,
  known: ReadonlyMap<unknown, { readonly grade: Rank }>,
): Rank {
  if (mapped === undefined) return known.get(name)?.grade ?? 0
  return typeof name === 'string' && Object.hasOwn(mapped, name) ? (mapped[name] ?? 0) : 0
}
