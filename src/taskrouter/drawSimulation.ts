import type { Simulation, Step } from './simulation.js'

/**
 * Draws the path a task takes, for a terminal: every filter tried, every target entered with its queue, times and
 * workers, and the end. Shows names and SIDs of the configuration, never task attributes.
 */
export function drawSimulation(simulation: Simulation): string {
  const { filters, steps, outcome, reason } = simulation
  const tried = filters.map(({ index, name, matched, undocumented }) => {
    const mark = matched ? '●' : '○'
    return `│ ${mark} filter ${index + 1} ${name}${undocumented ? '  (undocumented)' : ''}`
  })
  const fallback = simulation.filter === 'default' ? ['│ ● default filter'] : []
  const end = outcome === 'canceled' ? `✗ cancelled: ${reason ?? ''}` : drawEnd(simulation)
  return ['┌ task', ...tried, ...fallback, ...steps.flatMap(drawStep), `└ ${end}`].join('\n')
}

const drawStep = (step: Step): readonly string[] => {
  const name = step.queueName === '' ? (step.queue ?? 'no queue') : step.queueName
  const until = step.until === null ? '…' : `${step.until} s`
  const workers = step.eligible.length === 0 ? 'nobody' : step.eligible.join(', ')
  return [
    `│   ├ ${step.from} s → ${until}  ${name}, priority ${step.priority}: ${step.outcome}`,
    `│   │   workers: ${workers}${step.undocumented ? '  (undocumented)' : ''}`,
  ]
}

const drawEnd = ({ outcome, worker, queue, at }: Simulation): string =>
  outcome === 'reserved' ? `✓ ${at} s  reserved for ${worker ?? ''}` : `… waits in ${queue ?? ''}`
