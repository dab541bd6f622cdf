import {
  type Identifier,
  identifiers,
  LONGEST_WORD,
  MOST_OWN,
  toIdentifier,
  wordPattern,
} from '../identifiers/index.js'
import { isRecord } from '../model/index.js'
import type { CandidateSearch } from './attempt.js'
import { FAR } from './contextWords.js'
import { cachedKind, type OwnKind } from './ownKindsCache.js'
import { plainText } from './plainCharacter.js'

export type { OwnKind } from './ownKindsCache.js'

// A policy may not give a kind of its own one of these names: its rules would speak of both.
const BUILT_IN: ReadonlySet<string> = new Set(identifiers.map(({ type }) => type))

// Scripts that put no spaces between words have words anywhere.
const UNSPACED =
  /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}]/u

/** In haste people leave accents out: `póliza` is looked for as `poliza` too. */
const spellings = (word: string): readonly string[] => {
  const bare = word.normalize('NFD').replace(/\p{M}/gu, '').normalize('NFC')
  return bare === word ? [word] : [word, bare]
}

/**
 * Writes one word as part of an expression. As in every context: a space stands for any one mark,
 * and a star lets the word go on, so that `claim no*` is met in `claim-no.` and in `claim_note`.
 */
function toSource(word: string): string {
  const stem = wordPattern(plainText(word.trim().replace(/\*$/, '')))
  if (UNSPACED.test(stem)) return stem
  const end = word.trim().endsWith('*') ? '' : '(?![\\p{L}\\p{N}])'
  return `(?<![\\p{L}\\p{N}])${stem}${end}`
}

/** Makes one kind ready; null for what cannot be read, or bears the name of a built-in. */
function makeKind(type: string, own: unknown): OwnKind | null {
  const identifier = BUILT_IN.has(type) ? null : toIdentifier(type, own)
  if (identifier === null) return null
  const words = identifier.context?.words
  if (words === undefined) return { identifier, words: null }
  const longestFirst = words
    .flatMap(spellings)
    .map(toSource)
    .toSorted((a, b) => b.length - a.length)
  return { identifier, words: new RegExp(longestFirst.join('|'), 'giu') }
}

const toKind = (type: string, own: unknown): OwnKind | null =>
  isRecord(own) ? cachedKind(type, own, () => makeKind(type, own)) : null

/**
 * Makes a policy's own kinds ready to be looked for; null where one of them cannot be read or is a
 * built-in's, or there are more than `MOST_OWN`. All or none: what a kind that is left out was to
 * hide would be shown.
 */
export function toOwnKinds(own: unknown): readonly OwnKind[] | null {
  if (own === undefined) return []
  if (!isRecord(own)) return null
  const entries = Object.entries(own)
  if (entries.length > MOST_OWN) return null
  const kinds = entries.map(([type, one]) => toKind(type, one))
  const made = kinds.filter((kind) => kind !== null)
  return made.length === kinds.length ? made : null
}

// How far before a value a word for it may end, in characters, and how far after it one may begin.
const WITHIN = 48
const AFTER = 16
// A word after a value counts less than one right before it.
const BEHIND = 20

interface TextBounds {
  readonly start: number
  readonly end: number
}

/** Words met in a text, in order. Values ask in order as well, so that each word is passed once. */
interface WordsMet {
  readonly starts: readonly number[]
  readonly ends: readonly number[]
  at: number
}

/** Finds all words of a kind in a text, once for all its values. */
function meetWords(text: string, words: RegExp): WordsMet {
  const met = [...text.matchAll(words)]
  return {
    starts: met.map(({ index }) => index),
    ends: met.map(({ 0: word, index }) => index + word.length),
    at: 0,
  }
}

/**
 * Tells how far a word is that ends before a value or starts after it, in its paragraph; `FAR`
 * where it is too far.
 */
function farFrom(text: string, word: TextBounds, { start, end }: TextBounds): number {
  const isBefore = word.end <= start
  const [from, to, most] = isBefore ? [word.end, start, WITHIN] : [end, word.start, AFTER]
  if (from > to || to - from > most || text.slice(from, to).includes('\n\n')) return FAR
  return isBefore ? to - from : to - from + BEHIND
}

