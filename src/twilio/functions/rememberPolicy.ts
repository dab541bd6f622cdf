import { type CompiledPolicy, readCompiledPolicy } from '../../decide/index.js'
import { fail, isRecord, ok, type Result } from '../../model/index.js'

/**
 * A compiled policy, or a function that gives one. It is called once, and again after a failure.
 */
export type PolicySource = CompiledPolicy | (() => Result<CompiledPolicy>)

/** Mistakes are reported when a policy is compiled, and never to the person who writes. */
const INVALID: Result<CompiledPolicy> = fail('policy_invalid')

/**
 * Reads the policy once it is there, and again after a failure; whatever is given that is none is
 * `policy_invalid`.
 */
export function rememberPolicy(policy: PolicySource): () => Result<CompiledPolicy> {
  let found: Result<CompiledPolicy> = INVALID
  return () => {
    if (found.ok) return found
    try {
      const given: unknown = typeof policy === 'function' ? policy() : ok(policy)
      const read =
        isRecord(given) && given['ok'] === true ? readCompiledPolicy(given['value']) : null
      found = read?.ok ? read : INVALID
    } catch {
      found = INVALID
    }
    return found
  }
}
