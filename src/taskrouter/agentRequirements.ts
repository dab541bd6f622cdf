import type { DataClass, Route } from '../decide/index.js'
import type { Comparison, Expression } from './expression.js'
import { mayDisclose } from './mayDisclose.js'

/** Where workers' attributes hold what policies ask of agents: dot paths without the `worker.` before them. */
export interface WorkerKeys {
  /** A list of skills; `routing.skills` by default, where Flex keeps them. */
  readonly skills?: string
  /** A list of trainings and clearances; `training` by default. */
  readonly training?: string
}

/** What an agent must have before being offered a task. */
export interface AgentRequirements {
  readonly skills: readonly string[]
  readonly training: readonly string[]
}

/** Finds what agents of a route must have: its skills, and the training of every class that it may disclose. */
export function requireOfAgents(
  policy: { readonly classes: readonly DataClass[]; readonly routes: readonly Route[] },
  index: number,
): AgentRequirements {
  const training = mayDisclose(policy, index).flatMap((one) => one.agent)
  return { skills: unique(policy.routes[index]?.skills ?? []), training: unique(training) }
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
    ...requirements.skills.map(has(keys.skills ?? 'routing.skills')),
    ...requirements.training.map(has(keys.training ?? 'training')),
  ]
  const [only] = parts
  return parts.length > 1 ? { type: 'and', parts } : (only ?? null)
}

const unique = (words: readonly string[]): readonly string[] => [...new Set(words)].sort(compare)

const compare = (a: string, b: string): number => (a === b ? 0 : a < b ? -1 : 1)
