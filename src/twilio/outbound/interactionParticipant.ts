import { twilioAddress } from '../../channels/index.js'
import { type Contact, fail, ok, type Result } from '../../model/index.js'
import { businessAddress, type InteractionMedium } from './channelWord.js'

/** A participant to be invited into an interaction's new conversation, as Twilio reads it. */
export type InteractionParticipant =
  | { readonly address: string; readonly proxy_address: string }
  | { readonly identity: string }
  | { readonly level: 'to'; readonly name: string; readonly address: string }

/**
 * Twilio Interactions: "avoid reserved characters" in an identity. Those of RFC 3986, section 2.2,
 * and a percent sign.
 */
const RESERVED = /[!*'();:@&=+$,/?%#[\]]/
const LONGEST_NAME = 256

/** How each of Interactions' channel types names whom it writes to. */
const FORMS: Readonly<Record<string, WriteParticipant>> = {
  sms: writeBinding,
  whatsapp: writeBinding,
  messenger: writeBinding,
  web: writeIdentity,
  chat: writeIdentity,
  email: writeMailbox,
}

type WriteParticipant = (
  contact: Contact,
  word: InteractionMedium,
  name: string,
) => Result<InteractionParticipant>

/**
 * Writes the customer as a participant of a conversation that Twilio is to make. `name` is the one
 * shown, already neutralised; only e-mail carries it.
 */
export function writeParticipant(
  contact: Contact,
  word: InteractionMedium,
  name: string,
): Result<InteractionParticipant> {
  const form = FORMS[word.word]
  return form === undefined ? fail('unsupported_channel', 'channel') : form(contact, word, name)
}

/** Twilio tells a messaging participant by both ends of its binding. */
function writeBinding(
  contact: Contact,
  { channel }: InteractionMedium,
): Result<InteractionParticipant> {
  const address = channel.parse(contact.address)
  if (!address.ok) return fail('invalid_address', 'contact.address')
  if (channel.sender(address.value) !== 'person') return fail('no_person', 'contact.address')
  if (contact.to === undefined) return fail('required', 'contact.to')
  const proxy = businessAddress(channel, contact.to, 'contact.to')
  if (!proxy.ok) return proxy
  return ok({ address: twilioAddress(channel, address.value), proxy_address: proxy.value })
}

/** A chat client is told by its identity. */
function writeIdentity(
  contact: Contact,
  { channel }: InteractionMedium,
): Result<InteractionParticipant> {
  const identity = channel.parse(contact.address)
  if (!identity.ok) return fail('invalid_address', 'contact.address')
  return RESERVED.test(identity.value)
    ? fail('reserved_character', 'contact.address')
    : ok({ identity: identity.value })
}

/** E-mail is told by a mailbox and a name. */
function writeMailbox(
  contact: Contact,
  { channel }: InteractionMedium,
  name: string,
): Result<InteractionParticipant> {
  const address = channel.parse(contact.address)
  if (!address.ok) return fail('invalid_address', 'contact.address')
  return ok({ level: 'to', name: name.slice(0, LONGEST_NAME), address: address.value })
}
