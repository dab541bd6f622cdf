import type { Finder, Span } from './scan.js'

const MOST_VALUES = 500
const DEEPEST = 8
const LONGEST = 120
const NAME_KEY = /name|surname|vorname|prenom|prénom|nombre|apellido|cognome|sobrenome/i
const NOT_A_PERSON = /user|file|display|product|company|queue|plan|brand|event|host/i
const SHORTEST_NAME = 2
const SHORTEST_VALUE = 5

/** What a record holds that may be said in a conversation. */
interface RecordWords {
  readonly names: readonly string[]
  readonly values: readonly string[]
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null

/** Gives the names in one object, and those of its name fields put together: `first_name` and `last_name`. */
function namesIn(record: Readonly<Record<string, unknown>>): readonly string[] {
  const names = Object.entries(record).flatMap(([key, value]) =>
    NAME_KEY.test(key) && !NOT_A_PERSON.test(key) && typeof value === 'string' ? [value] : [],
  )
  return names.length === 2 ? [...names, names.join(' ')] : names
}

function readKnown(record: unknown): RecordWords {
  const names: string[] = []
  const values: string[] = []
  let left = MOST_VALUES
  const read = (value: unknown, depth: number): void => {
    left -= 1
    if (left < 0 || depth > DEEPEST) return
    if (typeof value === 'string' || typeof value === 'number') values.push(String(value))
    else if (isObject(value)) {
      const own = Array.isArray(value) ? [] : namesIn(value)
      names.push(...own)
      for (const one of Object.values(value))
        if (typeof one !== 'string' || !own.includes(one)) read(one, depth + 1)
    }
  }
  read(record, 0)
  return { names, values }
}

const literal = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')
const wordsOf = (text: string): readonly string[] =>
  text.split(/[\s,]+/u).filter((word) => word !== '')
const spaced = (words: readonly string[]): string => words.map(literal).join('[\\s,]{1,3}')

/** Makes an expression that finds any of these whole, the longest first; null for none. */
function anyOf(parts: readonly string[], before: string, flags: string, after = ''): RegExp | null {
  const sorted = [...new Set(parts)].sort((a, b) => b.length - a.length)
  return sorted.length === 0
    ? null
    : new RegExp(
        `${before}(?<![\\p{L}\\p{N}])(?:${sorted.join('|')})(?![\\p{L}\\p{N}])${after}`,
        flags,
      )
}

// A single name is a name where it is written large within a sentence, or after an introduction: `will` and `may` are words.
const WITHIN_SENTENCE = '(?<=[\\p{L}\\p{N}:\'’)"-] )'
// After a comma another sentence may begin: `thanks, Will you call`. A name stands there between marks: `thanks, Will.`
const AFTER_COMMA = '(?<=[,;] )'
const BEFORE_MARK = '(?=\\s*(?:[,.;!?)]|$))'
const INTRODUCED =
  "(?<=(?<!\\p{L})(?:i am|i'm|im|this is|my name is|name's|call me|it's|ich bin|ich heiße|mein name ist|je suis|je m'appelle|soy|me llamo|sono|mi chiamo|sou|me chamo|ik ben|jag heter|jestem|ben|меня зовут|dear|hi|hello|mr|mrs|ms|herr|frau|señor|señora) )"

const capitalised = (word: string): string =>
  word.charAt(0).toUpperCase() + word.slice(1).toLowerCase()

function spansOf(text: string, pattern: RegExp | null, type: string): readonly Span[] {
  if (pattern === null) return []
  return [...text.matchAll(pattern)].map(({ 0: found, index }) => ({
    start: index,
    end: index + found.length,
    type,
  }))
}

/**
 * Makes a finder of what the resolved customer's own record holds, for `finders`: names as `known_name`, and addresses,
 * accounts, orders and whatever else has a digit or several words as `known_value`.
 *
 * Needs no model, in any language. A full name is found however it is written, in either order; a single one only where
 * it is written as a name. At most 500 values of a record are read, of at most 120 characters.
 */
export function recordFinder(record: unknown): Finder {
  const { names, values } = readKnown(record)
  const known = names.filter((name) => name.length <= LONGEST).map(wordsOf)
  const full = known.filter((words) => words.length > 1)
  const single = known.flat().filter((word) => [...word].length >= SHORTEST_NAME)
  const told = values.filter(
    (value) =>
      value.trim().length >= SHORTEST_VALUE &&
      value.length <= LONGEST &&
      /\p{N}|\S\s\S/u.test(value),
  )
  const either = full.flatMap((words) => [
    spaced(words),
    spaced([...words.slice(-1), ...words.slice(0, -1)]),
  ])
  const large = single.flatMap((word) => [capitalised(word), word.toUpperCase()]).map(literal)
  const patterns = [
    { type: 'known_name', pattern: anyOf(either, '', 'giu') },
    { type: 'known_name', pattern: anyOf(large, WITHIN_SENTENCE, 'gu') },
    { type: 'known_name', pattern: anyOf(large, AFTER_COMMA, 'gu', BEFORE_MARK) },
    { type: 'known_name', pattern: anyOf(single.map(literal), INTRODUCED, 'giu') },
    {
      type: 'known_value',
      pattern: anyOf(
        told.map((value) => spaced(wordsOf(value))),
        '',
        'giu',
      ),
    },
  ]
  return (text) => patterns.flatMap(({ type, pattern }) => spansOf(text, pattern, type))
}
