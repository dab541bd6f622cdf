import { parseJson } from './readField.js'
import { writeJson } from './writeJson.js'

// Attributes of a message hold a handful of values; each is looked through on its own.
const MOST = 1_000

// RFC 8259 §7. Replaced in the text too, for of two keys of one name a parser keeps one, and
// another reader the other.
const ESCAPES = /\\u([0-9A-Fa-f]{4})/g

/**
 * Lists what JSON text says to whoever parses it: the whole with nothing escaped, then every key,
 * string and number. A string that is JSON itself is read in turn, and a list also as one text.
 * `null` for what is no JSON, or holds more than can be looked through.
 *
 * `{"a": ["4111", "1111"]}` -> among others `a`, `4111`, `1111`, `4111 1111` and `41111111`.
 */
export function textsIn(json: string): readonly string[] | null {
  const value = parseJson(json)
  if (value === undefined) return null
  const whole = writeJson(() => value)
  if (whole === null) return null
  const texts = [
    json,
    json.replace(ESCAPES, (_, hex) => String.fromCharCode(parseInt(hex, 16))),
    whole,
  ]
  const left: unknown[] = [value]
  while (left.length > 0) {
    if (texts.length + left.length > MOST) return null
    const next = left.pop()
    if (typeof next === 'string') {
      texts.push(next)
      const inner = parseJson(next)
      if (typeof inner === 'object' || typeof inner === 'string') left.push(inner)
    } else if (typeof next === 'number') {
      texts.push(String(next))
    } else if (typeof next === 'object' && next !== null) {
      texts.push(...Object.keys(next), ...joinedIn(next))
      left.push(...Object.values(next))
    }
  }
  return texts
}

/**
 * Gives what a list says when it is read on from one of its parts to the next, as `["4111",
 * "1111"]` is.
 */
function joinedIn(value: object): readonly string[] {
  if (!Array.isArray(value)) return []
  const parts = value.filter((part) => typeof part === 'string' || typeof part === 'number')
  return parts.length < 2 ? [] : [parts.join(' '), parts.join('')]
}
