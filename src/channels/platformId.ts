import { fail, ok, type Result, splitScheme } from '../model/index.js'
import type { Channel, TwilioSpelling } from './channel.js'

/** The form of an id that may be any: digits or a few letters today, and what a platform may take to besides. */
export const OPAQUE_ID = /^[A-Za-z0-9._-]{1,128}$/

/**
 * What differs between channels whose address is an id that the platform made. Everything else is
 * the same for all of them, and stands below.
 */
export interface PlatformIdChannel<Name extends string> {
  readonly name: Name
  readonly title?: string
  readonly aliases: readonly string[]
  /** Form of the id; holds no colon, so that a scheme cannot hide in it. */
  readonly pattern: RegExp
  readonly twilio: TwilioSpelling
  readonly examples: Channel['examples']
}

/**
 * Describes a channel of a platform's own accounts, such as Messenger: an opaque id scoped to this business. The
 * platform vouches for the account; nothing ties it to a record until it is linked (read ceiling 1).
 */
export function describePlatformId<const Name extends string>(
  channel: PlatformIdChannel<Name>,
): Channel<Name> {
  const { name, title, aliases, pattern, twilio, examples } = channel
  const schemes = [name, ...aliases]
  return {
    name,
    ...(title !== undefined && { title }),
    aliases,
    parse: (text) => parsePlatformId(text, schemes, pattern),
    print: (address) => `${name}:${address}`,
    sender: () => 'person',
    node: (address) => `${name}:${address}`,
    grade: 2,
    session: true,
    // An account may be anyone's until it is linked to a login.
    readCeiling: 1,
    twilio,
    examples,
  }
}

// A bare id is taken as well, as some of Twilio's APIs leave out the scheme.
function parsePlatformId(
  text: string,
  schemes: readonly string[],
  pattern: RegExp,
): Result<string> {
  const { scheme, rest } = splitScheme(text)
  if (scheme !== null && !schemes.includes(scheme)) return fail('scheme_mismatch')
  return pattern.test(rest) ? ok(rest) : fail('invalid_address')
}
