import { type Channel, channels, twilioAddress } from '../../src/channels/index.js'

/** Where somebody writes from: a channel, and the address as the channel writes it. */
interface PersonAddress {
  readonly channel: Channel
  readonly address: string
}

/** The conversation that everybody shares. */
export const CONVERSATION = `CH${'1'.repeat(32)}`
/** A chat client that nobody knows. */
export const GUEST = `FX${'2'.repeat(32)}`
/** A channel of the policy's own, on which the last of the table's channels writes. */
export const KIOSK = '{ scheme: kiosk, grade: recognized, session: true }'

// Their people have identities of their own here: `guest`, and `login`, who is given one when the chat begins.
const OF_CHATS: ReadonlySet<string> = new Set(['web_chat', 'web_chat_authenticated'])

/** One person on every channel of the table, at an address that is nobody else's. */
const PLACES: ReadonlyMap<string, PersonAddress> = new Map(
  channels
    .filter(({ name }) => !OF_CHATS.has(name))
    .map((channel, index) => [channel.name, { channel, address: addressOn(channel, index) }]),
)

/** The first example of a person's address; of numbers, one that no other channel has. */
function addressOn(channel: Channel, index: number): string {
  const canonical = channel.examples.valid.flatMap((text) => {
    const read = channel.parse(text)
    return read.ok && channel.sender(read.value) === 'person' ? [read.value] : []
  })
  const [address] = canonical
  if (address === undefined) throw new TypeError(`nobody writes on ${channel.name}`)
  return channel.node(address).startsWith('tel:')
    ? `+141555501${String(index).padStart(2, '0')}`
    : address
}

/**
 * Everybody who may come into the conversation: `login`, who signed in on the web page that started it, `guest`, one on
 * each channel, and on WhatsApp one more (`twin`) with the number of the one who texts.
 */
export const PEOPLE: readonly string[] = ['login', 'guest', 'twin', ...PLACES.keys()]

/** Where somebody writes from, once the chat that a login started has given its identity. */
export function placeOf(who: string, identity: string): PersonAddress {
  if (who === 'login') return { channel: channelNamed('web_chat_authenticated'), address: identity }
  if (who === 'guest') return { channel: channelNamed('web_chat'), address: GUEST }
  if (who === 'twin')
    return { channel: channelNamed('whatsapp'), address: placeOf('sms', '').address }
  const place = PLACES.get(who)
  if (place === undefined) throw new TypeError(`nobody is called ${who}`)
  return place
}

function channelNamed(name: string): Channel {
  const channel = channels.find((one) => one.name === name)
  if (channel === undefined) throw new TypeError(`no channel is called ${name}`)
  return channel
}

/** Everybody whom the business has on file, by name: who texts is who signs in, and who has their number. */
export const ON_FILE: readonly { readonly customer: string; readonly address: string }[] = [
  ...PLACES,
].map(([who, { channel, address }], index) => ({
  customer: who === 'sms' ? 'C-1001' : `C-${2000 + index}`,
  address: channel.print(address),
}))

/** Tells whether a channel reaches Conversations as a chat client, through an adapter or by itself. */
const isChat = ({ twilio }: Channel): boolean =>
  twilio.address === null || twilio.address === 'chat'

/** Every way in which a message, or whoever brings one, reaches a handler. */
export const SHAPES = {
  /** What Conversations posts after a message, before it, and in other letters. */
  webhook: (place: PersonAddress, who: string) => ({
    EventType: 'onMessageAdded',
    ...message(place, who),
  }),
  before: (place: PersonAddress, who: string) => ({
    EventType: 'onMessageAdd',
    ...message(place, who),
  }),
  capitals: (place: PersonAddress, who: string) => ({
    EventType: 'ONMESSAGEADDED',
    ...message(place, who),
  }),
  begun: (place: PersonAddress, who: string) => ({
    EventType: 'onConversationAdded',
    ...message(place, who),
  }),
  bound: (place: PersonAddress, who: string) => ({
    EventType: 'onMessageAdded',
    ...message(place, who),
    ...(isChat(place.channel) ? {} : { 'MessagingBinding.Type': place.channel.name }),
  }),
  joined: (place: PersonAddress) => ({
    EventType: 'onParticipantAdded',
    ConversationSid: CONVERSATION,
    ...(isChat(place.channel)
      ? { Identity: twilioAddress(place.channel, place.address) }
      : {
          'MessagingBinding.Type': place.channel.name,
          'MessagingBinding.Address': twilioAddress(place.channel, place.address),
        }),
  }),
  /** A Run Function widget's parameters, as the shipped flow writes them, and as Twilio's own variables. */
  studio: ({ channel, address }: PersonAddress, who: string) => ({
    conversation: CONVERSATION,
    message: `IM-${who}`,
    channel: channel.name,
    address,
  }),
  variables: (place: PersonAddress, who: string) => message(place, who),
  /** The webhook of Programmable Messaging. */
  classic: ({ channel, address }: PersonAddress, who: string) => ({
    ConversationSid: CONVERSATION,
    SmsMessageSid: `IM-${who}`,
    MessageSid: `IM-${who}`,
    From: twilioAddress(channel, address),
  }),
} as const
/** One of them. */
export type WebhookShape = keyof typeof SHAPES

/** What Conversations says of a message. */
function message(
  { channel, address }: PersonAddress,
  who: string,
): Readonly<Record<string, string>> {
  const told = { ConversationSid: CONVERSATION, MessageSid: `IM-${who}` }
  return channel.twilio.address === 'chat'
    ? { ...told, Source: 'SDK', Author: address, ClientIdentity: address }
    : { ...told, Source: channel.name.toUpperCase(), Author: twilioAddress(channel, address) }
}

/** A participant as Twilio's list shows them. */
export function participant({ channel, address }: PersonAddress): object {
  const spelt = twilioAddress(channel, address)
  if (isChat(channel)) return { identity: spelt, messaging_binding: null }
  const business =
    channel.name === 'email' ? 'help@example.com' : twilioAddress(channel, '+18005550199')
  return {
    identity: null,
    messaging_binding: { type: channel.twilio.address, address: spelt, proxy_address: business },
  }
}
