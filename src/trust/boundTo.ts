import { type Channel, channelOf, parseContact } from '../channels/index.js'
import {
  type Instant,
  isAbsent,
  isCount,
  type JsonObject,
  type NodeId,
  type Reason,
  type Request,
} from '../model/index.js'
import type { TrustSettings } from './settings.js'

/** Who wrote to us, as the channel table reads it. */
export interface Endpoint {
  readonly channel: Channel
  /** As the channel writes it. */
  readonly address: string
  readonly node: NodeId
  /** Whether it is no short code, and no name that a business sends under. */
  readonly isPerson: boolean
}

/** The conversation, message and epoch that proofs must be bound to, and who wrote. */
export interface BoundTo {
  readonly conversation: string
  /** The message that is answered; `null` where the engagement names none. */
  readonly message: string | null
  /** From 0; it counts up whenever who is in the conversation may have changed. */
  readonly epoch: number
  readonly contact: Endpoint
  /** Whose proofs count: the contact that wrote, also where another channel of theirs is supposed. */
  readonly giver: Endpoint
  /** Classes and actions asked for. */
  readonly purposes: readonly string[]
}

/** What one assessment is about: who wrote in which conversation, at one time, under the settings that count. */
export interface TrustQuestion {
  readonly at: Instant
  readonly boundTo: BoundTo
  readonly settings: TrustSettings
}

/**
 * Reads what proofs are bound to, for the contact that wrote. Whatever cannot be read makes the whole engagement
 * anonymous, with the reason.
 */
export function readBoundTo(
  engagement: JsonObject,
  contact: Endpoint | Reason,
  { classes, actions }: Pick<Request, 'classes' | 'actions'>,
): BoundTo | Reason {
  // Without the conversation's own name no proof can be bound to it.
  const { conversation, message, epoch } = engagement
  if (typeof conversation !== 'string' || conversation === '') {
    return { code: 'malformed', at: '/conversation' }
  }
  if (!isAbsent(message) && typeof message !== 'string') {
    return { code: 'malformed', at: '/message' }
  }
  // Absent is the first; malformed is unknown, and then no proof of any epoch may count.
  const count = epoch ?? 0
  if (!isCount(count)) return { code: 'malformed', at: '/epoch' }
  if ('code' in contact) return contact
  return {
    conversation,
    message: message ?? null,
    epoch: count,
    contact,
    giver: contact,
    purposes: [...classes, ...actions],
  }
}

/** Reads a contact into its channel and node. The reason names the contact, never what it holds. */
export function readEndpoint(
  input: unknown,
  settings: Pick<TrustSettings, 'channels'>,
  at: string,
): Endpoint | Reason {
  const parsed = parseContact(input, settings.channels)
  if (!parsed.ok) {
    const issue = parsed.issues[0]
    const place = issue?.path.startsWith('contact.') ? issue.path.slice('contact.'.length) : ''
    return { code: issue?.code ?? 'malformed', at: place === '' ? at : `${at}/${place}` }
  }
  const channel = channelOf(parsed.value, settings.channels)
  if (channel === undefined) return { code: 'unknown_channel', at: `${at}/channel` }
  const { address } = parsed.value
  return toEndpoint(channel, address)
}

const toEndpoint = (channel: Channel, address: string): Endpoint => ({
  channel,
  address,
  node: channel.node(address),
  isPerson: channel.sender(address) === 'person',
})
