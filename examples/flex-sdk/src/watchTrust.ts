import { type AgentPanel, toAgentPanel } from 'countersign/panel'
import type { Reservation, Worker } from 'twilio-taskrouter'

/** What is shown of one task; `null` once it is no longer the agent's. */
export type Show = (task: string, panel: AgentPanel | null) => void

// A decision expires while an agent looks at it.
const EVERY = 10_000

const ENDS = ['canceled', 'completed', 'rejected', 'rescinded', 'timeout'] as const

/**
 * Tells what may be said in each conversation that an agent is given, and tells it again whenever its task changes and
 * every ten seconds. Tasks that the agent had before, as after a page was loaded anew, are told as well.
 */
export function watchTrust(worker: Worker, show: Show): void {
  const watch = (reservation: Reservation): void => watchOne(reservation, show)
  for (const reservation of worker.reservations.values()) watch(reservation)
  worker.on('reservationCreated', watch)
}

function watchOne(reservation: Reservation, show: Show): void {
  const { task } = reservation
  const tell = (): void => show(task.sid, toAgentPanel(task.attributes, Date.now()))
  const timer = setInterval(tell, EVERY)
  const stop = (): void => {
    clearInterval(timer)
    task.off('updated', tell)
    for (const event of ENDS) reservation.off(event, stop)
    show(task.sid, null)
  }
  task.on('updated', tell)
  for (const event of ENDS) reservation.on(event, stop)
  tell()
}
