import {
  type Claims,
  type Contact,
  type Context,
  type Engagement,
  type Evidence,
  type Intent,
  type NodeId,
  type Reason,
  withoutAbsent,
} from '../../model/index.js'
import { displayName } from './displayName.js'

/** One inbound message or start of a conversation, read from any of Twilio's sources. */
export interface Inbound {
  /**
   * Conversation, Studio execution or, where Twilio names none, the message itself. Before a
   * conversation is made `onConversationAdd`: no proof is bound to that.
   */
  readonly conversation: string
  /** The message, `SM…` or `IM…`; absent where a conversation only begins. */
  readonly message?: string
  /** Who writes. */
  readonly contact: Contact
  /** Others who would see a reply; `null` where the source does not tell who they are. */
  readonly readers: readonly Contact[] | null
  /** What the person typed; never part of the engagement. */
  readonly text?: string
  /** What they say about themselves. Never evidence. */
  readonly claims: Claims
  /** The name to show for the person; `null` where they gave none, or one that may not be shown. */
  readonly displayName: string | null
  /**
   * Identifiers that the platform named beside the address: for the look-up, not for the graph.
   */
  readonly also: readonly NodeId[]
  /** What was left out of the source, and why. */
  readonly reasons: readonly Reason[]
}

/**
 * Says that the source named readers in a way that cannot be read. `readers` is then `null`, and
 * stays so whatever else is known: whoever was meant would be missing from it.
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
  /** The part of the conversation, from 0. */
  readonly epoch?: number
  /** On whose behalf it is. */
  readonly subject?: string
  /** What others observed. */
  readonly evidence?: readonly Evidence[]
  /** What is asked for. */
  readonly intent?: Intent
  /** Facts from the business. */
  readonly context?: Context
}

/**
 * Makes the engagement for `evaluate` from an inbound message and what else is known. The text that
 * the person typed is left out: it decides nothing.
 *
 * @example
 * ```ts
 * const inbound = parseMessageWebhook({ From: '+14155550100', To: '+14155550199', MessageSid: 'SM1' })
 * const engagement = inbound.ok ? toEngagement(inbound.value, { intent: { classes: ['orders'] } }) : null
 * ```
 */
export function toEngagement(inbound: Inbound, known: GatheredFacts = {}): Engagement {
  const { conversation, message, contact, readers, claims } = inbound
  return {
    conversation,
    ...withoutAbsent({ message, epoch: known.epoch, subject: known.subject }),
    contact,
    ...((readers === null || readers.length > 0) && { readers }),
    claims,
    ...withoutAbsent({ evidence: known.evidence, intent: known.intent, context: known.context }),
  }
}
