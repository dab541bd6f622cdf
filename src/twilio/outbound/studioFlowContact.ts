import { channels } from '../../channels/index.js'
import type { StudioWidget } from './studioFlowShape.js'
import { setVariables, split } from './studioFlowWidgets.js'

/** Where the trigger leads for a message of a channel, and for a message of a conversation. */
export const CONTACT_STARTS = {
  message: 'from_message',
  conversation: 'from_conversation',
} as const

/** Where it goes on when the channel is known, and when it is not. */
export interface ContactWays {
  /** The widget to go on with. */
  readonly known: string
  /** The widget to go on with where nothing is decided. */
  readonly unknown: string
}

/** What Conversations says of the message's source. */
const SOURCE = '{{trigger.conversation.Source}}'

/** Who writes, remembered by the first widget. */
const ADDRESS = '{{flow.variables.address}}'

/**
 * Remembers who writes, and by which channel: as the options say, or as Twilio says by its source
 * and prefixes.
 *
 * The channel is never guessed from an address, because a web chat's browser supplies its own
 * identity, such as `+14155550100` or `whatsapp:+14155550100`: the source is asked first, and where
 * it tells nothing all is withheld. Proof is bound to the conversation, and for a plain message to
 * the execution. A plain message tells who else is in it; a conversation does not, so its roster is
 * for the function to ask for.
 */
export const contactStates = (channel: string, ways: ContactWays): readonly StudioWidget[] => [
  setVariables(
    CONTACT_STARTS.message,
    {
      conversation: '{{flow.sid}}',
      address: '{{trigger.message.From}}',
      said: '{{trigger.message.Body}}',
      message: '{{trigger.message.MessageSid}}',
      // Nobody but whom the trigger names, for a plain message is in no conversation.
      readers: '[]',
      ...(channel !== '' && { channel }),
    },
    channel === '' ? 'message_kind' : ways.known,
  ),
  setVariables(
    CONTACT_STARTS.conversation,
    {
      conversation: '{{trigger.conversation.ConversationSid}}',
      address: '{{trigger.conversation.Author}}',
      said: '{{trigger.conversation.Body}}',
      message: '{{trigger.conversation.MessageSid}}',
      // What a server that started the chat knew already, such as a login, sealed.
      ledger: '{{trigger.conversation.ChannelAttributes.countersign_ledger}}',
      ...(channel !== '' && { channel }),
    },
    channel === '' ? 'declared_channel' : ways.known,
  ),
  ...(channel === '' ? [...messageStates(ways), ...conversationStates(ways)] : []),
]

// A legacy chat has an instance, and an identity that its browser supplied; all else carries
// Twilio's own prefix, and bare is a text message.
const messageStates = ({ known }: ContactWays): readonly StudioWidget[] => [
  split('message_kind', { input: '{{trigger.message.InstanceSid}}', otherwise: 'message_prefix' }, [
    { type: 'starts_with', value: 'IS', next: 'is_web_chat' },
  ]),
  split('message_prefix', { input: ADDRESS, otherwise: 'is_sms' }, [
    { type: 'contains', value: ':', next: known },
  ]),
]

/** A conversation's channel: as the server that started the chat says, else by its source. */
const conversationStates = ({ known, unknown }: ContactWays): readonly StudioWidget[] => [
  split(
    'declared_channel',
    {
      input: '{{trigger.conversation.ChannelAttributes.countersign_channel}}',
      otherwise: 'source',
    },
    [{ type: 'equal_to', value: AUTHENTICATED, next: `is_${AUTHENTICATED}` }],
  ),
  split('source', { input: SOURCE, otherwise: unknown }, [
    { type: 'equal_to', value: 'SDK', next: 'is_web_chat' },
    { type: 'equal_to', value: 'API', next: 'server_prefix' },
    ...NAMED.map(({ source, name }) => ({
      type: 'equal_to' as const,
      value: source,
      next: `is_${name}`,
    })),
  ]),
  split('server_prefix', { input: ADDRESS, otherwise: 'is_web_chat' }, [
    { type: 'contains', value: ':', next: known },
  ]),
  ...['web_chat', AUTHENTICATED, ...NAMED.map(({ name }) => name)].map((channel) =>
    setVariables(`is_${channel}`, { channel }, known),
  ),
]

// Worth nothing without the sealed ledger beside it.
const AUTHENTICATED = 'web_chat_authenticated'

// Sources that are a channel's own name (https://www.twilio.com/docs/conversations, address types; seen in capitals).
const NAMED: readonly { readonly source: string; readonly name: string }[] = [
  ...new Map(
    channels
      .flatMap(({ name, twilio }) =>
        twilio.address === null || twilio.address === 'chat'
          ? []
          : [{ source: twilio.address.toUpperCase(), name }],
      )
      .reverse()
      .map((each) => [each.source, each] as const),
  ).values(),
].reverse()
