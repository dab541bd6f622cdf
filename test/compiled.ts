import type { CompiledPolicy } from '../src/decide/index.js'
import { compilePolicy, type PolicyDocument } from '../src/policy/index.js'

const texts = new Map<string, CompiledPolicy>()
const documents = new WeakMap<PolicyDocument, CompiledPolicy>()

/**
 * Compiles the policy of a test; one with a mistake fails the test, with what is wrong. The same text, or the same object, is
 * compiled once: whoever needs a policy that has decided nothing yet takes a copy of it.
 */
export const compiled = (source: string | PolicyDocument): CompiledPolicy => {
  const known = typeof source === 'string' ? texts.get(source) : documents.get(source)
  if (known !== undefined) return known
  const result = compilePolicy(source)
  if (!result.ok) throw new TypeError(JSON.stringify(result.issues))
  if (typeof source === 'string') texts.set(source, result.value)
  else documents.set(source, result.value)
  return result.value
}
