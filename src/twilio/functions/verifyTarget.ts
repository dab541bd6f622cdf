import { channelOf, parseIdentifier, parseTyped } from '../../channels/index.js'
import type { Engagement } from '../../model/index.js'
import type { Directory } from './directory.js'
import type { VerifyMethod } from './verifyClient.js'

/** How a target is looked for. */
export interface TargetSearch {
  /** Who asks. */
  readonly engagement: Engagement
  /** How the code is to be sent. */
  readonly method: VerifyMethod
  /** Where addresses on file are found. */
  readonly directory: Directory | undefined
  /** Claims by which a customer may be looked for, in this order. */
  readonly dipClaims: readonly string[]
  /** Where numbers are from that are typed without a country code; absent for nowhere. */
  readonly regions?: readonly string[]
  /** Aborts when nobody waits any more. */
  readonly signal: AbortSignal
}

/**
 * How an address was come by: the contact's `own`, which the person knows anyway; on file for the
 * customer the `contact` leads to; or on file for the customer a `claim` leads to, which anybody
 * can make.
 */
export const VERIFY_WAYS = ['own', 'contact', 'claim'] as const

/** How an address was come by. */
export type VerifyWay = (typeof VERIFY_WAYS)[number]

/** Where a code may go. */
export interface VerifyTarget {
  /** As Verify takes it: E.164, or a mailbox. */
  readonly to: string
  /** How it was come by, which says how much an answer may tell. */
  readonly way: VerifyWay
}

/** Gives the contact's own address where a method reaches it, else `null`. */
export function ownTarget(engagement: Engagement, method: VerifyMethod): string | null {
  const node = nodeOf(engagement)
  const prefix = method === 'verify_email' ? 'mailto:' : 'tel:'
  return node?.startsWith(prefix) ? node.slice(prefix.length) : null
}

/**
 * Finds where a code may go whose method does not reach the contact's own address: the address on
 * file of the one customer that the contact, or a claim, leads to. An address that was only named
 * in the chat gets no code, for a proof of it would prove nothing. `null` for none, or where
 * several customers match.
 */
export async function findVerifyTarget(search: TargetSearch): Promise<VerifyTarget | null> {
  const { directory, method, signal } = search
  if (directory === undefined) return null
  for (const { address, way } of addressesOf(search)) {
    const matches = await directory.find(address, signal)
    const kept = matches.filter((match) => match.basis !== 'claimed')
    const [customer, ...others] = new Set(kept.map((match) => match.customer))
    if (customer !== undefined && others.length === 0) {
      const to = await directory.reach(
        customer,
        method === 'verify_email' ? 'email' : 'phone',
        signal,
      )
      return to === null ? null : { to, way }
    }
  }
  return null
}

/** Names the contact in the trust graph; `null` for what is no person. */
export function nodeOf({ contact }: Engagement): string | null {
  const channel = channelOf(contact)
  return channel?.sender(contact.address) === 'person' ? channel.node(contact.address) : null
}

/**
 * What a customer may be looked for by: the contact first, then claims that are identifiers at all.
 */
const addressesOf = ({
  engagement,
  dipClaims,
  regions,
}: TargetSearch): readonly { readonly address: string; readonly way: VerifyWay }[] => [
  ...[nodeOf(engagement)]
    .filter((node) => node !== null)
    .map((node) => ({ address: addressOf(node), way: 'contact' as const })),
  ...claimedAddresses(engagement, dipClaims, regions)
    .filter((address) => address !== null)
    .map((address) => ({ address, way: 'claim' as const })),
]

/**
 * Gives what each claim says as a directory is asked for it, however it was typed, so that one address is one
 * however often it is typed anew; `null` for what is no identifier.
 */
export const claimedAddresses = (
  { claims = {} }: Pick<Engagement, 'claims'>,
  names: readonly string[],
  regions: readonly string[] | undefined,
): readonly (string | null)[] => names.map((name) => claimedAddress(claims[name], regions))

function claimedAddress(claim: unknown, regions: readonly string[] | undefined): string | null {
  if (typeof claim !== 'string' && typeof claim !== 'number') return null
  const typed = parseTyped(String(claim), regions)
  if (typed !== null && 'node' in typed) return addressOf(typed.node)
  return typeof claim === 'string' && parseIdentifier(claim) !== null ? claim : null
}

/**
 * Writes a node as a directory is asked for it: numbers and e-mail addresses bare, all else with
 * its scheme.
 */
export const addressOf = (node: string): string => node.replace(BARE_SCHEMES, '')

// Schemes of the trust graph that addresses are written without.
const BARE_SCHEMES = /^(?:tel|mailto):/
