import type {
  Claims,
  Contact,
  Context,
  Engagement,
  Evidence,
  Intent,
  NodeId,
  Reason,
} from '../../model/index.js'
import { displayName } from './displayName.js'

/** One inbound message or start of a conversation, read from any of Twilio's sources. */
export interface Inbound {
  /**
   * Conversation, Studio execution or, where Twilio names none, the message itself. Before a conversation is made
   * `onConversationAdd`: no proof is bound to that.
   */
  readonly conversation: string
  readonly message?: string
  readonly contact: Contact
  /** Others who would see a reply; `null` where the source does not tell who they are. */
  readonly readers: readonly Contact[] | null
  /** What the person typed; never part of the engagement. */
  readonly text?: string
  readonly claims: Claims
  /** The name to show for the person; `null` where they gave none, or one that may not be shown. */
  readonly displayName: string | null
  /** Identifiers that the platform named beside the address: for the data dip, not for the graph. */
  readonly also: readonly NodeId[]
  /** What was left out of the source, and why. */
  readonly reasons: readonly Reason[]
}

/**
 * Says that the source named readers in a way that cannot be read. `readers` is then `null`, and stays so whatever else
 * is known: whoever was meant would be missing from it.
 */
export const READERS_UNREADABLE: Reason = { code: 'readers_unreadable', at: '/readers' }

/** Adds to what was read the name to show, and why it is not what was typed. */
export function withDisplayName<
  T extends { readonly claims: Claims; readonly reasons: readonly Reason[] },
>(read: T): T & { readonly displayName: string | null } {
  const { text, reasons } = displayName(read.claims)
  return { ...read, displayName: text, reasons: [...read.reasons, ...reasons] }
}

/** What is known besides the message: gathered by others than the sender. */
export interface GatheredFacts {
  readonly epoch?: number
  /** On whose behalf it is. */
  readonly subject?: string
  readonly evidence?: readonly Evidence[]
  readonly intent?: Intent
  readonly context?: Context
}

/** Builds the engagement that `evaluate` takes from an inbound message and what else is known. */
export function toEngagement(inbound: Inbound, known: GatheredFacts = {}): Engagement {
  const { conversation, message, contact, readers, claims } = inbound
  return {
    conversation,
    ...(message !== undefined && { message }),
    ...(known.epoch !== undefined && { epoch: known.epoch }),
    ...(known.subject !== undefined && { subject: known.subject }),
    contact,
    ...((readers === null || readers.length > 0) && { readers }),
    claims,
    ...(known.evidence !== undefined && { evidence: known.evidence }),
    ...(known.intent !== undefined && { intent: known.intent }),
    ...(known.context !== undefined && { context: known.context }),
  }
}
