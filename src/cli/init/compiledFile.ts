import { stampPolicy } from '../../decide/index.js'
import { ok, type Result } from '../../model/index.js'
import { compilePolicy } from '../../policy/index.js'

/**
 * Writes the compiled policy that a project's functions load, as the project's own `npm run
 * compile` does. It is stamped with the digest of its source, so that a policy that was
 * edited and not compiled again is noticed.
 */
export function compiledFile(text: string): Result<string> {
  const policy = compilePolicy(text)
  return policy.ok ? ok(`${JSON.stringify(stampPolicy(policy.value, text, {}))}\n`) : policy
}
