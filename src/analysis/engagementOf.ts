import {
  type Claims,
  type Engagement,
  type Instant,
  isScalar,
  SECOND,
  toInstant,
  withoutAbsent,
} from '../model/index.js'
import type { GivenDocument } from '../policy/index.js'
import { SCENE, type Situation } from '../space/index.js'

export type { Situation } from '../space/index.js'

/** The time of a test that names none and holds no dated evidence. */
export const TEST_INSTANT: Instant = SCENE.at

/** The conversation of a test that names none. */
export const TEST_CONVERSATION: string = SCENE.conversation

/**
 * Makes an engagement from what a test gives. If the test names no time, the time is one second
 * after the latest time in its evidence, so that all evidence counts and none is old. Claims that
 * are not text, numbers or booleans are left out, because an engagement cannot hold them.
 *
 * @example
 * ```ts
 * const { engagement, at } = engagementOf({ channel: 'sms', address: '+14155550100' })
 * const decision = evaluate(policy, engagement, at)
 * ```
 */
export function engagementOf(given: GivenDocument): Situation {
  const { channel, address, to, at, conversation, claims, message, epoch } = given
  const engagement: Engagement = {
    conversation: conversation ?? TEST_CONVERSATION,
    ...withoutAbsent({ message, epoch }),
    contact: { channel, address, ...(to !== undefined && { to }) },
    ...withoutAbsent({
      subject: given.subject,
      readers: given.readers,
      agent: given.agent,
      breakGlass: given.breakGlass,
    }),
    ...(claims !== undefined && { claims: claimsOf(claims) }),
    ...withoutAbsent({ evidence: given.evidence, intent: given.intent, context: given.context }),
  }
  return { engagement, at: toInstant(at) ?? afterAll(given.evidence ?? []) }
}

/**
 * Writes an engagement in the form of a test, without what is the default. `engagementOf` of the
 * result is the same engagement.
 */
export function givenOf({ engagement, at }: Situation): GivenDocument {
  const { contact, conversation, message, epoch, subject, readers, agent, breakGlass } = engagement
  const { evidence, intent, context, claims } = engagement
  const isDefault = at === afterAll(evidence ?? [])
  return {
    channel: contact.channel,
    address: contact.address,
    ...(contact.to !== undefined && { to: contact.to }),
    ...(!isDefault && { at: new Date(at).toISOString() }),
    ...(conversation !== TEST_CONVERSATION && { conversation }),
    ...withoutAbsent({ message, epoch, subject }),
    ...(readers !== undefined && (readers === null || readers.length > 0) && { readers }),
    ...withoutAbsent({ agent, breakGlass, claims }),
    ...(evidence !== undefined && evidence.length > 0 && { evidence }),
    ...withoutAbsent({ intent, context }),
  }
}

/** The names that sources give the time of an act: ours, and those of ID tokens (OpenID Connect Core 1.0 §2). */
export const MADE = ['at', 'authTime', 'auth_time'] as const

/**
 * A second after the latest time that evidence carries, so that all of it counts and none is old;
 * the scene's time without.
 */
const afterAll = (evidence: readonly Readonly<Record<string, unknown>>[]): Instant => {
  const times = evidence.flatMap((item) => MADE.flatMap((key) => toInstant(item[key]) ?? []))
  return times.length === 0 ? TEST_INSTANT : Math.max(...times) + SECOND
}

const claimsOf = (given: Readonly<Record<string, unknown>>): Claims =>
  Object.fromEntries(
    Object.entries(given).flatMap(([key, value]) =>
      isScalar(value) ? [[key, value] as const] : [],
    ),
  )
