/** The channel and address a person reached us by, normalised from Twilio's contact URI. */
export interface Contact<ChannelWord extends string = string> {
  /** A channel's name from the channel table, such as `sms`; never guessed from the address. */
  readonly channel: ChannelWord
  /** The person's address in the channel's canonical form. */
  readonly address: string
  /** The business address they wrote to. */
  readonly to?: string | undefined
}

/**
 * The identity of an identifier in the trust graph, such as `tel:+14155550100`, `mailto:ada@example.com`,
 * `messenger:1234` or `account:<issuer>|<subject>`. Two channels that assert the same phone number share one.
 */
export type NodeId = string
