import type * as z from 'zod'
import { CHANNEL_WORDS } from '../../channels/index.js'
import { completeWord, type Issue, isRecord, suggest } from '../../model/index.js'

/**
 * Keeps of zod's issues the place and a code of ours; its messages repeat what was received. Of a
 * union that fails several times at one place each issue stands once.
 *
 * `known` has the fields of each part by its path, '' for the whole.
 */
export function engagementIssues(
  error: z.ZodError,
  input: unknown,
  known: Readonly<Record<string, readonly string[]>>,
): readonly Issue[] {
  const issues = error.issues.flatMap((issue): readonly Issue[] => {
    const path = issue.path.map(String).join('.')
    if (issue.code !== 'unrecognized_keys') {
      return [{ code: isMissing(issue.path, input) ? 'required' : codeOf(issue), path }]
    }
    return issue.keys.map((key) => unknownField(key, path === '' ? '/' : path, known[path] ?? []))
  })
  return [...new Map(issues.map((issue) => [JSON.stringify(issue), issue])).values()]
}

/** Says that a field is not ours, and which of ours it was near; its own text is the sender's. */
function unknownField(key: string, path: string, names: readonly string[]): Issue {
  const suggestion = suggest(key, names) ?? completeWord(key, names)
  return { code: 'unknown_field', path, ...(suggestion !== undefined && { suggestion }) }
}

/**
 * Says of a contact that could not be read what was probably meant: a channel by its name, or the field that stands
 * there misspelt where one is missing.
 */
export function meantInContact(contact: unknown, issues: readonly Issue[]): readonly Issue[] {
  if (!isRecord(contact)) return issues
  return issues.map((issue) => {
    const { code, path } = issue
    const channel = contact['channel']
    if (code === 'unknown_channel' && typeof channel === 'string') {
      const suggestion = suggest(channel, CHANNEL_WORDS)
      return { ...issue, ...(suggestion !== undefined && { suggestion }) }
    }
    const field = path.slice(path.lastIndexOf('.') + 1)
    return code === 'required' && suggest(field, Object.keys(contact)) !== undefined
      ? { code: 'unknown_field', path: path.slice(0, -field.length - 1), suggestion: field }
      : issue
  })
}

function codeOf(issue: z.core.$ZodIssue): string {
  if (issue.code === 'too_big') return issue.origin === 'array' ? 'too_many' : 'too_large'
  if (issue.code === 'too_small') return 'too_small'
  return issue.code === 'invalid_format' ? 'invalid_format' : 'invalid_type'
}

/** Tells whether nothing stands at a place: zod says `invalid_type` of what is missing as well. */
function isMissing(path: readonly PropertyKey[], input: unknown): boolean {
  let here: unknown = input
  for (const step of path) {
    if (typeof here !== 'object' || here === null || !Object.hasOwn(here, step)) return true
    here = Object.entries(here).find(([key]) => key === String(step))?.[1]
  }
  return here === undefined
}
