// One token of JSON (RFC 8259), white space before it. Sticky: it matches where it is put, and nowhere later.
const TOKEN =
  /[ \t\r\n]*(?:([{}[\],:])|("(?:[ !#-[\]-\uffff]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)|$)/y

/** What may come next: inside an object a key and a colon stand before each value. */
type Expected =
  | 'value'
  | 'value or end'
  | 'key'
  | 'key or end'
  | 'colon'
  | 'comma or end'
  | 'end of text'

/**
 * Finds where text stops being JSON, as an offset in UTF-16 units: the first token that may not stand where it stands.
 * Only asked about text that `JSON.parse` has refused, whose own message quotes what it read.
 */
export function findJsonFault(text: string): number {
  const open: ('{' | '[')[] = []
  let expected: Expected = 'value'
  let end = 0
  for (;;) {
    TOKEN.lastIndex = end
    const match = TOKEN.exec(text)
    if (match === null) return skipSpace(text, end)
    const [whole, mark, literal] = match
    const start = end + whole.length - (mark ?? literal ?? '').length
    const next: Expected | null =
      mark === undefined ? afterLiteral(literal, expected, open) : afterMark(mark, expected, open)
    if (next === null) return start
    expected = next
    end += whole.length
  }
}

const isValueWanted = (expected: Expected): boolean =>
  expected === 'value' || expected === 'value or end'

const afterValue = (open: readonly string[]): Expected =>
  open.length === 0 ? 'end of text' : 'comma or end'

const afterLiteral = (
  literal: string | undefined,
  expected: Expected,
  open: readonly string[],
): Expected | null => {
  if (literal === undefined) return null
  if (isValueWanted(expected)) return afterValue(open)
  const isKey = expected === 'key' || expected === 'key or end'
  return isKey && literal.startsWith('"') ? 'colon' : null
}

const afterMark = (mark: string, expected: Expected, open: ('{' | '[')[]): Expected | null => {
  if (mark === '{' || mark === '[') {
    if (!isValueWanted(expected)) return null
    open.push(mark)
    return mark === '{' ? 'key or end' : 'value or end'
  }
  if (mark === ':') return expected === 'colon' ? 'value' : null
  if (mark === ',') {
    if (expected !== 'comma or end') return null
    return open.at(-1) === '{' ? 'key' : 'value'
  }
  const isEmpty = expected === (mark === '}' ? 'key or end' : 'value or end')
  if (open.at(-1) !== (mark === '}' ? '{' : '[')) return null
  if (!isEmpty && expected !== 'comma or end') return null
  open.pop()
  return afterValue(open)
}

const skipSpace = (text: string, from: number): number => {
  let at = from
  while (at < text.length && ' \t\r\n'.includes(text.charAt(at))) at += 1
  return at
}
