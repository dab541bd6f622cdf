import { type Instant, NEVER, type NodeId, toInstant } from '../model/index.js'
import { type Fields, isAbsent, pick, wordOf } from './fields.js'
import type { Fact } from './method.js'
import { readSimSwap } from './simSwap.js'
import { unreadable } from './unreadable.js'
import { CLEAN_VALIDITY } from './validity.js'

/** One Lookup v2 package: its two spellings, and what it says about the number. */
export interface LookupPackage {
  readonly name: string
  readonly camel: string
  /** Adds its facts. `at` is when the answer was given; `null` where that is unknown, and then nothing is clean. */
  read(data: Fields, node: NodeId, at: Instant | null, facts: Fact[], path: string): void
}

/**
 * Lookup v2 packages that bear on trust (facts: Twilio Lookup v2 reference). `caller_name`, `identity_match`,
 * `phone_number_quality_score` and `pre_fill` say nothing about who is typing, and have no effect.
 */
export const LOOKUP_PACKAGES: readonly LookupPackage[] = [
  { name: 'sim_swap', camel: 'simSwap', read: readSimSwap },
  { name: 'line_type_intelligence', camel: 'lineTypeIntelligence', read: readLineType },
  { name: 'line_status', camel: 'lineStatus', read: readLineStatus },
  { name: 'call_forwarding', camel: 'callForwarding', read: readCallForwarding },
  { name: 'sms_pumping_risk', camel: 'smsPumpingRisk', read: readPumping },
  { name: 'reassigned_number', camel: 'reassignedNumber', read: readReassigned },
]

const EVER = Number.NEGATIVE_INFINITY

// Twilio Lookup v2 line types on which a code reaches one subscriber. `unknown` is unknown.
const LINES: ReadonlySet<unknown> = new Set(['mobile', 'landline', 'fixedvoip', 'personal'])
// Numbers nobody texts from: an answering service, a shared or a premium line.
const NOT_PERSONAL: ReadonlySet<unknown> = new Set([
  'tollfree',
  'premium',
  'sharedcost',
  'uan',
  'voicemail',
  'pager',
])

function readLineType(
  data: Fields,
  node: NodeId,
  at: Instant | null,
  facts: Fact[],
  path: string,
): void {
  const type = wordOf(data['type'])
  if (type === 'nonfixedvoip' || NOT_PERSONAL.has(type)) {
    const limit = {
      type: 'limit',
      on: 'node',
      target: node,
      max: 2,
      since: EVER,
      until: NEVER,
    } as const
    facts.push(
      type === 'nonfixedvoip'
        ? { ...limit, code: 'non_fixed_voip', setting: 'nonFixedVoip' }
        : { ...limit, code: 'line_not_personal' },
    )
  } else if (LINES.has(type)) {
    if (at !== null)
      facts.push({
        type: 'clean',
        signal: 'line_type',
        node,
        since: at,
        until: at + CLEAN_VALIDITY,
      })
  } else if (type !== 'unknown' && !isAbsent(data['type'])) {
    facts.push(unreadable('unknown_value', `${path}/type`))
  }
}

const FINE: ReadonlySet<unknown> = new Set(['active', 'reachable', 'unknown'])

function readLineStatus(
  data: Fields,
  node: NodeId,
  _at: Instant | null,
  facts: Fact[],
  path: string,
): void {
  const status = wordOf(data['status'])
  if (status === 'inactive' || status === 'unreachable') {
    facts.push({
      type: 'limit',
      code: 'line_inactive',
      on: 'node',
      target: node,
      max: 1,
      since: EVER,
      until: NEVER,
    })
  } else if (!FINE.has(status) && !isAbsent(data['status'])) {
    facts.push(unreadable('unknown_value', `${path}/status`))
  }
}

/** Unconditional forwarding: 1 for a spoken code, 2 for the number otherwise. */
function readCallForwarding(
  data: Fields,
  node: NodeId,
  _at: Instant | null,
  facts: Fact[],
  path: string,
): void {
  const enabled = pick(data, 'call_forwarding_enabled', 'callForwardingEnabled')
  if (enabled === true) {
    const limit = { type: 'limit', code: 'call_forwarding', on: 'node', target: node } as const
    facts.push({ ...limit, max: 2, since: EVER, until: NEVER })
    facts.push({ ...limit, max: 1, since: EVER, until: NEVER, via: 'call' })
  } else if (enabled !== false && enabled !== undefined) {
    facts.push(unreadable('unknown_value', `${path}/call_forwarding_enabled`))
  }
}

/** A number that draws fraud traffic: a flag not to send codes there, which holds nothing down. */
function readPumping(data: Fields, node: NodeId, _at: Instant | null, facts: Fact[]): void {
  const category = pick(data, 'carrier_risk_category', 'carrierRiskCategory')
  if (wordOf(category) !== 'high' && pick(data, 'number_blocked', 'numberBlocked') !== true) return
  const limit = { type: 'limit', code: 'sms_pumping', on: 'node', target: node, max: 4 } as const
  facts.push({ ...limit, since: EVER, until: NEVER })
}

/** Reassigned Numbers Database: yes, no, or no data; a `no` speaks only of the time since the date it was asked for. */
function readReassigned(
  data: Fields,
  node: NodeId,
  at: Instant | null,
  facts: Fact[],
  path: string,
): void {
  const said = pick(data, 'is_number_reassigned', 'isNumberReassigned')
  const answer = said === true ? 'yes' : wordOf(said)
  if (answer === 'yes') {
    facts.push({
      type: 'limit',
      code: 'reassigned',
      on: 'node',
      target: node,
      max: 0,
      since: EVER,
      until: NEVER,
    })
  } else if (answer === 'no') {
    const asOf = toInstant(pick(data, 'last_verified_date', 'lastVerifiedDate'))
    if (asOf === null)
      facts.push({ type: 'note', code: 'malformed_time', path: `${path}/last_verified_date` })
    else if (at !== null) {
      facts.push({
        type: 'clean',
        signal: 'reassigned',
        node,
        since: at,
        until: at + CLEAN_VALIDITY,
        asOf,
      })
    }
  } else if (answer !== 'no_data_available' && said !== undefined) {
    facts.push(unreadable('unknown_value', `${path}/is_number_reassigned`))
  }
}
