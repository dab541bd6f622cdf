/**
 * Tells whether JSON text holds a number that reading and writing it would change, such as an id of
 * 20 digits: `{"id": 12345678901234567890}` comes back as `12345678901234567000`.
 *
 * Looked for in the text, since a parsed number no longer knows what it was.
 */
export function holdsInexactNumber(json: string): boolean {
  let at = 0
  while (at < json.length) {
    const character = json[at] ?? ''
    if (character === '"') at = skipText(json, at + 1)
    else if (isNumeral(character)) {
      const from = at
      while (at < json.length && isNumeral(json[at] ?? '')) at += 1
      if (!isExact(json.slice(from, at))) return true
    } else at += 1
  }
  return false
}

/** Gives the place behind a text that begins before `from`. */
function skipText(json: string, from: number): number {
  let at = from
  while (at < json.length && json[at] !== '"') at += json[at] === '\\' ? 2 : 1
  return at + 1
}

// The parts of a JSON number (RFC 8259 §6).
const isNumeral = (character: string): boolean => '0123456789+-.eE'.includes(character)

// Fifteen significant digits always survive a double; more do only if it prints them back.
function isExact(token: string): boolean {
  // The `e` of `true` and `false` stands alone.
  if (!/\d/.test(token)) return true
  const value = Number(token)
  if (!Number.isFinite(value)) return false
  const digits = token
    .replace(/[eE].*$/, '')
    .replace(/\D/g, '')
    .replace(/^0+/, '')
  return digits.length <= 15 || String(value) === token
}
