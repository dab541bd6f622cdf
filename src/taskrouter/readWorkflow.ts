import { fail, failAll, type Issue, isRecord, ok, type Result } from '../model/index.js'
import type { Expression, KeyOperand } from './expression.js'
import { parseExpression } from './parseExpression.js'
import { firstMember, noteIssue, readJsonValue } from './readJsonValue.js'
import type { Filter, OrderTerm, Workflow, WorkflowTarget } from './workflow.js'

/** The most bytes of a workflow's configuration (https://www.twilio.com/docs/taskrouter/limits). */
export const LARGEST_WORKFLOW = 1_038_576

/**
 * Reads the configuration of a workflow, as an object or as JSON text: as documented, and in other
 * forms that exist (priority and timeout as text or number, empty targets, no `default_filter`,
 * older names of members, only the `task_routing` object, or the resource of the API with its
 * `configuration`). Every issue names its JSON pointer.
 *
 * An expression that cannot be read affects only its own filter or target: the rest of the workflow
 * is read, and `unreadable` names it.
 */
export function readWorkflow(input: unknown): Result<Workflow> {
  const document = readJsonValue(input, LARGEST_WORKFLOW)
  if (document === undefined) return fail('not_json')
  if (!isRecord(document)) return fail('not_an_object')
  const configuration = firstMember(document, 'configuration')
  if (configuration !== undefined) return readWorkflow(configuration)
  const wrapped = firstMember(document, 'task_routing', 'taskRouting')
  const at = wrapped === undefined ? '' : '/task_routing'
  const routing = wrapped ?? document
  if (!isRecord(routing)) return fail('not_an_object', at)
  const listed = firstMember(routing, 'filters')
  if (wrapped === undefined && listed === undefined) return fail('missing', '/task_routing')
  const filters = listed ?? []
  if (!Array.isArray(filters)) return fail('not_a_list', `${at}/filters`)
  const issues: Issue[] = []
  const unreadable: Issue[] = []
  const found = { issues, unreadable }
  const read = filters.map((filter, index) => readFilter(filter, `${at}/filters/${index}`, found))
  const last = firstMember(routing, 'default_filter', 'defaultFilter')
  const defaultFilter = last === undefined ? null : readTarget(last, `${at}/default_filter`, found)
  return issues.length > 0
    ? failAll([...issues, ...unreadable])
    : ok({ filters: read.flatMap((filter) => filter ?? []), defaultFilter, unreadable })
}

/** What is wrong with a document: what refuses it, and expressions around which it is read. */
interface WorkflowIssues {
  /** Mistakes for which the document is refused. */
  readonly issues: Issue[]
  /** Expressions that could not be read. */
  readonly unreadable: Issue[]
}

/**
 * What a filter without an expression matches is not documented, so it is read as one that
 * cannot be read.
 */
const NO_EXPRESSION: Expression = { type: 'unreadable', text: '' }

function readFilter(value: unknown, at: string, found: WorkflowIssues): Filter | null {
  const { issues } = found
  if (!isRecord(value)) return noteIssue(issues, 'not_an_object', at)
  const name = firstMember(value, 'filter_friendly_name', 'friendly_name', 'friendlyName')
  const expression = readExpression(value, 'expression', at, found) ?? NO_EXPRESSION
  // In the oldest configurations a filter is its own only target.
  const targets =
    firstMember(value, 'targets') ?? ('queue' in value ? [{ queue: value['queue'] }] : [])
  if (!Array.isArray(targets)) return noteIssue(issues, 'not_a_list', `${at}/targets`)
  return {
    name: typeof name === 'string' ? name : '',
    expression,
    targets: targets.flatMap(
      (target, index) => readTarget(target, `${at}/targets/${index}`, found) ?? [],
    ),
  }
}

/** Reads one target; what is left out is `null`. */
function readTarget(value: unknown, at: string, found: WorkflowIssues): WorkflowTarget | null {
  const { issues } = found
  if (!isRecord(value)) return noteIssue(issues, 'not_an_object', at)
  const queue = firstMember(value, 'queue', 'task_queue_sid')
  if (queue !== undefined && typeof queue !== 'string')
    issues.push({ code: 'not_text', path: `${at}/queue` })
  return {
    queue: typeof queue === 'string' && queue !== '' ? queue : null,
    expression: readExpression(value, 'expression', at, found),
    priority: readCount(value, 'priority', at, issues),
    timeout: readCount(value, 'timeout', at, issues),
    skipIf: readExpression(value, 'skip_if', at, found),
    orderBy: readOrder(value, at, issues),
    knownWorkerSid: readTaskKey(value, 'known_worker_sid', at, issues),
    knownWorkerFriendlyName: readTaskKey(value, 'known_worker_friendly_name', at, issues),
  }
}

/** Reads an expression; `null` where there is none. */
function readExpression(
  value: Readonly<Record<string, unknown>>,
  name: string,
  at: string,
  { issues, unreadable }: WorkflowIssues,
): Expression | null {
  const text = firstMember(value, name)
  if (text === undefined || text === '') return null
  if (typeof text !== 'string') return noteIssue(issues, 'not_text', `${at}/${name}`)
  const parsed = parseExpression(text)
  if (parsed.ok) return parsed.value
  unreadable.push(...parsed.issues.map((issue) => ({ ...issue, path: `${at}/${name}` })))
  return { type: 'unreadable', text }
}

/** Reads a whole number. Twilio's own examples have both `"priority": "5"` and `"priority": 5`. */
function readCount(
  value: Readonly<Record<string, unknown>>,
  name: string,
  at: string,
  issues: Issue[],
): number | null {
  const count = firstMember(value, name)
  if (count === undefined || count === '') return null
  const number =
    typeof count === 'string' && /^\d{1,10}$/.test(count.trim()) ? Number(count) : count
  if (typeof number === 'number' && Number.isSafeInteger(number) && number >= 0) return number
  return noteIssue(issues, 'not_a_whole_number', `${at}/${name}`)
}

/** Reads `order_by`: `worker.level DESC, worker.name`. */
function readOrder(
  value: Readonly<Record<string, unknown>>,
  at: string,
  issues: Issue[],
): readonly OrderTerm[] {
  const text = firstMember(value, 'order_by')
  if (text === undefined || text === '') return []
  if (typeof text !== 'string') return noteIssue(issues, 'not_text', `${at}/order_by`) ?? []
  return text.split(',').flatMap((term) => {
    const [word = '', direction = 'ASC', ...more] = term.trim().split(/\s+/)
    const key = toKey(word)
    const known = /^(?:asc|desc)$/i.test(direction) && more.length === 0
    if (key === null || !known) return noteIssue(issues, 'not_an_order', `${at}/order_by`) ?? []
    return [{ key, descending: direction.toLowerCase() === 'desc' }]
  })
}

function readTaskKey(
  value: Readonly<Record<string, unknown>>,
  name: string,
  at: string,
  issues: Issue[],
): KeyOperand | null {
  const text = firstMember(value, name)
  if (text === undefined || text === '') return null
  const key = typeof text === 'string' ? toKey(text) : null
  return key ?? noteIssue(issues, 'not_a_key', `${at}/${name}`)
}

/** Reads a key that stands alone; `null` for any other expression. */
function toKey(text: string): KeyOperand | null {
  const parsed = parseExpression(text)
  if (!parsed.ok || parsed.value.type !== 'bare') return null
  return parsed.value.operand.type === 'key' ? parsed.value.operand : null
}
