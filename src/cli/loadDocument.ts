import { failAll, ok, type Result } from '../model/result.js'
import type { CompiledPolicy } from '../policy/compiled.js'
import { compilePolicy, type ParsedDocument, parseDocument } from '../policy/index.js'
import type { World } from './command.js'
import { LARGEST_DOCUMENT, readText } from './readInput.js'

/** A policy as its author wrote it, and compiled. */
export interface LoadedDocument {
  readonly file: string
  readonly text: string
  readonly parsed: ParsedDocument
  readonly policy: CompiledPolicy
}

/** Loads a policy with its tests and invariants, which a compiled one no longer has. */
export async function loadDocument(world: World, file: string): Promise<Result<LoadedDocument>> {
  const text = await readText(world, file, LARGEST_DOCUMENT)
  if (!text.ok) return text
  const parsed = parseDocument(text.value)
  if (!parsed.ok) return parsed
  const policy = compilePolicy(text.value)
  if (!policy.ok) return failAll(policy.issues)
  return ok({ file, text: text.value, parsed: parsed.value, policy: policy.value })
}
