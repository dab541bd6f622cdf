import {
  type Contact,
  fail,
  failAll,
  isAbsent,
  isPrintable,
  isRecord,
  LONGEST_ADDRESS,
  LONGEST_WRITTEN,
  ok,
  type Result,
} from '../model/index.js'
import type { Channel } from './channel.js'
import type { CustomScheme } from './custom.js'
import { findChannel } from './table.js'

// A group text has at most ten members; a few more are read, to be refused by name.
const MOST = 16

/**
 * Reads `{channel, address, to?}` into a canonical contact. The channel is taken at its word: the address never
 * overrules it, and one that names another channel is refused. A list of addresses is read for a group.
 */
export function parseContact(input: unknown, custom?: readonly CustomScheme[]): Result<Contact> {
  if (!isRecord(input)) return fail(missingOr(input), 'contact')
  const { channel: name, address, to } = input
  if (typeof name !== 'string') return fail(missingOr(name), 'contact.channel')
  const channel = findChannel(name, custom)
  if (channel === undefined) return fail('unknown_channel', 'contact.channel')
  // A group may come as a list, as Conversations gives it (`MessagingBinding.Address`).
  const text = typeof address === 'string' ? address : joinAddresses(address)
  if (text === null) return fail(missingOr(address), 'contact.address')
  if (text.length > LONGEST_WRITTEN) return fail('too_long', 'contact.address')
  const parsed = channel.parse(text)
  if (!parsed.ok)
    return failAll(parsed.issues.map(({ code }) => ({ code, path: 'contact.address' })))
  if (isAbsent(to)) return ok({ channel: channel.name, address: parsed.value })
  // Rules may ask which of the business's addresses was written to, so it has to be one.
  const business = parseBusiness(channel, to)
  if (!business.ok) return business
  return ok({ channel: channel.name, address: parsed.value, to: business.value })
}

/**
 * Finds the exact channel of a contact: for a custom channel, the one its scheme declares, with its
 * own grade. `undefined` where no channel is known, and then nobody is.
 */
export function channelOf(contact: Contact, custom?: readonly CustomScheme[]): Channel | undefined {
  const channel = findChannel(contact.channel, custom)
  if (channel?.name !== 'custom' || custom === undefined) return channel
  return findChannel(contact.address.slice(0, contact.address.indexOf(':')), custom)
}

const missingOr = (value: unknown): string => (isAbsent(value) ? 'required' : 'invalid_type')

function joinAddresses(list: unknown): string | null {
  if (!Array.isArray(list) || list.length === 0 || list.length > MOST) return null
  return list.every((one) => typeof one === 'string') ? list.join(',') : null
}

/** The business side may be a sender the channel does not know, such as a page, an agent or a messaging service. */
function parseBusiness(channel: Channel, to: unknown): Result<string> {
  if (typeof to !== 'string') return fail('invalid_type', 'contact.to')
  if (to.length > LONGEST_ADDRESS) return fail('too_long', 'contact.to')
  const parsed = channel.parse(to)
  if (parsed.ok) return parsed
  const text = to.trim()
  return text === '' || !isPrintable(text) ? fail('invalid_address', 'contact.to') : ok(text)
}
