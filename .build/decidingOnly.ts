import { readFile } from 'node:fs/promises'
import type { Plugin } from 'esbuild'
import ts from 'typescript'

/** What descriptors say for tests, types, proofs and documents: no message is ever decided by it. */
const NOT_DECIDED_BY = ['examples', 'form', 'specimens']

/** What the words of a policy say of themselves, for its JSON Schema, its reference and its report. */
const SAID_OF_WORDS = ['description']

/**
 * Leaves out of the descriptors, in the doors that a Function opens, what nothing there reads: part of what they say is for
 * people and for questions about policies, and a cold start pays for each byte.
 */
export const decidingOnly: Plugin = {
  name: 'deciding-only',
  setup({ onLoad }) {
    onLoad({ filter: /\/src\/(?:evidence|channels)\/\w+\.ts$/ }, async ({ path }) => {
      const text = await readFile(path, 'utf8')
      return { contents: withoutThem(text, path), loader: 'ts' }
    })
    onLoad({ filter: /\/src\/(?:decide|trust)\/(?:\w+\/)?\w+\.ts$/ }, async ({ path }) => {
      const text = await readFile(path, 'utf8')
      return { contents: withoutWords(text, path), loader: 'ts' }
    })
  },
}

/** Takes those properties out of the objects that stand at the top of a file. */
function withoutThem(text: string, path: string): string {
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest)
  const cuts = source.statements.flatMap((statement) =>
    ts.isVariableStatement(statement)
      ? statement.declarationList.declarations.flatMap(({ initializer }) => cutsOf(initializer))
      : [],
  )
  return without(cuts, text)
}

/** Takes the sentences out of tables of words, however deep they stand. What is worked out stays. */
function withoutWords(text: string, path: string): string {
  const cuts: ts.Node[] = []
  const look = (node: ts.Node): void => {
    if (isSentence(node)) cuts.push(node)
    else ts.forEachChild(node, look)
  }
  look(ts.createSourceFile(path, text, ts.ScriptTarget.Latest))
  return without(cuts, text)
}

const isSentence = (node: ts.Node): boolean =>
  ts.isPropertyAssignment(node) &&
  ts.isIdentifier(node.name) &&
  SAID_OF_WORDS.includes(node.name.text) &&
  ts.isStringLiteral(node.initializer)

// From the last to the first, so that the places of those before stay as they were read.
const without = (cuts: readonly ts.Node[], text: string): string =>
  cuts.reduceRight(
    (rest, { pos, end }) => rest.slice(0, pos) + rest.slice(end).replace(/^\s*,/, ''),
    text,
  )

function cutsOf(value: ts.Expression | undefined): readonly ts.Node[] {
  if (value === undefined) return []
  if (ts.isSatisfiesExpression(value)) return cutsOf(value.expression)
  // A channel may be described by what tells it from others of its kind.
  if (ts.isCallExpression(value)) return value.arguments.flatMap(cutsOf)
  if (!ts.isObjectLiteralExpression(value)) return []
  return value.properties.filter(
    ({ name }) => name !== undefined && ts.isIdentifier(name) && NOT_DECIDED_BY.includes(name.text),
  )
}
