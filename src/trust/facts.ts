import {
  type CleanFact,
  isAccount,
  type LiftFact,
  type LimitFact,
  type ProofFact,
  type RepresentationFact,
  type TieFact,
} from '../evidence/index.js'
import type { Instant, NodeId, Rank, Reason } from '../model/index.js'
import type { TrustFindings } from './trustFindings.js'

/** A fact, with the kind of evidence and the place of the item that it was read from. */
export interface FactOfItem<Of> {
  readonly fact: Of
  readonly by: string
  readonly at: string
}

/** An edge from the conversation to a node: what the platform asserts, a claim, or a proof. */
export interface Edge {
  /** What the one who writes is shown to hold: an identifier, or an account. */
  readonly node: NodeId
  /** How sure the tie to it is, 0 to 4, before the caps of the node. */
  readonly grade: Rank
  /** Its grade before risks about the message; absent where both are the same. */
  readonly raw?: Rank
  /** `platform`, `claim`, or the evidence kind. */
  readonly by: string
  /** Place of the evidence item. */
  readonly at?: string
  /** The class or action it was given for; `null` for none in particular. */
  readonly purpose: string | null
  /** Whether its item names the message it was given for. */
  readonly namesMessage?: true
  readonly proof?: ProofFact
}

/** What is asserted or claimed, as edges. */
export interface EdgesFound {
  readonly edges: readonly Edge[]
  readonly found: TrustFindings
}

/** An item that may be a risk and could not be read. */
export interface UnreadableRisk {
  /** The name of the risk and of the cap that it is. */
  readonly code: string
  readonly at: string
}

/** When a proof that counts will be over, and the reason that is given from then on. */
export interface Expiry {
  readonly instant: Instant
  readonly reason: Reason
}

/** Everything that the evidence says here, by what it is about; with the reasons for what was left out. */
export interface Facts {
  /** Proofs that count: given by the one who writes, bound to this conversation, and neither early nor late. */
  readonly proofs: readonly Edge[]
  /** By the node that they lead from. */
  readonly ties: ReadonlyMap<NodeId, readonly FactOfItem<TieFact>[]>
  /** By the node that was checked. */
  readonly cleans: ReadonlyMap<NodeId, readonly CleanFact[]>
  /** Who may act for whom, as the directory says it. */
  readonly represents: readonly FactOfItem<RepresentationFact>[]
  /** The risks, each on what it is about; one that is over is still among them. */
  readonly limits: readonly FactOfItem<LimitFact>[]
  /** What raises the grade that the platform asserts. */
  readonly lifts: readonly LiftFact[]
  /** Why something was left out, and when something that was may count or be over. */
  readonly found: TrustFindings
  /** The first of the proofs that will be over. */
  readonly expiry: Expiry | null
  /** Items that may be a risk and could not be read: they keep the conversation at `claimed`. */
  readonly unreadable: readonly UnreadableRisk[]
}

/** Names the layer of a node, as caps and paths say it: no cap and no path ever shows an address. */
export const layerOf = (node: NodeId): 'account' | 'identifier' =>
  isAccount(node) ? 'account' : 'identifier'
