import type { Evidence, Instant, NodeId, Rank, Relation, Result, Support } from '../model/index.js'
import type { CounterRule } from './counterSettings.js'
import type { EvidenceForm } from './form.js'
import type { Specimen } from './specimen.js'

/** Control of an identifier or account, shown in a conversation: `conversation → node`. */
export interface ProofFact
  extends Omit<
    Support,
    'customer' | 'method' | 'category' | 'purpose' | 'path' | 'general' | 'alone'
  > {
  readonly type: 'proof'
  /** Set for a login by a text or call alone: the number it went to, `null` where that is not said. */
  readonly sim?: NodeId | null
  /** When it begins to count: the latest of the times it carries. */
  readonly starts: Instant
  /** When it stops counting on a channel with a session. */
  readonly until: Instant
  /**
   * When it stops counting on a channel without a session, where it counts for one message or
   * action.
   */
  readonly lapses: Instant
  /** The approval's own name: presented twice, it counts once, from its earliest time. */
  readonly once?: string
}

/** A binding made elsewhere: `identifier → account`, `identifier → customer` or `account → customer`. */
export interface TieFact {
  readonly type: 'tie'
  readonly from: NodeId
  readonly to: { readonly account: NodeId } | { readonly customer: string }
  /** Its grade before quarantine, ambiguity and risk. */
  readonly grade: Rank
  readonly starts: Instant
  readonly until: Instant
  /** Since when it is known to stand; quarantine is counted from here. Absent for what is not quarantined. */
  readonly tenure?: Instant
  /** When the directory last confirmed it. */
  readonly confirmed?: Instant
  /** The conversation it was made in: there it carries nothing. */
  readonly origin?: string
  /** Set where it stands only with the proof of the same item, and is bound as that is. */
  readonly local?: true
}

/** What a directory says of one customer: they may act for another. It counts once they are verified. */
export interface RepresentationFact {
  readonly type: 'represents'
  readonly customer: string
  readonly subject: string
  readonly as: Relation
  readonly starts: Instant
  readonly until: Instant
  /** Set where the record was only typed in and never confirmed. */
  readonly isClaimed?: true
  /** The conversation it was made in: there it carries nothing. */
  readonly origin?: string
}

/** A limit on a node, on every tie from a node, on what the platform asserts, on a customer or on everything. */
export interface LimitFact {
  readonly type: 'limit'
  readonly code: string
  readonly on: 'node' | 'tie' | 'platform' | 'customer' | 'conversation'
  /** The node or customer; absent for `platform` and `conversation`. */
  readonly target?: string
  /**
   * Set where it is about a person, each good by itself: an identifier or account of theirs, or `customer:<id>`. It caps
   * whoever that is here; while it is not known who it is, it may be the person who writes.
   */
  readonly names?: readonly NodeId[]
  /** A limit of 4 is a flag: it names a risk and caps nothing. */
  readonly max: Rank
  /** Set where a policy's risk setting of this name says how far instead. */
  readonly setting?: 'nonFixedVoip'
  readonly since: Instant
  readonly until: Instant
  /** Only for proofs by this channel of the method, such as `call`. */
  readonly via?: string
  /** Only for proofs made before this instant. */
  readonly before?: Instant
}

/** A check that came back clean: lifts the default cap of that signal on that node. */
export interface CleanFact {
  readonly type: 'clean'
  readonly signal: 'sim_swap' | 'reassigned' | 'line_type'
  readonly node: NodeId
  readonly since: Instant
  readonly until: Instant
  /** Clean since this instant only: earlier ties stay unknown. */
  readonly asOf?: Instant
}

/** A better word about what the platform asserts, such as a DMARC pass. */
export interface LiftFact {
  readonly type: 'lift'
  readonly node: NodeId
  readonly grade: Rank
  readonly since: Instant
}

/**
 * Something that may be a risk and could not be read: it holds the conversation at `claimed`. Only a proof that cannot
 * be read counts as absent.
 */
