import type { Instant } from '../model/index.js'
import type { Queue, Worker, WorkerChange } from './worker.js'

/** The world a task is sent into. */
export interface TaskWorld {
  /** By SID. Without it, every queue takes every worker. */
  readonly queues?: Readonly<Record<string, Queue>>
  /** Who is there when the task is created. */
  readonly workers?: readonly Worker[]
  /** What happens to them while it waits. */
  readonly changes?: readonly WorkerChange[]
  /** The priority the task was created with; a target's own counts before it. 0 by default. */
  readonly priority?: number
  /** The task channel's unique name; `default` by default. */
  readonly channel?: string
  /** When the task is created, for `taskrouter.currentTime` and its like; without it they are NULL. */
  readonly at?: Instant
  /** Seconds after which a task that still waits is cancelled (its `timeout`); never by default. */
  readonly taskTimeout?: number
}

/** A filter that was tried. */
export interface FilterTrial {
  /** Its place, from 0. */
  readonly index: number
  /** Its friendly name; empty for none. */
  readonly name: string
  /** Whether its expression holds for the task. */
  readonly matched: boolean
  /** Whether the task's end depends on this answer, which Twilio does not document. */
  readonly undocumented: boolean
}

/** Why a target did not place the task, or that it did. */
export type StepOutcome =
  | 'reserved'
  | 'waiting'
  | 'timed_out'
  | 'skipped'
  | 'no_queue'
  | 'unknown_queue'
  | 'task_timed_out'

/** One target on the task's way. */
export interface SimulationStep {
  /** The filter that led here: its index, or `default`. */
  readonly filter: number | 'default'
  /** Index in its filter's targets; `null` for the default filter. */
  readonly target: number | null
  /** The SID of the queue; `null` where none is named. */
  readonly queue: string | null
  /** Its friendly name; empty where it is not known. */
  readonly queueName: string
  readonly priority: number
  /** Seconds after the task's creation when the target is entered, and left (`null` if it never is). */
  readonly from: number
  readonly until: number | null
  /** The result at this target. */
  readonly outcome: StepOutcome
  /** SIDs of workers that may take the task there, in the order they would be asked. */
  readonly eligible: readonly string[]
  /** Whether the workers who may take it depend on something that Twilio does not document. */
  readonly undocumented: boolean
}

/** Where a task ends up. */
export interface TaskEnd {
  /** Whether somebody has it, it waits, or it was cancelled. */
  readonly outcome: 'reserved' | 'waiting' | 'canceled'
  /** `no_filter_matched`, `no_target`, `targets_exhausted` or `task_timed_out`; `null` unless cancelled. */
  readonly reason: string | null
  /** The filter whose target holds or held the task last: its index, `default`, or `null` for none. */
  readonly filter: number | 'default' | null
  /** The SID of its last queue. */
  readonly queue: string | null
  /** Its last priority. */
  readonly priority: number
  /** The SID of the worker it is reserved for. */
  readonly worker: string | null
  /** Seconds after the task's creation. */
  readonly at: number
}

/** The path that a task takes. */
export interface Simulation extends TaskEnd {
  /** Every filter tried, to the last one that the task came to. */
  readonly filters: readonly FilterTrial[]
  /** Every target entered, in order. */
  readonly steps: readonly SimulationStep[]
  /** Whether the task would end otherwise if what Twilio does not document were read the other way. */
  readonly undocumented: boolean
  /** Where it would end then; `null` where both ways of reading end alike. */
  readonly otherwise: TaskEnd | null
}
