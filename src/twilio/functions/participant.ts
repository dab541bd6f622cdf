import { type CustomScheme, channelOf, findChannel } from '../../channels/index.js'
import type { Contact } from '../../model/index.js'

/**
 * Names who writes, within one conversation. A chat client's identity is one participant however
 * its channel is called, for Twilio has an identity once in a conversation: `web_chat` in its
 * webhooks, `web_chat_authenticated` where a login started the chat. The same number on a channel
 * with a session and on one without is two.
 */
export function participantOf(contact: Contact, custom?: readonly CustomScheme[]): string {
  const channel = channelOf(contact, custom)
  if (channel === undefined) return `${contact.channel} ${contact.address}`
  if (isChatIdentity(contact)) return `chat ${contact.address}`
  return `${channel.session ? 'session' : 'message'} ${channel.node(contact.address)}`
}

/** Tells whether an address is the identity of a chat client, which has no messaging binding. */
export const isChatIdentity = ({ channel }: Contact): boolean =>
  findChannel(channel)?.twilio.address === 'chat'
