import {
  DAY,
  HOUR,
  type Instant,
  isRecord,
  type JsonObject,
  type NodeId,
  type Rank,
  toInstant,
} from '../model/index.js'
import { cleanOf, FOR_EVER, unreadable } from './facts.js'
import { pick } from './fields.js'
import type { Fact } from './method.js'

/** After a swap: 0 for 24 hours, 1 to 72 hours, 2 to 7 days, and a flag to 10 days (CAMARA SIM Swap default 240 h). */
const WINDOWS: readonly { readonly lasts: number; readonly max: Rank }[] = [
  { lasts: 24 * HOUR, max: 0 },
  { lasts: 72 * HOUR, max: 1 },
  { lasts: 7 * DAY, max: 2 },
  { lasts: 10 * DAY, max: 4 },
]

/**
 * Reads the SIM swap package. A swap of known date weighs by its date; one only known to lie within the period weighs
 * as if it had happened at the time of the answer, the latest it can have.
 *
 * Clean takes a period of at least 24 hours without a swap, or a date older than 7 days: no swap in an unstated
 * period says nothing.
 */
export function readSimSwap(
  data: JsonObject,
  { node, at, path }: { readonly node: NodeId; readonly at: Instant | null; readonly path: string },
): readonly Fact[] {
  // It was not asked for, or not answered, which is neither good nor bad.
  const last = pick(data, 'last_sim_swap', 'lastSimSwap')
  if (last === undefined) return []
  const place = `${path}/last_sim_swap`
  if (!isRecord(last)) return [unreadable('malformed', place)]
  // A swap is said in two ways, and either may be missing: its date, or whether there was one within the
  // period.
  const swapped = pick(last, 'swapped_in_period', 'swappedInPeriod')
  const stated = pick(last, 'last_sim_swap_date', 'lastSimSwapDate')
  const date = stated === undefined ? null : toInstant(stated)
  const isDateUnread = stated !== undefined && date === null
  const isSwapped = date !== null || swapped === true
  // Seven days after it a swap no longer lowers trust; until ten it is still a flag.
  const isOld = at !== null && date !== null && date <= at - 7 * DAY
  // "No swap" says something only of as long as was asked about.
  const period = hoursOf(pick(last, 'swapped_period', 'swappedPeriod'))
  const isClean = swapped === false && !isDateUnread && (isOld || (date === null && period >= 24))
  return [
    ...(isDateUnread ? [unreadable('malformed_time', `${place}/last_sim_swap_date`)] : []),
    ...(swapped === undefined || typeof swapped === 'boolean'
      ? []
      : [unreadable('malformed', `${place}/swapped_in_period`)]),
    ...(isSwapped ? windowsOf(node, date ?? at) : []),
    ...(at !== null && isClean ? [cleanOf('sim_swap', node, at)] : []),
  ]
}

/** A swap at a time nobody knows weighs most, for ever. */
function windowsOf(node: NodeId, from: Instant | null): readonly Fact[] {
  const limit = { type: 'limit', code: 'sim_swap', on: 'node', target: node, ...FOR_EVER } as const
  return from === null
    ? [{ ...limit, max: 0 }]
    : WINDOWS.map(({ lasts, max }) => ({ ...limit, max, until: from + lasts }))
}

/** ISO 8601 durations as Twilio gives them: days, hours or both. */
export const SWAP_PERIOD = /^P(?:(\d{1,4})D)?(?:T(\d{1,5})H)?$/

/**
 * Reads a period in hours, as Twilio writes it: `PT24H`, `P7D`. A period that cannot be read is 0, which is never
 * long enough.
 */
function hoursOf(period: unknown): number {
  const found = typeof period === 'string' ? SWAP_PERIOD.exec(period) : null
  return found === null ? 0 : Number(found[1] ?? 0) * 24 + Number(found[2] ?? 0)
}
