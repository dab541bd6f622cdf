import { type Issue, isSid, LARGEST_PRIORITY, LONGEST_WAIT } from '../model/index.js'
import type { KnownKeys } from './emittedKeys.js'
import type { Expression, ExpressionPlace } from './expression.js'
import { lintExpression } from './lintExpression.js'
import { isClaimed } from './lintKey.js'
import { LARGEST_WORKFLOW } from './readWorkflow.js'
import type { Workflow, WorkflowTarget } from './workflow.js'

/**
 * Checks a workflow against Twilio's limits and its own sense, with a JSON pointer for each issue: size, SIDs of
 * queues, timeouts, priorities, targets after one that never times out, filters after one that takes every task for
 * good, a missing default, what could not be read, and in every
 * expression what never matches ({@link lintExpression}).
 */
export function checkWorkflow(
  workflow: Workflow,
  options: { readonly keys?: KnownKeys; readonly bytes?: number } = {},
): readonly Issue[] {
  const keys = options.keys === undefined ? {} : { keys: options.keys }
  const lint = (
    expression: Expression | null,
    place: ExpressionPlace,
    path: string,
  ): readonly Issue[] =>
    expression === null
      ? []
      : lintExpression(expression, { ...keys, place }).map((issue) => ({ ...issue, path }))
  const targets = (list: readonly WorkflowTarget[], at: string): readonly Issue[] =>
    list.flatMap((target, index) => [
      ...checkTarget(target, index === 0, `${at}/${index}`),
      ...lint(target.expression, 'target', `${at}/${index}/expression`),
      ...lint(target.skipIf, 'skip_if', `${at}/${index}/skip_if`),
      ...unreachableTarget(list, index, `${at}/${index}`),
    ])
  const base = '/task_routing'
  // A filter that takes every task for good: what stands behind it is reached by nobody.
  const always = workflow.filters.findIndex(
    ({ expression, targets }) => isAlways(expression) && targets.some(holdsForEver),
  )
  const { defaultFilter } = workflow
  return [
    ...workflow.unreadable,
    ...((options.bytes ?? 0) > LARGEST_WORKFLOW ? [{ code: 'too_large', path: '' }] : []),
    ...workflow.filters.flatMap((filter, index) => [
      ...(isMissing(filter.expression)
        ? [{ code: 'no_expression', path: `${base}/filters/${index}` }]
        : lint(filter.expression, 'filter', `${base}/filters/${index}/expression`)),
      ...targets(filter.targets, `${base}/filters/${index}/targets`),
      ...(filter.targets.length === 0
        ? [{ code: 'no_target', path: `${base}/filters/${index}` }]
        : []),
      ...(always >= 0 && index > always
        ? [{ code: 'never_reached', path: `${base}/filters/${index}` }]
        : []),
    ]),
    ...(defaultFilter === null
      ? [{ code: 'no_default_filter', path: `${base}/default_filter` }]
      : checkTarget(defaultFilter, true, `${base}/default_filter`)),
  ]
}

/** Checks one target. Only the first of a filter has to name a queue. */
function checkTarget(target: WorkflowTarget, first: boolean, at: string): readonly Issue[] {
  const issues: Issue[] = []
  if (target.queue === null && first) issues.push({ code: 'no_queue', path: `${at}/queue` })
  if (target.queue !== null && !isSid(target.queue, 'WQ')) {
    issues.push({ code: 'malformed_sid', path: `${at}/queue` })
  }
  // A known worker that the customer can name lets the customer choose the agent.
  for (const [key, name] of [
    [target.knownWorkerSid, 'known_worker_sid'],
    [target.knownWorkerFriendlyName, 'known_worker_friendly_name'],
  ] as const) {
    if (key !== null && isClaimed(key))
      issues.push({ code: 'claimed_value', path: `${at}/${name}` })
  }
  if ((target.timeout ?? 1) < 1 || (target.timeout ?? 1) > LONGEST_WAIT) {
    issues.push({ code: 'timeout_out_of_range', path: `${at}/timeout` })
  }
  if ((target.priority ?? 0) > LARGEST_PRIORITY) {
    issues.push({ code: 'priority_out_of_range', path: `${at}/priority` })
  }
  return issues
}

/** Whether a task that enters a target waits there for ever: nothing behind it is reached. */
export const holdsForEver = ({ timeout, skipIf }: WorkflowTarget): boolean =>
  timeout === null && skipIf === null

/** Says that a target is reached by nobody, because one before it holds every task. */
const unreachableTarget = (
  targets: readonly WorkflowTarget[],
  index: number,
  path: string,
): readonly Issue[] =>
  targets.slice(0, index).some(holdsForEver) ? [{ code: 'never_reached', path }] : []

/** Tells whether a filter has no expression at all. */
const isMissing = (expression: Expression): boolean =>
  expression.type === 'unreadable' && expression.text === ''

/** Whether an expression is a comparison of one constant with itself, as in `1 == 1`. */
export const isAlways = (expression: Expression): boolean =>
  expression.type === 'comparison' &&
  expression.operator === '==' &&
  expression.left.type === 'constant' &&
  expression.right.type === 'constant' &&
  expression.left.value === expression.right.value
