import { type CompiledPolicy, placeInDocument } from '../decide/index.js'
import { failAll, type Issue, LARGEST_PRIORITY, ok, type Result } from '../model/index.js'
import {
  type AgentRequirements,
  requireOfAgents,
  toWorkerExpression,
  type WorkerKeys,
} from './agentRequirements.js'
import type { Expression } from './expression.js'
import { printExpression } from './printExpression.js'
import type { RoleChoice } from './rolesOfRoute.js'
import { findQueueSid, type Sids } from './sids.js'
import type { FilterConfiguration, TargetConfiguration, WorkflowConfiguration } from './workflow.js'

/** What a workflow is compiled from. */
export type Routing = Pick<CompiledPolicy, 'routes' | 'classes' | 'actions'>

/** Begins the friendly name of every filter this library writes, and so tells them from others'. */
export const FILTER_PREFIX = 'countersign: '

/** Words that stand in an expression without escapes, which TaskRouter does not document. */
const SAFE_WORD = /^[A-Za-z0-9_][A-Za-z0-9_ .:-]{0,127}$/

/**
 * Makes the configuration of a workflow from the routes of a policy. Each route gets a filter,
 * which matches the route that the decision names (`countersign.route`), so that policy and
 * workflow always agree; a target with the queue and priority of the route; and for workers, the
 * skills of the route, the training of every class that the route may disclose, and a role if
 * nothing of what the route is for is done without one. The worker who is known already is asked
 * first, and the overflow last: there skills do not count any more, but training and roles do.
 *
 * A task without a decision, or with a withheld one, takes the queue of the last route. Missing
 * SIDs are issues with their names.
 */
export function toWorkflow(
  policy: Routing,
  sids: Sids,
  keys: WorkerKeys = {},
): Result<WorkflowConfiguration> {
  const issues: Issue[] = []
  const seen = new Set<string>()
  const filters = policy.routes.map((route, index): FilterConfiguration => {
    const at = `/routes/${placeInDocument(policy.routes, index)}`
    const requirements = requireOfAgents(policy, index)
    const { skills, training, roles } = requirements
    for (const word of [route.id, ...skills, ...training, ...roles.flat()]) {
      if (!SAFE_WORD.test(word)) issues.push({ code: 'unsafe_word', path: at, word })
    }
    if (seen.has(route.id)) issues.push({ code: 'duplicate_route', path: at, word: route.id })
    seen.add(route.id)
    return {
      filter_friendly_name: `${FILTER_PREFIX}${route.id}`,
      expression: printExpression(comparisonWith(['countersign', 'route'], route.id)),
      targets: listTargets(route, {
        target: toTarget(route, sids, at, issues),
        overflow: route.overflow && toTarget(route.overflow, sids, at, issues),
        workers: printWorkers(requirements, keys),
        trained: printWorkers({ ...requirements, skills: [] }, keys),
      }),
    }
  })
  const last = policy.routes.at(-1)
  if (last === undefined) return failAll([{ code: 'no_routes', path: '/routes' }])
  const fallback = toTarget(last, sids, '', [])
  if (issues.length > 0) return failAll(issues)
  const withheld = {
    filter_friendly_name: `${FILTER_PREFIX}(withheld)`,
    expression: printExpression(comparisonWith(['countersign', 'status'], 'withheld')),
    targets: [fallback],
  }
  return ok({ task_routing: { filters: [...filters, withheld], default_filter: fallback } })
}

/**
 * Writes the TargetWorkers expression of each queue, by the name of the queue in the policy: what
 * every route to that queue asks of agents. What only some of these routes ask is in their targets.
 */
export function toQueueExpressions(
  policy: Routing,
  keys: WorkerKeys = {},
): Readonly<Record<string, string>> {
  const entries = listQueues(policy.routes).map((queue) => {
    const asked = policy.routes.flatMap((route, index) => {
      const requirements = requireOfAgents(policy, index)
      return [
        ...(route.queue === queue ? [requirements] : []),
        ...(route.overflow?.queue === queue ? [{ ...requirements, skills: [] }] : []),
      ]
    })
    const shared = {
      skills: commonWords(asked.map(({ skills }) => skills)),
      training: commonWords(asked.map(({ training }) => training)),
      roles: commonChoices(asked.map(({ roles }) => roles)),
    }
    const expression = toWorkerExpression(shared, 'queue', keys)
    return [queue, expression === null ? '1 == 1' : printExpression(expression)] as const
  })
  return Object.fromEntries(entries)
}

