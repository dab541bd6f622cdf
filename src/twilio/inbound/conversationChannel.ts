import { findChannel, findScheme, splitScheme } from '../../channels/index.js'

/** The fields that say the channel. Absent and empty mean the same. */
export type ChannelSigns = { readonly [Name in SignName]?: string | undefined }

/** The parameters of a Conversations webhook that tell of the channel. */
type SignName = 'Author' | 'ClientIdentity' | 'Identity' | 'MessagingBinding.Type' | 'Source'

/**
 * Names the channel of a Conversations webhook, or `undefined` where nothing that Twilio says tells
 * it.
 *
 * In this order: the messaging binding's type; a chat client as the source (web chat, whatever the
 * identity looks like); Twilio's prefix on the author, where a source is named at all; a source
 * that is itself a channel's name.
 *
 * `Source` is documented as `SDK` or `API` and seen as `SMS` and `WHATSAPP`; a message that a
 * server wrote for a bare identity is web chat. A server may write as whomever it likes, so that a
 * phone number as the author of its message, with a prefix or without, tells no channel.
 *
 * source `SDK`, author `+14155550100`          -> `web_chat`
 * source `SMS`, author `+14155550100`          -> `sms`
 * source `API`, author `+14155550100`          -> not known
 * no source, author `whatsapp:+14155550100`    -> not known
 */
export function nameChannel(
  fields: ChannelSigns,
  author: string,
  isGroup = false,
): string | undefined {
  const bound = fields['MessagingBinding.Type']
  if (isGroup) return bound === undefined || isText(bound) ? 'group_mms' : undefined
  if (bound !== undefined) return findChannel(bound)?.name
  const source = fields.Source?.trim().toUpperCase()
  const isChatClient = source === 'SDK' || fields.ClientIdentity !== undefined
  if (isChatClient || isIdentity(fields)) return 'web_chat'
  if (source === undefined) return undefined
  const { scheme } = splitScheme(author)
  if (source === 'API' && isPhoneLike(author, scheme)) return undefined
  if (scheme !== null) return findScheme(scheme)?.name ?? 'custom'
  return source === 'API' ? 'web_chat' : findChannel(source)?.name
}

/** Tells whether an author is a phone number, in any spelling and behind any prefix. */
function isPhoneLike(author: string, scheme: string | null): boolean {
  if (scheme === null) return isDialled(author)
  const channel = findScheme(scheme)
  const address = channel?.parse(author)
  return address?.ok === true && channel?.node(address.value).startsWith('tel:') === true
}

// What people and programs write for a phone number, in whatever spelling: digits, and what stands
// between them.
const isDialled = (author: string): boolean =>
  /^[\d\s+().-]{7,80}$/.test(author) && /^\d{7,20}$/.test(author.replace(/\D/g, ''))

/** A binding's words for text messages: a group of those is a group text. */
const isText = (type: string): boolean => ['SMS', 'MMS'].includes(type.trim().toUpperCase())

/**
 * A participant without a messaging binding is a chat client's (Conversations: `messaging_binding`
 * is null).
 */
const isIdentity = (fields: ChannelSigns): boolean =>
  fields.Identity !== undefined && fields.Author === undefined
