/** A worker's capacity on one task channel. */
export interface WorkerChannel {
  /** Tasks at a time. */
  readonly capacity: number
  /** Tasks now. */
  readonly assigned: number
}

/** A worker as the simulator sees it. */
export interface Worker {
  readonly sid: string
  readonly friendlyName: string
  /** What Flex and the business know of the worker. */
  readonly attributes: Readonly<Record<string, unknown>>
  readonly activitySid: string
  readonly activityName: string
  /** Whether the activity takes tasks. */
  readonly available: boolean
  /** By unique name; a channel that is not named has room for one task. */
  readonly channels: Readonly<Record<string, WorkerChannel>>
}

/** A queue as the simulator sees it. */
export interface Queue {
  readonly friendlyName: string
  /** Which workers it takes: a TargetWorkers expression; `null` takes everyone. */
  readonly targetWorkers: string | null
}

/** Something that happens to a worker while a task waits. */
export interface WorkerChange extends Partial<Omit<Worker, 'sid' | 'friendlyName'>> {
  /** Seconds after the task's creation. */
  readonly at: number
  readonly worker: string
}

/** Whether a worker can take a task on a channel now. */
export function isFree(worker: Worker, channel: string): boolean {
  const { capacity, assigned } = channelOf(worker, channel)
  return worker.available && assigned < capacity
}

/** What expressions see of a worker: its attributes, and beside them what TaskRouter itself knows of it. */
export function describeWorker(worker: Worker): Readonly<Record<string, unknown>> {
  const channel = Object.fromEntries(
    Object.entries(worker.channels).map(([name, { capacity, assigned }]) => [
      name,
      {
        assigned_tasks: assigned,
        configured_capacity: capacity,
        available_capacity_percentage:
          capacity === 0 ? 0 : Math.floor((100 * Math.max(0, capacity - assigned)) / capacity),
      },
    ]),
  )
  return {
    ...worker.attributes,
    sid: worker.sid,
    friendly_name: worker.friendlyName,
    activity_sid: worker.activitySid,
    activity_name: worker.activityName,
    channel,
  }
}

/** Applies everything that has happened to the workers by a moment. */
export function workersAt(
  workers: readonly Worker[],
  changes: readonly WorkerChange[],
  at: number,
): readonly Worker[] {
  const past = changes.filter((change) => change.at <= at).sort((a, b) => a.at - b.at)
  return workers.map((worker) => {
    let now = worker
    for (const { at: _, worker: sid, channels, ...change } of past) {
      if (sid === worker.sid)
        now = { ...now, ...change, channels: { ...now.channels, ...channels } }
    }
    return now
  })
}

/** Gives the room of a worker on a channel: one task where nothing is said. */
const channelOf = (worker: Worker, channel: string): WorkerChannel =>
  (Object.hasOwn(worker.channels, channel) ? worker.channels[channel] : undefined) ?? {
    capacity: 1,
    assigned: 0,
  }
