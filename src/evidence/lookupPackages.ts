import {
  type Instant,
  isAbsent,
  type JsonObject,
  type NodeId,
  type Rank,
  toInstant,
} from '../model/index.js'
import { CALLBACK } from './attestable.js'
import { cleanOf, FOR_EVER, note, unreadable } from './facts.js'
import { pick, wordOf } from './fields.js'
import type { Fact } from './method.js'
import { readSimSwap } from './simSwap.js'

/** A number that was asked about, when the answer was given, and where in the item it stands. */
export interface LookupAnswer {
  readonly node: NodeId
  /** `null` where that is unknown, and then nothing is clean. */
  readonly at: Instant | null
  readonly path: string
}

/**
 * One Lookup v2 package: its two spellings, and what it says about the number. It is given the
 * answer of its own package alone, and gives no fact where that says nothing.
 */
export interface LookupPackage {
  readonly name: string
  readonly camel: string
  read(data: JsonObject, asked: LookupAnswer): readonly Fact[]
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

// What caps a number without an end.
const limitOn = (node: NodeId, code: string, max: Rank) =>
  ({ type: 'limit', code, on: 'node', target: node, max, ...FOR_EVER }) as const

/**
 * Reads who can be reached on the line. A line that anyone can rent is capped by the policy's own setting.
 *
 * An answer that is not known here may be worse than any that is.
 */
function readLineType(data: JsonObject, { node, at, path }: LookupAnswer): readonly Fact[] {
  const type = wordOf(data['type'])
  if (type === 'nonfixedvoip') {
    return [{ ...limitOn(node, 'non_fixed_voip', 2), setting: 'nonFixedVoip' }]
  }
  if (NOT_PERSONAL.has(type)) return [limitOn(node, 'line_not_personal', 2)]
  if (LINES.has(type)) return at === null ? [] : [cleanOf('line_type', node, at)]
  const isUnknown = type === 'unknown' || isAbsent(data['type'])
  return isUnknown ? [] : [unreadable('unknown_value', `${path}/type`)]
}

// `unknown` changes nothing: the line counts as before anybody asked.
const FINE: ReadonlySet<unknown> = new Set(['active', 'reachable', 'unknown'])

/**
 * Reads whether the line is in use. One that is not in use reaches nobody, and may soon reach
 * somebody else.
 */
function readLineStatus(data: JsonObject, { node, path }: LookupAnswer): readonly Fact[] {
  const status = wordOf(data['status'])
  if (status === 'inactive' || status === 'unreachable') return [limitOn(node, 'line_inactive', 1)]
  const isKnown = FINE.has(status) || isAbsent(data['status'])
  return isKnown ? [] : [unreadable('unknown_value', `${path}/status`)]
}

/**
 * Unconditional forwarding: 1 for a spoken code and for an agent's call back, 2 for the number otherwise.
 *
 * Both follow the forwarding, because they are calls; a text does not.
 */
function readCallForwarding(data: JsonObject, { node, path }: LookupAnswer): readonly Fact[] {
  const enabled = pick(data, 'call_forwarding_enabled', 'callForwardingEnabled')
  if (enabled === true) {
    const code = 'call_forwarding'
    const spoken = ['call', CALLBACK].map((via) => ({ ...limitOn(node, code, 1), via }))
    return [limitOn(node, code, 2), ...spoken]
  }
  const isOff = enabled === false || enabled === undefined
  return isOff ? [] : [unreadable('unknown_value', `${path}/call_forwarding_enabled`)]
}

/** A number that draws fraud traffic: a flag not to send codes there, which caps nothing. */
function readPumping(data: JsonObject, { node }: LookupAnswer): readonly Fact[] {
  const category = pick(data, 'carrier_risk_category', 'carrierRiskCategory')
  const isBlocked = pick(data, 'number_blocked', 'numberBlocked') === true
  return wordOf(category) === 'high' || isBlocked ? [limitOn(node, 'sms_pumping', 4)] : []
}

/** Reassigned Numbers Database: yes, no, or no data; a `no` speaks only of the time since the date it was asked for. */
function readReassigned(data: JsonObject, { node, at, path }: LookupAnswer): readonly Fact[] {
  const said = pick(data, 'is_number_reassigned', 'isNumberReassigned')
  const answer = said === true ? 'yes' : wordOf(said)
  if (answer === 'yes') return [limitOn(node, 'reassigned', 0)]
  if (answer === 'no') {
    // Without that date it is not known which part of the past it is about.
    const asOf = toInstant(pick(data, 'last_verified_date', 'lastVerifiedDate'))
    if (asOf === null) return [note('malformed_time', `${path}/last_verified_date`)]
    return at === null ? [] : [{ ...cleanOf('reassigned', node, at), asOf }]
  }
  const isNone = answer === 'no_data_available' || said === undefined
  return isNone ? [] : [unreadable('unknown_value', `${path}/is_number_reassigned`)]
}
