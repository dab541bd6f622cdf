import type { Definition } from './definition.js'

// A flow with a loop would have endless paths: the first widget met twice ends one, and is in it twice.
const walk = (flow: Definition, path: readonly string[]): readonly (readonly string[])[] => {
  const name = path.at(-1)
  if (path.indexOf(String(name)) < path.length - 1) return [path]
  const state = flow.states.find((each) => each.name === name)
  const nexts = new Set(state?.transitions.flatMap(({ next }) => next ?? []))
  return nexts.size === 0 ? [path] : [...nexts].flatMap((next) => walk(flow, [...path, next]))
}

/** Every path through a flow from its trigger to where it ends. */
export const pathsOf = (flow: Definition): readonly (readonly string[])[] =>
  walk(flow, [flow.initial_state])
