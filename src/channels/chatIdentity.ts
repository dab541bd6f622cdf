import { fail, LONGEST_ADDRESS, ok, printable, type Result, splitScheme } from '../model/index.js'
import { behindItsName, type Channel, type NamedChannel } from './channel.js'

// What cannot be seen would make two identities look the same.
const IDENTITY = printable(LONGEST_ADDRESS)

/**
 * Describes a channel whose address is a chat identity. It asserts nothing by itself: a guest's identity comes from
 * the browser (continuity only), and an authenticated one is as good as the login session given as evidence.
 */
export function describeChatIdentity<const Name extends string>(
  channel: NamedChannel<Name>,
): Channel<Name> {
  const schemes = [channel.name, ...channel.aliases]
  return {
    ...behindItsName(channel),
    parse: (text) => parseIdentity(text, schemes),
    // Whoever set the identity could have set another.
    grade: 0,
    readCeiling: 0,
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
