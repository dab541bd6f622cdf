import { entriesInOrder, fail, failAll, isRecord, type Result } from '../model/index.js'
import type { CompiledPolicy } from './compiled.js'
import { digestOfText } from './digest.js'
import { readCompiledPolicy } from './readCompiledPolicy.js'

/** A compiled policy as a project deploys it: with the digest of the text it was compiled from. */
export interface StampedPolicy {
  /** The digest of the text that it was compiled from. */
  readonly source: string
  /** The names of the documents that it was compiled with; absent where it was not said whether there are any. */
  readonly bases?: readonly string[]
  /** The compiled policy itself. */
  readonly policy: CompiledPolicy
}

/** The documents that a policy is made of besides its own, by the names it was compiled with. */
type BaseTexts = Readonly<Record<string, string>>

// A text alone is hashed as it is, so that what was stamped before there were bases goes on being read.
const digestOfSource = (text: string, bases: BaseTexts): string => {
  const named = entriesInOrder(bases)
  return digestOfText(named.length === 0 ? text : JSON.stringify([text, named]))
}

/**
 * Marks a compiled policy with the text that it was compiled from, and with the documents which
 * that text extends or names as packs. `files` holds these documents as text, `{}` if there are
 * none. If `files` is left out, the reader can only guess from the text whether there are any.
 */
export const stampPolicy = (
  policy: CompiledPolicy,
  text: string,
  bases?: BaseTexts,
): StampedPolicy => ({
  source: digestOfSource(text, bases ?? {}),
  ...(bases !== undefined && { bases: Object.keys(bases).sort() }),
  policy,
})

/**
 * Reads a stamped policy together with the text that it should have been compiled from, and the
 * documents that this text extends. Of `bases`, only those count with which it was compiled.
 *
 * Codes: `policy_stale` if it was compiled from another text, because a change that was not
 * compiled would have no effect, and nobody would see that; `base_not_given` if a base or pack is
 * not given, because it may have changed.
 */
export function readStampedPolicy(
  input: unknown,
  text: string,
  bases?: BaseTexts,
): Result<CompiledPolicy> {
  if (!isRecord(input)) return fail('policy_not_compiled')
  const marked = input['bases']
  const isMarked = Array.isArray(marked)
  const names = isMarked ? marked.map(String) : Object.keys(bases ?? {})
  // For what was stamped without a word of bases, there is only the look of its text.
  const mayName = MAY_EXTEND.test(text) || MAY_NAME_PACKS.test(text)
  const mayLack = !isMarked && bases === undefined && mayName
  if (mayLack || names.some((name) => bases?.[name] === undefined))
    return fail('base_not_given', '/source')
  const named = Object.fromEntries(names.map((name) => [name, bases?.[name] ?? '']))
  if (input['source'] !== digestOfSource(text, named)) return fail('policy_stale', '/source')
  const read = readCompiledPolicy(input['policy'])
  return read.ok
    ? read
    : failAll(read.issues.map((issue) => ({ ...issue, path: `/policy${issue.path}` })))
}

// A key of this name, wherever it stands. What only looks like one is told from it by whoever gives the bases, `{}` for none.
const MAY_EXTEND = /(?:^|[\s{,])["']?extends["']?\s*:/

// Under this key a word with a dot or a slash is the file of a pack, whatever else is in its name. The list ends at its
// bracket, or where the next key has its colon. A comment is passed over whole: what it says names no file, and it is never
// read in two ways, so that a line of many `#` takes no time.
const MAY_NAME_PACKS =
  /(?:^|[\s{,])["']?packs["']?\s*:(?:\s#[^\n]*(?![^\n])|(?<!\s)#|[^#\]}:./])*[./]/
