// Keys, all other texts, and what opens or closes around them (RFC 8259).
const TOKENS = /("(?:[^"\\]|\\.)*")\s*:|"(?:[^"\\]|\\.)*"|[[\]{}]/g

/**
 * Tells whether an object anywhere in JSON text has one key twice, in whatever escape. A parser
 * keeps the last of them and another reader the first, so each sees another message (CWE-235): a
 * flow that puts a customer's words into JSON by hand lets them write a key of ours behind ours.
 *
 * `{"from": "Eve", "fr\u006fm": "Ada"}` -> `true`
 */
export function hasKeyTwice(json: string): boolean {
  const open: Set<unknown>[] = []
  for (const [token, key] of json.matchAll(TOKENS)) {
    if (key !== undefined) {
      const keys = open.at(-1)
      const name: unknown = JSON.parse(key)
      if (keys?.has(name)) return true
      keys?.add(name)
    } else if (token === '{' || token === '[') open.push(new Set())
    else if (token === '}' || token === ']') open.pop()
  }
  return false
}
