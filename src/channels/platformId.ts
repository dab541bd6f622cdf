import { fail, ok, type Result, splitScheme } from '../model/index.js'
import { behindItsName, type Channel, type NamedChannel } from './channel.js'

/** The form of an id that may be any: digits or a few letters today, and what a platform may take to besides. */
export const OPAQUE_ID = /^[A-Za-z0-9._-]{1,128}$/

/**
 * Describes a channel of a platform's own accounts, such as Messenger: an opaque id scoped to this business. The
 * platform vouches for the account; nothing ties it to a record until it is linked (read ceiling 1).
 *
 * `pattern` is the form of the id. It holds no colon, so that a scheme cannot hide in it.
 */
export function describePlatformId<const Name extends string>({
  pattern,
  ...channel
}: NamedChannel<Name> & { readonly pattern: RegExp }): Channel<Name> {
  const schemes = [channel.name, ...channel.aliases]
  return {
    ...behindItsName(channel),
    parse: (text) => parsePlatformId(text, schemes, pattern),
    grade: 2,
    // An account may be anyone's until it is linked to a login.
    readCeiling: 1,
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
