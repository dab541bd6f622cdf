import { bytesToHex } from '@noble/hashes/utils.js'
import { fail, isRecord, type Result } from '../model/index.js'
import type { CompiledPolicy } from './compiled.js'
import { sha256OfText } from './digest.js'
import { readCompiledPolicy } from './readCompiledPolicy.js'

/** A compiled policy as a project deploys it: with the digest of the text it was compiled from. */
export interface StampedPolicy {
  readonly source: string
  readonly policy: CompiledPolicy
}

const digestOf = (text: string): string => `sha256:${bytesToHex(sha256OfText(text))}`

/** Marks a compiled policy with the text it was compiled from. */
export const stampPolicy = (policy: CompiledPolicy, text: string): StampedPolicy => ({
  source: digestOf(text),
  policy,
})

/**
 * Reads a stamped policy beside the text that it should have been compiled from. Refuses as `policy_stale` one that was
 * compiled from any other text: what an author changed and did not compile would go on being decided the old way, and
 * nothing would show it.
 */
export function readStampedPolicy(input: unknown, text: string): Result<CompiledPolicy> {
  if (!isRecord(input)) return fail('policy_not_compiled')
  if (input['source'] !== digestOf(text)) return fail('policy_stale', '/source')
  const read = readCompiledPolicy(input['policy'])
  return read.ok
    ? read
    : {
        ok: false,
        issues: read.issues.map((issue) => ({ ...issue, path: `/policy${issue.path}` })),
      }
}
