import { type CleanFact, isTelephone, type LimitFact, type ProofFact } from '../evidence/index.js'
import {
  type Cap,
  groupBy,
  type Instant,
  NEVER,
  type NodeId,
  type Rank,
  weaker,
} from '../model/index.js'
import type { TrustQuestion } from './boundTo.js'
import { type FactOfItem, type Facts, layerOf } from './facts.js'
import type { RiskSettings } from './riskSettings.js'
import { type Ceiling, ceilingOf, FREE, findings, freeUntil, lower } from './trustFindings.js'
import { changeOf, isInWindow } from './window.js'

/**
 * How far each node, tie and customer is capped, whatever the proof. A ceiling of 4 caps nothing.
 */
export interface Caps {
  readonly nodes: ReadonlyMap<NodeId, Ceiling>
  /** The ties of a node. */
  readonly ties: ReadonlyMap<NodeId, Ceiling>
  readonly customers: ReadonlyMap<string, Ceiling>
  /** What the platform asserts. */
  readonly platform: Ceiling
  readonly conversation: Ceiling
  /** A telephone number that nothing is said of. */
  readonly unknownNumber: Ceiling
  /** Limits on some proofs only. */
  readonly qualified: readonly FactOfItem<LimitFact>[]
}

/**
 * Works out how far risks, and what was not checked, cap each node, tie and customer. It is done once for all paths,
 * since most lead over the same number.
 */
export function capAll({ limits, cleans }: Facts, { at, settings: { risk } }: TrustQuestion): Caps {
  // Limits on some proofs only are kept until there is a proof to compare them with.
  const on = (layer: LimitFact['on']): ReadonlyMap<string, Ceiling> => {
    const placed = limits.filter(({ fact }) => fact.on === layer && !isQualified(fact))
    if (placed.length === 0) return NO_CEILINGS
    const groups = groupBy(placed, ({ fact: { target = '' } }) => target)
    return new Map([...groups].map(([target, group]) => [target, collect(group, at, risk)]))
  }
  const nodes = new Map<NodeId, Ceiling>()
  const unknownNumber = capUnchecked(NO_CLEANS, at, risk)
  // Nearly every conversation brings no risk at all.
  const limited = limits.length === 0 ? NO_CEILINGS : on('node')
  const add = (node: NodeId): void => {
    // Only numbers are checked: there is nothing that could be asked about an account or a mailbox.
    const unknown = isTelephone(node) ? capUnchecked(cleans.get(node) ?? [], at, risk) : FREE
    if (!nodes.has(node)) nodes.set(node, lower(limited.get(node) ?? FREE, unknown))
  }
  for (const { fact } of limits) if (fact.target !== undefined) add(fact.target)
  for (const node of cleans.keys()) add(node)
  // Added to what is known already and not the other way round, which takes engines ten times as long.
  if (limits.length === 0) return { nodes, unknownNumber, ...NO_CAPS }
  return {
    nodes,
    ties: on('tie'),
    customers: on('customer'),
    platform: on('platform').get('') ?? FREE,
    conversation: on('conversation').get('') ?? FREE,
    unknownNumber,
    qualified: limits.filter(({ fact }) => isQualified(fact)),
  }
}

// Made once, since nearly every conversation has none of them.
const NO_CLEANS: readonly CleanFact[] = []
const NO_CEILINGS: ReadonlyMap<string, Ceiling> = new Map()
const NO_CAPS: Omit<Caps, 'nodes' | 'unknownNumber'> = {
  ties: NO_CEILINGS,
  customers: NO_CEILINGS,
  platform: FREE,
  conversation: FREE,
  qualified: [],
}

/**
 * Tells how far a node is capped. A number that nothing is said of is capped like one that was never
 * checked.
 */
export const capOfNode = ({ nodes, unknownNumber }: Caps, node: NodeId): Ceiling =>
  nodes.get(node) ?? (isTelephone(node) ? unknownNumber : FREE)

/** Tells how far whatever a node is tied to is capped, such as by a directory that leads to several records. */
export const capOfTies = ({ ties }: Caps, node: NodeId): Ceiling => ties.get(node) ?? FREE

/**
 * Tells how far limits that speak of some proofs only cap this one.
 *
 * Such as the end of all sessions before an instant, or a forwarded call where texts still arrive.
 */
export function capOfProof(
  proof: ProofFact | undefined,
  { qualified }: Caps,
  on: Pick<LimitFact, 'on' | 'target'>,
  { at, settings }: TrustQuestion,
): Ceiling {
  if (proof === undefined || qualified.length === 0) return FREE
  const own = qualified.filter(
    ({ fact }) => fact.on === on.on && fact.target === on.target && speaksOf(fact, proof),
  )
  return collect(own, at, settings.risk)
}

