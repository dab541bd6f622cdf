import type { CompiledPolicy } from '../src/decide/index.js'
import { compilePolicy, type PolicyDocument } from '../src/policy/index.js'

/** Compiles the policy of a test; one with a mistake fails the test, with what is wrong. */
export const compiled = (source: string | PolicyDocument): CompiledPolicy => {
  const result = compilePolicy(source)
  if (!result.ok) throw new TypeError(JSON.stringify(result.issues))
  return result.value
}
