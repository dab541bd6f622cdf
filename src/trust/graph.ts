import type { Channel } from '../channels/index.js'
import type { Clean, Lift, Limit, Proof, Tie } from '../evidence/index.js'
import type { Cap, Reason } from '../model/assessment.js'
import type { NodeId } from '../model/contact.js'
import type { Rank } from '../model/level.js'
import type { Clock } from './clock.js'
import type { TrustSettings } from './settings.js'

/** An edge from the conversation to a node: what the platform asserts, a claim, or a proof. */
export interface Edge {
  readonly node: NodeId
  readonly grade: Rank
  /** Its grade before bad news about the message; absent where that is the same. */
  readonly raw?: Rank
  /** `platform`, `claim`, or the evidence kind. */
  readonly by: string
  /** Place of the evidence item. */
  readonly at?: string
  readonly purpose: string | null
  readonly proof?: Proof
}

/** A tie, with the evidence item that made it. */
export interface PlacedTie {
  readonly tie: Tie
  readonly by: string
  readonly at: string
}

/** A limit, with the evidence item that made it, and the cap it is reported as. */
export interface PlacedLimit {
  readonly limit: Limit
  readonly at: string
  readonly cap: Cap
}

/** No caps at all. */
export const NO_CAPS: readonly Cap[] = []

/** How far something is held down, and by what. */
export interface Held {
  readonly max: Rank
  readonly caps: readonly Cap[]
}

/** One step of a way down, after caps. */
export interface Step {
  readonly to: 'account' | 'customer'
  readonly by: string
  readonly at: string
  readonly grade: Rank
}

/** The best way from a node to one customer. */
export interface Way {
  readonly customer: string
  readonly grade: Rank
  /** Its grade before risk and ambiguity: which records are spoken of does not depend on how risky they are. */
  readonly raw: Rank
  readonly steps: readonly Step[]
  readonly caps: readonly Cap[]
}

/** Who wrote to us, as the channel table reads it. */
export interface Endpoint {
  readonly channel: Channel
  readonly node: NodeId
  readonly isPerson: boolean
}

/** All facts of one engagement, indexed for one assessment. */
export interface Graph {
  readonly clock: Clock
  readonly settings: TrustSettings
  readonly conversation: string
  readonly contact: Endpoint
  /** What the platform asserts, and proofs. */
  readonly edges: Edge[]
  readonly claims: Edge[]
  readonly ties: Map<NodeId, PlacedTie[]>
  /** By `limitKey`. */
  readonly limits: Map<string, PlacedLimit[]>
  readonly cleans: Map<NodeId, Clean[]>
  readonly lifts: Lift[]
  readonly reasons: Reason[]
  /** Bad now, on what was reached by more than a claim. */
  readonly risks: Set<string>
  /** Limits that were found to hold, and are in the reasons. */
  readonly noted: Set<PlacedLimit>
  /** What was worked out already. */
  readonly held: Map<NodeId, Held>
  readonly ways: Map<NodeId, readonly Way[]>
}

/** Names what a limit holds down. */
export const limitKey = (on: Limit['on'], target = ''): string => `${on} ${target}`

/** Finds the limits on something. */
export const limitsOn = (
  graph: Graph,
  on: Limit['on'],
  target?: string,
): readonly PlacedLimit[] | undefined =>
  graph.limits.size === 0 ? undefined : graph.limits.get(limitKey(on, target))

/** Adds to the list under a key. */
export function append<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key)
  if (list === undefined) map.set(key, [value])
  else list.push(value)
}
