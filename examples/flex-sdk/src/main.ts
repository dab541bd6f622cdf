import { createClient } from '@twilio/flex-sdk'
import { drawPanel } from './drawPanel'
import { watchTrust } from './watchTrust'

/** Starts the desk of one agent: `token` comes from your server, which knows who is signed in. */
export async function startDesk(token: string, desk: HTMLElement): Promise<void> {
  const client = await createClient(token)
  const places = new Map<string, HTMLElement>()
  watchTrust(await client.getWorker(), (task, panel) => {
    const place = places.get(task) ?? desk.appendChild(document.createElement('aside'))
    places.set(task, place)
    drawPanel(place, panel)
    if (panel !== null) return
    place.remove()
    places.delete(task)
  })
}
