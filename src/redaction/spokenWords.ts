import { plainText } from './plainCharacter.js'

/**
 * A word of a text, its place in UTF-16 units, and how it reads without case, accents, and what
 * cannot be seen.
 */
export interface SpokenWord {
  readonly start: number
  readonly end: number
  /** As it stands in the text. */
  readonly written: string
  /** As it is compared: `Müller` as `muller`. */
  readonly plain: string
}

// What a keyboard without the letter gives for it, beside the letter without its mark.
const SPELLED: readonly (readonly [RegExp, string])[] = [
  [/ä|æ/g, 'ae'],
  [/ö|ø|œ/g, 'oe'],
  [/ü/g, 'ue'],
  [/å/g, 'aa'],
  [/ß/g, 'ss'],
  [/ł/g, 'l'],
  [/ø/g, 'o'],
]

/**
 * Gives a word without case, accents, and what cannot be seen, its digits in ASCII: `José` as
 * `jose`. The same for a letter with its mark and for the two in turn (Unicode 15, 3.11), as
 * keyboards give one and systems store the other.
 */
export const plainWord = (word: string): string =>
  plainText(word.normalize('NFC'))
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .normalize('NFC')
    .toLowerCase()

/**
 * Gives every way in which a word is typed: `müller` as `muller` and `mueller`. Letters that are no
 * letter with a mark, such as `ł` and `ø`, are written as what looks like them.
 */
export function typedForms(word: string): readonly string[] {
  const small = word.normalize('NFC').toLowerCase()
  const spelled = SPELLED.reduce((text, [letter, written]) => text.replace(letter, written), small)
  const bare = plainWord(word).replace(/ł/g, 'l').replace(/ø/g, 'o').replace(/ß/g, 's')
  return [...new Set([plainWord(word), plainWord(spelled), bare])]
}

/**
 * Gives the words of a text: letters and digits of every script, with the marks that belong to
 * them. `O'Hara` is two, and a text of a script without spaces is one.
 */
export function wordsIn(text: string): readonly SpokenWord[] {
  const words: SpokenWord[] = []
  for (const { 0: written, index } of text.matchAll(/[\p{L}\p{N}][\p{L}\p{N}\p{M}\p{Cf}]*/gu))
    words.push({ start: index, end: index + written.length, written, plain: plainWord(written) })
  return words
}
