import { holdsForEver } from './checkWorkflow.js'
import { evaluateExpression, type ReadingMode } from './evaluateExpression.js'
import { representTasks } from './representTasks.js'
import type { Workflow } from './workflow.js'

/** Whether two workflows send every task the same way. */
export interface WorkflowComparison {
  /** No task was found that they send differently. */
  readonly equal: boolean
  /**
   * Whether the tasks that were tried represent all; otherwise `equal` says only that none of these
   * differs.
   */
  readonly exact: boolean
  /** How many tasks were tried. */
  readonly tasks: number
  /** Task attributes that they send differently. */
  readonly example?: Readonly<Record<string, unknown>>
}

/** The most tasks tried by default. */
const MOST_TASKS = 100_000

/**
 * Compares where two workflows send tasks, for every task that their filters can tell apart, and in
 * both readings of what Twilio does not document. If there are too many tasks, the answer is not
 * `exact`, and says so.
 */
export function compareWorkflows(
  before: Workflow,
  after: Workflow,
  most: number = MOST_TASKS,
): WorkflowComparison {
  const expressions = [...before.filters, ...after.filters].map(({ expression }) => expression)
  const tasks = representTasks(expressions)
  const count = Math.min(tasks.count, most)
  const exact = tasks.exact && tasks.count <= most
  const [wayBefore, wayAfter] = [openWays(before), openWays(after)]
  for (let index = 0; index < count; index += 1) {
    const task = tasks.at(index)
    const differs = (['strict', 'loose'] as const).some(
      (reading) => wayBefore(task, reading) !== wayAfter(task, reading),
    )
    if (differs) return { equal: false, exact: true, tasks: index + 1, example: task }
  }
  return { equal: true, exact, tasks: count }
}

/**
 * Says where a task may go over time, so that two workflows can be compared: the targets of
 * each filter that matches, as long as they may let it move on, and the default filter
 * where all of them may be skipped. Targets are printed once, as there are many tasks.
 */
function openWays(workflow: Workflow): (task: unknown, reading: ReadingMode) => string {
  const filters = workflow.filters.map(({ expression, targets }) => ({
    expression,
    printed: JSON.stringify(targets),
    maySkip: targets.length > 0 && targets.every(({ skipIf }) => skipIf !== null),
    isLast: targets.some(holdsForEver),
  }))
  const last = JSON.stringify(workflow.defaultFilter)
  return (task, reading) => {
    const way: string[] = []
    let maySkip = true
    for (const filter of filters) {
      if (!evaluateExpression(filter.expression, { task }, reading).value) continue
      way.push(filter.printed)
      maySkip &&= filter.maySkip
      if (filter.isLast) break
    }
    return [...way, maySkip ? last : 'null'].join('\n')
  }
}
