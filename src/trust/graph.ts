import type { Channel } from '../channels/index.js'
import type { Clean, Lift, Limit, Proof, Tie, Unreadable } from '../evidence/index.js'
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
  /** Whether its item names the message it was given for. */
  readonly namesMessage?: true
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

/** What may be bad news and could not be read, with its evidence item. */
export interface PlacedUnreadable {
  readonly unreadable: Pick<Unreadable, 'ofContact'>
  /** Set where all of it was read but whom it is about. */
  readonly isUnnamed?: true
  readonly at: string
}

/** No caps at all. */
export const NO_CAPS: readonly Cap[] = []

/** How far something is held down, and by what. */
export interface Ceiling {
  readonly max: Rank
  readonly caps: readonly Cap[]
}

/** One step of a way down, after caps. */
interface Step {
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
  /** As the channel writes it. */
  readonly address: string
  readonly node: NodeId
  readonly isPerson: boolean
}

/** All that is said of one node, and what was worked out from it already. */
export interface NodeFacts {
  ties: PlacedTie[] | null
  cleans: Clean[] | null
  held: Ceiling | null
  ways: readonly Way[] | null
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
  readonly nodes: Map<NodeId, NodeFacts>
  /** By `limitKey`; most engagements have none. */
  limits: Map<string, PlacedLimit[]> | null
  readonly lifts: Lift[]
  /** Bad news about persons, each with the place of its item. */
  readonly persons: { readonly limit: Limit; readonly at: string }[]
  readonly unreadable: PlacedUnreadable[]
  /** Claims that others passed on, each with the place of its item. */
  readonly said: { readonly text: string; readonly at: string }[]
  readonly reasons: Reason[]
  /** Limits that were found to hold and are in the reasons, by code and place. */
  readonly noted: Set<string>
  /** Bad now, on what was reached by more than a claim; each once. */
  readonly risks: string[]
}

/** Starts a graph without facts. */
export const startGraph = (
  clock: Clock,
  settings: TrustSettings,
  conversation: string,
  contact: Endpoint,
): Graph => ({
  clock,
  settings,
  conversation,
  contact,
  edges: [],
  claims: [],
  nodes: new Map(),
  limits: null,
  lifts: [],
  persons: [],
  unreadable: [],
  said: [],
  reasons: [],
  noted: new Set(),
  risks: [],
})

/** Finds what is said of a node. */
export function factsOf(graph: Graph, node: NodeId): NodeFacts {
  const known = graph.nodes.get(node)
  if (known !== undefined) return known
  const facts: NodeFacts = { ties: null, cleans: null, held: null, ways: null }
  graph.nodes.set(node, facts)
  return facts
}

/** Tells whether somebody here wrote from a node, or proved control of it. */
export const isHere = ({ contact, edges }: Graph, node: NodeId): boolean =>
  node === contact.node || edges.some((edge) => edge.node === node)

/** Adds a limit to those on its target. */
export function addLimit(graph: Graph, placed: PlacedLimit): void {
  const { on, target } = placed.limit
  const key = limitKey(on, target)
  graph.limits ??= new Map()
  const list = graph.limits.get(key)
  if (list === undefined) graph.limits.set(key, [placed])
  else list.push(placed)
}

/** Finds the limits on something. */
export const limitsOn = (
  graph: Graph,
  on: Limit['on'],
  target?: string,
): readonly PlacedLimit[] | undefined => graph.limits?.get(limitKey(on, target))

const limitKey = (on: Limit['on'], target = ''): string => `${on} ${target}`

/** Names a risk that is bad now. */
export function addRisk(graph: Graph, code: string): void {
  if (!graph.risks.includes(code)) graph.risks.push(code)
}
