import { type CompiledPolicy, readCompiledPolicy } from '../../decide/index.js'
import { LEVELS, rankOf } from '../../model/index.js'
import { parseText } from '../desk/changeState.js'
import { deskCallers } from '../desk/evidenceKit.js'
import { topicsOf } from '../topics.js'
import type { CellQuestion } from './combinations.js'
import type { DrawerElement, DrawerPage } from './drawerDom.js'
import { type DrawerChannel, renderDrawer } from './renderDrawer.js'

/**
 * Opens a drawer for a cell of the matrix. It is a dialog of the browser's own, so that the focus stays in it, Escape
 * closes it, and the focus goes back to the cell. Without it the cells lead to their rules.
 *
 * What it shows is worked out when a cell is opened, by the policy that stands in the page.
 */
export function runDrawer({ document }: { readonly document: DrawerPage }): void {
  const drawer = document.getElementById('drawer')
  // A policy whose digest does not fit what it says is no policy: nothing is told of it.
  const read = readCompiledPolicy(
    parseText(document.getElementById('desk-policy')?.textContent ?? ''),
  )
  if (drawer === null || !read.ok) return
  const policy = read.value
  let shown: { readonly asked: CellQuestion; readonly channels: readonly DrawerChannel[] } | null =
    null
  const show = (): void => {
    if (shown === null) return
    drawer.innerHTML = renderDrawer(policy, shown.asked, shown.channels).markup
  }
  document.addEventListener('click', (event) => {
    const cell = event.target.closest('#grid .given')
    // A click with a key pressed is left to the browser, which opens the rule in another tab.
    if (cell === null || event.ctrlKey || event.metaKey || event.shiftKey) return
    shown = cellOf(policy, cell)
    if (shown === null) return
    event.preventDefault()
    show()
    if (!drawer.open) drawer.showModal()
  })
  drawer.addEventListener('change', ({ target }) => {
    if (target.id !== 'drawer-channel' || shown === null) return
    const turned = shown.channels.find(({ channel }) => channel === target.value)
    if (turned === undefined) return
    shown = { ...shown, asked: { ...shown.asked, ...turned } }
    show()
    document.getElementById('drawer-channel')?.focus()
  })
  drawer.addEventListener('click', ({ target }) => {
    // Outside the sheet there is nothing but the dialog itself.
    if (target.id === 'drawer' || target.id === 'drawer-close' || target.closest('.try') !== null)
      drawer.close()
  })
}

/**
 * Reads from a cell which row, level and channels it is of; `null` for what is no cell of this
 * policy. The exceptions of a cell stand in it, and every other channel gives what the cell says.
 */
function cellOf(
  policy: CompiledPolicy,
  cell: DrawerElement,
): { readonly asked: CellQuestion; readonly channels: readonly DrawerChannel[] } | null {
  const topic = topicsOf(policy)[Number(cell.closest('tr')?.getAttribute('data-row') ?? -1)]
  const level = LEVELS[cell.cellIndex - 1]
  const most = cell.getAttribute('data-given')
  if (topic === undefined || level === undefined || most === null) return null
  const exceptions = new Map(
    [...cell.querySelectorAll('.but')].flatMap((one) =>
      (one.getAttribute('data-on') ?? '')
        .split(' ')
        .map((channel) => [channel, one.getAttribute('data-given') ?? ''] as const),
    ),
  )
  const channels = deskCallers(policy).map(({ title }) => ({
    channel: title,
    given: exceptions.get(title) ?? most,
  }))
  const first = channels.find(({ channel }) => !exceptions.has(channel)) ?? channels[0]
  if (first === undefined) return null
  return { asked: { topic, rank: rankOf(level), ...first }, channels }
}