// Such a limit does not cap the node itself: a call may be forwarded where a text is not.
const isQualified = ({ via, before }: LimitFact): boolean =>
  via !== undefined || before !== undefined

/**
 * Whether a limit is about proofs like this one: given by its channel and before its instant, as far as it names
 * these.
 */
function speaksOf({ via, before }: LimitFact, proof: ProofFact): boolean {
  if (via !== undefined && via !== proof.via) return false
  return before === undefined || proof.since < before
}

/**
 * Puts the limits on one thing together: the strictest holds, and the earliest at which any begins
 * or ends is when the answer may be another.
 */
function collect(
  placed: readonly FactOfItem<LimitFact>[],
  at: Instant,
  risk: RiskSettings,
): Ceiling {
  if (placed.length === 0) return FREE
  // A limit that has not begun, or is over, caps nothing; it still says when the answer may change.
  const now = placed.filter(({ fact }) => isInWindow(at, fact.since, fact.until))
  const caps = now.map(({ fact, at: place }) => capOf(fact, place, risk))
  return {
    max: caps.reduce<Rank>((least, { max }) => weaker(least, max), 4),
    // A limit of 4 names a risk and caps nothing.
    caps: caps.filter(({ max }) => max < 4),
    found: findings(
      now.map(({ fact: { code }, at: place }) => ({ code, at: place })),
      Math.min(NEVER, ...placed.map(({ fact }) => changeOf(at, fact.since, fact.until))),
      now.map(({ fact }) => fact.code),
    ),
  }
}

/**
 * The cap that a limit is reported as. It names the layer and never the address, and its place says which item brought it.
 * Where the policy has a setting for it, the setting says how far it caps.
 */
function capOf(
  { code, on, target = '', max, setting }: LimitFact,
  at: string,
  risk: RiskSettings,
): Cap {
  const isDirect = on === 'conversation' || on === 'customer'
  const layer = isDirect ? on : layerOf(target)
  return { code, max: setting === undefined ? max : risk[setting], on: layer, at }
}

/** What has to be checked of a telephone number, with the policy's line for one that was not. */
interface NumberCheck {
  readonly code: string
  readonly setting: 'simSwapUnknown' | 'lineTypeUnknown'
  isAnsweredBy(clean: CleanFact): boolean
}

const SIM_SWAP: NumberCheck = {
  code: 'sim_swap_unknown',
  setting: 'simSwapUnknown',
  isAnsweredBy: ({ signal }) => signal === 'sim_swap',
}
const LINE_TYPE: NumberCheck = {
  code: 'line_type_unknown',
  setting: 'lineTypeUnknown',
  isAnsweredBy: ({ signal }) => signal === 'line_type',
}

/** Unknown is never clean: without a clean answer that still holds, the default cap applies. */
const capUnchecked = (cleans: readonly CleanFact[], at: Instant, risk: RiskSettings): Ceiling =>
  lower(capByCheck(SIM_SWAP, cleans, at, risk), capByCheck(LINE_TYPE, cleans, at, risk))

function capByCheck(
  { code, setting, isAnsweredBy }: NumberCheck,
  cleans: readonly CleanFact[],
  at: Instant,
  risk: RiskSettings,
): Ceiling {
  const { isClean, changesAt } = holdsClean(cleans, isAnsweredBy, at)
  if (isClean) return freeUntil(changesAt)
  const max = risk[setting]
  const ceiling = ceilingOf({ code, max, on: 'identifier' }, changesAt)
  return max < 4 ? ceiling : { max, caps: [], found: ceiling.found }
}

/**
 * Tells whether a clean answer that speaks to a question holds now, and until when none, or one, does.
 *
 * The last of several that hold decides, so that asking again never shortens what was known.
 */
export function holdsClean(
  cleans: readonly CleanFact[],
  speaks: (clean: CleanFact) => boolean,
  at: Instant,
): { readonly isClean: boolean; readonly changesAt: Instant } {
  // Until when the last of those that hold does, and when the next of the others begins or ends.
  let lasts = at
  let next = NEVER
  for (const clean of cleans) {
    if (!speaks(clean)) continue
    const { since, until } = clean
    if (isInWindow(at, since, until)) lasts = Math.max(lasts, until)
    else next = Math.min(next, changeOf(at, since, until))
  }
  const isClean = lasts > at
  return { isClean, changesAt: isClean ? lasts : next }
}
