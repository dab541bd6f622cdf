import { failAll, ok, type Result } from '../../model/result.js'
import type { CompiledPolicy } from '../../policy/compiled.js'
import { FILTER_PREFIX, toQueueExpressions, toWorkflow } from '../../taskrouter/compileWorkflow.js'
import { readWorkflow } from '../../taskrouter/readWorkflow.js'
import { simulate } from '../../taskrouter/simulate.js'
import type { Simulation } from '../../taskrouter/simulation.js'
import type { Workflow } from '../../taskrouter/workflow.js'
import { attributesOf, type Decided } from './decideDesk.js'

/** A task's way through the workflow of its policy. */
export interface Way {
  readonly workflow: Workflow
  readonly simulation: Simulation
  /** The filter of the route that the policy decided on. */
  readonly decided: number
}

/**
 * Sends the task that a decision makes through the workflow that the policy makes, in TaskRouter's simulator. There are
 * no agents, so it waits at the end; queues go by the policy's own names. A policy whose words cannot stand in a
 * workflow is refused as `countersign workflow` refuses it.
 */
export function followTask(
  policy: CompiledPolicy,
  decided: Pick<Decided, 'engagement' | 'decision' | 'name' | 'at'>,
): Result<Way> {
  const names = [...new Set(policy.routes.map(({ queue }) => queue))]
  const sids = new Map(names.map((name, index) => [name, sidOf(index)]))
  const configuration = toWorkflow(policy, {
    queues: Object.fromEntries(sids),
    channels: {},
    functions: {},
  })
  if (!configuration.ok) return failAll(configuration.issues)
  const workflow = readWorkflow(configuration.value)
  if (!workflow.ok) return workflow
  const expressions = new Map(Object.entries(toQueueExpressions(policy)))
  const queues = Object.fromEntries(
    [...sids].map(([friendlyName, sid]) => [
      sid,
      { friendlyName, targetWorkers: expressions.get(friendlyName) ?? null },
    ]),
  )
  const { decision, at } = decided
  const simulation = simulate(workflow.value, attributesOf(decided), { queues, at })
  const filter = workflow.value.filters.findIndex(
    ({ name }) => name === `${FILTER_PREFIX}${decision.route.id}`,
  )
  return ok({ workflow: workflow.value, simulation, decided: filter })
}

const sidOf = (index: number): string => `WQ${index.toString(16).padStart(32, '0')}`
