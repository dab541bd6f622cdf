import {
  type CharacterClasses,
  classAt,
  findFolded,
  IS_DIGIT,
  IS_FOLDED,
  IS_LETTER,
  IS_OPEN,
  UNSPACED,
} from './characters.js'
import { eastDatesIn, mayHoldEastDate } from './eastDates.js'
import { eastNumbersIn, mayHoldEastNumber } from './eastNumbers.js'
import { lookalikesIn } from './lookalikes.js'
import { type Outline, type Outliner, outlinerOf } from './outline.js'
import { lengthAt, plainAt } from './plainCharacter.js'
import { finish, type MappedText, put, type Rewriting, rewrite } from './rewriting.js'
import { type Replacement, replacementsIn } from './spoken.js'
import { spreadCardsIn } from './spreadCards.js'

/** Plain text with the class of each character, good until the next is folded. */
export interface FoldedText extends MappedText {
  readonly classes: CharacterClasses
  readonly outline: Outline
  /** What walked the text, to walk it again once more of it is mended. */
  readonly outliner: Outliner
  /** Whether there is a character in or after which an identifier can begin. */
  readonly mayHold: boolean
}

// `name [at] example (dot) com`.
const BRACKETED = /[ \t]{0,2}[[({<][ \t]?(at|dot)[ \t]?[\])}>][ \t]{0,2}/gi

