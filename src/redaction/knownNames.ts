import type { Span } from './scan.js'
import { type SpokenWord, typedForms, wordsIn } from './spokenWords.js'

/**
 * People's names, by their words. A name is known by its number, its place in the list that was
 * given.
 */
export interface NamesInText {
  /** Which names a word is part of, each with as many words as it has. */
  readonly of: ReadonlyMap<string, ReadonlySet<number>>
  /** Names in scripts that put no space between words, to be looked for anywhere. */
  readonly unspaced: readonly string[]
}

const TYPE = 'known_name'
// One letter is an initial, and `a` and `I` are words.
const SHORTEST = 2
// Literals in functions, as properties of characters take long to load.
const isUnspaced = (name: string): boolean =>
  /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\p{sc=Thai}]/u.test(name)
// Between two parts of a name, an initial with its full stop among them.
const BETWEEN = /^[\s,.'’·-]{1,3}$/

// `Will`: a single name is one where it is written large within a sentence, as `will` and `may` are
// words.
const isWithinSentence = (before: string): boolean => /[\p{L}\p{N}:'’)"-] $/u.test(before)
// After a comma another sentence may begin: `thanks, Will you call`. A name stands there between
// marks: `thanks, Will.`
const AFTER_COMMA = /[,;] $/
const BEFORE_MARK = /^\s*(?:[,.;!?)]|$)/
const isIntroduced = (before: string): boolean =>
  /(?<!\p{L})(?:i am|i'm|im|this is|my name is|name's|call me|it's|ich bin|ich heiße|mein name ist|je suis|je m'appelle|soy|me llamo|sono|mi chiamo|sou|me chamo|ik ben|jag heter|jestem|ben|меня зовут|dear|hi|hello|herr|frau|señor|señora|(?:mr|mrs|ms|dr|sr|sra)\.?) $/iu.test(
    before,
  )
// As much before a name as the longest introduction has, in characters.
const LONGEST_INTRODUCTION = 24
// As much behind it as tells whether a mark follows.
const LONGEST_MARK = 8
// `Ada B. C. Lovelace`
const MOST_INITIALS = 2

/**
 * Makes names ready to be found. Each word is kept in every form that a keyboard gives for it, with
 * the names that it is part of, so that two words of two people are no full name: of `Ada Lovelace`
 * and `Bo Li`, `ada li` is nobody.
 */
export function toKnownNames(names: readonly string[]): NamesInText {
  const of = new Map<string, Set<number>>()
  for (const [index, name] of names.entries())
    for (const { written } of wordsIn(name))
      for (const form of typedForms(written)) of.set(form, (of.get(form) ?? new Set()).add(index))
  const unspaced = names.flatMap((name) => {
    const whole = name.replace(/\s+/g, '')
    return isUnspaced(whole) && [...whole].length >= SHORTEST ? [whole] : []
  })
  return { of, unspaced }
}

/**
 * Tells whether a word that may be a name is written as one where it stands; `isAlone`, that the
 * text has no other.
 */
function isWrittenAsName(
  text: string,
  { start, end, written }: SpokenWord,
  isAlone: boolean,
): boolean {
  if ([...written].length < SHORTEST) return false
  const before = text.slice(Math.max(0, start - LONGEST_INTRODUCTION), start)
  if (isIntroduced(before)) return true
  if (!/^\p{Lu}/u.test(written)) return false
  // A message that is nothing else is the answer to who is writing.
  return (
    isAlone ||
    isWithinSentence(before) ||
    (AFTER_COMMA.test(before) && BEFORE_MARK.test(text.slice(end, end + LONGEST_MARK)))
  )
}

// Made once, for it is asked for at each word of a text.
const NO_NAMES: ReadonlySet<number> = new Set()
const shared = (one: ReadonlySet<number>, other: ReadonlySet<number>): ReadonlySet<number> =>
  one.size === 0 || other.size === 0
    ? NO_NAMES
    : new Set([...one].filter((name) => other.has(name)))

/**
 * Gives the last of the words from one on that are of one name; at most two words of a letter,
 * which are initials, may stand between two of them, so that time grows with the text. The order of
 * the words is not asked for: `lovelace, ada`.
 */
function runFrom({ of }: NamesInText, text: string, words: readonly SpokenWord[], at: number) {
  let names = of.get(words[at]?.plain ?? '') ?? NO_NAMES
  let last = at
  for (let next = at + 1; next <= last + 1 + MOST_INITIALS; next += 1) {
    const [before, word] = [words[next - 1], words[next]]
    if (before === undefined || word === undefined) break
    if (!BETWEEN.test(text.slice(before.end, word.start))) break
    const both = shared(names, of.get(word.plain) ?? NO_NAMES)
    if (both.size > 0) {
      names = both
      last = next
    } else if (word.written.length > 1) break
  }
  return last
}

/**
 * Finds names in a text: two words and more of one name however they are written and in any order,
 * a single word only where it is written as a name, and names without spaces anywhere. `words` are
 * those of the text, in their order.
 */
export function findKnownNames(
  known: NamesInText,
  text: string,
  words: readonly SpokenWord[],
): readonly Span[] {
  const spans: Span[] = []
  for (let at = 0; at < words.length; at += 1) {
    const first = words[at]
    if (first === undefined || !known.of.has(first.plain)) continue
    const last = runFrom(known, text, words, at)
    const end = words[last]?.end ?? first.end
    if (last > at || isWrittenAsName(text, first, words.length === 1))
      spans.push({ start: first.start, end, type: TYPE })
    at = last
  }
  for (const name of known.unspaced)
    for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + name.length))
      spans.push({ start: at, end: at + name.length, type: TYPE })
  return spans
}