export interface UnreadableItem {
  readonly type: 'unreadable'
  readonly code: string
  /** The place within the item. */
  readonly path: string
  /**
   * It counts only where the person writes from this node. A proof of control of another node leads nowhere while nothing is
   * known of that node.
   */
  readonly ofContact?: NodeId
  /**
   * Set where the risk was about this conversation, or this message alone, unless the item names another.
   */
  readonly within?: 'conversation' | 'platform'
}

/** What one evidence item says, in the terms of the trust graph. */
export type Fact =
  | ProofFact
  | TieFact
  | RepresentationFact
  | LimitFact
  | CleanFact
  | LiftFact
  | { readonly type: 'said'; readonly text: string }
  // Something about the item that was left out: a code and a place within the item.
  | { readonly type: 'note'; readonly code: string; readonly path: string }
  | UnreadableItem

/** How an issuer's `acr` and `amr` are read. */
export interface IssuerGrades {
  readonly issuer: string
  readonly acr: Readonly<Record<string, Rank>>
  readonly amr: Readonly<Record<string, Rank>>
}

/** What a business declares of its own check: what it asks, and the grade of whoever answers all of it. */
export interface KnowledgeCheck {
  readonly name: string
  /** What is asked, all of it; the first finds the record. */
  readonly asks: readonly string[]
  /** Never above `recognized`: what stands above it here counts as that. */
  readonly grade: Rank
  /** How many wrong answers there may be, of one person as about one record. */
  readonly attempts: number
  /** Milliseconds after the last attempt in which they are counted. */
  readonly within: number
}

/** What a policy says about reading evidence. */
export interface ReadingSettings {
  /** Trusted issuers; with none declared, every issuer is read by the RFC 8176 defaults. */
  readonly issuers: readonly IssuerGrades[]
  /** Checks of what somebody knows that count; absent for none. */
  readonly knowledge?: readonly KnowledgeCheck[] | undefined
  /**
   * From how many on signals lower trust, and for how long they count; absent where the table's own values
   * hold.
   */
  readonly counters?: CounterRule | undefined
}

/**
 * The most that a proof of a method can be: a law of its descriptor, held against everything it reads. What is asked of
 * a policy ranges over all that these laws leave open.
 */
export interface ProofKind
  extends Pick<Support, 'via' | 'grade' | 'categories' | 'phishable' | 'vouched'> {
  /** What it rests on, by kind: two proofs may rest on the same. */
  readonly causes: readonly string[]
  /** Whether it can name an amount and a payee. */
  readonly linkable: boolean
  /**
   * Milliseconds after which it no longer counts, from when the person acted, on channels with a session and without.
   */
  readonly lives: { readonly session: number; readonly message: number }
}

/** One evidence method: reads its source's own JSON, in either casing, into facts. Total and quiet. */
export interface EvidenceMethod {
  readonly kind: string
  /** What an item of it looks like: types, JSON Schemas and the reference are made from it. */
  readonly form: EvidenceForm
  /** Whether it proves anything about the person, and so must be bound to this conversation. */
  readonly bound: boolean
  /**
   * Whether an item that cannot be read may be a risk. Then an item whose kind is nearly spelt like this one
   * may be a risk as well.
   */
  readonly mayBeRisk: boolean
  read(item: Evidence, settings: ReadingSettings): Result<readonly Fact[]>
  /** What its proofs are at most; absent where it proves nothing about the person. */
  proves?(settings: ReadingSettings): readonly ProofKind[]
  /** How evidence of it is made, with one specimen for each thing that a policy can tell apart. */
  specimens(settings: ReadingSettings): readonly Specimen[]
  /**
   * Items as their source gives them: each of the valid reads into facts, none of the invalid does. Each of the
   * unreadable may be a risk, as far as can be told.
   */
  readonly examples: {
    readonly valid: readonly Evidence[]
    readonly invalid: readonly Evidence[]
    readonly unreadable?: readonly Evidence[]
  }
}
