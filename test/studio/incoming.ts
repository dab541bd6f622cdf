import type { IncomingMessage, Person } from './runFlow.js'

let count = 0
const sid = (prefix: string): string => `${prefix}${String(++count).padStart(32, '0')}`

/** A message of a channel, as the messaging trigger gets it. */
export const message = (from: string, body = 'Where is my order?'): IncomingMessage => ({
  event: 'incomingMessage',
  // Studio strips this prefix from the contact, not from the trigger.
  contact: from.replace(/^rcs:/, ''),
  business: '+18005550199',
  execution: sid('FN'),
  fields: { From: from, To: '+18005550199', Body: body, MessageSid: sid('SM'), NumMedia: '0' },
})

/** A message of a conversation, as the conversations trigger gets it; attributes are an object there. */
export const conversation = (
  author: string,
  source: string,
  attributes: Readonly<Record<string, unknown>> = {},
  ConversationSid = sid('CH'),
  body = 'Hello, where is my order?',
): IncomingMessage => ({
  event: 'incomingConversationMessage',
  contact: author,
  business: 'web',
  execution: sid('FN'),
  fields: {
    ConversationSid,
    Author: author,
    Source: source,
    Body: body,
    MessageSid: sid('IM'),
    ChannelAttributes: attributes,
  },
})

/** A person who answers with these lines, one after the other, and then no more. */
export const replying = (...lines: readonly string[]): Person => {
  const left = [...lines]
  return () => left.shift() ?? null
}