// A pattern with a mark of any width before it is slow to fail; a hint tells most texts apart at
// once.
const BRACKETED_HINT = /[[({<][ \t]?(?:at|dot)/i
// A line break of HTML.
const BREAK = /[ \t]{0,2}<br ?\/?>[ \t]{0,2}/gi
// Nine or more digits, each apart from the next by one mark.
const SPACED = /(?<![\d.+-])(?<!\d )\d(?:[ ._-]{1,3}\d){8,39}(?!\d)/g
// A code that is dictated so has three digits or more, and nothing but spaces between: `cvv 4 8 2`.
const SPACED_CODE = /(?<![\d.,:/+$€£-])(?<!\d )\d(?: \d){2,7}(?![\d.,:/%$€£-])(?! \d)/g

/** Tells whether so many digits in a row stand apart, each so many places after the last at most. */
function hasSpaced(
  { anchors, anchorCount, classes }: Outline,
  { digits, apart }: Readonly<Record<'digits' | 'apart', number>>,
): boolean {
  let spaced = 1
  let last = 0
  for (let i = 0; i < anchorCount && spaced < digits; i += 1) {
    const at = anchors[i] ?? 0
    if ((classAt(classes, at) & IS_DIGIT) === 0) continue
    spaced = at - last > 1 && at - last <= apart ? spaced + 1 : 1
    last = at
  }
  return spaced === digits
}
const SPACED_HINT = { digits: 5, apart: 4 }
const SPACED_CODE_HINT = { digits: 3, apart: 2 }

// A line that a mail was quoted with, and quoted again: `> > `.
const QUOTED = /\n[ \t]{0,2}(?:>[ \t]?){1,8}/g
// Escapes stand between quotes: elsewhere a backslash is one, as in a path or a password.
const QUOTES = /"|[{[:,=(] ?'/
const BACKSLASH = 92

// A key of JSON as programs write it, `"dateOfBirth":`, whose words are read apart.
const KEY = /"[a-z]{1,24}(?:[A-Z][a-zA-Z]{1,24}){1,6}"[ \t]?:/g
const KEY_HINT = /[a-z][A-Z][a-zA-Z]{1,60}"[ \t]?:/

/**
 * Writes the words of a key apart, the last of them where all take more room than the key, its
 * quotes and its colon.
 */
function writeKey(found: string): string {
  const words = found.slice(1, found.lastIndexOf('"')).split(/(?<=[a-z])(?=[A-Z])/)
  while (words.join(' ').length > found.length) words.shift()
  const written = words.join(' ')
  return written.length < found.length ? `${written}:` : written
}

/**
 * Writes each character, entity and escape as what a reader takes it for; gives the same text back
 * where nothing changes.
 */
function foldCharacters(old: MappedText, classes: CharacterClasses): MappedText {
  const { text } = old
  let edit: Rewriting | null = null
  let at = findFolded(classes, 0, text.length)
  if (at === text.length) return old
  const mayEscape = QUOTES.test(text)
  while (at < text.length) {
    const length = !mayEscape && text.charCodeAt(at) === BACKSLASH ? 1 : lengthAt(text, at)
    const written = plainAt(text, at, length)
    if (written.length !== length || !text.startsWith(written, at)) {
      edit ??= rewrite(old)
      put(edit, at, length, written)
    }
    at = findFolded(classes, at + length, text.length)
  }
  return edit === null ? old : finish(edit)
}

/**
 * Writes something else for each place that a pattern finds, and keeps the way back to the text as
 * it was given.
 */
function replace(old: MappedText, pattern: RegExp, write: (found: string) => string): MappedText {
  let edit: Rewriting | null = null
  for (const { 0: found, index } of old.text.matchAll(pattern)) {
    edit ??= rewrite(old)
    put(edit, index, found.length, write(found))
  }
  return edit === null ? old : finish(edit)
}

/** Writes what was meant for each part that is replaced; of two that overlap the first counts. */
function mend(old: MappedText, replacements: readonly Replacement[]): MappedText {
  if (replacements.length === 0) return old
  const edit = rewrite(old)
  for (const { index, length, written } of replacements)
    if (index >= edit.from) put(edit, index, length, written)
  return finish(edit)
}

/**
 * What is done in turn, each where the text holds a character that calls for it. The order counts:
 * characters first, so that all later patterns need know ASCII alone; digits typed one by one last,
 * when all marks between are plain.
 */
const STEPS: readonly {
  readonly bits: number
  readonly apply: (text: MappedText, outline: Outline) => MappedText
}[] = [
  { bits: IS_FOLDED, apply: (old, { classes }) => foldCharacters(old, classes) },
  {
    bits: IS_OPEN,
    apply: (old) =>
      BRACKETED_HINT.test(old.text)
        ? replace(old, BRACKETED, (found) => (/at/i.test(found) ? '@' : '.'))
        : old,
  },
  {
    bits: IS_OPEN,
    apply: (old) => (old.text.includes('<') ? replace(old, BREAK, () => '\n') : old),
  },
  {
    bits: IS_OPEN,
    apply: (old) =>
      old.text.includes('"') && KEY_HINT.test(old.text) ? replace(old, KEY, writeKey) : old,
  },
  {
    bits: IS_OPEN,
    apply: (old) => (old.text.includes('>') ? replace(old, QUOTED, () => '\n') : old),
  },
  { bits: IS_LETTER, apply: (old, { classes }) => mend(old, replacementsIn(old.text, classes)) },
  {
    bits: UNSPACED,
    apply: (old) => (mayHoldEastDate(old.text) ? mend(old, eastDatesIn(old.text)) : old),
  },
  {
    bits: UNSPACED,
    apply: (old) => (mayHoldEastNumber(old.text) ? mend(old, eastNumbersIn(old.text)) : old),
  },
  { bits: IS_DIGIT, apply: (old, outline) => mend(old, lookalikesIn(old.text, outline)) },
  { bits: IS_DIGIT, apply: (old, outline) => mend(old, spreadCardsIn(old.text, outline)) },
  {
    bits: IS_DIGIT,
    apply: (old, outline) =>
      hasSpaced(outline, SPACED_HINT)
        ? replace(old, SPACED, (found) => found.replace(/\D/g, ''))
        : old,
  },
  {
    bits: IS_DIGIT,
    apply: (old, outline) =>
      hasSpaced(outline, SPACED_CODE_HINT)
        ? replace(old, SPACED_CODE, (found) => found.replaceAll(' ', ''))
        : old,
  },
]

/**
 * Folds text for matching: digits of every script, wide and mathematical letters, unusual spaces
 * and dashes, invisible characters, HTML entities and line breaks, the escapes and the keys of
 * JSON, the marks of quoted mail, `[at]` and `[dot]`, spaces and commas in e-mail addresses, and
 * digits typed one by one.
 *
 * `ada [at] example [dot] com` becomes `ada@example.com`, `４１１１` becomes `4111`, and `4 1 1 1 1 1 1
 * 1 1` becomes `411111111`. Nothing ever becomes longer, and each character knows what it stands
 * for in the text as given.
 *
 * Linear in the text. Plain text comes back as it is, without a map.
 */
export function fold(given: string): FoldedText {
  const outliner = outlinerOf(given.length)
  let outline = outliner(given)
  let folded: MappedText = { text: given, starts: null, ends: null }
  for (const { bits, apply } of STEPS) {
    if ((outline.all & bits) === 0) continue
    const next = apply(folded, outline)
    if (next !== folded) outline = outliner(next.text)
    folded = next
  }
  return toFolded(folded, outline, outliner)
}

const toFolded = (
  { text, starts, ends }: MappedText,
  outline: Outline,
  outliner: Outliner,
): FoldedText => ({
  text,
  classes: outline.classes,
  outline,
  outliner,
  starts,
  ends,
  mayHold: outline.anchorCount > 0,
})

/** Gives folded text with more of it replaced, and the outline of what it is then. */
export function mendFolded(old: FoldedText, replacements: readonly Replacement[]): FoldedText {
  const next = mend(old, replacements)
  return toFolded(next, old.outliner(next.text), old.outliner)
}
