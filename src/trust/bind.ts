import { isAbsent, isCount, type JsonObject, NOT_YET_MADE } from '../model/index.js'
import { type BoundTo, readEndpoint } from './boundTo.js'
import type { TrustSettings } from './settings.js'

/**
 * Says why what an item says was not given by the person who writes; `null` when it was, or when it names nobody.
 *
 * The same identifier in another spelling is the same person. The same number on a channel with a session and on one
 * without is not: there the sender can be forged. Nobody in particular (`null`) is not the contact.
 */
export function findOtherGiver(
  { by }: JsonObject,
  { giver }: BoundTo,
  settings: TrustSettings,
): string | null {
  if (by === undefined) return null
  const person = readEndpoint(by, settings, '/by')
  if ('code' in person) return 'malformed_by'
  // The node is the same in every spelling. A channel with a session says who holds it; one without can be forged.
  const isSame = person.node === giver.node && person.channel.session === giver.channel.session
  return isSame ? null : 'other_participant'
}

/**
 * Says why an item is not bound to this conversation, message, epoch and purpose; `null` when it is.
 *
 * An item that names no conversation is bound to none. One without an epoch is of the first. One without a message
 * or a purpose counts for any; one that names a message counts for that message on a channel without a session.
 */
export function findUnbound(item: JsonObject, boundTo: BoundTo): string | null {
  const { conversation, message, epoch, purpose } = item
  if (isAbsent(conversation) || conversation === NOT_YET_MADE) return 'unbound'
  if (conversation !== boundTo.conversation) return 'other_conversation'
  // A proof from before somebody joined, or before the channel changed, belongs to an earlier epoch
  // and does not count.
  const count = epoch ?? 0
  if (!isCount(count)) return 'malformed_epoch'
  if (count !== boundTo.epoch) return 'other_epoch'
  if (!isAbsent(message) && typeof message !== 'string') {
    return 'malformed_message'
  }
  // In a session the next message comes from the person who gave the proof; a text may come from somebody else
  // (63B-4 §5.1).
  if (!boundTo.contact.channel.session && !isAbsent(message) && message !== boundTo.message) {
    return 'other_message'
  }
  if (isAbsent(purpose)) return null
  if (typeof purpose !== 'string') return 'malformed_purpose'
  // A proof for something that is not asked for now does not count now (ASVS 5.0 6.6.2: bound to its
  // request).
  return purpose !== '' && boundTo.purposes.includes(purpose) ? null : 'other_purpose'
}