/** Gives the words of an own kind that count for a value, each as the policy has it. */
export function ownWordsBeside(
  text: string,
  { context }: Identifier,
  value: TextBounds,
): readonly (TextBounds & { readonly word: string })[] {
  const from = Math.max(0, value.start - WITHIN - LONGEST_WORD)
  const around = text.slice(from, value.end + AFTER + LONGEST_WORD)
  return (context?.words ?? []).flatMap((word) =>
    [...around.matchAll(new RegExp(spellings(word).map(toSource).join('|'), 'giu'))]
      .map(({ 0: met, index }) => ({ start: from + index, end: from + index + met.length }))
      .filter((met) => farFrom(text, met, value) < FAR)
      .map((met) => ({ word: word.replace(/\*$/, ''), ...met })),
  )
}

/**
 * Tells how far the nearest word is, before a value or close after it, in its paragraph; `FAR` for
 * none.
 */
function distance(text: string, met: WordsMet, start: number, end: number): number {
  const { starts, ends } = met
  while ((ends[met.at] ?? start + 1) <= start) met.at += 1
  const before = ends[met.at - 1]
  // A value may itself hold a word, which tells nothing.
  const after = starts.slice(met.at, met.at + 8).find((word) => word >= end)
  const value = { start, end }
  const far = before === undefined ? FAR : farFrom(text, { start: before, end: before }, value)
  if (far < FAR || after === undefined) return far
  return farFrom(text, { start: after, end: after }, value)
}

// What redaction writes for a value names its type, and holds nothing to be found.
const MARK = /\[([a-z][a-z0-9_]{0,63})(?::[a-p]{16,32})?\]/y
const LONGEST_MARK = 100

/**
 * Tells whether a place is inside what redaction itself wrote. A pattern of small letters would
 * else find the letters of a hash, and a text that is redacted twice would change.
 */
function isInMark(text: string, start: number, isType: (type: string) => boolean): boolean {
  const from = Math.max(0, start - LONGEST_MARK)
  const bracket = text.slice(from, start).lastIndexOf('[')
  if (bracket < 0) return false
  MARK.lastIndex = from + bracket
  const type = MARK.exec(text)?.[1]
  return type !== undefined && MARK.lastIndex > start && (type === 'withheld' || isType(type))
}

// Letters alone are a word like any other, except where they are written large.
const isWord = (found: string): boolean => !/\d/.test(found) && found !== found.toUpperCase()

interface OwnSearch {
  readonly kind: OwnKind
  readonly order: number
  readonly isType: (type: string) => boolean
}

/**
 * Looks for one kind; false where the work that is left does not suffice. One with words is found
 * beside one of them only.
 */
function findKind(
  search: CandidateSearch,
  { kind: { identifier, words }, order, isType }: OwnSearch,
): boolean {
  const { text, found } = search
  let met: WordsMet | null = null
  // An engine looks at several characters in the time of one step.
  search.left -= text.length >> 3
  for (const { 0: raw, index: start } of text.matchAll(identifier.pattern)) {
    search.left -= raw.length
    if (search.left < 0) return false
    const parsed = identifier.parse(raw)
    if (!parsed.ok || isWord(raw) || isInMark(text, start, isType)) continue
    const end = start + raw.length
    if (words !== null) met ??= meetWords(text, words)
    const wordDistance = met === null ? FAR : distance(text, met, start, end)
    if (words !== null && wordDistance === FAR) continue
    const certainty = identifier.weigh(raw, parsed.value)
    found.push({ start, end, identifier, order, value: parsed.value, certainty, wordDistance })
  }
  return search.left >= 0
}

/**
 * Looks for a policy's own kinds in folded text, each once through it; tells whether it came to the
 * end.
 */
export function findOwnKinds(search: CandidateSearch, kinds: readonly OwnKind[]): boolean {
  const isType = (type: string): boolean =>
    BUILT_IN.has(type) || kinds.some(({ identifier }) => identifier.type === type)
  return kinds.every(
    (kind, at) =>
      !search.isWanted(kind.identifier.type) ||
      findKind(search, { kind, order: identifiers.length + at, isType }),
  )
}
