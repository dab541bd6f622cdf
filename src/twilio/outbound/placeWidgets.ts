import type { StudioState, StudioWidget } from './studioFlowShape.js'

/** Pixels from one widget to the next on Studio's canvas, across and down. */
const ACROSS = 360
const DOWN = 220

/**
 * Places widgets on the canvas, so that a generated flow opens readable in Studio's editor: each
 * below all that lead to it, and side by side in the order in which they are given. The flow must
 * have no loop.
 */
export function placeWidgets(widgets: readonly StudioWidget[]): readonly StudioState[] {
  const rows = rowsOf(widgets)
  const filled = new Map<number, number>()
  return widgets.map((widget) => {
    const row = rows.get(widget.name) ?? 0
    const column = filled.get(row) ?? 0
    filled.set(row, column + 1)
    const offset = { x: column * ACROSS, y: row * DOWN }
    return { ...widget, properties: { offset, ...widget.properties } }
  })
}

/** Gives the row of each widget: how many steps lead to it, on the longest way. */
function rowsOf(widgets: readonly StudioWidget[]): ReadonlyMap<string, number> {
  const rows = new Map<string, number>()
  // As often as there are widgets, because no way is longer.
  for (const _ of widgets) {
    for (const { name, transitions } of widgets) {
      const below = (rows.get(name) ?? 0) + 1
      for (const { next } of transitions) {
        if (next !== undefined && (rows.get(next) ?? 0) < below) rows.set(next, below)
      }
    }
  }
  return rows
}
