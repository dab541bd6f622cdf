import type { CompiledPolicy } from '../decide/index.js'
import { ok, type Result } from '../model/index.js'
import { buildPolicy, type ParsedDocument, parseReading } from '../policy/index.js'
import type { CommandContext } from './command.js'
import { compiledIn, refuseCompiled } from './compiledIn.js'
import { LARGEST_DOCUMENT, policyTextOf, readBytes } from './readInput.js'
import { readSources } from './readSources.js'

/** A policy as its author wrote it, and compiled. */
export interface LoadedDocument {
  /** The name that it was asked for by, as the caller typed it. */
  readonly file: string
  /** The file as it was read, to write it back without a change that nobody asked for. */
  readonly bytes: Uint8Array
  /**
   * The texts of the files that it is made of besides, by their paths: what it extends, and
   * packs of its own.
   */
  readonly files: Readonly<Record<string, string>>
  /** The document with the place of every statement, for messages that name a line. */
  readonly parsed: ParsedDocument
  /** What decides. */
  readonly policy: CompiledPolicy
}

/** Loads a policy, and what it extends, with its tests and invariants, which a compiled one no longer has. */
export async function loadDocument(
  context: CommandContext,
  file: string,
): Promise<Result<LoadedDocument>> {
  const read = await readBytes(context, file, LARGEST_DOCUMENT)
  if (!read.ok) return read
  const decoded = policyTextOf(read.value)
  if (!decoded.ok) return decoded
  const text = decoded.value
  const compiled = compiledIn(text)
  if (compiled !== null) return refuseCompiled(compiled)
  const sources = await readSources(context, file, text)
  if (!sources.ok) return sources
  const parsed = parseReading(text, sources.value, sources.value.readText)
  if (!parsed.ok) return parsed
  const policy = buildPolicy(parsed.value.document, parsed.value.parts)
  const { files } = sources.value
  return ok({ file, bytes: read.value, files, parsed: parsed.value, policy })
}
