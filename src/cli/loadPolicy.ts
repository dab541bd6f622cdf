import { type CompiledPolicy, readCompiledPolicy } from '../decide/index.js'
import { ok, type Result } from '../model/index.js'
import { buildPolicy, type ParsedDocument, parseReading } from '../policy/index.js'
import type { CommandContext } from './command.js'
import { compiledIn } from './compiledIn.js'
import { readPolicyText } from './readInput.js'
import { readSources } from './readSources.js'

/** A version of a policy, and how it was written; a compiled one was written nowhere. */
export interface PolicyVersion {
  /** What decides. */
  readonly policy: CompiledPolicy
  /**
   * The document with its places; `null` where the file was a compiled policy, which holds
   * no lines.
   */
  readonly parsed: ParsedDocument | null
}

/**
 * Loads a version of a policy: a document with its places and with what it extends, or a compiled policy without. It is
 * read once, because standard input can be read only once, and a file may be another a moment later.
 */
export async function loadVersion(
  context: CommandContext,
  file: string,
): Promise<Result<PolicyVersion>> {
  const text = await readPolicyText(context, file)
  if (!text.ok) return text
  const compiled = compiledIn(text.value)
  if (compiled !== null) {
    const policy = readCompiledPolicy(compiled)
    return policy.ok ? ok({ policy: policy.value, parsed: null }) : policy
  }
  const sources = await readSources(context, file, text.value)
  if (!sources.ok) return sources
  const parsed = parseReading(text.value, sources.value, sources.value.readText)
  return parsed.ok
    ? ok({ policy: buildPolicy(parsed.value.document, parsed.value.parts), parsed: parsed.value })
    : parsed
}

/** Loads a policy from a file: a document in YAML or JSON with what it extends, or one that was compiled before. */
export async function loadPolicy(
  context: CommandContext,
  file: string,
): Promise<Result<CompiledPolicy>> {
  const version = await loadVersion(context, file)
  return version.ok ? ok(version.value.policy) : version
}
