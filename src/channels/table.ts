import { apple } from './apple.js'
import type { Channel } from './channel.js'
import { type CustomScheme, describeCustom, RESERVED_SCHEMES } from './custom.js'
import { email } from './email.js'
import { groupMms } from './groupMms.js'
import { inApp } from './inApp.js'
import { instagram } from './instagram.js'
import { line } from './line.js'
import { messenger } from './messenger.js'
import { mms } from './mms.js'
import { rcs } from './rcs.js'
import { sms } from './sms.js'
import { telegram } from './telegram.js'
import { viber } from './viber.js'
import { webChat } from './webChat.js'
import { webChatAuthenticated } from './webChatAuthenticated.js'
import { whatsapp } from './whatsapp.js'

// Every channel that is not a policy's own; its type keeps their names.
const TABLE = [
  sms,
  mms,
  groupMms,
  rcs,
  whatsapp,
  messenger,
  instagram,
  line,
  viber,
  telegram,
  apple,
  webChat,
  webChatAuthenticated,
  inApp,
  email,
]
const BUILT_IN: readonly Channel[] = TABLE

/** The names of the channel table, for types that an editor completes: adding a channel adds its name. */
export type ChannelName = (typeof TABLE)[number]['name'] | 'custom'

// Every word by which a channel may be meant, as name or as scheme.
const spellings = (channel: Channel): readonly string[] => [
  channel.name,
  ...channel.aliases,
  ...(channel.schemes ?? []),
]

// No policy may declare a scheme that already means something: addresses of one would be taken for the other's.
const RESERVED: ReadonlySet<string> = new Set([
  ...RESERVED_SCHEMES,
  'custom',
  'custom_channel',
  ...BUILT_IN.flatMap(spellings),
])

/**
 * The channel table. The last is `custom`, which stands for every scheme that a policy may declare.
 */
export const channels: readonly Channel[] = [...BUILT_IN, describeCustom(RESERVED)]

/** Every word by which a channel may be named: its name, and other spellings of it. */
export const CHANNEL_WORDS: readonly string[] = channels.flatMap(({ name, aliases }) => [
  name,
  ...aliases,
])

const BY_NAME: ReadonlyMap<string, Channel> = new Map(
  channels.flatMap((channel) =>
    [channel.name, ...channel.aliases].map((name) => [name, channel] as const),
  ),
)

// Schemes of the table alone; those of a policy are looked for where its channels are known.
const BY_SCHEME: ReadonlyMap<string, Channel> = new Map(
  BUILT_IN.flatMap((channel) => spellings(channel).map((scheme) => [scheme, channel] as const)),
)

/**
 * Tells whether a policy may declare a custom channel under this scheme: it is lower case and not taken.
 */
export const isCustomScheme = (scheme: string): boolean =>
  describeCustom(RESERVED, [{ scheme, grade: 1, session: false }]).parse(`${scheme}:1`).ok

/**
 * Finds a channel by its name or another spelling of it, in any case, with `-` or space for `_`.
 *
 * `custom` is the caller's declared schemes, each of which is also found by its own name; an empty list declares
 * none, and then there is no channel `custom`.
 */
export function findChannel(name: string, custom?: readonly CustomScheme[]): Channel | undefined {
  const channel = BY_NAME.get(name) ?? BY_NAME.get(toName(name))
  if (custom === undefined || (channel !== undefined && channel.name !== 'custom')) return channel
  // A declaration that may not be made is none.
  const usable = custom.filter(({ scheme }) => isCustomScheme(scheme))
  if (channel !== undefined) return usable.length > 0 ? describeCustom(RESERVED, usable) : undefined
  const scheme = name.trim().toLowerCase()
  return usable.some((one) => one.scheme === scheme)
    ? describeCustom(RESERVED, usable, scheme)
    : undefined
}

/** Finds the channel whose addresses carry a scheme, in lower case. */
export const findScheme = (scheme: string): Channel | undefined => BY_SCHEME.get(scheme)

const LONGEST = 64

/** Writes a channel's word as the table does; longer text is no name, and is not looked through. */
const toName = (text: string): string =>
  text.length > LONGEST ? '' : text.trim().toLowerCase().replaceAll(/[\s-]/g, '_')
