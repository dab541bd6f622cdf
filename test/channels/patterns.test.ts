import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { isSafe } from 'redos-detector'
import ts from 'typescript'
import { describe, expect, test } from 'vitest'

const SOURCE = resolve(import.meta.dirname, '../../src')

/** Every regular expression literal of a room, found by the compiler's own parser. */
const patterns = ['channels', 'twilio/inbound'].flatMap((room) =>
  readdirSync(join(SOURCE, room))
    .filter((file) => file.endsWith('.ts'))
    .flatMap((file) => {
      const path = join(SOURCE, room, file)
      const source = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.ES2022)
      const found: string[] = []
      const visit = (node: ts.Node): void => {
        if (ts.isRegularExpressionLiteral(node)) found.push(node.text)
        ts.forEachChild(node, visit)
      }
      visit(source)
      return found.map((text) => ({ file: `${room}/${file}`, text }))
    }),
)

// One that stands in several files is looked at once.
const different = [...new Map(patterns.map((one) => [one.text, one])).values()]

const compile = (text: string): RegExp => {
  const end = text.lastIndexOf('/')
  return new RegExp(text.slice(1, end), text.slice(end + 1))
}

test('there are patterns to look at', () => {
  expect(patterns.length).toBeGreaterThan(20)
})

describe.each(different)('$text in $file', ({ text }) => {
  test('is safe from catastrophic backtracking', () => {
    expect(isSafe(compile(text)).safe).toBe(true)
  })
})
