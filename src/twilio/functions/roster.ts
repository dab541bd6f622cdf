import {
  type CustomScheme,
  channelOf,
  findChannel,
  findScheme,
  parseContact,
  splitScheme,
} from '../../channels/index.js'
import { type Contact, isAbsent, isRecord } from '../../model/index.js'
import { isChatIdentity, participantOf } from './participant.js'
import { parseJson, textOf } from './readField.js'

/** Who writes, and how staff are told from customers. */
export interface RosterView {
  /** Who writes. */
  readonly contact: Contact
  /** Tells agents and bots by their chat identity. Absent: told by what Twilio's own list shows. */
  readonly isStaff?: (identity: string) => boolean
  /** The policy's own channels. */
  readonly custom?: readonly CustomScheme[]
}

/** One participant: a person at an address, or a chat client by its identity. */
type ListedParticipant =
  | { readonly kind: 'person'; readonly contact: Contact }
  | { readonly kind: 'chat'; readonly identity: string; readonly memberType: string }
  | { readonly kind: 'business' }

/**
 * Gives everybody in a conversation's participant list who would see a reply beside the contact;
 * `null` where one of them cannot be read. The business's own addresses, agents and bots are no
 * customers' readers.
 *
 * A participant is Twilio's JSON, in either spelling, or a contact.
 */
export function readersOf(
  participants: readonly unknown[],
  view: RosterView,
): readonly Contact[] | null {
  const members = participants.map((one) => readMember(one, view.custom))
  const known = members.filter((member) => member !== null)
  if (known.length < members.length) return null
  const own = addressesOfBusiness(participants, view)
  const self = participantOf(view.contact, view.custom)
  const readers: Contact[] = []
  for (const member of known) {
    const reader = customerOf(member, view)
    if (reader === undefined || own.has(addressKey(reader))) continue
    if (participantOf(reader, view.custom) !== self) readers.push(reader)
  }
  return readers
}

/**
 * Reads one participant of a list; `null` for what is none, and then the whole roster is not known.
 *
 * One with a messaging binding is a person at an address, or a number of the business's in a group
 * text (`projected_address`). One without is a chat client, by its identity.
 */
function readMember(
  input: unknown,
  custom: readonly CustomScheme[] | undefined,
): ListedParticipant | null {
  if (!isRecord(input)) return null
  if (textOf(input, 'channel') !== undefined) return personOf(input, custom)
  const binding = input['messaging_binding'] ?? input['messagingBinding']
  const identity = textOf(input, 'identity')
  if (!isRecord(binding)) {
    return isAbsent(binding) && identity !== undefined
      ? { kind: 'chat', identity, memberType: memberTypeOf(input) }
      : null
  }
  const address = textOf(binding, 'address')
  if (address !== undefined) return personOf({ channel: binding['type'], address }, custom)
  // Speaks in a group text as a number of the business's.
  return projectedOf(binding) === undefined ? null : { kind: 'business' }
}

/** Reads a contact. A group's address list is nobody's address. */
function personOf(
  input: unknown,
  custom: readonly CustomScheme[] | undefined,
): ListedParticipant | null {
  const contact = parseContact(input, custom)
  if (!contact.ok || contact.value.address.includes(',')) return null
  const { channel, address } = contact.value
  return { kind: 'person', contact: { channel, address } }
}

/**
 * Gives the contact of a participant who is a customer; none for those of the business, and for who
 * writes.
 */
function customerOf(member: ListedParticipant, view: RosterView): Contact | undefined {
  switch (member.kind) {
    case 'business':
      return undefined
    case 'person':
      return member.contact
    case 'chat':
      return isContact(member.identity, view) ||
        isStaffMember(member.identity, member.memberType, view)
        ? undefined
        : { channel: 'web_chat', address: member.identity }
  }
}

/**
 * A chat client's own identity; of a channel that an adapter brings, the identity is its whole
 * address.
 */
function isContact(identity: string, { contact, custom }: RosterView): boolean {
  if (!isChatIdentity(contact) && findChannel(contact.channel)?.twilio.address !== null)
    return false
  const same = parseContact({ channel: contact.channel, address: identity }, custom)
  return same.ok && same.value.address === contact.address
}

// Twilio's random identity for a guest, and what a chat that a login started is given here.
const GUEST = /^(?:FX[0-9a-f]{32}|u_[0-9a-f]{32})$/i

/** What Flex writes under `member_type` for those of the business. */
const STAFF: ReadonlySet<string> = new Set(['agent', 'supervisor', 'bot'])

/**
 * Beside a person on a phone or by mail, a chat client is the business's, unless it looks like a
 * guest. Among chat clients it is staff only where Flex says so.
 */
function isStaffMember(identity: string, memberType: string, view: RosterView): boolean {
  if (view.isStaff !== undefined) return view.isStaff(identity)
  if (GUEST.test(identity) || memberType === 'guest' || memberType === 'customer') return false
  // An adapter brings a person of another channel as a chat client, with that channel's prefix.
  if (namesChannel(identity, view.custom)) return false
  return STAFF.has(memberType) || !isChatIdentity(view.contact)
}

/** Tells whether an identity begins with a channel's prefix, such as `line:U123`. */
function namesChannel(identity: string, custom: readonly CustomScheme[] = []): boolean {
  const { scheme } = splitScheme(identity)
  if (scheme === null) return false
  return findScheme(scheme) !== undefined || custom.some((one) => one.scheme === scheme)
}

/** Reads what Flex notes of a participant; empty where it says nothing. */
function memberTypeOf(input: unknown): string {
  const text = textOf(input, 'attributes')
  const attributes = text === undefined ? undefined : parseJson(text)
  return textOf(attributes, 'member_type')?.toLowerCase() ?? ''
}

/** The business's side of every binding, and the address that was written to. */
function addressesOfBusiness(
  participants: readonly unknown[],
  { contact }: RosterView,
): ReadonlySet<string> {
  const own = new Set<string>()
  const add = (channel: unknown, address: string | undefined): void => {
    const parsed = address === undefined ? null : parseContact({ channel, address })
    if (parsed?.ok) own.add(addressKey(parsed.value))
  }
  add(contact.channel, contact.to)
  for (const participant of participants) {
    const binding = isRecord(participant)
      ? (participant['messaging_binding'] ?? participant['messagingBinding'])
      : undefined
    if (!isRecord(binding)) continue
    add(binding['type'], textOf(binding, 'proxy_address') ?? textOf(binding, 'proxyAddress'))
    add(binding['type'], projectedOf(binding))
  }
  return own
}

/** The number by which a chat participant speaks in a group text, in either spelling. */
const projectedOf = (binding: unknown): string | undefined =>
  textOf(binding, 'projected_address') ?? textOf(binding, 'projectedAddress')

/** Names an address so that its spellings are one. */
const addressKey = (contact: Contact): string =>
  channelOf(contact)?.node(contact.address) ?? `${contact.channel} ${contact.address}`
