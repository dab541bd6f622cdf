import type { CompiledPolicy } from '../../decide/index.js'
import { fail, failAll, isRecord, ok, type Result } from '../../model/index.js'
import {
  FILTER_PREFIX,
  listQueues,
  readWorkflow,
  type Simulation,
  simulate,
  toWorkflow,
  type Workflow,
} from '../../taskrouter/index.js'
import { attributesOf, type DecidedDesk } from './decideDesk.js'

/** A workflow that tasks go through, and what its queues are called. */
export interface NamedWorkflow {
  readonly workflow: Workflow
  /** Names by SID; a queue without one goes by its SID. */
  readonly queues: Readonly<Record<string, string>>
}

/**
 * Makes the workflow of a policy's routes, its queues by the policy's own names. A policy whose words cannot stand in
 * one is refused as `countersign workflow` refuses it.
 */
export function lanesOf(policy: CompiledPolicy): Result<NamedWorkflow> {
  const names = listQueues(policy.routes)
  const sids = names.map((name, index) => [name, sidOf(index)] as const)
  const configuration = toWorkflow(policy, {
    queues: Object.fromEntries(sids),
    channels: {},
    functions: {},
  })
  if (!configuration.ok) return failAll(configuration.issues)
  return readLanes({
    configuration: configuration.value,
    queues: Object.fromEntries(sids.map(([name, sid]) => [sid, name])),
  })
}

/**
 * Makes up the SID of a queue by its place in the list, because the policy knows queues by
 * name alone.
 */
const sidOf = (index: number): string => `WQ${index.toString(16).padStart(32, '0')}`

/** Reads a workflow's configuration with the names of its queues by SID. */
export function readLanes(value: unknown): Result<NamedWorkflow> {
  if (!isRecord(value)) return fail('not_an_object')
  const workflow = readWorkflow(value['configuration'])
  if (!workflow.ok) return workflow
  const named = isRecord(value['queues']) ? value['queues'] : {}
  const queues = Object.entries(named).flatMap(([sid, name]) =>
    typeof name === 'string' ? [[sid, name] as const] : [],
  )
  return ok({ workflow: workflow.value, queues: Object.fromEntries(queues) })
}

/** A task's way through a workflow. */
export interface TaskWay extends NamedWorkflow {
  /** What TaskRouter would do, step by step. */
  readonly simulation: Simulation
  /** The filter of the route that the policy decided on; -1 where the workflow has none. */
  readonly decided: number
}

/**
 * Sends the task that a decision makes through a workflow, in TaskRouter's simulator. Nobody is at work, so it moves on
 * whenever a time limit ends, and waits where there is none.
 */
export function followTask(
  lanes: NamedWorkflow,
  decided: Pick<DecidedDesk, 'engagement' | 'decision' | 'name' | 'at'>,
): TaskWay {
  const { decision, at } = decided
  const simulation = simulate(lanes.workflow, attributesOf(decided), { at })
  const filter = lanes.workflow.filters.findIndex(
    ({ name }) => name === `${FILTER_PREFIX}${decision.route.id}`,
  )
  return { ...lanes, simulation, decided: filter }
}
