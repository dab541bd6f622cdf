import { type Folded, fold, mendFolded } from './fold.js'
import { isNamedWanted, namedLetters, nextNamed } from './named.js'
import { numberWords } from './numberNames.js'
import { numberAround } from './numberWords.js'
import type { Slip } from './spoken.js'
import { makeWindows, nextWord, type WordPlace, type WordWindows } from './wordWindows.js'

/** A text made ready to be looked through. */
export interface ReadText extends Folded {
  /** Where the first word stands that names a value which nothing else announces; null where none is wanted. */
  readonly named: WordPlace | null
}

// Both kinds of word in one table: most texts hold neither, and are walked once to tell. Made when first needed.
let made: WordWindows | undefined

/**
 * Folds a text, writes the numbers in it that are said in words in digits, and finds its first word that names a value
 * (`wanted`: by place in the table of identifiers, what is looked for; null for all).
 */
export function readText(given: string, wanted: Uint8Array | null): ReadText {
  const plain = fold(given)
  const { text, classes } = plain
  made ??= makeWindows([...namedLetters(), ...numberWords().letters])
  const slips: Slip[] = []
  let named: WordPlace | null = null
  let place = nextWord(made, classes, 0, text.length)
  while (place !== null) {
    const number = numberAround(text, classes, place.word)
    if (number === null) named ??= place
    else slips.push(...number.slips)
    place = nextWord(made, classes, Math.max(place.next, number?.end ?? 0), text.length)
  }
  if (!isNamedWanted(wanted)) named = null
  if (slips.length === 0) return { ...plain, named }
  const folded = mendFolded(plain, slips)
  return { ...folded, named: named === null ? null : nextNamed(folded.text, classes, 0) }
}
