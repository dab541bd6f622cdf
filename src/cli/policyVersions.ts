import { type Causes, causesOf, type PolicyDiff, type WrittenPolicy } from '../analysis/index.js'
import { parseDocument, printPolicy } from '../policy/index.js'
import type { PolicyVersion } from './loadPolicy.js'

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

/**
 * Writes a compiled policy as a document again, to compare it key by key; `null` for one
 * that no document can say.
 */
function writtenAnew({ policy }: PolicyVersion): WrittenPolicy | null {
  const parsed = parseDocument(printPolicy(policy))
  return parsed.ok ? { document: parsed.value.document } : null
}
