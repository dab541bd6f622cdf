import type { NodeId, Rank, Result } from '../model/index.js'

/** What kind of sender an address belongs to. Only a person can be trusted. */
export type SenderKind = 'person' | 'short_code' | 'alphanumeric' | 'group'

/** How each Twilio API spells a channel; `null` where that API has no word for it. */
export interface TwilioSpelling {
  /** FlexFlow `channel_type` (legacy). */
  readonly flexFlow: string | null
  /** Conversations Address Configuration `type`. */
  readonly address: string | null
  /** Interactions `Channel.type`; `chat` for channels that reach Twilio as chat identities, through an adapter. */
  readonly interaction: string | null
  /** How Studio and the messaging webhook prefix the contact's address; empty for none. */
  readonly studio: string | null
}

/** All that is known about one channel. */
export interface Channel<Name extends string = string> {
  /** Known to types, so that an editor completes it wherever a channel is named. */
  readonly name: Name
  /** How people write it, where that is not its name with spaces: `WhatsApp`, `e-mail`. */
  readonly title?: string
  /** Other spellings accepted as the same channel. */
  readonly aliases: readonly string[]
  /** URI schemes that its addresses may carry, beside its name and aliases, such as `tel`; never with the colon. */
  readonly schemes?: readonly string[]
  /** Reads a contact URI, or a bare address, into the canonical address; noise is dropped. */
  parse(text: string): Result<string>
  /** Prints the contact URI of a canonical address. */
  print(address: string): string
  /** Tells a person from a short code or an alphanumeric sender. */
  sender(address: string): SenderKind
  /** The identifier the address stands for in the trust graph. */
  node(address: string): NodeId
  /** What the platform asserts of `conversation → address` by itself. */
  readonly grade: Rank
  /** Whether earlier proof covers later messages. */
  readonly session: boolean
  /** The most its own endpoint can be trusted to be read by the customer alone, before a login or link. */
  readonly readCeiling: Rank
  readonly twilio: TwilioSpelling
  readonly examples: { readonly valid: readonly string[]; readonly invalid: readonly string[] }
}

/** What differs between channels on which an address is a name that stands behind the channel's own. */
export type NamedChannel<Name extends string> = Pick<
  Channel<Name>,
  'name' | 'title' | 'aliases' | 'twilio' | 'examples'
>

/** Describes what such channels have in common. Only a person has such a name, and it lasts as long as its session. */
export const behindItsName = <const Name extends string>(channel: NamedChannel<Name>) => ({
  ...channel,
  print: (address: string) => `${channel.name}:${address}`,
  sender: () => 'person' as const,
  node: (address: string) => `${channel.name}:${address}`,
  session: true,
})
