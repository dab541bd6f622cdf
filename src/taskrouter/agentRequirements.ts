import type { CompiledPolicy } from '../decide/index.js'
import { sorted } from '../model/index.js'
import type { Comparison, Expression } from './expression.js'
import { mayDisclose } from './mayDisclose.js'
import { type RoleChoice, rolesOfRoute } from './rolesOfRoute.js'

/** Where workers' attributes hold what policies ask of agents: dot paths without the `worker.` before them. */
export interface WorkerKeys {
  /** A list of skills; `routing.skills` by default, where Flex keeps them. */
  readonly skills?: string
  /** A list of trainings and clearances; `training` by default. */
  readonly training?: string
  /** A list of roles; `roles` by default, where Flex keeps them. */
  readonly roles?: string
}

/** Where they are by default. */
export const WORKER_KEYS = {
  skills: 'routing.skills',
  training: 'training',
  roles: 'roles',
} as const satisfies WorkerKeys

/** What an agent must have before being offered a task. */
export interface AgentRequirements {
  /** Skills, every one of which an agent needs. */
  readonly skills: readonly string[]
  /** Trainings and clearances, every one of which an agent needs. */
  readonly training: readonly string[]
  /** Of each choice they need one role. */
  readonly roles: readonly RoleChoice[]
}

/**
 * Finds what agents of a route must have: its skills, the training of every class that it may disclose, and the roles
 * without which they could do nothing of what it is for.
 */
export function requireOfAgents(
  policy: Pick<CompiledPolicy, 'classes' | 'actions' | 'routes'>,
  index: number,
): AgentRequirements {
  const training = mayDisclose(policy, index).flatMap((one) => one.agent)
  const route = policy.routes[index]
  return {
    skills: sorted(route?.skills ?? []),
    training: sorted(training),
    roles: route === undefined ? [] : rolesOfRoute(policy, route),
  }
}

/** Writes requirements as an expression, for a target (keys begin with `worker.`) or for a queue; `null` if nothing is required. */
export function toWorkerExpression(
  requirements: AgentRequirements,
  place: 'target' | 'queue',
  keys: WorkerKeys = {},
): Expression | null {
  const prefix = place === 'target' ? ['worker'] : []
  const has =
    (path: string) =>
    (value: string): Comparison => ({
      type: 'comparison',
      operator: 'HAS',
      left: { type: 'key', path: [...prefix, ...path.split('.')] },
      right: { type: 'constant', value },
    })
  const parts = [
    ...requirements.skills.map(has(keys.skills ?? WORKER_KEYS.skills)),
    ...requirements.training.map(has(keys.training ?? WORKER_KEYS.training)),
    ...requirements.roles.map((choice) => anyOf(choice.map(has(keys.roles ?? WORKER_KEYS.roles)))),
  ]
  const [only] = parts
  return parts.length > 1 ? { type: 'and', parts } : (only ?? null)
}

/** Joins choices by OR; one alone needs no OR. */
const anyOf = (parts: readonly Comparison[]): Expression => {
  const [only] = parts
  return parts.length === 1 && only !== undefined ? only : { type: 'or', parts }
}
