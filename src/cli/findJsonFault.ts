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
  // The brackets that are open, the innermost last: what closes must fit the last one.
  const open: ('{' | '[')[] = []
  let expected: Expected = 'value'
  let end = 0
  for (;;) {
    TOKEN.lastIndex = end
    const match = TOKEN.exec(text)
    // No token begins here, so the fault is the first character behind the white space.
    if (match === null) return skipSpace(text, end)
    const [whole, mark, literal] = match
    // White space before a token belongs to the match, and is not where the fault is.
    const start = end + whole.length - (mark ?? literal ?? '').length
    const next: Expected | null =
      mark === undefined ? afterLiteral(literal, expected, open) : afterMark(mark, expected, open)
    if (next === null) return start
    expected = next
    end += whole.length
  }
}

/** Tells whether a value may begin here. */
const isValueWanted = (expected: Expected): boolean =>
  expected === 'value' || expected === 'value or end'

/**
 * Says what follows a whole value: nothing at the top, else a comma or the end of what is
 * open.
 */
const afterValue = (open: readonly string[]): Expected =>
  open.length === 0 ? 'end of text' : 'comma or end'

/**
 * Says what follows a text, a number or a word; `null` where none may stand. A literal that
 * is `undefined` is the end of the text, which is a fault wherever this is asked.
 */
const afterLiteral = (
  literal: string | undefined,
  expected: Expected,
  open: readonly string[],
): Expected | null => {
  if (literal === undefined) return null
  if (isValueWanted(expected)) return afterValue(open)
  // The key of an object is a text: `{1: 2}` is no JSON.
  const isKey = expected === 'key' || expected === 'key or end'
  return isKey && literal.startsWith('"') ? 'colon' : null
}

/**
 * Says what follows a bracket, a colon or a comma, and keeps the list of open brackets;
 * `null` where the mark may not stand.
 */
const afterMark = (mark: string, expected: Expected, open: ('{' | '[')[]): Expected | null => {
  if (mark === '{' || mark === '[') {
    if (!isValueWanted(expected)) return null
    open.push(mark)
    return mark === '{' ? 'key or end' : 'value or end'
  }
  if (mark === ':') return expected === 'colon' ? 'value' : null
  if (mark === ',') {
    if (expected !== 'comma or end') return null
    // Behind a comma an end may not follow: `[1,]` is no JSON.
    return open.at(-1) === '{' ? 'key' : 'value'
  }
  const isEmpty = expected === (mark === '}' ? 'key or end' : 'value or end')
  if (open.at(-1) !== (mark === '}' ? '{' : '[')) return null
  if (!isEmpty && expected !== 'comma or end') return null
  open.pop()
  return afterValue(open)
}

/**
 * Gives the offset of the first character behind JSON's white space, or the length of the
 * text.
 */
const skipSpace = (text: string, from: number): number => {
  let at = from
  while (at < text.length && ' \t\r\n'.includes(text.charAt(at))) at += 1
  return at
}
