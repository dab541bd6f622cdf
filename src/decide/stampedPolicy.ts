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

/** The documents that a policy is made of besides its own, by the names it was compiled with. */
type BaseTexts = Readonly<Record<string, string>>

// A text alone is hashed as it is, so that what was stamped before there were bases goes on being read.
const digestOf = (text: string, bases: BaseTexts): string => {
  const named = Object.entries(bases).sort(([one], [other]) => (one < other ? -1 : 1))
  const all = named.length === 0 ? text : JSON.stringify([text, named])
  return `sha256:${bytesToHex(sha256OfText(all))}`
}

/**
 * Marks a compiled policy with the text it was compiled from, and with the documents which that extends or names as packs:
 * the `files` that it was compiled with, as text.
 */
export const stampPolicy = (
  policy: CompiledPolicy,
  text: string,
  bases: BaseTexts = {},
): StampedPolicy => ({
  source: digestOf(text, bases),
  policy,
})

/**
 * Reads a stamped policy beside the text that it should have been compiled from, and the documents which that extends.
 * Refuses as `policy_stale` one that was compiled from any other: what an author changed and did not compile would go on
 * being decided the old way, and nothing would show it. A text that extends another, or names
 * the file of a pack, and is given alone is refused as `base_not_given`: nobody could tell that the other was changed.
 */
export function readStampedPolicy(
  input: unknown,
  text: string,
  bases?: BaseTexts,
): Result<CompiledPolicy> {
  if (!isRecord(input)) return fail('policy_not_compiled')
  if (bases === undefined && (MAY_EXTEND.test(text) || MAY_NAME_PACKS.test(text)))
    return fail('base_not_given', '/source')
  if (input['source'] !== digestOf(text, bases ?? {})) return fail('policy_stale', '/source')
  const read = readCompiledPolicy(input['policy'])
  return read.ok
    ? read
    : {
        ok: false,
        issues: read.issues.map((issue) => ({ ...issue, path: `/policy${issue.path}` })),
      }
}

// A key of this name, wherever it stands: what only looks like one is told from it by whoever gives the bases, `{}` for none.
const MAY_EXTEND = /(?:^|[\s{,])["']?extends["']?\s*:/

// Under this key a word with a dot or a slash is the file of a pack; comments may stand between.
const MAY_NAME_PACKS = /(?:^|[\s{,])["']?packs["']?\s*:(?:#[^\n]*|[\s\w[\-"',])*[./]/
