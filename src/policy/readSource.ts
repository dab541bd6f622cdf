import {
  Composer,
  CST,
  type Document,
  isMap,
  isNode,
  isScalar,
  isSeq,
  Lexer,
  LineCounter,
  Parser,
} from 'yaml'
import {
  boundValue,
  DEEPEST_POLICY,
  failAll,
  type Issue,
  LARGEST_POLICY,
  MOST_TOLD,
  ok,
  type Result,
} from '../model/index.js'
import { CLOSES, OPENS, spellingFault } from './spellingFaults.js'

/** A place in a policy's source text, line and column 1-based. */
export interface SourcePlace {
  /** Counted from 1. */
  readonly line: number
  /** Counted from 1, in UTF-16 units. */
  readonly column: number
  /** The file it stands in, where that is another than the one that was asked for. */
  readonly file?: string
}

/** One member on the way to a value: a key or a position in a list. */
export type PathStep = string | number

/** The way from the top of a document to a place in it, such as `['routes', 0, 'when']`. */
export type PathSteps = readonly PathStep[]

/**
 * A policy's source as plain data, and where each part of it stands. An object has no places:
 * `locate` gives `undefined` for all of it.
 */
export interface Source {
  /** Maps, lists and scalars, bounded in depth and size. */
  readonly value: unknown
  /**
   * Finds the key, or its value, or a list item; the nearest part above it that exists where it
   * does not.
   */
  locate(path: PathSteps, part?: 'key' | 'value'): SourcePlace | undefined
}

/**
 * Reads the text of a document. Whoever needs the same text more than once, to find the files that
 * it names and then to compile it, hands in a reader that remembers what it read: parsing is most
 * of what loading a policy takes.
 */
export type SourceReader = (text: string) => Result<Source>

/**
 * What git leaves where two changes met (git-merge, "How conflicts are presented"). No line of a
 * policy looks like this, and YAML would read half of it as one of the two.
 */
const CONFLICT = /^<{7}(?= |\r?$)/m

/** How far right, in columns, an indicator may open a block, for the same reason. */
const FURTHEST_BLOCK = 200

/**
 * How many words and marks are parsed; the largest shipped policy has a fraction of it. It bounds
 * the time that a hostile text takes (`too_large`).
 */
const MOST_TOKENS = 60_000

/**
 * Reads the text of a policy, YAML 1.2 or JSON, into plain data with places.
 *
 * Bounded before it is parsed: 256 KB, 60,000 words and marks, 24 brackets deep, no anchors,
 * aliases or tags (a policy needs none, and a few lines of them expand to gigabytes). Duplicate
 * keys and second documents are refused.
 *
 * Codes: `too_large`, `too_deep`, `merge_conflict`, `anchor_not_allowed`, `alias_not_allowed`,
 * `tag_not_allowed`, `duplicate_key`, `invalid_name` for a key that is no word, and those of
 * `spellingFault`.
 */
export function readSource(text: string): Result<Source> {
  if (text.length > LARGEST_POLICY) return failAll([{ code: 'too_large', path: '' }])
  const conflict = CONFLICT.exec(text)
  if (conflict !== null) {
    const line = text.slice(0, conflict.index).split('\n').length
    return failAll([withPlace({ code: 'merge_conflict', path: '' }, { line, column: 1 })])
  }
  const lines = new LineCounter()
  const tokens = scan(text, lines)
  if (!tokens.ok) return tokens
  const [document, ...others] = compose(text, tokens.value)
  if (document === undefined) return failAll([{ code: 'invalid_yaml', path: '' }])
  const fault = spellingFault(text, [
    ...document.errors,
    ...others.slice(0, 1).map(secondDocument),
    ...document.warnings,
  ])
  const issues =
    fault === null ? [] : [withPlace({ code: fault.code, path: '' }, placeOf(lines, fault.at))]
  // Where the text is misspelt, a key may seem to be none only for that.
  const isTold = ({ code }: KeyFault): boolean => fault === null || code === 'duplicate_key'
  issues.push(
    ...checkKeys(document.contents)
      .filter(isTold)
      .slice(0, MOST_TOLD)
      .map(({ at, ...fault }) => withPlace({ ...fault, path: '' }, placeOf(lines, at))),
  )
  if (issues.length > 0) return failAll(issues)
  const locate: Source['locate'] = (path, part) => locateIn(document, lines, path, part)
  const value: unknown = document.toJS({ maxAliasCount: 0 })
  const bounded = boundValue(value)
  if (!bounded.ok) return bounded
  return ok({ value: bounded.value, locate })
}

/**
 * Makes a reader that parses each text once, however often it is asked for. It holds what it read
 * for as long as it is held itself, so it belongs to the loading of one policy.
 */
export function readEachOnce(): SourceReader {
  const known = new Map<string, Result<Source>>()
  return (text) => {
    const read = known.get(text) ?? readSource(text)
    known.set(text, read)
    return read
  }
}

/** Reads a policy that is an object, which has no places. */
export function readObject(source: unknown): Result<Source> {
  const bounded = boundValue(source)
  return bounded.ok ? ok({ value: bounded.value, locate: () => undefined }) : bounded
}

/**
 * Gives an issue its place in the text, where there is one. A file that the issue names already
 * stays.
 */
export const withPlace = (issue: Issue, place: SourcePlace | undefined): Issue =>
  place === undefined ? issue : { ...issue, ...place }

/**
 * Gives the tokens of a text, looked through before they are parsed, and notes where its lines begin.
 * That takes no stack, so hostile nesting never reaches the parser, which calls itself.
 *
 * The lexer marks what follows `CST.SCALAR` as text of a scalar; its letters are no indicators,
 * whatever they look like.
 */
