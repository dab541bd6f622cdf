import type { Issue } from '../model/index.js'
import type { Expression, KeyOperand } from './expression.js'

/** One term of `order_by`. */
export interface OrderTerm {
  /** The worker's attribute. */
  readonly key: KeyOperand
  /** The largest first. */
  readonly descending: boolean
}

/** Where a filter sends a task, and to whom there. Absent parts are `null`. */
export interface WorkflowTarget {
  /** Queue SID; `null` inherits the queue of the target before. */
  readonly queue: string | null
  /** Which workers it may be given to. */
  readonly expression: Expression | null
  /** Higher goes first. */
  readonly priority: number | null
  /** Seconds, counted from when the filter matched and added up over its targets. */
  readonly timeout: number | null
  /** Left at once where this holds and nobody is free. */
  readonly skipIf: Expression | null
  /** In which order workers are asked. */
  readonly orderBy: readonly OrderTerm[]
  /** The task attribute that names the worker's SID. */
  readonly knownWorkerSid: KeyOperand | null
  /** The task attribute that names the worker's friendly name. */
  readonly knownWorkerFriendlyName: KeyOperand | null
}

/** A rule of a workflow: tasks that match go to its targets, one after the other. */
export interface Filter {
  /** Empty where the configuration gives none. */
  readonly name: string
  /** Which tasks it takes. */
  readonly expression: Expression
  /** Entered one after the other. */
  readonly targets: readonly WorkflowTarget[]
}

/** A TaskRouter workflow's configuration (https://www.twilio.com/docs/taskrouter/workflow-configuration), read. */
export interface Workflow {
  /** Top to bottom, first match. */
  readonly filters: readonly Filter[]
  /** For tasks that matched no filter; a task that matched one never reaches it by timing out. */
  readonly defaultFilter: WorkflowTarget | null
  /** Expressions that could not be read, each with its JSON pointer; the rest of the workflow stands. */
  readonly unreadable: readonly Issue[]
}

/** A target as Twilio's JSON has it. */
export interface TargetConfiguration {
  readonly queue: string
  readonly priority?: number
  readonly timeout?: number
  readonly expression?: string
  readonly skip_if?: string
  readonly known_worker_sid?: string
}

/** A filter as Twilio's JSON has it. */
export interface FilterConfiguration {
  readonly filter_friendly_name: string
  readonly expression: string
  readonly targets: readonly TargetConfiguration[]
}

/** A workflow's configuration as Twilio's JSON has it, as this library writes it. */
export interface WorkflowConfiguration {
  readonly task_routing: {
    readonly filters: readonly FilterConfiguration[]
    readonly default_filter: TargetConfiguration
  }
}
