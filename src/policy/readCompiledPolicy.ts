import { isRecord } from '../model/record.js'
import { fail, ok, type Result } from '../model/result.js'
import type { CompiledPolicy } from './compiled.js'
import { digestPolicy } from './digest.js'

const isCompiled = (value: unknown): value is CompiledPolicy =>
  isRecord(value) && value['countersign'] === 1 && typeof value['digest'] === 'string'

/** Reads a compiled policy from plain data. One whose content no longer gives its digest is refused. */
export function readCompiledPolicy(input: unknown): Result<CompiledPolicy> {
  if (!isCompiled(input)) return fail('not_a_compiled_policy')
  return digestPolicy(input) === input.digest ? ok(input) : fail('digest_mismatch', '/digest')
}
