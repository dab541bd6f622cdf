import { type CleanFact, isTelephone, type TieFact } from '../evidence/index.js'
import { NEVER, weaker } from '../model/index.js'
import type { TrustQuestion } from './boundTo.js'
import { type Caps, capOfTies, holdsClean } from './caps.js'
import { type FactOfItem, type Facts, layerOf } from './facts.js'
import { type Ceiling, ceilingOf, FREE, freeUntil, lower } from './trustFindings.js'
import { changeOf, isInWindow } from './window.js'

/** How far a tie is capped: by itself, and by what may have happened to its number since. */
export interface TieCeilings {
  readonly byItself: Ceiling
  readonly whole: Ceiling
}

/** Tells how far a tie is capped by risks about the ties of its node, by its origin, its age, and its number. */
export function capTie(
  placed: FactOfItem<TieFact>,
  { cleans }: Pick<Facts, 'cleans'>,
  caps: Caps,
  about: TrustQuestion,
): TieCeilings {
  const { from } = placed.fact
  const byItself = lower(capOfTies(caps, from), capByOrigin(placed, about))
  if (!isTelephone(from)) return { byItself, whole: byItself }
  return {
    byItself,
    whole: lower(byItself, capReassignment(placed, cleans.get(from) ?? [], about)),
  }
}

/**
 * A binding made in this conversation carries nothing in it, and little for a while after any other: in
 * 2026 a support bot sent codes to addresses that were named in the chat, and so gave away accounts.
 *
 * The while is the policy's `quarantine`, 30 days unless it says otherwise, from when the tie is known to stand (47
 * CFR 64.2003(b)). A tie of no known age is not held here: it was graded lower when it was read.
 */
function capByOrigin(
  { fact: tie, at: place }: FactOfItem<TieFact>,
  { at, boundTo, settings }: TrustQuestion,
): Ceiling {
  const on = layerOf(tie.from)
  if (tie.origin === boundTo.conversation) {
    return ceilingOf({ code: 'bound_in_conversation', max: 0, on, at: place })
  }
  const until = tie.tenure === undefined ? at : tie.tenure + settings.risk.quarantine
  return at < until ? ceilingOf({ code: 'quarantine', max: 1, on, at: place }, until) : FREE
}

/**
 * A number can be handed on to a stranger. A clean answer counts for ties known at or after the date it was asked
 * for; otherwise the default cap applies, which is stricter when the directory's confirmation is old.
 */
function capReassignment(
  { fact: { confirmed, tenure }, at: place }: FactOfItem<TieFact>,
  cleans: readonly CleanFact[],
  { at, settings }: TrustQuestion,
): Ceiling {
  // The last day on which the business knew that the number was theirs. Without such a day no clean answer covers
  // the tie.
  const known = confirmed ?? tenure
  const { isClean, changesAt } = holdsClean(
    cleans,
    ({ signal, asOf }) =>
      signal === 'reassigned' && known !== undefined && asOf !== undefined && asOf <= known,
    at,
  )
  if (isClean) return freeUntil(changesAt)
  const { reassignmentUnknown, reassignmentStale, reassignmentConfirmed } = settings.risk
  const stale = confirmed === undefined ? NEVER : confirmed + reassignmentConfirmed
  // A number rests at least 45 days before somebody else gets it, and at most 90 where it was residential (47 CFR
  // 52.15(f)(1)(ii)).
  const isFresh = confirmed !== undefined && isInWindow(at, confirmed, stale)
  const next = confirmed === undefined ? NEVER : changeOf(at, confirmed, stale)
  const max = isFresh ? reassignmentUnknown : weaker(reassignmentUnknown, reassignmentStale)
  const code = isFresh ? 'reassignment_unknown' : 'reassignment_stale'
  const cap = { code, max, on: 'identifier', at: place } as const
  return ceilingOf(cap, Math.min(changesAt, next))
}
