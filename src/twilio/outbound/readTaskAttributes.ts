import {
  ANSWERS,
  AUDIENCES,
  type ClaimValue,
  DISCLOSURES,
  fail,
  failAll,
  type Instant,
  isRecord,
  isRelation,
  LARGEST_PRIORITY,
  LEVELS,
  levelOf,
  ok,
  RANKS,
  type Rank,
  REDACTION_ACTIONS,
  RESOLUTIONS,
  type Result,
  type RouteDecision,
  toInstant,
} from '../../model/index.js'
import { type RedactionSummary, SHED_ORDER, type TaskSummary } from './attributeShape.js'
import { diagnoseTask } from './diagnoseTask.js'
import { type FieldReader, fieldsFrom } from './fieldsFrom.js'

// The words of each key, so that a task which says another is refused.
const STATUSES = ['decided', 'withheld'] as const
// Sixteen times what a task holds: room for a Studio result, not for a flood.
const LONGEST_TEXT = 65_536

/**
 * Reads the decision from task attributes, as an object or as JSON text.
 *
 * Others can write attributes, so this is a summary for showing and routing, not evidence. If
 * anything is missing or malformed, all of it is refused with its place. If there is no decision,
 * the issues say why the task would never load in Flex. After `validUntil` (if `at` is given)
 * everything is withheld.
 *
 * Codes: `not_an_object`, `missing`, `invalid_value`, `inconsistent` if rank and level disagree,
 * and those of `diagnoseTask`.
 *
 * @example
 * ```ts
 * const read = readTaskAttributes(task.attributes, Date.now())
 * if (read.ok && read.value.disclosure['orders'] === 'full') showOrders()
 * ```
 */
export function readTaskAttributes(input: unknown, at?: Instant): Result<TaskSummary> {
  const attributes = toAttributes(input)
  if (attributes === null) return fail('not_an_object')
  const own = Object.hasOwn(attributes, 'countersign') ? attributes['countersign'] : undefined
  if (!isRecord(own)) {
    const problems = diagnoseTask(attributes).map(({ code, at: path = '' }) => ({ code, path }))
    return failAll([{ code: 'missing', path: '/countersign' }, ...problems])
  }
  const fields = fieldsFrom(own, '/countersign')
  const summary = { ...readOwn(fields), ...readOutside(attributes) }
  if (fields.issues.length > 0) return failAll(fields.issues)
  if (levelOf(summary.rank) !== summary.level || summary.write !== summary.rank) {
    return fail('inconsistent', '/countersign/rank')
  }
  return ok(hasExpired(summary.validUntil, at) ? withhold(summary) : summary)
}

/** Gives the object; `null` for what is none, or too long to be a task's. */
function toAttributes(input: unknown): Readonly<Record<string, unknown>> | null {
  if (typeof input !== 'string') return isRecord(input) ? input : null
  if (input.length > LONGEST_TEXT) return null
  try {
    const parsed: unknown = JSON.parse(input)
    return isRecord(parsed) ? parsed : null
  } catch {
    return null
  }
}

/**
 * Reads what the decision wrote. Keys that came later are looked for first: a task lives for two
 * weeks, and may be older than they are.
 */
function readOwn(fields: FieldReader): Omit<TaskSummary, 'claimed' | 'problems'> {
  fields.integer('shape', 1, 1)
  return {
    status: fields.one('status', STATUSES, 'withheld'),
    level: fields.one('level', LEVELS, 'anonymous'),
    rank: readRank(fields, 'rank'),
    write: readRank(fields, 'write'),
    read: readRank(fields, 'read'),
    resolution: fields.one('resolution', RESOLUTIONS, 'none'),
    customer: fields.textOrNull('customer'),
    actingFor: fields.has('acting_for') ? fields.textOrNull('acting_for') : null,
    actingAs: fields.has('acting_as') ? fields.texts('acting_as').filter(isRelation) : [],
    bottleneck: fields.text('bottleneck'),
    route: readRoute(fields),
    knownWorker: fields.has('known_worker') ? fields.textOrNull('known_worker') : null,
    channel: fields.text('channel'),
    redaction: readRedaction(fields),
    disclosure: fields.table('disclosure', DISCLOSURES),
    actions: fields.table('actions', ANSWERS),
    stepUp: fields.texts('step_up').map((plan) => plan.split('+')),
    reasons: fields.texts('reasons'),
    validUntil: fields.textOrNull('valid_until'),
    policy: {
      name: fields.text('policy'),
      version: fields.integer('version', 0, Number.MAX_SAFE_INTEGER),
      digest: fields.text('digest'),
    },
    shed: fields.texts('shed').flatMap((part) => SHED_ORDER.find((known) => known === part) ?? []),
  }
}

const readRank = (fields: FieldReader, key: string): Rank => {
  const rank = fields.integer(key, 0, 4)
  return RANKS.find((known) => known === rank) ?? 0
}

/** A route; empty names where nothing was decided. */
const readRoute = (fields: FieldReader): RouteDecision => ({
  id: fields.text('route'),
  queue: fields.text('queue'),
  priority: fields.integer('priority', 0, LARGEST_PRIORITY),
  skills: fields.texts('skills'),
})

/** A summary; what is missing is dropped. */
function readRedaction(fields: FieldReader): RedactionSummary {
  const table = fields.table('redaction', REDACTION_ACTIONS)
  const [customer, agent, bot, log, insights, memory] = AUDIENCES.map(
    (name) => table[name] ?? 'drop',
  )
  return {
    customer: customer ?? 'drop',
    agent: agent ?? 'drop',
    bot: bot ?? 'drop',
    log: log ?? 'drop',
    insights: insights ?? 'drop',
    // A task written before there was this audience has nothing of it.
    memory: memory ?? 'drop',
  }
}

/** Reads what stands beside the decision: what people say, and whether the task would load. */
function readOutside(
  attributes: Readonly<Record<string, unknown>>,
): Pick<TaskSummary, 'claimed' | 'problems'> {
  const claimed = isRecord(attributes['claimed']) ? attributes['claimed'] : {}
  const plain = Object.entries(claimed).filter(
    (entry): entry is [string, ClaimValue] =>
      typeof entry[1] === 'string' || typeof entry[1] === 'number' || typeof entry[1] === 'boolean',
  )
  return { claimed: Object.fromEntries(plain), problems: diagnoseTask(attributes) }
}

// A time that cannot be read counts as over.
const hasExpired = (validUntil: string | null, at: Instant | undefined): boolean => {
  if (at === undefined || validUntil === null) return false
  const until = toInstant(validUntil)
  return until === null || !(at < until)
}

/** The same with nothing open. What it was about stays, so that a panel can name it. */
const withhold = (summary: TaskSummary): TaskSummary => ({
  ...summary,
  status: 'withheld',
  level: 'anonymous',
  rank: 0,
  write: 0,
  read: 0,
  actingFor: null,
  actingAs: [],
  disclosure: {},
  actions: {},
  reasons: ['decision_expired', ...summary.reasons],
})
