import { readFileSync } from 'node:fs'
import { compilePolicy, parseDocument } from '../../src/policy/index.js'

/** The example policies that every law of the analysis is held against. */
export const examples = ['bank', 'clinic', 'retailer'].map((name) => {
  const text = readFileSync(
    new URL(`../../examples/policies/${name}.yaml`, import.meta.url),
    'utf8',
  )
  const parsed = parseDocument(text)
  const policy = compilePolicy(text)
  if (!parsed.ok || !policy.ok) throw new Error(`${name}.yaml does not compile`)
  return { name, text, parsed: parsed.value, policy: policy.value }
})

/** Compiles a policy that is known to be right. */
export function compiled(text: string) {
  const policy = compilePolicy(text)
  if (!policy.ok) throw new Error(JSON.stringify(policy.issues))
  return policy.value
}