function scan(text: string, lines: LineCounter): Result<readonly string[]> {
  const tokens: string[] = []
  const issues: Issue[] = []
  lines.addNewLine(0)
  let offset = 0
  let depth = 0
  let left = MOST_TOKENS
  let isText = false
  for (const token of new Lexer().lex(text)) {
    tokens.push(token)
    const type = (isText ? null : CST.tokenType(token)) ?? 'text'
    isText = token === CST.SCALAR
    left -= type === 'space' || type === 'newline' || type === 'comment' ? 0 : 1
    if (left < 0) return failAll([...issues, { code: 'too_large', path: '' }])
    const isMarker = token === CST.SCALAR || token === CST.DOCUMENT || token === CST.FLOW_END
    const code = REFUSED[type]
    if (code !== undefined) issues.push(withPlace({ code, path: '' }, placeOf(lines, offset)))
    depth += Object.hasOwn(OPENS, type) ? 1 : CLOSES.has(type) ? -1 : 0
    const isFar = depth === 0 && BLOCKS.has(type) && columnOf(lines, offset) > FURTHEST_BLOCK
    if (depth > DEEPEST_POLICY || isFar)
      return failAll([...issues, withPlace({ code: 'too_deep', path: '' }, placeOf(lines, offset))])
    if (issues.length >= MOST_TOLD) return failAll(issues)
    if (!isMarker) offset = moveBehind(lines, offset, token)
  }
  return issues.length > 0 ? failAll(issues) : ok(tokens)
}

/** Composes the documents of a text from its tokens: one, or with others that are refused. */
function compose(text: string, tokens: readonly string[]): readonly Document.Parsed[] {
  const parser = new Parser()
  const parsed = [...tokens.flatMap((token) => [...parser.next(token)]), ...parser.end()]
  const composer = new Composer({ uniqueKeys: false, prettyErrors: false })
  return [...composer.compose(parsed, true, text.length)]
}

/** Says of a second document that there is one, as the parser says what else is wrong. */
const secondDocument = ({ range }: Document.Parsed) => ({
  code: 'MULTIPLE_DOCS',
  message: '',
  pos: [range[0], range[1]] as const,
})

/** What is wrong with a key, and where it stands, in UTF-16 units from the start of the text. */
interface KeyFault {
  readonly code: 'duplicate_key' | 'invalid_name'
  /** The key, where it is a word. */
  readonly word?: string
  /** What to write instead, in plain words. */
  readonly form?: string
  readonly at: number
}

// As `{{ name }}: 1` is, which a template was to fill.
const NO_WORD = { code: 'invalid_name', form: 'a key that is one word' } as const

/**
 * Checks that every key is a word and stands once. The parser's own check (`uniqueKeys`, which is
 * off) compares every key with every other, so its time grows with the square of their number.
 */
function checkKeys(node: unknown): readonly KeyFault[] {
  if (isSeq(node)) return node.items.flatMap(checkKeys)
  if (!isMap(node)) return []
  const seen = new Set<string>()
  return node.items.flatMap(({ key, value }): readonly KeyFault[] => {
    const below = checkKeys(value)
    if (!isScalar(key))
      return [{ ...NO_WORD, at: (isNode(key) ? key : node).range?.[0] ?? 0 }, ...below]
    const name = String(key.value)
    const isTwin = seen.has(name)
    seen.add(name)
    return isTwin
      ? [{ code: 'duplicate_key', word: name.slice(0, 80), at: key.range?.[0] ?? 0 }, ...below]
      : below
  })
}

/** Moves behind a token, and notes where its lines begin. */
function moveBehind(lines: LineCounter, offset: number, token: string): number {
  for (let at = token.indexOf('\n'); at >= 0; at = token.indexOf('\n', at + 1)) {
    lines.addNewLine(offset + at + 1)
  }
  return offset + token.length
}

/**
 * Tokens that a policy needs none of. An alias of an alias of an alias can expand a few
 * lines to gigabytes.
 */
const REFUSED: Readonly<Record<string, string>> = {
  anchor: 'anchor_not_allowed',
  alias: 'alias_not_allowed',
  tag: 'tag_not_allowed',
}

/** Tokens that open a block. */
const BLOCKS = new Set(['seq-item-ind', 'explicit-key-ind', 'map-value-ind'])

/** Gives the column of an offset in the last line so far. */
const columnOf = (lines: LineCounter, offset: number): number =>
  offset - (lines.lineStarts.at(-1) ?? 0) + 1

/** Gives the line and column of an offset; `undefined` where the text has no such place. */
function placeOf(lines: LineCounter, offset: number): SourcePlace | undefined {
  const { line, col } = lines.linePos(offset)
  return line === 0 ? undefined : { line, column: col }
}

/**
 * Finds a place in the parsed document. Where a step leads nowhere, the nearest part above it is
 * given, so that something missing is reported where it is missing.
 */
function locateIn(
  document: Document.Parsed,
  lines: LineCounter,
  path: PathSteps,
  part: 'key' | 'value' = 'key',
): SourcePlace | undefined {
  let node: unknown = document.contents
  let offset = document.contents?.range[0] ?? 0
  for (const step of path) {
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === String(step))
      if (pair === undefined) break
      offset = isScalar(pair.key) ? (pair.key.range?.[0] ?? offset) : offset
      node = pair.value
    } else if (isSeq(node)) {
      const item = node.items[Number(step)]
      if (item === undefined) break
      node = item
      if (isMap(item) || isSeq(item) || isScalar(item)) offset = item.range?.[0] ?? offset
    } else break
  }
  if (part === 'value' && (isMap(node) || isSeq(node) || isScalar(node))) {
    offset = node.range?.[0] ?? offset
  }
  return placeOf(lines, offset)
}
