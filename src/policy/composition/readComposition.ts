import { failAll, isRecord, ok, type Result } from '../../model/index.js'
import { formIssues, placeIssue } from '../formIssues.js'
import type { Source } from '../readSource.js'
import { type Composition, compositionSchema, compositionShape } from './compositionSchema.js'
import { membersOf, toMembers } from './parts.js'

/** The keys by which a document says how it is put together. */
const COMPOSED = Object.keys(compositionShape)

/**
 * Reads what a document says of being put together (`extends`, `parameters`, `brands`, `inherit`).
 * A document that says nothing of it is an ordinary policy.
 */
export function readComposition(read: Source): Result<Composition> {
  if (!isRecord(read.value)) return ok({})
  const said = Object.fromEntries(
    Object.entries(read.value).filter(([key]) => COMPOSED.includes(key)),
  )
  const parsed = compositionSchema.safeParse(said)
  return parsed.success
    ? ok(parsed.data)
    : failAll(formIssues(parsed.error.issues, said).map((issue) => placeIssue(issue, read)))
}

/**
 * Gives what a document says as a policy, without what it says of being put together; without tests
 * where they are not asked for.
 */
export const ofPolicy = (document: Source, { isTested }: { readonly isTested: boolean }): Source =>
  isRecord(document.value)
    ? toMembers(
        membersOf(document).filter(
          ([key]) => !COMPOSED.includes(key) && (isTested || key !== 'tests'),
        ),
        document,
      )
    : document
