import { isAbsent, isRecord, isRelation, NEVER, toInstant } from '../model/index.js'
import { note } from './facts.js'
import { isName } from './fields.js'
import type { Fact, TieFact } from './method.js'

/**
 * Reads whom a customer may act for, and as what, from one match. A match that names nobody says nothing of it. What
 * cannot be read does not count and is named; the record itself still counts.
 */
export function readRepresentation(match: unknown, tie: TieFact, path: string): readonly Fact[] {
  if (!isRecord(match) || !('customer' in tie.to)) return []
  // How people and databases write it: who may be acted for, as what, and until when.
  const { acts_for: subject, as, until, origin } = match
  if (isAbsent(subject) && isAbsent(as)) return []
  if (!isName(subject)) return [note('malformed', `${path}/acts_for`)]
  if (!isRelation(as)) return [note('unknown_value', `${path}/as`)]
  // An end that cannot be read may have come already.
  const ends = isAbsent(until) ? NEVER : toInstant(until)
  if (ends === null) return [note('malformed_time', `${path}/until`)]
  return [
    {
      type: 'represents',
      customer: tie.to.customer,
      subject,
      as,
      starts: tie.starts,
      until: Math.min(ends, tie.until),
      // A record that was only typed in cannot say who may act for whom.
      ...(tie.grade < 2 && { isClaimed: true }),
      ...(isName(origin) && { origin }),
    },
  ]
}
