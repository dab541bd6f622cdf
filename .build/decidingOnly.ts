import { readFile } from 'node:fs/promises'
import type { Plugin } from 'esbuild'
import ts from 'typescript'

/** What tables say for tests, types, proofs, documents and people, by the rooms they stand in: no message is ever decided by it. */
const NOT_DECIDED_BY = [
  { rooms: ['channels', 'evidence'], names: ['description', 'examples', 'form', 'specimens'] },
  // Here `form` stays: a compiled policy is checked by it when it is read.
  {
    rooms: ['decide', 'trust'],
    names: ['covers', 'description', 'isAtLeast', 'isImpossible', 'isPlain', 'say'],
  },
]

/**
 * Leaves out of the tables, in the doors that a Function opens, what nothing there reads: a cold start pays for each byte.
 * A file that says none of it is left to whatever plugin comes next, so the order of plugins does not matter.
 */
export const decidingOnly: Plugin = {
  name: 'deciding-only',
  setup({ onLoad }) {
    for (const { rooms, names } of NOT_DECIDED_BY) {
      const filter = new RegExp(`/src/(?:${rooms.join('|')})/(?:\\w+/)*\\w+\\.ts$`)
      onLoad({ filter }, async ({ path }) => {
        const text = await readFile(path, 'utf8')
        const cuts = cutsOf(text, path, names)
        return cuts.length === 0 ? undefined : { contents: without(cuts, text), loader: 'ts' }
      })
    }
  },
}

/**
 * Finds the properties of these names, however deep in a table they stand and whatever their values are. What a function
 * makes when it is called is no table, and is left alone.
 */
function cutsOf(text: string, path: string, names: readonly string[]): readonly ts.Node[] {
  const cuts: ts.Node[] = []
  const look = (node: ts.Node): void => {
    if (ts.isFunctionLike(node)) return
    if (isNamed(node, names)) cuts.push(node)
    else ts.forEachChild(node, look)
  }
  look(ts.createSourceFile(path, text, ts.ScriptTarget.Latest))
  return cuts
}

const isNamed = (node: ts.Node, names: readonly string[]): boolean =>
  ts.isObjectLiteralElementLike(node) &&
  node.name !== undefined &&
  ts.isIdentifier(node.name) &&
  names.includes(node.name.text)

// From the last to the first, so that the places of those before stay as they were read.
const without = (cuts: readonly ts.Node[], text: string): string =>
  cuts.reduceRight(
    (rest, { pos, end }) => rest.slice(0, pos) + rest.slice(end).replace(/^\s*,/, ''),
    text,
  )
