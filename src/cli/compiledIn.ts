import { readCompiledPolicy } from '../decide/index.js'
import { fail, isRecord, type Result } from '../model/index.js'
import { parseJsonInput } from './readInput.js'

/**
 * Gives what a text holds that is a compiled policy; `null` for a document. Both a document in JSON and a compiled policy
 * begin with a brace; only the second has the key `countersign`, which names the version of its form.
 */
export function compiledIn(text: string): Readonly<Record<string, unknown>> | null {
  // A byte order mark counts as space, so it goes with it.
  const bare = text.trimStart()
  const json = bare.startsWith('{') ? parseJsonInput(bare) : undefined
  return json?.ok === true && isRecord(json.value) && 'countersign' in json.value
    ? json.value
    : null
}

/**
 * Says why a compiled policy is not taken where a document is needed, which has lines, tests and invariants. One that this
 * version could not read anyhow is reported as that: by the version that it needs, or by what is wrong with it.
 */
export function refuseCompiled(compiled: Readonly<Record<string, unknown>>): Result<never> {
  const policy = readCompiledPolicy(compiled)
  return policy.ok ? fail('compiled_policy', '/countersign') : policy
}
