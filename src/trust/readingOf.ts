import { findChannel } from '../channels/index.js'
import {
  isRecord,
  NO_PLACE,
  NO_REQUEST,
  type Reason,
  type Request,
  type RequestPlace,
  toRequest,
} from '../model/index.js'
import { type BoundTo, type Endpoint, readBoundTo, readEndpoint } from './boundTo.js'
import type { TrustSettings } from './settings.js'

/** An engagement that was read once. Assessing, deciding and writing the decision all use this reading. */
export interface Reading {
  /** What a decision needs of it, beside trust. */
  readonly request: Request
  /** What proofs are bound to, and who wrote; where that cannot be read, why. */
  readonly boundTo: BoundTo | Reason
  /** The items as they came: those that cannot be read are named when they are assessed. */
  readonly readers: unknown
  readonly subject: unknown
  readonly claims: unknown
  readonly evidence: unknown
}

type Channels = Pick<TrustSettings, 'channels'>

/**
 * Reads an engagement once, so that everything said of it is said of the same contact on the same channel.
 *
 * Total: what cannot be read counts as absent. A channel is named wherever its word is known, also where the rest of the
 * contact, or of the engagement, cannot be read.
 */
export function readingOf(engagement: unknown, settings: Channels): Reading {
  if (!isRecord(engagement)) return readNothing({ code: 'malformed', at: '' })
  try {
    // Each field is read once, here: an object with code in it could say something else the second time.
    const { contact, readers, claims, evidence, subject } = engagement
    // The contact says the channel for the whole decision: rules, trust and outbound use the same name.
    const endpoint = readEndpoint(contact, settings, '/contact')
    const place = 'code' in endpoint ? nameChannel(contact, settings) : placeOf(endpoint)
    const request = toRequest(engagement, place)
    if (request === null) return readNothing(UNREADABLE)
    const boundTo = readBoundTo(engagement, endpoint, request)
    return { request, boundTo, readers, subject, claims, evidence }
  } catch {
    // What is asked for can be read even where the contact cannot; it then opens nothing.
    return readNothing(UNREADABLE, toRequest(engagement, NO_PLACE) ?? NO_REQUEST)
  }
}

/** Reads what a decision needs of an engagement beside trust. */
export const readRequest = (engagement: unknown, settings: Channels): Request =>
  readingOf(engagement, settings).request

// JSON never throws when it is read, but an object with getters can.
const UNREADABLE: Reason = { code: 'unreadable', at: '' }

const readNothing = (boundTo: Reason, request: Request = NO_REQUEST): Reading => ({
  request,
  boundTo,
  readers: undefined,
  subject: undefined,
  claims: undefined,
  evidence: undefined,
})

const placeOf = ({ channel, address }: Endpoint): RequestPlace => ({
  channel: channel.name,
  address,
})

/** Names the channel of a contact whose address cannot be read; of a business's own channel the scheme as well. */
function nameChannel(contact: unknown, { channels }: Channels): RequestPlace {
  const { channel: word, address } = isRecord(contact) ? contact : {}
  const channel = typeof word === 'string' ? findChannel(word, channels) : undefined
  if (channel === undefined || typeof word !== 'string') return NO_PLACE
  const scheme = word.trim().toLowerCase()
  const isDeclared = channels.some((declared) => declared.scheme === scheme)
  const text = typeof address === 'string' ? address : ''
  return { channel: channel.name, address: isDeclared ? `${scheme}:` : text }
}