/** Lists the queues that tasks of these routes can come to, overflows included, each once. */
export const listQueues = (routes: Routing['routes']): readonly string[] => [
  ...new Set(
    routes.flatMap(({ queue, overflow }) =>
      overflow === undefined ? [queue] : [queue, overflow.queue],
    ),
  ),
]

interface TargetParts {
  /** The route's queue and priority. */
  readonly target: TargetConfiguration
  /** The queue that takes what the route's own could not; `undefined` for none. */
  readonly overflow: TargetConfiguration | undefined
  /** Whom the route's own queue may give its tasks to; `null` for everyone. */
  readonly workers: string | null
  /** The same without skills. */
  readonly trained: string | null
}

/** Nobody in the queue is in an activity that takes tasks. */
const NOBODY_AVAILABLE = comparisonWith(['workers', 'available'], 0)
/** The task names no worker from before. */
const NOBODY_KNOWN = comparisonWith(['task', 'countersign', 'known_worker'], null)

/**
 * Lists the targets of a route in their order: the worker known from before, the route's
 * own queue, the overflow.
 */
function listTargets(
  { knownWorker, timeout, skipIf }: Routing['routes'][number],
  { target, overflow, workers, trained }: TargetParts,
): readonly TargetConfiguration[] {
  const own = { ...target, ...(workers === null ? {} : { expression: workers }) }
  const known: TargetConfiguration = {
    ...own,
    timeout: knownWorker ?? 0,
    skip_if: printExpression({ type: 'or', parts: [NOBODY_KNOWN, NOBODY_AVAILABLE] }),
    known_worker_sid: 'task.countersign.known_worker',
  }
  return [
    ...(knownWorker === undefined ? [] : [known]),
    {
      ...own,
      ...(timeout === undefined ? {} : { timeout }),
      ...(skipIf === undefined ? {} : { skip_if: printExpression(NOBODY_AVAILABLE) }),
    },
    ...(overflow === undefined
      ? []
      : [{ ...overflow, ...(trained === null ? {} : { expression: trained }) }]),
  ]
}

/** Prints whom a target may give its tasks to; `null` where nothing is asked of anybody. */
function printWorkers(requirements: AgentRequirements, keys: WorkerKeys): string | null {
  const workers = toWorkerExpression(requirements, 'target', keys)
  return workers === null ? null : printExpression(workers)
}

function comparisonWith(path: readonly string[], value: string | number | null): Expression {
  return {
    type: 'comparison',
    operator: '==',
    left: { type: 'key', path },
    right: { type: 'constant', value },
  }
}

function toTarget(
  route: Pick<Routing['routes'][number], 'queue' | 'priority'>,
  sids: Sids,
  at: string,
  issues: Issue[],
): TargetConfiguration {
  const found = findQueueSid(sids, route.queue)
  // A queue that several routes share is missing once.
  if ('issue' in found && issues.every(({ path }) => path !== found.issue.path)) {
    issues.push(found.issue)
  }
  const { priority } = route
  if (!Number.isInteger(priority) || priority < 0 || priority > LARGEST_PRIORITY) {
    issues.push({ code: 'priority_out_of_range', path: `${at}/priority` })
  }
  return { queue: 'sid' in found ? found.sid : '', priority }
}

/**
 * Gives the choices of roles that all routes have. Choices are the same where they name the
 * same roles, in their order.
 */
const commonChoices = (lists: readonly (readonly RoleChoice[])[]): readonly RoleChoice[] =>
  (lists[0] ?? []).filter((choice) =>
    lists.every((list) => list.some((one) => one.join('\n') === choice.join('\n'))),
  )

const commonWords = (lists: readonly (readonly string[])[]): readonly string[] =>
  (lists[0] ?? []).filter((word) => lists.every((list) => list.includes(word)))
