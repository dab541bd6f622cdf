import { DAY, HOUR, type Instant, type NodeId, type Rank, toInstant } from '../model/index.js'
import { type Fields, isFields, pick } from './fields.js'
import type { Fact } from './method.js'
import { unreadable } from './unreadable.js'
import { CLEAN_VALIDITY } from './validity.js'

/** After a swap: 0 for 24 hours, 1 to 72 hours, 2 to 7 days, and a flag to 10 days (CAMARA SIM Swap default 240 h). */
const WINDOWS: readonly { readonly lasts: number; readonly max: Rank }[] = [
  { lasts: 24 * HOUR, max: 0 },
  { lasts: 72 * HOUR, max: 1 },
  { lasts: 7 * DAY, max: 2 },
  { lasts: 10 * DAY, max: 4 },
]

const EVER = Number.NEGATIVE_INFINITY

/**
 * Reads the SIM swap package. A swap of known date weighs by its date; one only known to lie within the period weighs
 * as if it had happened at the time of the answer, the latest it can have.
 *
 * Clean takes a period of at least 24 hours without a swap, or a date older than 7 days: no swap in an unstated
 * period says nothing.
 */
export function readSimSwap(
  data: Fields,
  node: NodeId,
  at: Instant | null,
  facts: Fact[],
  path: string,
): void {
  const last = pick(data, 'last_sim_swap', 'lastSimSwap')
  if (last === undefined) return
  if (!isFields(last)) {
    facts.push(unreadable('malformed', `${path}/last_sim_swap`))
    return
  }
  const swapped = pick(last, 'swapped_in_period', 'swappedInPeriod')
  const stated = pick(last, 'last_sim_swap_date', 'lastSimSwapDate')
  const date = stated === undefined ? null : toInstant(stated)
  if (stated !== undefined && date === null) {
    facts.push(unreadable('malformed_time', `${path}/last_sim_swap/last_sim_swap_date`))
  }
  if (swapped !== undefined && typeof swapped !== 'boolean') {
    facts.push(unreadable('malformed', `${path}/last_sim_swap/swapped_in_period`))
  }
  if (date !== null) addWindows(node, date, facts)
  else if (swapped === true) addWindows(node, at, facts)
  if (at === null || swapped !== false || (stated !== undefined && date === null)) return
  const old = date !== null && date <= at - 7 * DAY
  const period = hoursOf(pick(last, 'swapped_period', 'swappedPeriod'))
  if (old || (date === null && period >= 24)) {
    facts.push({ type: 'clean', signal: 'sim_swap', node, since: at, until: at + CLEAN_VALIDITY })
  }
}

/** A swap at a time nobody knows weighs most, for ever. */
function addWindows(node: NodeId, from: Instant | null, facts: Fact[]): void {
  const limit = { type: 'limit', code: 'sim_swap', on: 'node', target: node, since: EVER } as const
  if (from === null) {
    facts.push({ ...limit, max: 0, until: Number.POSITIVE_INFINITY })
    return
  }
  for (const { lasts, max } of WINDOWS) facts.push({ ...limit, max, until: from + lasts })
}

/** ISO 8601 durations as Twilio gives them: days, hours or both. */
export const DURATION = /^P(?:(\d{1,4})D)?(?:T(\d{1,5})H)?$/

function hoursOf(period: unknown): number {
  const found = typeof period === 'string' ? DURATION.exec(period) : null
  return found === null ? 0 : Number(found[1] ?? 0) * 24 + Number(found[2] ?? 0)
}
