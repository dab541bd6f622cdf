import { type CompiledPolicy, readCompiledPolicy } from '../decide/index.js'
import { isRecord, type Result } from '../model/index.js'
import { compilePolicy } from '../policy/index.js'
import type { World } from './command.js'
import { LARGEST_DOCUMENT, parseJson, readText } from './readInput.js'
import { readSources } from './readSources.js'

/** Loads a policy from a file: a document in YAML or JSON with what it extends, or one that was compiled before. */
export async function loadPolicy(world: World, file: string): Promise<Result<CompiledPolicy>> {
  const text = await readText(world, file, LARGEST_DOCUMENT)
  if (!text.ok) return text
  const json = text.value.trimStart().startsWith('{') ? parseJson(text.value) : undefined
  if (json?.ok === true && isRecord(json.value) && 'countersign' in json.value)
    return readCompiledPolicy(json.value)
  const sources = await readSources(world, file, text.value)
  return sources.ok ? compilePolicy(text.value, sources.value) : sources
}
