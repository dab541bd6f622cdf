/**
 * Tells whether an object anywhere in valid JSON has one key twice, in whatever escape. A parser
 * keeps the last of them and another reader the first, so each sees another message (CWE-235): a
 * flow that puts a customer's words into JSON by hand lets them write a key of ours behind ours.
 *
 * `{"from": "Eve", "fr\u006fm": "Ada"}` -> `true`
 */
export function hasKeyTwice(json: string): boolean {
  const open: Set<unknown>[] = []
  for (let at = 0; at < json.length; at += 1) {
    const character = json[at]
    if (character === '{' || character === '[') open.push(new Set())
    else if (character === '}' || character === ']') open.pop()
    else if (character === '"') {
      const end = endOfText(json, at)
      if (isKey(json, end)) {
        const keys = open.at(-1)
        const name: unknown = JSON.parse(json.slice(at, end))
        if (keys?.has(name)) return true
        keys?.add(name)
      }
      at = end - 1
    }
  }
  return false
}

/** Gives the place behind the quotation mark that ends a text (RFC 8259, section 7). */
function endOfText(json: string, start: number): number {
  let at = start + 1
  while (at < json.length && json[at] !== '"') at += json[at] === '\\' ? 2 : 1
  return at + 1
}

/** Tells whether a colon comes next, which makes the text before it a key. */
function isKey(json: string, end: number): boolean {
  let at = end
  while (WHITE.has(json[at] ?? '')) at += 1
  return json[at] === ':'
}

const WHITE: ReadonlySet<string> = new Set([' ', '\t', '\n', '\r'])
