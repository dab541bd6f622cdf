import { enterTarget, type Journey } from './enterTarget.js'
import { evaluateExpression } from './evaluateExpression.js'
import type { FilterTrial, Simulation, Step, World } from './simulation.js'
import { tellTime } from './tellTime.js'
import type { Target, Workflow } from './workflow.js'

/**
 * Follows a task through a workflow: which filter, which targets and queues, which workers, when it moves on, when
 * it is cancelled, and why. Total and deterministic: time is what the world says.
 *
 * Filters are tried top to bottom, first match; targets one after the other, their timeouts added up from the task's
 * creation; past the last one the task is cancelled. `skip_if` is asked only where nobody is free at once, and a filter
 * all of whose targets are skipped counts as not matched. The default filter takes what matched none
 * (https://www.twilio.com/docs/taskrouter/lifecycle-task-workflows-and-assignment, …/task-evaluation, …/worker-presence).
 */
export function simulate(workflow: Workflow, task: unknown, world: World = {}): Simulation {
  const taskrouter = tellTime(world.at)
  const journey = { task, taskrouter, world }
  const trials: FilterTrial[] = []
  const skipped: Step[] = []
  for (const [index, filter] of workflow.filters.entries()) {
    const { value, undocumented } = evaluateExpression(filter.expression, { task, taskrouter })
    trials.push({ index, name: filter.name, matched: value, undocumented })
    if (!value) continue
    const walked = walkTargets(filter.targets, journey)
    if (!walked.skipped) return finish(trials, index, [...skipped, ...walked.steps])
    skipped.push(...walked.steps)
  }
  return takeDefault(workflow, journey, trials, skipped)
}

interface Walk {
  readonly steps: readonly Step[]
  /** Every target was skipped. */
  readonly skipped: boolean
}

function walkTargets(targets: readonly Target[], journey: Journey): Walk {
  const steps: Step[] = []
  let deadline = 0
  for (const [index, target] of targets.entries()) {
    const before = steps.at(-1)
    deadline += target.timeout ?? 0
    const step = enterTarget(journey, target, {
      index,
      from: before?.until ?? 0,
      deadline: target.timeout === null ? null : deadline,
      queue: target.queue ?? before?.queue ?? null,
      priority: target.priority ?? before?.priority ?? journey.world.priority ?? 0,
    })
    steps.push(step)
    if (!MOVES_ON.has(step.outcome)) break
  }
  return { steps, skipped: steps.length > 0 && steps.every(({ outcome }) => outcome === 'skipped') }
}

const MOVES_ON: ReadonlySet<string> = new Set(['timed_out', 'skipped', 'no_queue', 'unknown_queue'])

function takeDefault(
  workflow: Workflow,
  journey: Journey,
  trials: readonly FilterTrial[],
  before: readonly Step[],
): Simulation {
  const target = workflow.defaultFilter
  if (target === null) {
    const last = finish(trials, null, before)
    return { ...last, outcome: 'canceled', reason: 'no_filter_matched' }
  }
  const from = before.at(-1)?.until ?? 0
  const step = enterTarget(journey, target, {
    index: null,
    from,
    deadline: target.timeout === null ? null : from + target.timeout,
    queue: target.queue,
    priority: target.priority ?? journey.world.priority ?? 0,
  })
  return finish(trials, 'default', [...before, step])
}

function finish(
  filters: readonly FilterTrial[],
  filter: Simulation['filter'],
  steps: readonly Step[],
): Simulation {
  const last = steps.at(-1)
  const outcome =
    last?.outcome === 'reserved' || last?.outcome === 'waiting' ? last.outcome : 'canceled'
  return {
    outcome,
    reason: outcome === 'canceled' ? reasonOf(last) : null,
    filters,
    filter,
    steps,
    queue: last?.queue ?? null,
    priority: last?.priority ?? 0,
    worker: outcome === 'reserved' ? (last?.eligible[0] ?? null) : null,
    at: last?.until ?? last?.from ?? 0,
    undocumented: [...filters, ...steps].some((part) => part.undocumented),
  }
}

const reasonOf = (last: Step | undefined): string => {
  if (last === undefined) return 'no_target'
  return last.outcome === 'task_timed_out' ? 'task_timed_out' : 'targets_exhausted'
}
