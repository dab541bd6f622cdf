import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import ts from 'typescript'
import { expect, test } from 'vitest'

const src = resolve(import.meta.dirname, '../src')

const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((file) =>
  file.endsWith('.ts'),
)

/** Words that stand together in one place: the items of a list, or a type that is one of them. */
interface WordsTogether {
  readonly words: readonly string[]
  readonly place: string
}

const wordOf = (node: ts.Node): string | null => {
  const literal = ts.isLiteralTypeNode(node) ? node.literal : node
  return ts.isStringLiteral(literal) ? literal.text : null
}

// A selection of fields (`Pick<Decision, 'route' | …>`) is held to its type by the compiler, and what a descriptor says of
// its own thing (`anchors: ['digit', …]`) is that thing's.
const isHeld = ({ parent }: ts.Node): boolean =>
  ts.isTypeReferenceNode(parent) ||
  ts.isExpressionWithTypeArguments(parent) ||
  ts.isPropertyAssignment(parent)

function togetherIn(file: string): readonly WordsTogether[] {
  const source = ts.createSourceFile(file, readFileSync(join(src, file), 'utf8'), 99, true)
  const found: WordsTogether[] = []
  const visit = (node: ts.Node): void => {
    const parts = ts.isArrayLiteralExpression(node)
      ? node.elements
      : ts.isUnionTypeNode(node)
        ? node.types
        : []
    const words = parts.flatMap((part) => wordOf(part) ?? [])
    if (words.length > 2 && words.length === parts.length && !isHeld(node))
      found.push({ words: words.toSorted(), place: file })
    ts.forEachChild(node, visit)
  }
  visit(source)
  return found
}

// Whoever adds a word to one of two lists forgets the other, and what was proved with one is not so of the other.
test('no three words are listed in two places of the house', () => {
  const places = new Map<string, string[]>()
  for (const { words, place } of files.flatMap(togetherIn))
    places.set(words.join(' '), [...(places.get(words.join(' ')) ?? []), place])
  expect(places.size).toBeGreaterThan(100)
  expect([...places].filter(([, where]) => where.length > 1)).toEqual([])
})
