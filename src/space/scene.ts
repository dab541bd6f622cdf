import type { Claims, Contact, Engagement, Evidence, Instant } from '../model/index.js'

/**
 * An engagement and the time at which it is decided: everything that `evaluate` takes beside the
 * policy.
 */
export interface Situation {
  /** All that is known. */
  readonly engagement: Engagement
  /** When it is decided, in milliseconds since the Unix epoch. */
  readonly at: Instant
}

/**
 * The people, places and time that every example is made of. All of it synthetic (555-01xx is for use in fiction).
 *
 * One scene for all makes examples alike where they do not differ in what is asked, and lets two of
 * them be compared by their text.
 */
export const SCENE = {
  at: Date.UTC(2026, 10, 22, 10),
  conversation: 'CH01',
  message: 'IM01',
  customer: 'C-1001',
  /** Somebody on whose behalf the customer may write. */
  subject: 'C-2002',
  phone: '+14155550100',
  secondPhone: '+14155550101',
  readerPhone: '+14155550102',
  otherPhone: '+14155550103',
  email: 'ada@example.com',
  account: 'u-77',
  issuer: 'https://login.example.com',
  amount: '12.50',
  payee: 'Acme Energy',
} as const

/**
 * Something that an engagement may hold besides its contact. Examples are put together of such
 * parts, and no part knows of another.
 */
export interface ScenePart {
  readonly evidence?: readonly Evidence[]
  readonly claims?: Claims
  readonly readers?: readonly Contact[] | null
}

/**
 * Counts what there is to read in an engagement: items of evidence, claims, readers, things asked for.
 *
 * Of two examples that show the same the lighter one is given.
 */
export const weightOf = ({ evidence, claims, readers, intent }: Engagement): number =>
  (evidence ?? []).length +
  Object.keys(claims ?? {}).length +
  (readers === null ? 1 : (readers ?? []).length) +
  (intent?.classes ?? []).length +
  (intent?.actions ?? []).length

/**
 * Puts an engagement of the scene together. Equal items of evidence are there once, as two parts
 * may bring the same answer of the directory. Readers that one part does not know are not known at
 * all.
 */
export function composeEngagement(
  contact: Contact,
  parts: readonly ScenePart[],
  rest: Pick<Engagement, 'intent' | 'context' | 'subject' | 'agent' | 'breakGlass'> = {},
): Engagement {
  const evidence = new Map<string, Evidence>()
  for (const part of parts) {
    for (const item of part.evidence ?? []) evidence.set(JSON.stringify(item), item)
  }
  const isUnknown = parts.some(({ readers }) => readers === null)
  const readers = parts.flatMap((part) => part.readers ?? [])
  const claims = parts.flatMap((part) => Object.entries(part.claims ?? {}))
  // What is gathered for one message counts for it alone, so that message has to be named.
  const isForMessage = [...evidence.values()].some(({ message }) => message === SCENE.message)
  return {
    conversation: SCENE.conversation,
    ...(isForMessage && { message: SCENE.message }),
    contact,
    ...(isUnknown ? { readers: null } : readers.length > 0 && { readers }),
    ...(claims.length > 0 && { claims: Object.fromEntries(claims) }),
    ...(evidence.size > 0 && { evidence: [...evidence.values()] }),
    ...rest,
  }
}

/** Names the channel of an engagement as a policy does; a declared one goes by its scheme: `kakao:123` -> `kakao`. */
export const channelOfSituation = ({ engagement: { contact } }: Situation): string =>
  contact.channel === 'custom' ? (contact.address.split(':')[0] ?? 'custom') : contact.channel
