import { answerRequest, type CompiledPolicy } from '../decide/index.js'
import type { AssessedRequest } from '../model/index.js'
import type { PolicyTest } from '../policy/index.js'
import { assessRequest } from '../trust/index.js'
import { partFor } from './answerOn.js'
import { engagementOf } from './engagementOf.js'
import { keyOf } from './sayAnswer.js'
import { type ChangedParts, suspectsOf } from './suspects.js'

/** Assesses the engagements of a policy's own tests: once, to be answered by many policies that trust alike. */
export const assessRows = (
  policy: CompiledPolicy,
  tests: readonly PolicyTest[],
): readonly AssessedRequest[] =>
  tests.map(({ given }) => {
    const { engagement, at } = engagementOf(given)
    return assessRequest(engagement, at, policy)
  })

/**
 * Tells whether two policies answer any row otherwise, of what they say otherwise (`changes`). That settles at once what
 * takes a search a hundred times as long; that no row does says nothing, nor do rows where trust is said otherwise.
 */
export const areAnsweredApart = (
  policies: readonly [CompiledPolicy, CompiledPolicy],
  changes: ChangedParts,
  rows: readonly AssessedRequest[],
): boolean =>
  !changes.trust &&
  suspectsOf(changes).some((suspect) => {
    const [one, other] = policies.map((policy) => partFor(policy, suspect, 'unplanned'))
    const { about, name } = suspect
    const sayBy = (part: CompiledPolicy | undefined, { request, assessment }: AssessedRequest) =>
      part && keyOf(about, name, answerRequest(part, assessment, request))
    return rows.some((row) => sayBy(one, row) !== sayBy(other, row))
  })
