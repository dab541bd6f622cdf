import { compareTexts, isScalar } from '../model/index.js'
import { evaluateExpression, type ReadingMode } from './evaluateExpression.js'
import type { Expression } from './expression.js'
import { parseExpression } from './parseExpression.js'
import { resolveKey } from './resolveKey.js'
import { describeWorker, type Queue, type Worker } from './worker.js'
import type { OrderTerm, WorkflowTarget } from './workflow.js'

/** The workers a target may give its task to. */
export interface QueueMatch {
  /** In the order they would be asked. */
  readonly eligible: readonly Worker[]
  /** All of the queue's workers, whom `skip_if` counts. */
  readonly inQueue: readonly Worker[]
  /** Whether the choice depends on something that Twilio does not document. */
  readonly undocumented: boolean
}

/** What a target's choice of workers depends on. */
export interface TargetChoice {
  readonly target: WorkflowTarget
  /** The queue, as TaskRouter returns it; `null` where it is not known. */
  readonly queue: Queue | null
  readonly task: unknown
  /** What expressions see under `taskrouter`. */
  readonly taskrouter: unknown
  /** How what is not documented is read. */
  readonly reading: ReadingMode
}

/** Finds the workers that the queue's expression, the target's expression and its known worker all let through, in the order of `order_by`. */
export function matchWorkers(workers: readonly Worker[], choice: TargetChoice): QueueMatch {
  const inQueue = readTargetWorkers(choice.queue)
  const judged = workers.map((worker) => ({
    worker,
    verdict: judgeWorker(worker, inQueue, choice),
  }))
  const eligible = judged.filter(({ verdict }) => verdict.value).map(({ worker }) => worker)
  return {
    eligible: orderWorkers(eligible, choice.target.orderBy),
    inQueue: judged.filter(({ verdict }) => verdict.inQueue).map(({ worker }) => worker),
    undocumented: judged.some(({ verdict }) => verdict.undocumented),
  }
}

/**
 * What `skip_if` sees of a queue's workers: how many are in an activity that takes tasks, how many are not, and how
 * many are in each activity. Capacity does not count (https://www.twilio.com/docs/taskrouter/worker-presence).
 */
export function countWorkers(workers: readonly Worker[]): Readonly<Record<string, number>> {
  const available = workers.filter((worker) => worker.available).length
  const counts = new Map([
    ['available', available],
    ['unavailable', workers.length - available],
  ])
  for (const { activitySid } of workers) counts.set(activitySid, (counts.get(activitySid) ?? 0) + 1)
  return Object.fromEntries(counts)
}

/**
 * Reads whom a queue has. An expression that is empty or cannot be read lets nobody
 * through, and the task waits.
 */
function readTargetWorkers(queue: Queue | null): Expression | 'everyone' | 'nobody' {
  if (queue === null || queue.targetWorkers === null) return 'everyone'
  const { targetWorkers }: { readonly targetWorkers: unknown } = queue
  if (typeof targetWorkers !== 'string') return 'nobody'
  const parsed = parseExpression(targetWorkers)
  return parsed.ok ? parsed.value : 'nobody'
}

/** Whether one worker may be given the task. */
interface WorkerMatch {
  readonly value: boolean
  readonly inQueue: boolean
  /** Whether that depends on something that Twilio does not document. */
  readonly undocumented: boolean
}

function judgeWorker(
  worker: Worker,
  members: Expression | 'everyone' | 'nobody',
  { target, task, taskrouter, reading }: TargetChoice,
): WorkerMatch {
  if (members === 'nobody') return { value: false, inQueue: false, undocumented: false }
  const described = describeWorker(worker)
  const queue =
    members === 'everyone'
      ? null
      : evaluateExpression(members, { worker: described, names: 'worker' }, reading)
  const inQueue = queue?.value ?? true
  if (!isKnown(worker, target, task)) return { value: false, inQueue, undocumented: false }
  const scope = { task, worker: described, taskrouter, names: 'none' } as const
  const own =
    target.expression === null ? null : evaluateExpression(target.expression, scope, reading)
  const parts = [queue, own].flatMap((part) => part ?? [])
  const settled = parts.some((part) => !part.value && !part.undocumented)
  return {
    value: parts.every((part) => part.value),
    inQueue,
    undocumented: !settled && parts.some((part) => part.undocumented),
  }
}

function isKnown(worker: Worker, target: WorkflowTarget, task: unknown): boolean {
  const scope = { task, names: 'none' } as const
  const { knownWorkerSid, knownWorkerFriendlyName } = target
  if (knownWorkerSid !== null) return resolveKey(knownWorkerSid, scope).value === worker.sid
  if (knownWorkerFriendlyName === null) return true
  return resolveKey(knownWorkerFriendlyName, scope).value === worker.friendlyName
}

/**
 * Sorts workers by the target's `order_by`. Those without the attribute come last either
 * way (https://www.twilio.com/docs/taskrouter/order-workers).
 */
function orderWorkers(workers: readonly Worker[], terms: readonly OrderTerm[]): readonly Worker[] {
  if (terms.length === 0) return workers
  const keyed = workers.map((worker) => {
    const scope = { worker: describeWorker(worker), names: 'worker' } as const
    return { worker, values: terms.map((term) => resolveKey(term.key, scope).value) }
  })
  keyed.sort((a, b) => {
    for (const [index, term] of terms.entries()) {
      const compared = compareAttribute(a.values[index], b.values[index], term.descending)
      if (compared !== 0) return compared
    }
    return 0
  })
  return keyed.map(({ worker }) => worker)
}

function compareAttribute(a: unknown, b: unknown, descending: boolean): number {
  const [hasA, hasB] = [isScalar(a), isScalar(b)]
  if (!hasA || !hasB) return Number(hasB) - Number(hasA)
  const rising =
    typeof a === 'number' && typeof b === 'number' ? a - b : compareTexts(String(a), String(b))
  return descending ? -rising : rising
}
