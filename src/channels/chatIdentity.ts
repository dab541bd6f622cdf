import { fail, LONGEST_ADDRESS, ok, printable, type Result, splitScheme } from '../model/index.js'
import type { Channel, TwilioSpelling } from './channel.js'

/** What differs between the channels whose address is a chat identity. */
export interface ChatIdentityChannel<Name extends string> {
  readonly name: Name
  readonly title?: string
  readonly aliases: readonly string[]
  readonly twilio: TwilioSpelling
  readonly examples: Channel['examples']
}

// What cannot be seen would make two identities look the same.
const IDENTITY = printable(LONGEST_ADDRESS)

/**
 * Describes a channel whose address is a chat identity. It asserts nothing by itself: a guest's identity comes from
 * the browser (continuity only), and an authenticated one is as good as the login session given as evidence.
 */
export function describeChatIdentity<const Name extends string>(
  channel: ChatIdentityChannel<Name>,
): Channel<Name> {
  const { name, title, aliases, twilio, examples } = channel
  const schemes = [name, ...aliases]
  return {
    name,
    ...(title !== undefined && { title }),
    aliases,
    parse: (text) => parseIdentity(text, schemes),
    print: (address) => `${name}:${address}`,
    sender: () => 'person',
    node: (address) => `${name}:${address}`,
    // Whoever set the identity could have set another.
    grade: 0,
    session: true,
    readCeiling: 0,
    twilio,
    examples,
  }
}

/**
 * The channel's own scheme is dropped once. If a second one were dropped too, reading the result again
 * could give another address.
 */
function parseIdentity(text: string, schemes: readonly string[]): Result<string> {
  const { scheme, rest } = splitScheme(text)
  const own = scheme !== null && schemes.includes(scheme)
  const identity = own ? rest : text.trim()
  const again = splitScheme(identity).scheme
  if (again !== null && schemes.includes(again)) return fail('invalid_address')
  return IDENTITY.test(identity) ? ok(identity) : fail('invalid_address')
}
