/**
 * Text made plain for matching, with the way back. `starts[i]` and `ends[i]` are the bounds, in the original text,
 * of what folded character `i` stands for; both are null when nothing had to be folded.
 */
export interface Folded {
  readonly text: string
  readonly starts: Int32Array | null
  readonly ends: Int32Array | null
}

// Zeros of the decimal digit blocks of Unicode (general category Nd), each followed by its nine sisters.
const ZEROS = [
  0x0660, 0x06f0, 0x07c0, 0x0966, 0x09e6, 0x0a66, 0x0ae6, 0x0b66, 0x0be6, 0x0c66, 0x0ce6, 0x0d66,
  0x0de6, 0x0e50, 0x0ed0, 0x0f20, 0x1040, 0x1090, 0x17e0, 0x1810, 0x1946, 0x19d0, 0x1a80, 0x1a90,
  0x1b50, 0x1bb0, 0x1c40, 0x1c50, 0xa620, 0xa8d0, 0xa900, 0xa9d0, 0xa9f0, 0xaa50, 0xabf0, 0x104a0,
  0x11066, 0x110f0, 0x11136, 0x111d0, 0x112f0, 0x11450, 0x114d0, 0x11650, 0x116c0, 0x11730, 0x118e0,
  0x11c50, 0x11d50, 0x16a60, 0x16b50, 0x1e140, 0x1e2f0, 0x1e950,
]
const DIGITS: ReadonlyMap<number, string> = new Map(
  ZEROS.flatMap((zero) =>
    Array.from('0123456789', (digit, value) => [zero + value, digit] as const),
  ),
)

// What may have to be folded, because a reader takes it for an ASCII character or does not see it: digits of other
// scripts, wide and mathematical forms, spaces, dashes, invisible characters, and HTML entities. Not the letters of
// living alphabets, curly quotes, ellipses and most emoji.
const RANGES =
  '\\u0080-\\u00bf\\u02b0-\\u036f\\u0483-\\u0489\\u0600-\\u1dff\\u2000-\\u2017\\u2020-\\u2025\\u2027-\\u2fff\\u3000\\u30fb\\ua000-\\uabff\\ufb00-\\uffef'
const PAIRS = '\\ud800-\\ud83b\\ud83f-\\udbff'
// Most text holds none of these, which takes a fraction of the time to tell.
const UNUSUAL = /[&\u0080-\uffff]/
const SUSPECT = new RegExp(`[${RANGES}${PAIRS}]|&[#A-Za-z]`)
const FOLDABLE = new RegExp(
  `[${RANGES}]|[${PAIRS}][\\udc00-\\udfff]|&(?:#\\d{2,6}|#x[0-9a-f]{2,5}|nbsp|commat|period|hyphen|dash|ndash|shy|colon|sol|plus|lowbar|num|lpar|rpar);`,
  'gi',
)
const ENTITIES: ReadonlyMap<string, string> = new Map([
  ['nbsp', ' '],
  ['commat', '@'],
  ['period', '.'],
  ['hyphen', '-'],
  ['dash', '-'],
  ['ndash', '-'],
  ['shy', ''],
  ['colon', ':'],
  ['sol', '/'],
  ['plus', '+'],
  ['lowbar', '_'],
  ['num', '#'],
  ['lpar', '('],
  ['rpar', ')'],
])
const INVISIBLE = /^[\p{Cf}\p{M}]$/u
const SPACE = /^\p{Zs}$/u
const DASH = /^[\p{Pd}\u2212]$/u

// `name [at] example (dot) com`.
const BRACKETED = /[ \t]{0,2}[[({<][ \t]?(at|dot)[ \t]?[\])}>][ \t]{0,2}/gi
// Nine or more digits, each apart from the next by one mark.
const SPACED = /(?<![\d.+-])(?<!\d )\d(?:[ ._-]{1,3}\d){8,39}(?!\d)/g
const SPACED_HINT = /\d[ ._-]{1,3}\d[ ._-]{1,3}\d[ ._-]{1,3}\d[ ._-]{1,3}\d/

// What was worked out before, of characters of one unit: at most 65,536.
const KNOWN = new Map<string, string>()

function plainCharacter(character: string): string {
  const known = KNOWN.get(character)
  if (known !== undefined) return known
  const worked = workOut(character)
  if (character.length === 1) KNOWN.set(character, worked)
  return worked
}

function workOut(character: string): string {
  const code = character.codePointAt(0) ?? 0
  if (code < 0x80) return character
  const digit = DIGITS.get(code)
  if (digit !== undefined) return digit
  if (SPACE.test(character)) return ' '
  if (DASH.test(character)) return '-'
  const composed = character.normalize('NFKC')
  if (composed.length <= character.length && /^[\x20-\x7e]+$/.test(composed)) return composed
  return INVISIBLE.test(character) ? '' : character
}

function plain(found: string): string {
  if (!found.startsWith('&')) return plainCharacter(found)
  const name = found.slice(1, -1).toLowerCase()
  if (!name.startsWith('#')) return ENTITIES.get(name) ?? found
  const code = name.startsWith('#x') ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1))
  return code >= 0x20 && code <= 0x10ffff ? plainCharacter(String.fromCodePoint(code)) : found
}

/** Replaces what a pattern finds, never by something longer, and keeps the way back to the text first given. */
function replace(folded: Folded, pattern: RegExp, write: (found: string) => string): Folded {
  const { text, starts: oldStarts, ends: oldEnds } = folded
  const starts = new Int32Array(text.length)
  const ends = new Int32Array(text.length)
  let written = ''
  let from = 0
  let size = 0
  const copy = (to: number): void => {
    written += text.slice(from, to)
    for (let i = from; i < to; i += 1, size += 1) {
      starts[size] = oldStarts === null ? i : (oldStarts[i] ?? i)
      ends[size] = oldEnds === null ? i + 1 : (oldEnds[i] ?? i + 1)
    }
  }
  for (const { 0: found, index } of text.matchAll(pattern)) {
    const plainText = write(found)
    if (plainText === found) continue
    copy(index)
    const last = index + found.length - 1
    starts.fill(oldStarts?.[index] ?? index, size, size + plainText.length)
    ends.fill(oldEnds?.[last] ?? last + 1, size, size + plainText.length)
    size += plainText.length
    written += plainText
    from = last + 1
  }
  if (from === 0) return folded
  copy(text.length)
  return { text: written, starts, ends }
}

/**
 * Folds text for matching: digits of every script, wide and mathematical letters, unusual spaces and dashes,
 * invisible characters, HTML entities, `[at]` and `[dot]`, and digits typed one by one.
 *
 * Linear in the text. Plain text comes back as it is, without a map.
 */
export function fold(text: string): Folded {
  let folded: Folded = { text, starts: null, ends: null }
  if (UNUSUAL.test(text) && SUSPECT.test(text)) folded = replace(folded, FOLDABLE, plain)
  if (/[[({<][ \t]?(?:at|dot)/i.test(folded.text)) {
    folded = replace(folded, BRACKETED, (found) => (/at/i.test(found) ? '@' : '.'))
  }
  return SPACED_HINT.test(folded.text)
    ? replace(folded, SPACED, (found) => found.replace(/\D/g, ''))
    : folded
}
