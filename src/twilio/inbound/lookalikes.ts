/**
 * Letters of other scripts that look like a Latin letter, after compatibility decomposition. Not
 * complete (Unicode TR39 lists thousands): those that spell the English words for staff.
 */
const LOOKALIKES: Readonly<Record<string, string>> = {
  a: 'аαɑᴀ',
  b: 'ьвβʙƅ',
  c: 'сϲᴄҫ',
  d: 'ԁɗᴅ',
  e: 'еєεҽᴇ',
  f: 'ғϝꜰƒ',
  g: 'ɡԍցɢ',
  h: 'һнհʜ',
  i: 'іιıɪӏ',
  j: 'јϳᴊ',
  k: 'кκᴋ',
  l: 'ʟⅼ',
  m: 'мᴍ',
  n: 'пηոɴ',
  o: 'оοօᴏ',
  p: 'рρᴘ',
  q: 'ԛգ',
  r: 'гʀᴦ',
  s: 'ѕꜱ',
  t: 'тτᴛ',
  u: 'υսᴜ',
  v: 'ѵνᴠ',
  w: 'ԝѡωᴡ',
  x: 'хχ',
  y: 'уүγʏ',
  z: 'ᴢʐ',
}

/** Digits and signs written for letters, where letters stand beside them. */
const WRITTEN_FOR: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '8': 'b',
  '@': 'a',
  $: 's',
  '!': 'i',
  '|': 'i',
}

/** By look-alike, the Latin letter it is taken for. */
const LATIN: ReadonlyMap<string, string> = new Map(
  Object.entries(LOOKALIKES).flatMap(([latin, others]) =>
    [...others].map((other) => [other, latin] as const),
  ),
)

// Letters in black circles, black squares and flags: each 26 letters from A (Unicode Enclosed
// Alphanumeric Supplement).
const ENCLOSED = [0x1f150, 0x1f170, 0x1f1e6]
// Marks that were combined, and what takes no space: format characters, Hangul and Braille blanks.
const INVISIBLE = /[\p{M}\p{Cf}\p{Cs}\u115f\u1160\u2800\u3164\uffa0]/gu

/**
 * Folds text to what a reader takes it for: Latin letters in lower case, plain digits, plain signs.
 * `аdmіn` with a Cyrillic а and і -> `admin`, and `４１５` in full width -> `415`.
 */
export const foldLookalikes = (text: string): string =>
  [...text.normalize('NFKD').replaceAll(INVISIBLE, '').toLowerCase()].map(foldCharacter).join('')

/** Reads digits and signs as the letters they stand in for, as in `4dm1n`. */
export const readWrittenFor = (folded: string): string =>
  [...folded].map((character) => WRITTEN_FOR[character] ?? character).join('')

/** Folds one character; what looks like nothing Latin stays as it is. */
function foldCharacter(character: string): string {
  const code = character.codePointAt(0) ?? 0
  if (code < 0x80) return character
  const first = ENCLOSED.find((start) => code >= start && code < start + 26)
  if (first !== undefined) return String.fromCharCode(0x61 + code - first)
  // Which digit it is does not matter here, only that a reader sees one.
  return LATIN.get(character) ?? (/\p{Nd}/u.test(character) ? '0' : character)
}
