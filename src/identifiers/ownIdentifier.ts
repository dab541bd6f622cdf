import {
  CHECKSUMS,
  fail,
  isRecord,
  OWN_MASKS,
  type OwnIdentifier,
  ok,
  type Result,
} from '../model/index.js'
import { type PatternPart, readPattern } from './boundedPattern.js'
import { digitsOf, luhn, mod11And10, verhoeff } from './checksums.js'
import type { Identifier } from './identifier.js'
import { hideAll, keepLast } from './masks.js'

/** Most kinds of its own a policy may have. */
export const MOST_OWN = 64
/** What the name of an own kind looks like. */
export const OWN_NAME = /^[a-z][a-z0-9]{0,15}(?:_[a-z0-9]{1,15}){0,3}$/
/** Most words of one own kind, and the longest. */
export const MOST_WORDS = 64
/** The longest word of an own kind. */
export const LONGEST_WORD = 48

const LETTER_A = 65

/**
 * Tells whether letters and digits end in two check digits (ISO/IEC 7064 MOD 97-10; a letter counts
 * as 10 to 35).
 */
function mod97(value: string): boolean {
  let rest = 0
  for (const character of value.replace(/[^A-Z0-9]/g, '')) {
    const isDigit = character <= '9'
    const number = isDigit ? Number(character) : character.charCodeAt(0) - LETTER_A + 10
    rest = (rest * (isDigit ? 10 : 100) + number) % 97
  }
  return rest === 1
}

// What a policy may ask of the last digits. Marks and letters do not count, but for `mod97`.
const CHECKS: Readonly<Record<(typeof CHECKSUMS)[number], (value: string) => boolean>> = {
  luhn: (value) => luhn(digitsOf(value)),
  mod97,
  mod11_10: (value) => digitsOf(value).length > 1 && mod11And10(digitsOf(value)),
  verhoeff: (value) => verhoeff(digitsOf(value)),
}

/** Shows the last characters, and never more than a third of all or of the digits. */
const keepEnd =
  (count: number) =>
  (value: string): string =>
    digitsOf(value.slice(-count)).length * 3 <= digitsOf(value).length
      ? keepLast(count)(value)
      : hideAll()

// What of a value may be shown.
const MASKS: Readonly<Record<(typeof OWN_MASKS)[number], (value: string) => string>> = {
  all: hideAll,
  last_2: keepEnd(2),
  last_4: keepEnd(4),
}

// Neither a letter nor a digit.
const isMark = (choice: string): boolean => !/[A-Z0-9]/.test(choice)

// One way leads through a pattern, so that each part takes all it can. Marks that may be left out
// are left out, and of others that may be chosen the first is written: two spellings of one value
// are one.
function write(parts: readonly PatternPart[], text: string): string | null {
  let written = ''
  let at = 0
  for (const { choices, least, most } of parts) {
    const from = at
    let count = 0
    for (; count < most; count += 1) {
      const taken = choices.find((choice) => text.startsWith(choice, at))
      if (taken === undefined) break
      at += taken.length
    }
    if (count < least) return null
    const [first = ''] = choices
    written += choices.every(isMark) ? first.repeat(least) : text.slice(from, at)
  }
  return at === text.length ? written : null
}

// Letters with a meaning in a pattern, as themselves.
const literal = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&')

// One part as a pattern: a set of characters or a choice of words, and how often.
function toSource({ choices, least, most }: PatternPart): string {
  const isSet = choices.every(({ length }) => length === 1)
  const one = isSet
    ? `[${choices.map(literal).join('')}]`
    : `(?:${choices.map((choice) => choice.replace(/[./]/g, '\\$&')).join('|')})`
  return `${one}{${least},${most}}`
}

// What a mask leaves to be seen is no value.
const toPattern = (parts: readonly PatternPart[]): RegExp =>
  new RegExp(`(?<![A-Za-z0-9*])${parts.map(toSource).join('')}(?![A-Za-z0-9])`, 'gi')

// By its form alone as certain as an address; with a check digit or a word of its own as certain as
// a card.
const BY_FORM = 80
const CHECKED = 90

// Text that says something, and not too much.
const isText = (value: unknown, longest: number): boolean =>
  typeof value === 'string' && value.trim() !== '' && value.length <= longest

/**
 * Tells whether plain data describes a kind that can be looked for: its form, and that its pattern
 * is a safe one.
 */
export function isOwnIdentifier(value: unknown): value is OwnIdentifier {
  if (!isRecord(value)) return false
  const { pattern, words, checksum, mask, ...others } = value
  return (
    typeof pattern === 'string' &&
    readPattern(pattern).ok &&
    (words === undefined ||
      (Array.isArray(words) &&
        words.length > 0 &&
        words.length <= MOST_WORDS &&
        words.every((word) => isText(word, LONGEST_WORD)))) &&
    (checksum === undefined || CHECKSUMS.some((known) => known === checksum)) &&
    (mask === undefined || OWN_MASKS.some((known) => known === mask)) &&
    Object.keys(others).length === 0
  )
}

/**
 * Makes an identifier like any other of a kind that a policy describes; null for one that cannot be
 * read.
 */
export function toIdentifier(type: string, own: unknown): Identifier | null {
  if (!OWN_NAME.test(type) || !isOwnIdentifier(own)) return null
  const read = readPattern(own.pattern)
  if (!read.ok) return null
  const { parts } = read
  const { words, checksum } = own
  const isChecked = (value: string): boolean => checksum === undefined || CHECKS[checksum](value)
  const parse = (text: string): Result<string> => {
    const value = write(parts, text.toUpperCase())
    return value !== null && isChecked(value) ? ok(value) : fail('invalid_format')
  }
  return {
    type,
    dataClass: 'personal',
    anchors: [],
    pattern: toPattern(parts),
    parse,
    mask: MASKS[own.mask ?? 'all'],
    weigh: () => (checksum === undefined && words === undefined ? BY_FORM : CHECKED),
    ...(words !== undefined && { context: { words }, contextOnly: true }),
    examples: { valid: [], invalid: [] },
  }
}
