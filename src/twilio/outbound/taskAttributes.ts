import {
  type Claims,
  type ClaimValue,
  type Decision,
  type Engagement,
  isRecord,
  isScalar,
  isSnakeWord,
} from '../../model/index.js'
import {
  type CountersignAttributes,
  NOT_VERIFIED,
  type Sheddable,
  type TaskAttributes,
} from './attributeShape.js'
import { type PreparedClaims, prepareClaims } from './claimedAttributes.js'
import { describeDecision, WITHHELD_ATTRIBUTES } from './describeDecision.js'
import { fitAttributes } from './fitAttributes.js'
import { keyAnswers, keyDisclosures } from './keyedAnswers.js'

/**
 * The most characters Studio's Send to Flex takes
 * (https://www.twilio.com/docs/studio/widget-library/send-flex).
 */
export const SEND_TO_FLEX_LIMIT = 1024

/** The most characters a task's attributes hold (https://www.twilio.com/docs/taskrouter/limits). */
export const TASK_LIMIT = 4096

/** The least that can be asked for: the fixed shape with everything withheld always fits it. */
export const SMALLEST_LIMIT = 640

/** How attributes are to be written. */
export interface TaskAttributeOptions {
  /**
   * Most characters of the text, 640 to 4096; outside it the nearest counts. 1024 by default, for
   * Send to Flex.
   */
  readonly limit?: number | undefined
  /**
   * Claims to carry instead of the engagement's; `{}` for none. Identifiers in them are hidden as
   * the agent's rules say.
   */
  readonly claims?: Claims | undefined
  /**
   * The name to show, already neutralised. Still only what the person says: `claimed.display_name`,
   * and marked in `name`.
   */
  readonly displayName?: string | undefined
}

/** Attributes, ready to send. */
export interface TaskEmission {
  /** As an object, such as Interactions take. */
  readonly attributes: TaskAttributes
  /** The attributes as JSON text. */
  readonly text: string
  /** Characters of `text`. */
  readonly size: number
  /** What was left out to fit. */
  readonly shed: readonly Sheddable[]
}

/**
 * Classes and actions that must show as withheld although nothing was decided. A compiled policy is
 * one.
 */
export interface PolicyNames {
  readonly classes: readonly { readonly name: string }[]
  readonly actions: readonly { readonly name: string }[]
}

/** How withheld attributes are to be written. */
export interface WithheldOptions {
  /**
   * Lists its classes and actions as withheld, so that nothing said earlier shows through where a
   * reader merges.
   */
  readonly policy?: PolicyNames | undefined
  /** As in {@link TaskAttributeOptions}. */
  readonly limit?: number | undefined
}

/**
 * Writes a decision as TaskRouter attributes. Every key is always there, claims stand only under
 * `claimed`, and the result keeps the limit for any input. If what must not be dropped does not
 * fit, everything is withheld with `attributes_over_limit`.
 *
 * @example
 * ```ts
 * const { text, shed } = toTaskAttributes(engagement, decision, { limit: 1_024 })
 * ```
 */
export function toTaskAttributes(
  engagement: Engagement,
  decision: Decision,
  options: TaskAttributeOptions = {},
): TaskEmission {
  const named = options.displayName === undefined ? {} : { display_name: options.displayName }
  const claims = prepareClaims(
    { ...named, ...withoutDisplayName(options.claims ?? claimsOf(engagement)) },
    decision.redaction.agent,
  )
  const whole = describeDecision(engagement, decision)
  const fitted = fitAttributes(whole, claims, nameOf(claims), boundLimit(options.limit))
  return fitted === null ? withheldTaskAttributes('attributes_over_limit') : emit(fitted)
}

/**
 * Writes the same attributes if there is no decision: everything is withheld, with the code of the
 * reason.
 */
export function withheldTaskAttributes(
  reason: string,
  options: WithheldOptions = {},
): TaskEmission {
  const bare: CountersignAttributes = { ...WITHHELD_ATTRIBUTES, reasons: [boundCode(reason)] }
  const listed = fitAttributes(
    {
      ...bare,
      disclosure: keyDisclosures(options.policy?.classes.map(({ name }) => [name, 'none']) ?? []),
      actions: keyAnswers(options.policy?.actions.map(({ name }) => [name, 'deny']) ?? []),
    },
    { entries: [], cut: false },
    null,
    boundLimit(options.limit),
  )
  const whole = listed !== null && listed.countersign.shed.length === 0
  return emit(whole ? listed : { countersign: bare, claimed: {} })
}

/**
 * A code as it may stand in an output: a snake_case word of at most 64 characters, or
 * `internal_error`.
 */
export const boundCode = (code: string): string => (isSnakeWord(code) ? code : 'internal_error')

// As the agent may see it: the claim it is made of has been through the agent's rules.
function nameOf({ entries }: PreparedClaims): string | null {
  const [, name] = entries.find(([key]) => key === 'display_name') ?? []
  return typeof name === 'string' && name !== '' ? `${name}${NOT_VERIFIED}` : null
}

// An engagement may come from outside, and a decision answers whatever it is.
function claimsOf(engagement: unknown): Claims {
  const claims = isRecord(engagement) ? engagement['claims'] : undefined
  return isRecord(claims) ? Object.fromEntries(Object.entries(claims).filter(isClaim)) : {}
}

// Its place is for the neutralised name alone: what a form calls so, in whatever spelling, is
// somebody's raw text.
const withoutDisplayName = (claims: Claims): Claims =>
  Object.fromEntries(
    Object.entries(claims).filter(
      ([name]) => name.toLowerCase().replaceAll(/[^a-z]/g, '') !== 'displayname',
    ),
  )

/** What a claim can be; anything else an engagement from outside holds there is left behind. */
const isClaim = (entry: [string, unknown]): entry is [string, ClaimValue] => isScalar(entry[1])

const emit = (attributes: TaskAttributes): TaskEmission => {
  const text = JSON.stringify(attributes)
  return { attributes, text, size: text.length, shed: attributes.countersign.shed }
}

/** A limit that is no number is the default; below the smallest even nothing would not fit. */
const boundLimit = (limit: number = SEND_TO_FLEX_LIMIT): number =>
  Number.isFinite(limit)
    ? Math.min(TASK_LIMIT, Math.max(SMALLEST_LIMIT, limit))
    : SEND_TO_FLEX_LIMIT
