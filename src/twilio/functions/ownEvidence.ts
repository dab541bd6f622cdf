import { type CustomScheme, parseContact } from '../../channels/index.js'
import type { Contact, Evidence } from '../../model/index.js'
import { isChatIdentity, participantOf } from './participant.js'

/** A ledger's evidence as it stands for one participant, and the epoch that is theirs. */
export interface OwnEvidence {
  readonly evidence: readonly Evidence[]
  /**
   * Evidence that others gave is left out, so that nobody has to wait for questions about somebody
   * else.
   */
  readonly own: readonly Evidence[]
  /**
   * How many others gave proof before this participant did, and so how many epochs lie before
   * theirs.
   */
  readonly epoch: number
}

/**
 * Gives a ledger's evidence as it stands for the participant who writes now. Whenever the contact
 * of a conversation changes the newcomer is in an epoch of their own, and whoever was there before
 * goes on in theirs: what they gave is theirs, and what others gave counts for nobody else.
 *
 * A login that names nobody was carried by a chat that a login had started, or on a channel of
 * one's own; elsewhere it is nobody's.
 */
export function standFor(
  evidence: readonly Evidence[],
  contact: Contact,
  custom: readonly CustomScheme[],
): OwnEvidence {
  const self = participantOf(contact, custom)
  // Who gave each item; nobody for one that names nobody, or somebody who cannot be read.
  const givers = evidence.map(({ by }) => {
    const giver = by === undefined ? null : parseContact(by, custom)
    return giver?.ok ? participantOf(giver.value, custom) : null
  })
  // Those who gave proof, in the order in which they came.
  const order = [...new Set(givers.filter((giver) => giver !== null))]
  const epoch = order.includes(self) ? order.indexOf(self) : order.length
  const stands = (item: Evidence, index: number): Evidence => {
    if (givers[index] === self) return { ...item, by: contact, epoch: later(item['epoch'], epoch) }
    const isNobodys = item['by'] === undefined && item.kind === 'session' && !isLogin(contact)
    return isNobodys ? { ...item, by: null } : item
  }
  const standing = evidence.map(stands)
  const isOwn = (_: Evidence, index: number) => [null, self].includes(givers[index] ?? null)
  return { evidence: standing, own: standing.filter(isOwn), epoch }
}

// A value that is no epoch stays as it is, and does not count.
const later = (epoch: unknown, by: number): unknown => {
  const count = epoch ?? 0
  return typeof count === 'number' ? count + by : count
}

/**
 * Tells whether a channel may carry a login that names nobody: a chat that a login had started, or
 * a channel of the business's own.
 */
const isLogin = (contact: Contact): boolean =>
  contact.channel === 'custom' || (isChatIdentity(contact) && contact.channel !== 'web_chat')
