import type { Acting } from './acting.js'
import type { NodeId } from './contact.js'
import type { Instant } from './instant.js'
import type { Level, Rank } from './level.js'
import type { ReasonCode } from './reasons.js'

/** What a proof may rest on: something known, of the body, or held (NIST SP 800-63B-4 §2). */
export const CATEGORIES = ['knowledge', 'inherence', 'possession'] as const

/**
 * What a proof rests on (NIST SP 800-63B-4 §2): something known, held or of the body. `null` for
 * what a platform only asserts.
 */
export type Category = (typeof CATEGORIES)[number]

/** How many records fit who writes: none, one, several, or records that contradict each other. */
export const RESOLUTIONS = ['none', 'unique', 'ambiguous', 'conflict'] as const

/** How many customer records were found. It never proves who is asking (NIST SP 800-63A-4 §2.3). */
export type Resolution = (typeof RESOLUTIONS)[number]

/** What a path of trust leads over, from the conversation down to the record. */
export const LAYERS = ['conversation', 'identifier', 'account', 'customer'] as const

/** A code of another version. The type is open, and editors still complete the known codes. */
export type OtherCode = string & Record<never, never>

/** Why something was withheld, ignored or capped: a code and a path, never a value. */
export interface Reason {
  /** One of `REASONS`; typed openly, because records of other versions are read too. */
  readonly code: ReasonCode | OtherCode
  /** JSON pointer into the engagement, such as `/evidence/2`. */
  readonly at?: string
  /** The rule of the policy or pack that says so. */
  readonly rule?: string
}

/** One step of a path of trust. It names kinds and places, never addresses. */
export interface PathEdge {
  /** Where this step begins. */
  readonly from: 'conversation' | 'identifier' | 'account'
  /** Where it leads: the last step of a path leads to the customer. */
  readonly to: 'identifier' | 'account' | 'customer'
  /** What made the edge: `platform`, `claim`, or an evidence kind. */
  readonly by: string
  /** Its grade after caps. */
  readonly grade: Rank
  /** Place of the evidence item that made it, such as `/evidence/1`. */
  readonly at?: string
  /** Set on the weakest edge of the path: the first that would have to be better. */
  readonly bottleneck?: boolean
}

/** A limit on trust, with its cause. */
export interface Cap {
  /** The reason for it, such as `sim_swap_unknown`. */
  readonly code: string
  /** The most that trust comes to while it holds. */
  readonly max: Rank
  /** What it capped: the layer, not the value. */
  readonly on: (typeof LAYERS)[number]
  /** The place in the engagement that it comes of, such as `/evidence/1`. */
  readonly at?: string
}

/** Trust as a decision reports it. `level` and `rank` speak of write trust. */
export interface Trust {
  /** The level of write trust, by name. */
  readonly level: Level
  /** The same level as a number, 0 to 4. */
  readonly rank: Rank
  /** How sure we are of who is asking. */
  readonly write: Rank
  /** How sure we are of everyone who would see the answer. */
  readonly read: Rank
  /** The record that they are tied to; `null` where there is none. */
  readonly customer: string | null
  /** How many records were found. */
  readonly resolution: Resolution
  /** The best path from this conversation to the record. */
  readonly path: readonly PathEdge[]
  /** What keeps trust from being higher. */
  readonly caps: readonly Cap[]
}

/**
 * One piece of evidence for the statement that the author is a customer: a proof, what the platform
 * asserts, or a claim, together with its best path to the customer. Requirements select supports;
 * nothing else can open a class.
 */
export interface Support {
  /** The customer it leads to; `null` when it ties the author to no record. */
  readonly customer: string | null
  /** The weakest grade on its path, after caps. */
  readonly grade: Rank
  /** `platform`, `claim`, or an evidence kind such as `verify_check`. */
  readonly method: string
  /** The method's own channel where it has one: `sms`, `call`, `email`, `whatsapp`, `sna`, `push`, `totp`, `passkeys`. */
  readonly via?: string
  /** Something known, held or of the body; `null` where it is none of them. */
  readonly category: Category | null
  /** Every category a compound login proved, `category` among them. */
  readonly categories: readonly Category[]
  /** What it depends on, such as `sim:<node>`, `idp:<issuer>`, `mailbox:<node>`: shared causes count once. */
  readonly causes: readonly string[]
  /** Whether it can be relayed by a person who was tricked (63B-4 §3.2.5). */
  readonly phishable: boolean
  /** Set where somebody else gives their word for it: it is no factor of the person's own (PSD2 Art 4(30)). */
  readonly vouched?: true
  /** When the person acted; the time of the decision for what the platform asserts now. */
  readonly since: Instant
  /** The purpose it was gathered for; `null` for any. */
  readonly purpose: string | null
  /** As the person was shown it, with its currency where that was told: `12.50 EUR`. */
  readonly amount?: string
  /** Whom the payment goes to that the proof was given for. */
  readonly payee?: string
  /** The identifier or account it proves control of. */
  readonly node: NodeId
  /** The steps from the conversation to the customer. */
  readonly path: readonly PathEdge[]
  /**
   * Set for a proof that, on a channel without a session, names neither a message nor a purpose: the answer goes to the
   * address that proved, so it opens classes for its minutes, but whoever forges that address may ask, so never an action.
   */
  readonly general?: true
  /** Set when it no longer corroborates another: older than a day, or its customer or conversation is capped. */
  readonly alone?: true
}

/** How far proof of the person who writes can lead at most, whatever it is. */
export interface Limits {
  /** The most that anything proved here can reach: 0 where the engagement cannot be read. */
  readonly proof: Rank
  /** How sure one can be on this channel of who reads at an address that is on file. */
  readonly reader: Rank
  /** How sure we are of the others who would see the answer, the weakest of them; 4 where there are none. */
  readonly others: Rank
}

/** The result of `assess`, and the input of `decide`: trust with its reasons. */
export interface Assessment {
  /** When it was assessed. */
  readonly at: Instant
  /** The channel by its own name, and whether proof given on it covers later messages. */
  readonly channel?: { readonly name: string; readonly session: boolean }
  /** How certain it is who asks, and who will read the answer. */
  readonly trust: Trust
  /** Set where they write on behalf of another; absent where they write for themselves. */
  readonly acting?: Acting
  /** What no proof of the person who writes can raise; absent where there is nothing. */
  readonly limits?: Limits
  /** Classes and actions for which proof was given that counts for nothing until they are asked for; absent for none. */
  readonly heldFor?: readonly string[]
  /** Supports for `trust.customer`, and those that tie to no record; none for other customers. */
  readonly supports: readonly Support[]
  /** Named risks now bad, such as `sim_swap`, `reassigned`, `conflict`, `ambiguous`. */
  readonly risks: readonly string[]
  /** Why trust is no higher, and what could not be read. */
  readonly reasons: readonly Reason[]
  /** The earliest later instant at which any of this may change by itself; `NEVER` if none. */
  readonly changesAt: Instant
  /** A later instant at which its reasons are others, whatever else is known; absent where none is known. */
  readonly surelyAt?: Instant
}
