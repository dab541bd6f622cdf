import { describeExtent, isUnchanged, type PolicyDiff } from '../../analysis/index.js'
import type { CompiledPolicy } from '../../decide/index.js'
import type { Result } from '../../model/index.js'
import { codeInWords } from '../say.js'
import { REVIEW_CHECKLIST, type Review } from './review.js'

/**
 * What became of a review's signature: `unchecked` where no key was given to check it with. Only
 * `good` speaks for it.
 */
export type SignatureStanding = 'good' | 'bad' | 'absent' | 'unchecked'

/**
 * What a review is worth for the policy at hand. A review of another version says what was looked
 * at then, and nothing of what is here now.
 */
export interface ReviewStanding {
  readonly review: Review
  readonly signature: SignatureStanding
  /** Whether the policy is the very one that was reviewed. */
  readonly isCurrent: boolean
  /** What it decides otherwise than the one that was reviewed; `null` where that one is not at hand. */
  readonly changes: readonly string[] | null
}

/**
 * Holds a review against the policy at hand, and says what changed since where the reviewed policy is there to compare.
 *
 * Where the policy that was reviewed is not at hand, what changed is unknown and not nothing.
 */
export function standingOf(
  review: Review,
  signature: SignatureStanding,
  policy: CompiledPolicy,
  old: { readonly policy: CompiledPolicy; readonly compared: Result<PolicyDiff> } | undefined,
): ReviewStanding {
  const isCurrent = review.digest === policy.digest
  const changes = isCurrent
    ? []
    : old === undefined || old.policy.digest !== review.digest
      ? null
      : sayChanges(old.compared)
  return { review, signature, isCurrent, changes }
}

/** Says what a comparison found, a sentence each, in the words of the comparison. */
function sayChanges(compared: Result<PolicyDiff>): readonly string[] {
  if (!compared.ok)
    return [`not compared, because ${codeInWords(compared.issues[0]?.code ?? 'undecided')}`]
  const { regions, changes, notCompared } = compared.value
  if (isUnchanged(compared.value)) return [`no decision changes${describeExtent(compared.value)}`]
  return [
    ...regions.map(
      ({ change, name, before, after }) =>
        `${change}: ${name === '' ? '' : `${name}, `}${codeInWords(before)} → ${codeInWords(after)}`,
    ),
    ...changes.map(
      ({ change, about, name, before, after }) =>
        `${change}: ${codeInWords(about)} ${name}, ${codeInWords(before)} → ${codeInWords(after)}`,
    ),
    ...notCompared.map(({ about, why }) => `not compared: ${about}, because ${why}`),
  ]
}

/** Says who reviewed, and when. */
export const sayReviewer = ({ review: { name, role, date } }: ReviewStanding): string =>
  `reviewed by ${name}, ${role}, on ${date}`

/** Says whether the review is still about the present policy. */
export const sayCurrency = ({ isCurrent, changes }: ReviewStanding): string =>
  isCurrent
    ? 'not changed since'
    : changes === null
      ? 'changed since; it is not known what changed, because the reviewed policy was not given'
      : 'changed since'

/** Says what the signature is worth. No signature, and one that nobody checked, are never called good. */
export const saySignature = ({ signature }: Pick<ReviewStanding, 'signature'>): string =>
  SIGNATURES[signature]

/** What each standing means to whoever reads the review, in a sentence that goes on from others. */
const SIGNATURES: Readonly<Record<SignatureStanding, string>> = {
  good: 'the signature is valid',
  bad: 'the signature is not valid: it was made with another key, or the review was changed',
  absent: 'not signed: anybody can have written it',
  unchecked: 'signed, but not checked: no public key was given',
}

/** Lists what the reviewer left open. */
export const openItemsOf = ({ checklist }: Review): readonly string[] =>
  REVIEW_CHECKLIST.filter(({ item }) =>
    checklist.some((line) => line.item === item && !line.confirmed),
  ).map(({ says }) => says)
