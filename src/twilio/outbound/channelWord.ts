import {
  type Channel,
  type CustomScheme,
  findChannel,
  splitScheme,
  type TwilioSpelling,
  twilioAddress,
} from '../../channels/index.js'
import { fail, isPrintable, LONGEST_ADDRESS, ok, type Result } from '../../model/index.js'

/** A channel and its word in one of Twilio's three vocabularies. */
export interface InteractionMedium {
  /** The channel, from the table or of the business's own. */
  readonly channel: Channel
  /** What the API calls it. */
  readonly word: string
}

/**
 * Finds a channel and how one Twilio API spells it. A channel that the API has no word for is
 * refused (`unsupported_channel`): no other channel's word is put in its place. Channels of the
 * business's own are known where they are declared.
 *
 * `web_chat` for Interactions -> `web`
 * `rcs` for the Flex Flow     -> refused
 */
export function channelWord(
  name: string,
  api: keyof TwilioSpelling,
  declared?: readonly CustomScheme[],
): Result<InteractionMedium> {
  const channel = findChannel(name, declared)
  if (channel === undefined) return fail('unknown_channel', 'channel')
  const word = channel.twilio[api]
  return word === null ? fail('unsupported_channel', 'channel') : ok({ channel, word })
}

/**
 * Writes a business address as Twilio spells it: the contact URI where the channel's addresses can
 * be one, else the text (a page, an agent) behind the channel's own prefix. A sender that cannot
 * receive is refused.
 */
export function businessAddress(channel: Channel, text: string, path: string): Result<string> {
  const parsed = channel.parse(text)
  if (parsed.ok) {
    const cannot = channel.sender(parsed.value) === 'alphanumeric'
    return cannot ? fail('cannot_receive', path) : ok(twilioAddress(channel, parsed.value))
  }
  const { scheme, rest } = splitScheme(text)
  const prefix = channel.twilio.studio ?? ''
  const foreign = scheme !== null && `${scheme}:` !== prefix
  const bad = rest === '' || text.length > LONGEST_ADDRESS || !isPrintable(rest)
  return prefix === '' || foreign || bad ? fail('invalid_address', path) : ok(prefix + rest)
}
