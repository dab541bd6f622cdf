import type { RepresentationFact } from '../evidence/index.js'
import {
  type Acting,
  type Instant,
  isAbsent,
  NEVER,
  type Rank,
  type Reason,
  sorted,
} from '../model/index.js'
import type { TrustQuestion } from './boundTo.js'
import type { FactOfItem, Facts } from './facts.js'
import { findings, NOTHING, type TrustFindings } from './trustFindings.js'
import { changeOf } from './window.js'

/** On whose behalf somebody writes, if on another's, with the reasons that came up. */
export interface ActingRead {
  readonly acting: Acting | undefined
  readonly found: TrustFindings
}

/** Nobody may act for another: the answer where nothing could be read. */
export const NOBODY: Acting = { as: [], subject: null }

/**
 * Reads on whose behalf somebody writes. The word itself is a claim: what counts is that the directory ties the
 * customer whom they were found to be to the one they name, now. Naming oneself is no more than writing for oneself.
 */
export function readActing(
  subject: unknown,
  { represents }: Pick<Facts, 'represents'>,
  { customer, write }: { readonly customer: string | null; readonly write: Rank },
  about: TrustQuestion,
): ActingRead {
  if (isAbsent(subject)) return { acting: undefined, found: NOTHING }
  if (typeof subject !== 'string') return refused([{ code: 'malformed', at: '/subject' }])
  // While nobody is recognized, what the directory says of anyone must not show in the answer: not even that they named
  // the record that their address is on file for.
  if (write < 2) return refused([NO_TIE])
  // Who names themselves writes for themselves.
  if (subject === customer) return { acting: undefined, found: NOTHING }
  // Names are compared exactly, because a tie raises what they may do and is never guessed.
  const own = represents.filter(
    ({ fact }) => fact.customer === customer && fact.subject === subject,
  )
  const judged = own.map((placed) => ({ placed, code: faultOf(placed, about) }))
  const good = judged.flatMap(({ placed, code }) => (code === null ? [placed] : []))
  const changes = own.map(({ fact }) => changeOf(about.at, fact.starts, fact.until))
  const changesAt = Math.min(NEVER, ...changes)
  if (good.length === 0) {
    const why = judged.flatMap(({ placed, code }) =>
      code === null ? [] : [{ code, at: placed.at }],
    )
    return refused([...why, NO_TIE], changesAt)
  }
  // They may act once they are verified; the reason says what is missing.
  const unverified: Reason = { code: 'representative_not_verified', at: '/subject' }
  return {
    acting: { as: sorted(good.map(({ fact }) => fact.as)), subject },
    found: findings(write < 3 ? [unverified] : [], changesAt),
  }
}

const NO_TIE: Reason = { code: 'not_a_representative', at: '/subject' }

const refused = (reasons: readonly Reason[], changesAt: Instant = NEVER): ActingRead => ({
  acting: NOBODY,
  found: findings(reasons, changesAt),
})

/**
 * Says why a tie to another does not count; `null` where it does. A record that was made in this very conversation
 * counts in the next at the earliest, as every binding does.
 */
function faultOf(
  { fact }: FactOfItem<RepresentationFact>,
  { at, boundTo }: TrustQuestion,
): string | null {
  if (fact.origin === boundTo.conversation) return 'bound_in_conversation'
  if (fact.isClaimed === true) return 'representation_claimed'
  if (at < fact.starts) return 'not_yet'
  return at < fact.until ? null : 'representation_expired'
}
