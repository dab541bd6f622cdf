import { parseIdentifier } from '../../channels/index.js'
import { CODE_VALIDITY } from '../../evidence/index.js'
import { type Engagement, isRecord, SECOND } from '../../model/index.js'
import { keyedDigest } from './keyedDigest.js'
import { textOf } from './readField.js'
import type { Stored } from './store.js'
import { nodeOf, VERIFY_WAYS, type VerifyWay } from './verifyTarget.js'

/**
 * What a sent code is good for, kept in the store between start and check; digests, no addresses.
 */
export interface VerifyBinding {
  /**
   * SID of the verification; empty where none was sent and it must not show, and once it is spent.
   */
  readonly sid: string
  /** The address it went to. */
  readonly to: string
  /** How the address was come by. */
  readonly way: VerifyWay
  readonly contact: string
  /** The action or class it is for, and of a payment its amount and payee. */
  readonly asked: string
}

/** What a code is asked for, as the call says it; each is empty for none. */
export interface AskedFor {
  readonly purpose: string
  readonly amount: string
  readonly payee: string
}

/**
 * Names what a code is for without holding it: a payee is somebody's name, and is only compared
 * with what the check says it is for.
 */
export const digestAsked = (secret: string, { purpose, amount, payee }: AskedFor): string =>
  keyedDigest(secret, 'asked', purpose, amount, payee)

/** Names the contact of an engagement without holding it. */
export const digestContact = (secret: string, engagement: Engagement): string =>
  keyedDigest(secret, 'contact', engagement.contact.channel, nodeOf(engagement) ?? '')

/** Names the address a code goes to without holding it. */
export const digestTarget = (secret: string, to: string): string =>
  keyedDigest(secret, 'to', parseIdentifier(to) ?? to)

/** Where the bindings of a conversation are kept. */
export const bindingKey = (secret: string, conversation: string): string =>
  `countersign.verify.${keyedDigest(secret, 'conversation', conversation)}`

/** Seconds a binding is kept: as long as a code is good. */
export const BINDING_KEPT = CODE_VALIDITY / SECOND

// More contacts than a conversation with customers has; the newest count.
const MOST = 8

/**
 * Adds a binding to those of its conversation, in place of the same contact's older one. Every
 * contact has its own, so that a code sent for one participant does not displace another's.
 */
export const addBinding = (
  secret: string,
  value: Stored | null,
  binding: VerifyBinding,
): Stored => ({
  codes: [
    ...readBindings(secret, value).filter(({ contact }) => contact !== binding.contact),
    { ...binding },
  ].slice(-MOST),
})

/** Reads a conversation's bindings back, leaving out what is not whole. */
export function readBindings(secret: string, value: Stored | null): readonly VerifyBinding[] {
  const codes: unknown = value?.['codes']
  return Array.isArray(codes)
    ? codes.map((code) => readBinding(secret, code)).filter((one) => one !== null)
    : []
}

/**
 * Reads one binding; `null` for what is none. One that does not say what it is for by digest says
 * it in words, as an earlier version wrote it; a word that is missing is none.
 */
function readBinding(secret: string, value: unknown): VerifyBinding | null {
  const to = textOf(value, 'to')
  const contact = textOf(value, 'contact')
  const way = VERIFY_WAYS.find((known) => isRecord(value) && value['way'] === known)
  if (to === undefined || contact === undefined || way === undefined) return null
  const word = (name: string): string => textOf(value, name) ?? ''
  const told = { purpose: word('purpose'), amount: word('amount'), payee: word('payee') }
  const asked = textOf(value, 'asked') ?? digestAsked(secret, told)
  return { sid: word('sid'), to, way, contact, asked }
}
