import { parseIdentifier } from '../../channels/index.js'
import { type Engagement, isRecord, MINUTE, SECOND } from '../../model/index.js'
import { keyedDigest } from './keyedDigest.js'
import { textOf } from './readField.js'
import type { Stored } from './store.js'
import { nodeOf, type VerifyWay } from './verifyTarget.js'

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
  /** The contact it was sent for. */
  readonly contact: string
  /** The action or class it is for, as was told at its start; empty for none. */
  readonly purpose: string
  /** Of a payment, decimal text; empty for none. */
  readonly amount: string
  /** Whom a payment goes to; empty for none. */
  readonly payee: string
}

/** Names the contact of an engagement without holding it. */
export const digestContact = (secret: string, engagement: Engagement): string =>
  keyedDigest(secret, 'contact', engagement.contact.channel, nodeOf(engagement) ?? '')

/** Names the address a code goes to without holding it. */
export const digestTarget = (secret: string, to: string): string =>
  keyedDigest(secret, 'to', parseIdentifier(to) ?? to)

/** Where the bindings of a conversation are kept. */
export const bindingKey = (secret: string, conversation: string): string =>
  `countersign.verify.${keyedDigest(secret, 'conversation', conversation)}`

/**
 * Seconds a binding is kept: a code is good for ten minutes (NIST SP 800-63B-4 §3.1.3.2; Verify's
 * default).
 */
export const BINDING_KEPT = (10 * MINUTE) / SECOND

// More contacts than a conversation with customers has; the newest count.
const MOST = 8

/**
 * Adds a binding to those of its conversation, in place of the same contact's older one. Every
 * contact has its own, so that a code sent for one participant does not displace another's.
 */
export const addBinding = (value: Stored | null, binding: VerifyBinding): Stored => ({
  codes: [
    ...readBindings(value).filter(({ contact }) => contact !== binding.contact),
    { ...binding },
  ].slice(-MOST),
})

/** Reads a conversation's bindings back, leaving out what is not whole. */
export function readBindings(value: Stored | null): readonly VerifyBinding[] {
  const codes: unknown = value?.['codes']
  return Array.isArray(codes) ? codes.map(readBinding).filter((one) => one !== null) : []
}

/**
 * Reads one binding; `null` for what is none. A purpose that is missing is none, and so binds to
 * nothing.
 */
function readBinding(value: unknown): VerifyBinding | null {
  const to = textOf(value, 'to')
  const contact = textOf(value, 'contact')
  const way = WAYS.find((known) => isRecord(value) && value['way'] === known)
  if (to === undefined || contact === undefined || way === undefined) return null
  const [sid = '', purpose = '', amount = '', payee = ''] = KEYS.map((key) => textOf(value, key))
  return { sid, to, way, contact, purpose, amount, payee }
}

/** The words of `way`. */
const WAYS: readonly VerifyWay[] = ['own', 'contact', 'claim']

/** What may be empty. */
const KEYS = ['sid', 'purpose', 'amount', 'payee']
