import type { Simulation, SimulationStep, TaskEnd } from './simulation.js'

/**
 * Draws the path a task takes, for a terminal: every filter tried, under it every target entered with its queue, times
 * and workers, and the end. Shows names and SIDs of the configuration, never task attributes.
 */
export function drawSimulation(simulation: Simulation): string {
  const { filters, steps, otherwise } = simulation
  const stepsOf = (filter: SimulationStep['filter']): readonly string[] =>
    steps.filter((step) => step.filter === filter).flatMap(drawStep)
  const tried = filters.flatMap(({ index, name, matched, undocumented }) => [
    `│ ${matched ? '●' : '○'} filter ${index + 1} ${name}${undocumented ? '  (undocumented)' : ''}`,
    ...stepsOf(index),
  ])
  const fallback = stepsOf('default')
  return [
    '┌ task',
    ...tried,
    ...(fallback.length > 0 ? ['│ ● default filter', ...fallback] : []),
    `└ ${drawEnd(simulation)}`,
    ...(otherwise === null ? [] : [`  or, read the other way: ${drawEnd(otherwise)}`]),
  ].join('\n')
}

/**
 * Draws one target: when it was entered and left, its queue, what came of it, and who could
 * have taken the task.
 */
const drawStep = (step: SimulationStep): readonly string[] => {
  const name = step.queueName === '' ? (step.queue ?? 'no queue') : step.queueName
  const until = step.until === null ? '…' : `${step.until} s`
  const workers = step.eligible.length === 0 ? 'nobody' : step.eligible.join(', ')
  return [
    `│   ├ ${step.from} s → ${until}  ${name}, priority ${step.priority}: ${step.outcome}`,
    `│   │   workers: ${workers}${step.undocumented ? '  (undocumented)' : ''}`,
  ]
}

const drawEnd = ({ outcome, reason, worker, queue, at }: TaskEnd): string => {
  if (outcome === 'canceled') return `✗ ${at} s  cancelled: ${reason ?? ''}`
  return outcome === 'reserved'
    ? `✓ ${at} s  reserved for ${worker ?? ''} in ${queue ?? ''}`
    : `… waits in ${queue ?? ''}`
}
