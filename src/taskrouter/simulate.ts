import { isRecord } from '../model/index.js'
import { enterTarget, type TaskJourney } from './enterTarget.js'
import { evaluateExpression, type ReadingMode } from './evaluateExpression.js'
import type { FilterTrial, Simulation, SimulationStep, TaskEnd, TaskWorld } from './simulation.js'
import { tellTime } from './tellTime.js'
import type { Worker, WorkerChange } from './worker.js'
import type { Workflow, WorkflowTarget } from './workflow.js'

/**
 * Follows a task through a workflow: which filters, targets, queues and workers it meets, when it
 * moves on, when it is cancelled, and why. It never throws, and the same input always gives the
 * same result: the time comes from the input.
 *
 * Filters are tried from top to bottom. In the first filter that matches, targets are entered one
 * after the other, and their timeouts are added. When the time of the last one is over, the task
 * goes to the next filter that matches; if there is none, it is cancelled. `skip_if` is asked only
 * if nobody is free at once, and a filter of which all targets are skipped counts as not matched.
 * The default filter takes a task that matched no filter; a timeout never leads to it
 * (https://www.twilio.com/docs/taskrouter/workflow-configuration,
 * …/lifecycle-task-workflows-and-assignment, …/worker-presence).
 *
 * What Twilio does not document is read in the way that is asked for. The task is then followed in
 * the other way too, and the path is marked as undocumented only if it then ends at another place.
 */
export function simulate(
  workflow: Workflow,
  task: unknown,
  world: TaskWorld = {},
  reading: ReadingMode = 'strict',
): Simulation {
  // An argument of the wrong type counts as an empty world, or as a workflow without filters.
  const around = readWorld(world)
  const known = isRecord(workflow) && Array.isArray(workflow.filters) ? workflow : NO_WORKFLOW
  const journey = { task, taskrouter: tellTime(around.at), world: around, reading }
  const path = followInReading(known, journey)
  const isOpen = [...path.filters, ...path.steps].some((part) => part.undocumented)
  const other = isOpen ? followInReading(known, { ...journey, reading: OTHER[reading] }) : path
  if (endsAlike(path, other)) {
    return {
      ...path,
      filters: path.filters.map(withoutDoubt),
      steps: path.steps.map(withoutDoubt),
      ...ALIKE,
    }
  }
  return { ...path, undocumented: true, otherwise: endOf(other) }
}

/** A world as far as it is one: a list that is none, or an entry that is nothing, is left out. */
function readWorld(world: unknown): TaskWorld {
  if (!isWorld(world)) return {}
  const { queues, workers, changes, ...rest } = world
  return {
    ...rest,
    ...(isRecord(queues) && { queues }),
    ...(Array.isArray(workers) && { workers: workers.filter(isWorker) }),
    ...(Array.isArray(changes) && { changes: changes.filter(isChange) }),
  }
}

/** Anything else tells nothing. */
const isWorld = (world: unknown): world is TaskWorld => isRecord(world)

/**
 * Tells whether a worker can be read. Whose channels cannot be read has room nobody knows
 * of, and takes no task here.
 */
const isWorker = (worker: unknown): worker is Worker =>
  isRecord(worker) && areChannels(worker['channels']) && isRecord(worker['attributes'])

const isChange = (change: unknown): change is WorkerChange =>
  isRecord(change) && (change['channels'] === undefined || areChannels(change['channels']))

const areChannels = (channels: unknown): boolean =>
  isRecord(channels) && Object.values(channels).every(isRecord)

/** Stands for what is no workflow. */
const NO_WORKFLOW: Workflow = { filters: [], defaultFilter: null, unreadable: [] }

/** The other way to read what is not documented. */
const OTHER = { strict: 'loose', loose: 'strict' } as const

/** What is said where both ways end alike. */
const ALIKE = { undocumented: false, otherwise: null } as const

/** Takes the doubt from a part on which the end does not hang. */
const withoutDoubt = <Part extends FilterTrial | SimulationStep>(part: Part): Part =>
  part.undocumented ? { ...part, undocumented: false } : part

