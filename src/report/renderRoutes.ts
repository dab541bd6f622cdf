import type { CompiledPolicy, Route } from '../decide/index.js'
import { type Html, html, word, words } from './html.js'
import { showCondition } from './say.js'

/** Renders the routes in the order in which they are tried. */
export const renderRoutes = ({ routes }: CompiledPolicy): Html =>
  html`<section aria-labelledby="routes"><h2 id="routes">Where tasks go</h2><p>The first route whose condition holds is taken. The last route always holds.</p><div class="wide" tabindex="0" role="region" aria-label="Table of routes"><table><thead><tr><th scope="col">Order</th><th scope="col">Route</th><th scope="col">When</th><th scope="col">Queue</th><th scope="col">Priority</th><th scope="col">Skills</th><th scope="col">Then</th></tr></thead><tbody>${routes.map(
    ({ id, when, queue, priority, skills, ...waits }, at) =>
      html`<tr><td class="number">${at + 1}</td><th scope="row">${word(id)}</th><td>${showCondition(when)}</td><td>${word(queue)}</td><td class="number">${priority}</td><td>${words(skills)}</td><td>${sayWaits(waits)}</td></tr>`,
  )}</tbody></table></div></section>`

/**
 * Says what happens to a task that nobody takes at once. Times are in seconds, as
 * TaskRouter counts them.
 */
function sayWaits({ knownWorker, timeout, skipIf, overflow }: Partial<Route>): Html {
  const asked =
    knownWorker === undefined
      ? ''
      : `first only the worker who is known already, for ${knownWorker} s; `
  if (overflow === undefined) return html`${asked}waits`
  const when = [
    ...(timeout === undefined ? [] : [`after ${timeout} s`]),
    ...(skipIf === undefined ? [] : ['at once if no worker is available']),
  ].join(', ')
  return html`${asked}${when} to ${word(overflow.queue)}, priority ${overflow.priority}`
}
