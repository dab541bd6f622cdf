import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'
import { expect, test } from 'vitest'

// An expectation that a failed set-up meets as well says nothing: `expect(read.ok && read.value.open).toBe(false)` is
// true of whatever cannot be read. Its kinds are told by their form.

interface ReadExpectation {
  readonly subject: ts.Expression
  readonly matcher: string
  readonly expected: ts.Expression | undefined
  readonly isNegated: boolean
}

/** Reads `expect(subject).not.matcher(expected)`. */
function readExpectation(node: ts.Node): ReadExpectation | undefined {
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression))
    return undefined
  const matcher = node.expression.name.text
  const before = node.expression.expression
  const isNegated = ts.isPropertyAccessExpression(before) && before.name.text === 'not'
  const call = isNegated && ts.isPropertyAccessExpression(before) ? before.expression : before
  if (!ts.isCallExpression(call) || call.expression.getText() !== 'expect') return undefined
  const [subject] = call.arguments
  return subject && { subject, matcher, expected: node.arguments[0], isNegated }
}

const isAnd = (node: ts.Expression | undefined): boolean =>
  node !== undefined &&
  ts.isBinaryExpression(node) &&
  node.operatorToken.kind === ts.SyntaxKind.AmpersandAmpersandToken

/** Whether it is undefined where a step of it is missing. */
const mayBeMissing = (node: ts.Expression | undefined): boolean =>
  node !== undefined && ts.isOptionalChain(node)

const EQUAL = ['toBe', 'toEqual', 'toStrictEqual']
const ABSENT = ['toBeUndefined', 'toBeFalsy']

function isHollow({ subject, matcher, expected, isNegated }: ReadExpectation): boolean {
  if (mayBeMissing(subject) && mayBeMissing(expected)) return !isNegated && EQUAL.includes(matcher)
  // Of what is missing nothing is said that would be untrue.
  if (mayBeMissing(subject) && (isNegated ? EQUAL : ABSENT).includes(matcher)) return true
  if (!isAnd(subject)) return false
  // False is defined.
  if (matcher === 'toBeDefined') return true
  if (isAnd(expected)) return EQUAL.includes(matcher)
  if (isNegated) return EQUAL.includes(matcher)
  return matcher === 'toBeFalsy' || (matcher === 'toBe' && expected?.getText() === 'false')
}

/** An expectation of the kinds that may be hollow, as text: what is expected to be so, and a matcher. */
const EXPECTATION = new RegExp(
  String.raw`\bexpect\(((?:(?!\bexpect\()[^])*?)\)\s*(?:\.not\s*)?\.(?:${[...EQUAL, ...ABSENT, 'toBeDefined'].join('|')})\(`,
  'g',
)

/** Whether anything in a text may be hollow at all, so that it is worth parsing: one file in four. */
const mayBeHollow = (text: string): boolean =>
  [...text.matchAll(EXPECTATION)].some(([, subject]) => /&&|\?\./.test(subject ?? ''))

function hollowIn(file: string): readonly string[] {
  const text = readFileSync(join(import.meta.dirname, file), 'utf8')
  if (!mayBeHollow(text)) return []
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.ES2022, true)
  const found: string[] = []
  const visit = (node: ts.Node): void => {
    const expectation = readExpectation(node)
    if (expectation !== undefined && isHollow(expectation))
      found.push(`${file}:${source.getLineAndCharacterOfPosition(node.getStart()).line + 1}`)
    ts.forEachChild(node, visit)
  }
  visit(source)
  return found
}

test('no expectation is met by a set-up that failed', () => {
  const files = readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' }).filter(
    (file) => file.endsWith('.ts') && !file.includes('node_modules'),
  )
  expect(files.length).toBeGreaterThan(200)
  expect(files.flatMap(hollowIn)).toEqual([])
})
