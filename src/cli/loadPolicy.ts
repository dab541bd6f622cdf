import { type CompiledPolicy, readCompiledPolicy } from '../decide/index.js'
import { isRecord, type Result } from '../model/index.js'
import { compilePolicy } from '../policy/index.js'
import type { World } from './command.js'
import { LARGEST_DOCUMENT, parseJson, readText } from './readInput.js'

/** Loads a policy from a file: a document in YAML or JSON, or one that was compiled before. */
export async function loadPolicy(world: World, file: string): Promise<Result<CompiledPolicy>> {
  const text = await readText(world, file, LARGEST_DOCUMENT)
  if (!text.ok) return text
  const json = text.value.trimStart().startsWith('{') ? parseJson(text.value) : undefined
  return json?.ok === true && isRecord(json.value) && 'countersign' in json.value
    ? readCompiledPolicy(json.value)
    : compilePolicy(text.value)
}
