import type { PageDocument, PageElement } from './dom.js'

/**
 * Where a key leads, as rows down and columns to the right. Home and End lead to the ends of a row,
 * pages by six rows.
 */
const STEPS: Readonly<Record<string, readonly [down: number, right: number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  Home: [0, -99],
  End: [0, 99],
  PageUp: [-6, 0],
  PageDown: [6, 0],
}

/**
 * Makes the matrix one stop of the keyboard: within it the arrow keys move from cell to cell, and whatever had the focus
 * last is where Tab comes back to (the grid pattern of the ARIA Authoring Practices).
 */
export function walkGrid(page: PageDocument): void {
  const grid = page.getElementById('grid')
  if (grid === null) return
  const stops = [...grid.querySelectorAll(STOP)]
  for (const stop of stops) stop.setAttribute('tabindex', '-1')
  // The head of the first row is the first stop; the first cell says more.
  let current = stops[1] ?? stops[0] ?? null
  current?.setAttribute('tabindex', '0')
  const enter = (stop: PageElement | null): void => {
    if (stop === null || stop === current) return
    current?.setAttribute('tabindex', '-1')
    current = stop
    stop.setAttribute('tabindex', '0')
  }
  page.addEventListener('focusin', ({ target }) => {
    const stop = target?.closest?.(`#grid :is(${STOP})`) ?? null
    enter(stop)
  })
  page.addEventListener('keydown', (event) => {
    const step = STEPS[event.key ?? '']
    const stop = event.target?.closest?.(`#grid :is(${STOP})`) ?? null
    if (step === undefined || stop === null || event.altKey || event.metaKey) return
    event.preventDefault?.()
    stopAt(grid, stop, step, event.ctrlKey === true)?.focus()
  })
}

/** What can have the focus: the head of a row, a cell with something behind it, and a cell with nothing. */
const STOP = 'tbody summary,.given a,.absent,td[colspan]'

/**
 * Finds where a key leads. A key that leads out of the table leads to its edge. With
 * Control, Home and End lead to the corners.
 *
 * Rows that the filter hides are passed over.
 */
function stopAt(
  grid: PageElement,
  from: PageElement,
  [down, right]: readonly [number, number],
  isCorner: boolean,
): PageElement | null {
  const rows = [...grid.querySelectorAll('tr[data-row]')].filter((row) => row.offsetHeight > 0)
  const stopsOf = (row: PageElement): readonly PageElement[] => [...row.querySelectorAll(STOP)]
  const own = rows.findIndex((row) => row.contains(from))
  const column = stopsOf(rows[own] ?? grid).indexOf(from)
  const isWhole = isCorner && down === 0 && Math.abs(right) > 1
  const at = isWhole ? (right > 0 ? rows.length - 1 : 0) : own + down
  const row = rows[Math.max(0, Math.min(rows.length - 1, at))]
  if (row === undefined) return null
  const stops = stopsOf(row)
  return stops[Math.max(0, Math.min(stops.length - 1, column + right))] ?? null
}

/**
 * Shows the rows that hold what is typed, in their name, kind or fields, and says how many there are.
 *
 * Without the search box nothing is hidden.
 */
export function filterRows(page: PageDocument): void {
  const [grid, box, found] = ['grid', 'find-row', 'found-rows'].map((id) => page.getElementById(id))
  const only = page.getElementById('only-split')
  if (!grid || !box || !found || !only) return
  const rows = [...grid.querySelectorAll('tr[data-row]')]
  const apply = (): void => {
    const wanted = textOf(box.value ?? '')
    let count = 0
    for (const row of rows) {
      const head = textOf(row.querySelector('th')?.textContent ?? '')
      const isSplit = row.getAttribute('class') === 'split'
      row.hidden = !head.includes(wanted) || (only.checked === true && !isSplit)
      if (!row.hidden) count += 1
    }
    found.textContent = count === rows.length ? '' : `${count} of ${rows.length} rows`
  }
  box.addEventListener?.('input', apply)
  only.addEventListener?.('input', apply)
  apply()
}

/** Makes a text comparable: a code may be typed as it is written or as it is said. */
const textOf = (text: string): string => text.toLowerCase().replaceAll('_', ' ').trim()
