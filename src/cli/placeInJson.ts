import type { Issue } from '../model/index.js'

// One token of JSON. The text was parsed before, so it is known to be JSON and the pattern
// need not tell right from wrong.
const TOKEN = /[{}[\]:,]|"(?:[^"\\]|\\.)*"|[^\s{}[\]:,"]+/g

/**
 * Gives issues of a JSON document the line and column of what they speak of, found by their JSON pointers. An issue that
 * already has a place within a text, such as a fault in an expression, gets that place in the file. What cannot be
 * found, as in a document within a text, keeps its pointer alone.
 */
export function placeInJson(text: string, issues: readonly Issue[]): readonly Issue[] {
  if (issues.length === 0) return issues
  const starts = findValues(text, new Set(issues.map(({ path }) => path)))
  return issues.map((issue) => {
    const { line, column, ...rest } = issue
    const start = starts.get(issue.path)
    if (start === undefined) return rest
    const within = line === undefined ? 0 : skipInto(text, start, line, column ?? 1)
    const before = text.slice(0, start + within).split('\n')
    return { ...rest, line: before.length, column: (before.at(-1)?.length ?? 0) + 1 }
  })
}

/** An object or list that is open at some point of the text: its pointer, and the member that comes next. */
interface OpenContainer {
  /** The JSON pointer of the container itself (RFC 6901). */
  readonly at: string
  /** The key that was read last, in an object. */
  key: string
  /** How many commas were read, and so the index of the next member, in a list. */
  count: number
  readonly isList: boolean
}

/**
 * Walks the text once and gives the offset at which each wanted value begins, by its JSON
 * pointer.
 */
function findValues(text: string, wanted: ReadonlySet<string>): ReadonlyMap<string, number> {
  const found = new Map<string, number>()
  const open: OpenContainer[] = []
  let isKey = false
  for (const match of text.matchAll(TOKEN)) {
    const [token] = match
    const top = open.at(-1)
    if (token === ':') isKey = false
    else if (token === ',') {
      if (top !== undefined) top.count += 1
      isKey = top?.isList === false
    } else if (token === '}' || token === ']') open.pop()
    else if (isKey && top !== undefined) top.key = keyOf(token)
    else {
      // The pointer of the value that begins here: `/filters/3/expression`.
      const at = top === undefined ? '' : `${top.at}/${top.isList ? top.count : inPointer(top.key)}`
      if (wanted.has(at)) found.set(at, match.index)
      if (token === '{' || token === '[') {
        open.push({ at, key: '', count: 0, isList: token === '[' })
        isKey = token === '{'
      }
    }
    if (token === '}' || token === ']') isKey = false
  }
  return found
}

/** Takes the quotes and the escapes off a key; an empty name where it is no text. */
const keyOf = (token: string): string => {
  try {
    return String(JSON.parse(token))
  } catch {
    return ''
  }
}

/** Writes a key as a part of a pointer (RFC 6901, section 3): `a/b` -> `a~1b`. */
const inPointer = (key: string): string => key.replaceAll('~', '~0').replaceAll('/', '~1')

// An expression of a workflow is a text in JSON, and its parser counts lines and columns in
// what the text says. Gives how far into the quoted text, its escapes included, that place
// stands: the quote itself takes one character, and `\n` takes two that say one.
function skipInto(text: string, start: number, line: number, column: number): number {
  let [lineNow, columnNow, at] = [1, 1, start + 1]
  while (at < text.length && (lineNow < line || (lineNow === line && columnNow < column))) {
    const [whole = '"', escaped] =
      /^\\(u[0-9a-fA-F]{4}|.)|^[^"]/s.exec(text.slice(at, at + 6)) ?? []
    if (whole === '"') break
    at += whole.length
    columnNow += 1
    if (escaped === 'n') [lineNow, columnNow] = [lineNow + 1, 1]
  }
  return at - start
}
