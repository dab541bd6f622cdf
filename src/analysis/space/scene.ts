import type { Claims, Contact, Engagement, Evidence, Instant } from '../../model/index.js'
import { TEST_CONVERSATION, TEST_INSTANT } from '../engagementOf.js'

/** The people, places and time that every representative engagement is made of. All of it synthetic. */
export const SCENE = {
  at: TEST_INSTANT,
  conversation: TEST_CONVERSATION,
  customer: 'C-1001',
  stranger: 'C-2002',
  phone: '+14155550100',
  secondPhone: '+14155550101',
  readerPhone: '+14155550102',
  email: 'ada@example.com',
  issuer: 'https://login.example.com',
  subject: 'u-77',
  amount: '12.50',
  payee: 'Acme Energy',
} as const

/** Something that an engagement may hold besides its contact. */
export interface Part {
  readonly evidence?: readonly Evidence[]
  readonly claims?: Claims
  readonly readers?: readonly Contact[]
}

/** Counts what there is to read in parts: items of evidence, claims, readers. */
export const weightOf = (parts: readonly Part[]): number =>
  parts.reduce(
    (weight, { evidence = [], claims = {}, readers = [] }) =>
      weight + evidence.length + Object.keys(claims).length + readers.length,
    0,
  )

/** When and for what a proof of a scene is made. */
export interface Stamp {
  readonly at: Instant
  /** The class or action it is gathered for; `null` for any. */
  readonly purpose: string | null
  /** Whether it names the amount and payee of the scene. */
  readonly linked: boolean
  /** Tells apart approvals that Twilio would name apart. */
  readonly serial: number
}

/** A stamp for a proof made some milliseconds ago, for any purpose. */
export const madeAgo = (age: number): Stamp => ({
  at: SCENE.at - age,
  purpose: null,
  linked: false,
  serial: 0,
})

/** Puts an engagement of the scene together. Equal evidence items are there once. */
export function compose(
  contact: Contact,
  parts: readonly Part[],
  rest: Pick<Engagement, 'intent' | 'context'> = {},
): Engagement {
  const evidence = new Map<string, Evidence>()
  for (const part of parts) {
    for (const item of part.evidence ?? []) evidence.set(textOf(item), item)
  }
  const readers = parts.flatMap((part) => part.readers ?? [])
  const claims = parts.flatMap((part) => Object.entries(part.claims ?? {}))
  return {
    conversation: SCENE.conversation,
    contact,
    ...(readers.length > 0 && { readers }),
    ...(claims.length > 0 && { claims: Object.fromEntries(claims) }),
    ...(evidence.size > 0 && { evidence: [...evidence.values()] }),
    ...rest,
  }
}

const texts = new WeakMap<Evidence, string>()

// Parts of a scene are made once and put together over and over.
function textOf(item: Evidence): string {
  const text = texts.get(item) ?? JSON.stringify(item)
  texts.set(item, text)
  return text
}

const written = new Map<Instant, string>()
const MOST_WRITTEN = 1_000

/** Writes an instant the way evidence carries it. */
export function iso(at: Instant): string {
  const text = written.get(at) ?? new Date(at).toISOString()
  if (written.size >= MOST_WRITTEN) written.clear()
  written.set(at, text)
  return text
}