/** The path of a task through the workflow, in one way of reading. */
type TaskPath = Omit<Simulation, 'undocumented' | 'otherwise'>

/** Gives the end of a way alone. */
const endOf = ({ outcome, reason, filter, queue, priority, worker, at }: TaskPath): TaskEnd => ({
  outcome,
  reason,
  filter,
  queue,
  priority,
  worker,
  at,
})

/**
 * Tells whether two ways end alike. Whoever waits for other workers than before does not
 * wait in the same place.
 */
const endsAlike = (one: TaskPath, other: TaskPath): boolean =>
  JSON.stringify([endOf(one), one.steps.at(-1)?.eligible]) ===
  JSON.stringify([endOf(other), other.steps.at(-1)?.eligible])

function followInReading(workflow: Workflow, journey: TaskJourney): TaskPath {
  const { task, taskrouter, reading } = journey
  const trials: FilterTrial[] = []
  const steps: SimulationStep[] = []
  let held: number | null = null
  for (const [index, filter] of workflow.filters.entries()) {
    const { value, undocumented } = evaluateExpression(
      filter.expression,
      { task, taskrouter },
      reading,
    )
    trials.push({ index, name: filter.name, matched: value, undocumented })
    if (!value) continue
    const walked = walkTargets(filter.targets, journey, index, steps.at(-1))
    steps.push(...walked)
    if (walked.length > 0 && walked.every(({ outcome }) => outcome === 'skipped')) continue
    held = index
    if (!movesOn(walked.at(-1))) break
  }
  if (held !== null) return sumUpEnd(trials, held, steps)
  return takeDefault(workflow, journey, trials, steps)
}

/** Enters the targets of a filter one after the other, until one holds the task. */
function walkTargets(
  targets: readonly WorkflowTarget[],
  journey: TaskJourney,
  filter: number,
  before: SimulationStep | undefined,
): readonly SimulationStep[] {
  const steps: SimulationStep[] = []
  let deadline = before?.until ?? 0
  for (const [index, target] of targets.entries()) {
    const last = steps.at(-1)
    deadline += target.timeout ?? 0
    const step = enterTarget(journey, target, {
      filter,
      index,
      from: (last ?? before)?.until ?? 0,
      deadline: target.timeout === null ? null : deadline,
      queue: target.queue ?? last?.queue ?? null,
      priority: target.priority ?? (last ?? before)?.priority ?? journey.world.priority ?? 0,
    })
    steps.push(step)
    if (!movesOn(step)) break
  }
  return steps
}

/** After these the task goes on. */
const MOVES_ON: ReadonlySet<string> = new Set(['timed_out', 'skipped', 'no_queue', 'unknown_queue'])

/**
 * Tells whether the task goes on behind a target. A filter without targets has nothing to
 * hold it with.
 */
const movesOn = (step: SimulationStep | undefined): boolean =>
  step === undefined || MOVES_ON.has(step.outcome)

/** Sends the task into the default filter; without one it is cancelled. */
function takeDefault(
  workflow: Workflow,
  journey: TaskJourney,
  trials: readonly FilterTrial[],
  before: readonly SimulationStep[],
): TaskPath {
  const target = workflow.defaultFilter
  if (target === null) {
    const last = sumUpEnd(trials, null, before)
    return { ...last, outcome: 'canceled', reason: 'no_filter_matched' }
  }
  const from = before.at(-1)?.until ?? 0
  const step = enterTarget(journey, target, {
    filter: 'default',
    index: null,
    from,
    deadline: target.timeout === null ? null : from + target.timeout,
    queue: target.queue,
    priority: target.priority ?? journey.world.priority ?? 0,
  })
  return sumUpEnd(trials, 'default', [...before, step])
}

function sumUpEnd(
  filters: readonly FilterTrial[],
  filter: TaskEnd['filter'],
  steps: readonly SimulationStep[],
): TaskPath {
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
  }
}

const reasonOf = (last: SimulationStep | undefined): string => {
  if (last === undefined) return 'no_target'
  return last.outcome === 'task_timed_out' ? 'task_timed_out' : 'targets_exhausted'
}
