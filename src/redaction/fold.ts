import {
  type Classes,
  classify,
  IS_DIGIT,
  IS_FOLDED,
  IS_OPEN,
  IS_START,
  makeClasses,
  next,
} from './characters.js'

/**
 * Text made plain for matching, with the way back. `starts[i]` and `ends[i]` are the
 * bounds, in the original text, of what folded character `i` stands for; both are null when nothing had to be folded.
 */
export interface Plain {
  readonly text: string
  readonly starts: Int32Array | null
  readonly ends: Int32Array | null
}

/** Plain text with the class of each character, good until the next is folded. */
export interface Folded extends Plain {
  readonly classes: Classes
  /** Whether there is a character in or after which an identifier can begin. */
  readonly mayHold: boolean
}

// Zeros of the decimal digit blocks of Unicode (general category Nd), each followed by its nine sisters.
const ZEROS = [
  0x0660, 0x06f0, 0x07c0, 0x0966, 0x09e6, 0x0a66, 0x0ae6, 0x0b66, 0x0be6, 0x0c66, 0x0ce6, 0x0d66,
  0x0de6, 0x0e50, 0x0ed0, 0x0f20, 0x1040, 0x1090, 0x17e0, 0x1810, 0x1946, 0x19d0, 0x1a80, 0x1a90,
  0x1b50, 0x1bb0, 0x1c40, 0x1c50, 0xa620, 0xa8d0, 0xa900, 0xa9d0, 0xa9f0, 0xaa50, 0xabf0, 0x104a0,
  0x11066, 0x110f0, 0x11136, 0x111d0, 0x112f0, 0x11450, 0x114d0, 0x11650, 0x116c0, 0x11730, 0x118e0,
  0x11c50, 0x11d50, 0x16a60, 0x16b50, 0x1e140, 0x1e2f0, 0x1e950,
]
const ENTITY =
  /&(?:#\d{2,6}|#x[0-9a-f]{2,5}|nbsp|commat|period|hyphen|dash|ndash|shy|colon|sol|plus|lowbar|num|lpar|rpar);/iy
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
// Literals in functions, as properties of characters take long to load.
const isInvisible = (character: string): boolean => /^[\p{Cf}\p{M}]$/u.test(character)
const isSpace = (character: string): boolean => /^\p{Zs}$/u.test(character)
const isDash = (character: string): boolean => /^[\p{Pd}\u2212]$/u.test(character)

// `name [at] example (dot) com`.
const BRACKETED = /[ \t]{0,2}[[({<][ \t]?(at|dot)[ \t]?[\])}>][ \t]{0,2}/gi
const BRACKETED_HINT = /[[({<][ \t]?(?:at|dot)/i
// Nine or more digits, each apart from the next by one mark.
const SPACED = /(?<![\d.+-])(?<!\d )\d(?:[ ._-]{1,3}\d){8,39}(?!\d)/g
const SPACED_HINT = /\d[ ._-]{1,3}\d[ ._-]{1,3}\d[ ._-]{1,3}\d[ ._-]{1,3}\d/

// What was worked out before; begun anew when full, so that no text can fill it for good.
const KNOWN = new Map<string, string>()
const MOST_KNOWN = 16_384

function plainCharacter(character: string): string {
  const known = KNOWN.get(character)
  if (known !== undefined) return known
  if (KNOWN.size >= MOST_KNOWN) KNOWN.clear()
  const worked = workOut(character)
  KNOWN.set(character, worked)
  return worked
}

function workOut(character: string): string {
  const code = character.codePointAt(0) ?? 0
  if (code < 0x80) return character
  const zero = ZEROS.find((first) => code >= first && code <= first + 9)
  if (zero !== undefined) return String(code - zero)
  if (isSpace(character)) return ' '
  if (isDash(character)) return '-'
  const composed = character.normalize('NFKC')
  if (composed.length <= character.length && /^[\x20-\x7e]+$/.test(composed)) return composed
  return isInvisible(character) ? '' : character
}

function plainEntity(entity: string): string {
  const name = entity.slice(1, -1).toLowerCase()
  if (!name.startsWith('#')) return ENTITIES.get(name) ?? entity
  const code = name.startsWith('#x') ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1))
  return code >= 0x20 && code <= 0x10ffff ? plainCharacter(String.fromCodePoint(code)) : entity
}

const AMPERSAND = 38
const isHigh = (code: number): boolean => code >= 0xd800 && code <= 0xdbff
const isLow = (code: number): boolean => code >= 0xdc00 && code <= 0xdfff

/** Gives what may have to be folded at a place: an entity, or a character of one unit or two; else one unit. */
function suspectAt(text: string, index: number): string {
  const code = text.charCodeAt(index)
  if (code === AMPERSAND) {
    ENTITY.lastIndex = index
    return ENTITY.test(text) ? text.slice(index, ENTITY.lastIndex) : '&'
  }
  const isPair = isHigh(code) && index + 1 < text.length && isLow(text.charCodeAt(index + 1))
  return isPair ? text.slice(index, index + 2) : text.charAt(index)
}

/** Gives what stands for it. */
const plain = (found: string): string =>
  found.length > 2 ? plainEntity(found) : plainCharacter(found)

/** A text being written anew, never longer, with the way back to the text first given. */
interface Rewriting {
  readonly old: Plain
  readonly starts: Int32Array
  readonly ends: Int32Array
  written: string
  size: number
  /** How much of the old text was dealt with. */
  from: number
}

const rewrite = (old: Plain): Rewriting => ({
  old,
  starts: new Int32Array(old.text.length),
  ends: new Int32Array(old.text.length),
  written: '',
  size: 0,
  from: 0,
})

function copy(edit: Rewriting, to: number): void {
  const { old, starts, ends, from } = edit
  edit.written += old.text.slice(from, to)
  let { size } = edit
  for (let i = from; i < to; i += 1, size += 1) {
    starts[size] = old.starts === null ? i : (old.starts[i] ?? i)
    ends[size] = old.ends === null ? i + 1 : (old.ends[i] ?? i + 1)
  }
  edit.size = size
}

function put(edit: Rewriting, index: number, length: number, written: string): void {
  copy(edit, index)
  const { old, starts, ends, size } = edit
  const last = index + length - 1
  for (let i = size; i < size + written.length; i += 1) {
    starts[i] = old.starts?.[index] ?? index
    ends[i] = old.ends?.[last] ?? last + 1
  }
  edit.written += written
  edit.size = size + written.length
  edit.from = last + 1
}

function finish(edit: Rewriting): Plain {
  copy(edit, edit.old.text.length)
  return { text: edit.written, starts: edit.starts, ends: edit.ends }
}

function foldCharacters(old: Plain, classes: Classes): Plain {
  const { text } = old
  let edit: Rewriting | null = null
  let at = next(classes, 0, text.length, IS_FOLDED)
  while (at < text.length) {
    const found = suspectAt(text, at)
    const written = plain(found)
    if (written !== found) {
      edit ??= rewrite(old)
      put(edit, at, found.length, written)
    }
    at = next(classes, at + found.length, text.length, IS_FOLDED)
  }
  return edit === null ? old : finish(edit)
}

function replace(old: Plain, pattern: RegExp, write: (found: string) => string): Plain {
  let edit: Rewriting | null = null
  for (const { 0: found, index } of old.text.matchAll(pattern)) {
    edit ??= rewrite(old)
    put(edit, index, found.length, write(found))
  }
  return edit === null ? old : finish(edit)
}

/** What is done in turn, each where the text holds a character that calls for it. */
const STEPS: readonly {
  readonly bits: number
  readonly apply: (text: Plain, classes: Classes) => Plain
}[] = [
  { bits: IS_FOLDED, apply: foldCharacters },
  {
    bits: IS_OPEN,
    apply: (old) =>
      BRACKETED_HINT.test(old.text)
        ? replace(old, BRACKETED, (found) => (/at/i.test(found) ? '@' : '.'))
        : old,
  },
  {
    bits: IS_DIGIT,
    apply: (old) =>
      SPACED_HINT.test(old.text) ? replace(old, SPACED, (found) => found.replace(/\D/g, '')) : old,
  },
]

/**
 * Folds text for matching: digits of every script, wide and mathematical letters, unusual spaces and dashes,
 * invisible characters, HTML entities, `[at]` and `[dot]`, and digits typed one by one.
 *
 * Linear in the text. Plain text comes back as it is, without a map.
 */
export function fold(given: string): Folded {
  const classes = makeClasses(given.length)
  let all = classify(given, classes)
  let folded: Plain = { text: given, starts: null, ends: null }
  for (const { bits, apply } of STEPS) {
    if ((all & bits) === 0) continue
    const next = apply(folded, classes)
    if (next !== folded) all = classify(next.text, classes)
    folded = next
  }
  const { text, starts, ends } = folded
  return { text, classes, starts, ends, mayHold: (all & IS_START) !== 0 }
}
