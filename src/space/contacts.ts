import { type Channel, channels, findChannel } from '../channels/index.js'
import type { CompiledPolicy } from '../decide/index.js'
import type { Contact } from '../model/index.js'
import { SCENE } from './scene.js'

/**
 * A way to write to the business, with what it makes of who writes. Examples are built for each
 * caller whose channel a state allows.
 */
export interface Caller {
  readonly contact: Contact
  /** The channel as conditions name it: its name, or a scheme the policy declares. */
  readonly channel: string
  readonly session: boolean
  /** The address as the directory is asked for it; `null` where nobody could be found by it. */
  readonly query: string | null
  readonly isPhone: boolean
  readonly isMailbox: boolean
  /**
   * Callers with the same kind differ in nothing but their names: trust reads them alike, so that
   * one of them stands for all where no condition names a channel.
   */
  readonly kind: string
}

/**
 * Lists every way to write to the business: each channel and declared scheme, by a person and by no
 * person, and none known.
 *
 * The addresses are those of the channels' own examples, so a channel that is added is asked about
 * without a line here.
 */
export function callersOf(
  policies: readonly Pick<CompiledPolicy, 'channels'>[],
): readonly Caller[] {
  const schemes = new Map(
    policies.flatMap((policy) => policy.channels.map((scheme) => [scheme.scheme, policy] as const)),
  )
  const declared = [...schemes].flatMap(([scheme, policy]) => {
    const channel = findChannel(scheme, policy.channels)
    return channel === undefined ? [] : [customCaller(channel, scheme, policies)]
  })
  return [...channels.flatMap(ownCallers), ...declared, NOBODY]
}

// Who writes on a channel of ours is the same under every policy: its addresses are parsed when it is first asked for.
const known = new Map<string, readonly Caller[]>()

function ownCallers(channel: Channel): readonly Caller[] {
  // A scheme that no policy declares is nobody's channel.
  const { name } = channel
  if (name === 'custom') return []
  const callers = known.get(name) ?? callersBy(channel, name)
  known.set(name, callers)
  return callers
}

// An address of no channel: an engagement that names no channel is anonymous in everything. It
// comes last of the callers, because it shows the least.
const NOBODY: Caller = {
  contact: { channel: 'unknown', address: 'unknown' },
  channel: 'unknown',
  session: false,
  query: null,
  isPhone: false,
  isMailbox: false,
  kind: 'nobody',
}

// Addresses that are easy to read in a counterexample, for channels whose addresses are phone
// numbers or mailboxes.
const PLAIN = [SCENE.phone, 'ada.lovelace@example.com']

function callersBy(channel: Channel, name: string): readonly Caller[] {
  const parse = (text: string): readonly Caller[] => {
    const parsed = channel.parse(text)
    return parsed.ok ? [callerOf(channel, name, parsed.value)] : []
  }
  const plain = PLAIN.flatMap(parse).filter(({ isPhone, isMailbox }) => isPhone || isMailbox)
  const byKind = new Map<string, Caller>()
  for (const caller of [...plain, ...channel.examples.valid.flatMap(parse)]) {
    if (!byKind.has(caller.kind)) byKind.set(caller.kind, caller)
  }
  return [...byKind.values()]
}

function callerOf(channel: Channel, name: string, address: string): Caller {
  const node = channel.node(address)
  const sender = channel.sender(address)
  const isPhone = node.startsWith('tel:') && sender === 'person'
  const isMailbox = node.startsWith('mailto:')
  const { grade, session, readCeiling } = channel
  const layer = isPhone ? 'tel' : isMailbox ? 'mailto' : 'opaque'
  return {
    contact: { channel: name, address },
    channel: name,
    session,
    query: isPhone ? node.slice('tel:'.length) : isMailbox ? address : channel.print(address),
    isPhone,
    isMailbox,
    kind:
      sender === 'person'
        ? [layer, grade, session, readCeiling].join(' ')
        : `no person ${String(session)}`,
  }
}

function customCaller(
  channel: Channel,
  scheme: string,
  policies: readonly Pick<CompiledPolicy, 'channels'>[],
): Caller {
  const address = `${scheme}:1001`
  const caller = callerOf(channel, 'custom', address)
  // What each policy says of the scheme: callers of one kind are alike under every one of them.
  const declared = policies.map(({ channels: list }) => list.find((one) => one.scheme === scheme))
  return {
    ...caller,
    channel: scheme,
    query: address,
    session: declared.some((one) => one?.session === true),
    kind: `custom ${JSON.stringify(declared)}`,
  }
}
