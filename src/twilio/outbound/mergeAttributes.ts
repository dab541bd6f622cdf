import {
  type Decision,
  type Engagement,
  fail,
  isRecord,
  ok,
  type Result,
} from '../../model/index.js'
import { NOT_VERIFIED, type Sheddable } from './attributeShape.js'
import { holdsInexactNumber } from './inexactNumber.js'
import type { InsightsAttributes } from './insights.js'
import {
  SMALLEST_LIMIT,
  TASK_LIMIT,
  type TaskAttributeOptions,
  toTaskAttributes,
} from './taskAttributes.js'

/** How attributes are to be merged. */
export interface MergeOptions extends TaskAttributeOptions {
  /** Most characters of the whole, 4096 by default: a task's, not Send to Flex's. */
  readonly limit?: number | undefined
  /** The task's `ETag`, so that an update made in between is refused by Twilio and not lost. */
  readonly etag?: string | undefined
  /** Flex Insights attributes; keys that are there stay as they are. */
  readonly insights?: InsightsAttributes | undefined
}

/** Attributes of a task that exists, with a decision merged in. */
export interface MergedAttributes {
  /** All of them, ours and others'. */
  readonly attributes: Readonly<Record<string, unknown>>
  /** The same as JSON text. */
  readonly text: string
  /** Characters of `text`. */
  readonly size: number
  /** What of ours was left out to fit. */
  readonly shed: readonly Sheddable[]
  /** For `tasks(SID).update(…)` of the `twilio` client. */
  readonly update: { readonly attributes: string; readonly ifMatch?: string }
}

/**
 * Merges a decision into the attributes of a task. Attributes of others stay as they are, with
 * those of Flex and Insights, and a `name` that is not ours. Only what an earlier decision wrote is
 * replaced. If there is no room for them, or a number would change when it is read (an id of 20
 * digits), nothing is written.
 *
 * Read, merge, then update with `ifMatch`: without it, two writers lose each other's changes.
 * Codes: `not_json`, `not_an_object`, `number_not_exact`, `existing_over_limit`.
 *
 * @example
 * ```ts
 * const merged = mergeAttributes(task.attributes, engagement, decision, { etag })
 * if (merged.ok) await client.taskrouter.v1.workspaces(WS).tasks(WT).update(merged.value.update)
 * ```
 */
export function mergeAttributes(
  existing: unknown,
  engagement: Engagement,
  decision: Decision,
  options: MergeOptions = {},
): Result<MergedAttributes> {
  const written = toText(existing)
  if (written === null) return fail('not_json')
  if (holdsInexactNumber(written)) return fail('number_not_exact')
  const before = parse(written)
  if (before === undefined) return fail('not_json')
  if (!isRecord(before)) return fail('not_an_object')
  const kept = addInsights(withoutOurName(before), options.insights)
  const size = JSON.stringify(kept).length
  // The braces between the two become one comma, or nothing next to an empty object.
  const room = boundLimit(options.limit) - size + (Object.keys(kept).length > 0 ? 1 : 2)
  if (room < SMALLEST_LIMIT) return fail('existing_over_limit')
  const { attributes: ours, shed } = toTaskAttributes(engagement, decision, {
    ...options,
    limit: room,
  })
  // A name that somebody else gave the task comes last, and so stays.
  const attributes = { ...kept, ...ours, ...nameIn(kept) }
  const text = JSON.stringify(attributes)
  const match = options.etag === undefined ? {} : { ifMatch: options.etag }
  return ok({ attributes, text, size: text.length, shed, update: { attributes: text, ...match } })
}

/** The name that is left: somebody else's. */
const nameIn = (kept: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> =>
  Object.hasOwn(kept, 'name') ? { name: kept['name'] } : {}

// A name with our mark is one that an earlier decision wrote.
const withoutOurName = ({
  name,
  ...others
}: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> =>
  name === undefined || (typeof name === 'string' && name.endsWith(NOT_VERIFIED))
    ? others
    : { ...others, name }

// What JSON cannot carry (cycles, big integers) is refused before anything is written.
function toText(existing: unknown): string | null {
  try {
    const text: unknown = typeof existing === 'string' ? existing : JSON.stringify(existing)
    return typeof text === 'string' && text.length <= LONGEST ? text : null
  } catch {
    return null
  }
}

/** `undefined` for what is no JSON. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

// Characters that are read at all: sixteen times what a task holds.
const LONGEST = 65_536

/** A limit above a task's own would be refused by Twilio. */
const boundLimit = (limit: number = TASK_LIMIT): number =>
  Number.isFinite(limit) ? Math.min(TASK_LIMIT, limit) : TASK_LIMIT

/** Leaves out what an earlier decision wrote, and adds facts for reports. */
function addInsights(
  { countersign: _, claimed: __, ...others }: Readonly<Record<string, unknown>>,
  insights: InsightsAttributes | undefined,
): Readonly<Record<string, unknown>> {
  if (insights === undefined) return others
  const { conversations, customers } = insights
  return {
    ...others,
    ...addTo('conversations', others['conversations'], conversations),
    ...addTo('customers', others['customers'], customers),
  }
}

// What is there is never overwritten, be it a key or something that is no object at all.
function addTo(
  name: string,
  there: unknown,
  added: Readonly<Record<string, string | number>>,
): Readonly<Record<string, unknown>> {
  if (Object.keys(added).length === 0) return {}
  if (there === undefined || there === null) return { [name]: added }
  return isRecord(there) ? { [name]: { ...added, ...there } } : {}
}
