import type { CompiledPolicy } from '../decide/index.js'
import { type Issue, ok, type Result } from '../model/index.js'
import type { ParsedDocument } from '../policy/index.js'
import { openSpace } from '../space/index.js'
import { lintConditions } from './lintConditions.js'
import { lintDocument } from './lintDocument.js'
import { lintPolicy } from './lintPolicy.js'
import { lintTests } from './lintTests.js'
import { lintWaiting } from './lintWaiting.js'
import { lintWorkers, type StaffMember } from './lintWorkers.js'
import type { OnProgress } from './onProgress.js'
import type { LintFinding } from './sayFinding.js'

/**
 * A finding and where in the text it stands, both counted from 1; absent where the policy was not
 * text, or where the place comes from a pack.
 */
export type PlacedFinding = LintFinding & Pick<Issue, 'file' | 'line' | 'column'>

/**
 * Finds everything that an author can hardly mean in a policy that compiles: what is dead,
 * shadowed, redundant or out of reach, in the order of the text. What was too much to look at is a
 * finding of its own.
 *
 * Each of its questions tells by itself how far it has come. Where workers are given, what none of them has is found
 * too.
 */
export function lintParsed(
  policy: CompiledPolicy,
  { document, tests, unusedParameters, locate }: ParsedDocument,
  onProgress?: OnProgress,
  workers?: readonly StaffMember[],
): Result<readonly PlacedFinding[]> {
  const found = lintPolicy(openSpace(policy), onProgress)
  if (!found.ok) return found
  const redundant = lintConditions(document, onProgress)
  if (!redundant.ok) return redundant
  const rows = tests.map(({ statement }) => statement)
  const findings: readonly LintFinding[] = [
    ...found.value,
    ...lintTests(policy, rows),
    ...lintWaiting(policy),
    ...lintDocument({ document, policy }, onProgress),
    ...redundant.value,
    ...(workers === undefined ? [] : lintWorkers(policy, workers)),
  ]
  const placed: readonly PlacedFinding[] = findings.map((finding) => ({
    ...finding,
    ...locate(finding.path, partOf(finding)),
  }))
  // They are no part of the policy that came of them, so that each brings its place.
  const unused = unusedParameters.map(
    ({ name, place }): PlacedFinding => ({
      code: 'parameter_never_used',
      path: ['parameters', name],
      word: name,
      ...place,
    }),
  )
  return ok([...placed, ...unused].toSorted(byPlace))
}

// In the order of the text, its own lines before those of what it extends; what has no place stays as it was.
const byPlace = (one: PlacedFinding, other: PlacedFinding): number =>
  (one.file ?? '').localeCompare(other.file ?? '', 'en') ||
  (one.line ?? 0) - (other.line ?? 0) ||
  (one.column ?? 0) - (other.column ?? 0)

// A word that is no key is pointed at itself, not at the key before it.
const partOf = ({ code, path, word }: LintFinding): 'key' | 'value' =>
  OF_VALUES.includes(code) && path.at(-1) !== word ? 'value' : 'key'

// Codes of findings about a value. The place of the key would point at the wrong word.
const OF_VALUES: readonly LintFinding['code'][] = [
  'fact_of_another_type',
  'name_near_another',
  'overflow_into_itself',
  'text_for_boolean',
  'test_not_read',
]
