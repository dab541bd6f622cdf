import fc from 'fast-check'

// Halves of a pair, which are no characters.
const HALVES = { from: 0xd800, count: 0x800 }

/**
 * Any character of Unicode, as a unit of strings. What fast-check calls `binary` are the same characters, but it lists all
 * million of them before the first string, at a second a worker.
 */
export const anyCharacter: fc.Arbitrary<string> = fc
  .nat({ max: 0x10ffff - HALVES.count })
  .map(characterAt, placeOf)

function characterAt(place: number): string {
  return String.fromCodePoint(place < HALVES.from ? place : place + HALVES.count)
}

function placeOf(character: unknown): number {
  const code = typeof character === 'string' ? (character.codePointAt(0) ?? 0) : 0
  const place = code < HALVES.from ? code : code - HALVES.count
  if (characterAt(place) !== character) throw new TypeError('not one character')
  return place
}
