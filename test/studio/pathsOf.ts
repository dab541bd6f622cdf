import type { Definition } from './definition.js'

/** The widgets that each widget of a flow leads to. */
export const linksOf = (flow: Definition): ReadonlyMap<string, readonly string[]> =>
  new Map(
    flow.states.map(({ name, transitions }) => [
      name,
      [...new Set(transitions.flatMap(({ next }) => next ?? []))],
    ]),
  )

/** Every widget that can be reached from the trigger, without going through one that is left out. */
export function reachedIn(flow: Definition, without?: string): ReadonlySet<string> {
  const links = linksOf(flow)
  const reached = new Set<string>()
  const open: string[] = [flow.initial_state]
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (reached.has(name) || name === without) continue
    reached.add(name)
    open.push(...(links.get(name) ?? []))
  }
  return reached
}

/**
 * The most widgets that count on any one path of a flow. A flow with a loop would have endless paths: then `null`.
 * Each widget is looked at once, for a flow has more paths than can be walked.
 */
export function mostOnAPath(flow: Definition, counts: (name: string) => boolean): number | null {
  const links = linksOf(flow)
  const known = new Map<string, number | null>()
  const walk = (name: string): number | null => {
    const before = known.get(name)
    if (before !== undefined) return before
    // Met again before it is done: a loop.
    known.set(name, null)
    let most = 0
    for (const next of links.get(name) ?? []) {
      const below = walk(next)
      if (below === null) return null
      most = Math.max(most, below)
    }
    const own = most + (counts(name) ? 1 : 0)
    known.set(name, own)
    return own
  }
  return walk(flow.initial_state)
}
