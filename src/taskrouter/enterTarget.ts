import { isRecord } from '../model/index.js'
import { evaluateExpression } from './evaluateExpression.js'
import { countWorkers, matchWorkers, type QueueMatch, type TargetChoice } from './matchWorkers.js'
import type { SimulationStep, StepOutcome, TaskWorld } from './simulation.js'
import { isFree, type Queue, workersAt } from './worker.js'
import type { WorkflowTarget } from './workflow.js'

/** The task and the world around it. */
export interface TaskJourney extends Omit<TargetChoice, 'target' | 'queue'> {
  /** Workers, queues, and what changes over time. */
  readonly world: TaskWorld
}

/** How a task comes into a target. */
export interface TargetEntry {
  /** The filter by its place, or the default. */
  readonly filter: number | 'default'
  /** The target by its place in the filter; `null` for the default. */
  readonly index: number | null
  /** Seconds after the task's creation. */
  readonly from: number
  /** When the target is left, in the same seconds; `null` for never. */
  readonly deadline: number | null
  /** The SID of the queue; `null` where none is named. */
  readonly queue: string | null
  readonly priority: number
}

/** Sends a task into one target: reserved at once or when a worker comes free, skipped, waiting, or timed out. */
export function enterTarget(
  journey: TaskJourney,
  target: WorkflowTarget,
  entry: TargetEntry,
): SimulationStep {
  const { queues } = journey.world
  const known = findQueue(queues, entry.queue)
  const end = (outcome: StepOutcome, until: number | null, match?: QueueMatch): SimulationStep => ({
    filter: entry.filter,
    target: entry.index,
    queue: entry.queue,
    queueName: known?.friendlyName ?? '',
    priority: entry.priority,
    from: entry.from,
    until,
    outcome,
    eligible: match?.eligible.map(({ sid }) => sid) ?? [],
    undocumented: match?.undocumented ?? false,
  })
  if (entry.queue === null) return end('no_queue', entry.from)
  if (queues !== undefined && known === null) return end('unknown_queue', entry.from)
  const look = (at: number): QueueMatch => lookAt(journey, target, known, at)
  const now = look(entry.from)
  if (hasFree(journey, now)) return end('reserved', entry.from, freeFirst(journey, now))
  const skip = asksToSkip(journey, target, now)
  if (skip.value)
    return end('skipped', entry.from, {
      ...now,
      undocumented: now.undocumented || skip.undocumented,
    })
  return waitInTarget(journey, entry, look, (outcome, until, match) =>
    end(outcome, until, match ?? now),
  )
}

/** Finds a queue by its SID; `null` where it is not known. */
function findQueue(queues: TaskWorld['queues'], sid: string | null): Queue | null {
  const found =
    queues === undefined || sid === null || !Object.hasOwn(queues, sid) ? null : queues[sid]
  return isRecord(found) ? found : null
}

/**
 * Waits in a target for what comes first: a worker who comes free, the end of the target's
 * time, or that of the task.
 */
function waitInTarget(
  { world }: TaskJourney,
  entry: TargetEntry,
  look: (at: number) => QueueMatch,
  end: (outcome: StepOutcome, until: number | null, match?: QueueMatch) => SimulationStep,
): SimulationStep {
  const ttl = world.taskTimeout ?? Number.POSITIVE_INFINITY
  const leave = Math.min(entry.deadline ?? Number.POSITIVE_INFINITY, ttl)
  const moments = [...new Set((world.changes ?? []).map((change) => change.at))]
    .filter((at) => at > entry.from && at < leave)
    .sort((a, b) => a - b)
  for (const at of moments) {
    const match = look(at)
    if (hasFree({ world }, match)) return end('reserved', at, freeFirst({ world }, match))
  }
  if (leave === Number.POSITIVE_INFINITY) return end('waiting', null)
  const until = Math.max(entry.from, leave)
  return end(leave === ttl ? 'task_timed_out' : 'timed_out', until)
}

const lookAt = (
  journey: TaskJourney,
  target: WorkflowTarget,
  queue: Queue | null,
  at: number,
): QueueMatch => {
  const { workers = [], changes = [] } = journey.world
  return matchWorkers(workersAt(workers, changes, at), { ...journey, target, queue })
}

const channelOf = (world: TaskWorld): string => world.channel ?? 'default'

/** Tells whether somebody could take the task at once. */
const hasFree = ({ world }: Pick<TaskJourney, 'world'>, match: QueueMatch): boolean =>
  match.eligible.some((worker) => isFree(worker, channelOf(world)))

/** Puts those who can take it now first, in their order, because they are asked first. */
const freeFirst = ({ world }: Pick<TaskJourney, 'world'>, match: QueueMatch): QueueMatch => {
  const free = match.eligible.filter((worker) => isFree(worker, channelOf(world)))
  const busy = match.eligible.filter((worker) => !isFree(worker, channelOf(world)))
  return { ...match, eligible: [...free, ...busy] }
}

/** Evaluates `skip_if`, which sees how many workers the queue has and in which activities. */
function asksToSkip(
  { task, taskrouter, reading }: TaskJourney,
  target: WorkflowTarget,
  match: QueueMatch,
) {
  if (target.skipIf === null) return { value: false, undocumented: false }
  const workers = countWorkers(match.inQueue)
  const scope = { task, workers, taskrouter, names: 'none' } as const
  return evaluateExpression(target.skipIf, scope, reading)
}
