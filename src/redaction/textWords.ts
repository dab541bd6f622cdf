import { type CharacterClasses, classAt, IS_DIGIT, LETTER_OF } from './characters.js'
import type { MappedText } from './rewriting.js'

/**
 * Letters alone make a word here: a hyphen parts two, so that `twenty-one` is read as `twenty one`.
 */
const isLetter = (classes: CharacterClasses, at: number): boolean =>
  (classAt(classes, at) & LETTER_OF) !== 0

const isDigit = (classes: CharacterClasses, at: number): boolean =>
  at >= 0 && (classAt(classes, at) & IS_DIGIT) !== 0

/** One word of a run, or the mark that stands for one, and where it stands. */
export interface TextWord {
  readonly start: number
  readonly end: number
  readonly word: string
}

/** A text that numbers are said in, with the way back to how it was typed. */
export interface SpokenText extends MappedText {
  readonly classes: CharacterClasses
}

// The longest name of a year, `neunzehnhundertsiebenundsiebzig`, has 31 letters.
const LONGEST_WORD = 34
// Space, comma, full stop, line feed, hyphen.
const isSeparator = (code: number): boolean =>
  code === 32 || code === 44 || code === 46 || code === 10 || code === 45

/**
 * Reads the word that begins at a place; longer than any name of a number it is cut, and so none.
 */
export function wordAt(text: string, classes: CharacterClasses, from: number): TextWord {
  let end = from
  while (end < text.length && end - from <= LONGEST_WORD && isLetter(classes, end)) end += 1
  return { start: from, end, word: text.slice(from, end).toLowerCase() }
}

/**
 * Gives where the mark between two words ends, a space, a comma, a stop, a hyphen or a line's end,
 * or 0 for any other.
 */
export function separatorEnd(text: string, from: number): number {
  let at = from
  while (at - from < 3 && at < text.length && isSeparator(text.charCodeAt(at))) at += 1
  return at > from && at - from < 3 ? at : 0
}

/** Reads the word before a place, where nothing but such a mark parts them. */
export function previous(text: string, classes: CharacterClasses, start: number): TextWord | null {
  let end = start
  while (start - end < 3 && end > 0 && isSeparator(text.charCodeAt(end - 1))) end -= 1
  if (end === start || start - end > 2) return null
  let from = end
  while (from > 0 && end - from <= LONGEST_WORD && isLetter(classes, from - 1)) from -= 1
  return from === end ? null : wordAt(text, classes, from)
}

// `four 1 one 1`: programs that write down what is said put some digits as digits.
const DIGITS_BEFORE = /(?<=^|[\s,])(\d{1,8})[ ,\n]{1,2}$/
const DIGITS_BEHIND = /^\d{1,8}(?![^\s,.]|\.\d|[ -]?[%$€£¥])/
const DIGITS_REACH = 11

/**
 * Gives the digits in a group one by one, which were typed so and stand together since the text was folded; none of a group
 * that was typed as one, which is read as it stands.
 */
function digitsOf({ starts, ends }: MappedText, start: number, group: string): readonly TextWord[] {
  const last = start + group.length - 1
  const typed = (ends?.[last] ?? last + 1) - (starts?.[start] ?? start)
  return group.length > 1 && typed === group.length
    ? []
    : Array.from(group, (word, at) => ({ start: start + at, end: start + at + 1, word }))
}

/** Reads the digits that end before a place, or the word. */
export function saidBefore(spoken: SpokenText, start: number): readonly TextWord[] {
  const { text, classes } = spoken
  const from = Math.max(0, start - DIGITS_REACH)
  const mayBe = isDigit(classes, start - 2) || isDigit(classes, start - 3)
  const found = mayBe ? DIGITS_BEFORE.exec(text.slice(from, start)) : null
  if (found !== null) return digitsOf(spoken, from + found.index, found[1] ?? '')
  const word = previous(text, classes, start)
  return word === null ? [] : [word]
}

/** Reads the digits at a place, or the word. */
export function saidBehind(spoken: SpokenText, from: number): readonly TextWord[] {
  const group = isDigit(spoken.classes, from)
    ? DIGITS_BEHIND.exec(spoken.text.slice(from, from + DIGITS_REACH))?.[0]
    : undefined
  return group === undefined
    ? [wordAt(spoken.text, spoken.classes, from)]
    : digitsOf(spoken, from, group)
}
