import type { CompiledPolicy } from '../decide/index.js'
import { failAll, ok, type Result } from '../model/index.js'
import { compilePolicy, type ParsedDocument, parseDocument } from '../policy/index.js'
import type { World } from './command.js'
import { LARGEST_DOCUMENT, readBytes } from './readInput.js'

/** A policy as its author wrote it, and compiled. */
export interface LoadedDocument {
  readonly file: string
  /** The file as it was read. */
  readonly bytes: Uint8Array
  readonly parsed: ParsedDocument
  readonly policy: CompiledPolicy
}

/** Loads a policy with its tests and invariants, which a compiled one no longer has. */
export async function loadDocument(world: World, file: string): Promise<Result<LoadedDocument>> {
  const read = await readBytes(world, file, LARGEST_DOCUMENT)
  if (!read.ok) return read
  const text = new TextDecoder().decode(read.value)
  const parsed = parseDocument(text)
  if (!parsed.ok) return parsed
  const policy = compilePolicy(text)
  if (!policy.ok) return failAll(policy.issues)
  return ok({ file, bytes: read.value, parsed: parsed.value, policy: policy.value })
}
