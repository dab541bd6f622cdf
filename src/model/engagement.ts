import type { Agent } from './agent.js'
import type { BreakGlass } from './breakGlass.js'
import type { Contact } from './contact.js'
import { isRecord } from './record.js'

/** The value of a claim: what a flattened pre-engagement form can hold. */
export type ClaimValue = string | number | boolean

/**
 * What the person says about themselves. It can be used to look up a record, but it is never
 * evidence.
 */
export type Claims = Readonly<Record<string, ClaimValue>>

/**
 * One observation by another party, in its source's own JSON beside the names of what it is bound to. Read by
 * the evidence table; a proof that cannot be read counts as absent, with a reason.
 *
 * What a person gave (a code, a factor, a login, a link, an attestation about them) says in `by`, in the form of
 * contact, who gave it, and counts for nobody else. Absent, it is the contact of the engagement it is handed in with.
 */
export interface Evidence<Kind extends string = string> {
  readonly kind: Kind
  readonly [field: string]: unknown
}

/** What the person asks for: classes of data to hear, and actions to have done. */
export interface Intent {
  /** The names of classes that the person asks to hear. */
  readonly classes?: readonly string[] | undefined
  /** The names of actions that the person asks for. */
  readonly actions?: readonly string[] | undefined
  /** For a payment: what the proof must name (PSD2 dynamic linking). Decimal text, such as `12.50`. */
  readonly amount?: string | undefined
  /** Whom a payment goes to. A proof of a payment has to name the same. */
  readonly payee?: string | undefined
  /**
   * The currency of the amount, such as `EUR` (ISO 4217). Without it no rule about an amount is met; with
   * it a proof has to name it with the amount: `12.50 EUR`.
   */
  readonly currency?: string | undefined
}

/** Facts from the business, not from the customer. */
export type Context = Readonly<Record<string, string | number | boolean>>

/**
 * All that is known now. The time is an argument beside it, never inside it. The words for channels and the items of
 * evidence are plain here, because their tables stand in rooms above; those rooms put their own names in.
 */
export interface Engagement<ChannelWord extends string = string, Item = Evidence> {
  /** The conversation, such as its SID (`CH…`). Proofs count for it alone. */
  readonly conversation: string
  /** The message that is answered, such as its SID (`IM…`). */
  readonly message?: string | undefined
  /** Counts up when a participant joins, the channel switches, the chat resumes after idle or the platform identity changes. */
  readonly epoch?: number | undefined
  /** The channel, and the address that they write from. */
  readonly contact: Contact<ChannelWord>
  /** On whose behalf they write, by the record's name: a claim until a tie of the verified person says it. */
  readonly subject?: string | undefined
  /** Others who would see a reply: absent or `[]` for nobody, `null` where it is not known who they are. */
  readonly readers?: readonly Contact<ChannelWord>[] | null
  /** Who of the staff would see the answer; absent where it is nobody, or not known who: then they have no role. */
  readonly agent?: Agent | undefined
  /** The agent breaks the glass: they see what is withheld, as far as the policy allows it. */
  readonly breakGlass?: BreakGlass | undefined
  /** What they say about themselves. It is never evidence. */
  readonly claims?: Claims | undefined
  /** What other systems observed. */
  readonly evidence?: readonly Item[] | undefined
  /** What they ask for. */
  readonly intent?: Intent | undefined
  /** Facts of the business that conditions of the policy may use. */
  readonly context?: Context | undefined
}

/** Tells whether a value may be an item of evidence: it has a kind. What else it needs, the kind's own reader says. */
export const isEvidence = (value: unknown): value is Evidence =>
  isRecord(value) && typeof value['kind'] === 'string'
