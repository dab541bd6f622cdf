import { type Causes, causesOf, type PolicyDiff, type WrittenPolicy } from '../analysis/index.js'
import type { CompiledPolicy } from '../decide/index.js'
import { ok, type Result } from '../model/index.js'
import { type ParsedDocument, parseDocument, printPolicy } from '../policy/index.js'
import type { World } from './command.js'
import { loadDocument } from './loadDocument.js'
import { loadPolicy } from './loadPolicy.js'

/** A version of a policy, and how it was written; a compiled one was written nowhere. */
export interface PolicyVersion {
  readonly policy: CompiledPolicy
  readonly parsed: ParsedDocument | null
}

/** Loads a version of a policy: a document with its places, or a compiled policy without. */
export async function loadVersion(world: World, file: string): Promise<Result<PolicyVersion>> {
  const policy = await loadPolicy(world, file)
  if (!policy.ok) return policy
  const loaded = await loadDocument(world, file)
  return ok({ policy: policy.value, parsed: loaded.ok ? loaded.value.parsed : null })
}

/**
 * Finds the lines that the differences of two versions come from. Where either was compiled, both are written out anew,
 * so that they are compared key by key as well, though no line can be named.
 */
export function causesBetween(
  old: PolicyVersion,
  next: PolicyVersion,
  compared: PolicyDiff,
): Causes | undefined {
  if (old.parsed !== null && next.parsed !== null)
    return causesOf(old.parsed, next.parsed, compared)
  const [before, after] = [writtenAnew(old), writtenAnew(next)]
  return before === null || after === null ? undefined : causesOf(before, after, compared)
}

function writtenAnew({ policy }: PolicyVersion): WrittenPolicy | null {
  const parsed = parseDocument(printPolicy(policy))
  return parsed.ok ? { document: parsed.value.document } : null
}
