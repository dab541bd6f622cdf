import { parseIdentifier } from '../../channels/index.js'
import type { Engagement } from '../../model/engagement.js'
import { keyedDigest } from './keyedDigest.js'
import { textOf } from './readField.js'
import type { Stored } from './store.js'
import { nodeOf } from './verifyTarget.js'

/** What a sent code is good for, kept in the store between start and check; digests, no addresses. */
export interface VerifyBinding {
  /** SID of the verification; empty where none was sent and it must not show. */
  readonly sid: string
  /** The address it went to. */
  readonly to: string
  /** Whether that is the contact's own address. */
  readonly own: boolean
  /** The contact it was sent for. */
  readonly contact: string
  readonly purpose: string
  readonly amount: string
  readonly payee: string
}

/** Names the contact of an engagement without holding it. */
export const digestContact = (secret: string, engagement: Engagement): string =>
  keyedDigest(secret, 'contact', engagement.contact.channel, nodeOf(engagement) ?? '')

/** Names the address a code goes to without holding it. */
export const digestTarget = (secret: string, to: string): string =>
  keyedDigest(secret, 'to', parseIdentifier(to) ?? to)

/** Where the binding of a conversation is kept. */
export const bindingKey = (secret: string, conversation: string): string =>
  `countersign.verify.${keyedDigest(secret, 'conversation', conversation)}`

/** Writes a binding for the store. */
export const storeBinding = (binding: VerifyBinding): Stored => ({ ...binding })

/** Reads a binding back; `null` when it is not whole. */
export function readBinding(value: Stored | undefined): VerifyBinding | null {
  const to = textOf(value, 'to')
  const contact = textOf(value, 'contact')
  if (to === undefined || contact === undefined) return null
  const [sid = '', purpose = '', amount = '', payee = ''] = KEYS.map((key) => textOf(value, key))
  return { sid, to, own: value?.['own'] === true, contact, purpose, amount, payee }
}

const KEYS = ['sid', 'purpose', 'amount', 'payee']
