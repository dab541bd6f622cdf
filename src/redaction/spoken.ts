import { EDGE, MAIL_ENDS, MAIL_PROVIDERS } from '../identifiers/index.js'
import { type CharacterClasses, classAt, IS_HOST, IS_LOCAL, scanRight } from './characters.js'

// A provider of mail, or a top-level domain, tells that somebody means an address who writes it
// with a space or a comma.
const MARK = ' ?[.,] ?'

// A sign that touches the name may be followed by any host; one on its own needs a provider, or a
// name that is no word.
const HOST = new RegExp(
  ` {0,2}[A-Za-z0-9-]{1,40}(?:\\.[A-Za-z0-9-]{1,40}){0,3}${MARK}(?:${MAIL_ENDS})${EDGE.end}`,
  'iy',
)
const PROVIDER = new RegExp(` ?(?:${MAIL_PROVIDERS})${MARK}(?:${MAIL_ENDS})${EDGE.end}`, 'iy')
const COMMA = new RegExp(`(?: ?, ?| \\. ?|\\. )(?=(?:${MAIL_ENDS})${EDGE.end})`, 'iy')
const NO_WORD = /[0-9_.+-]/
const LONGEST_NAME = 64
const SPACE = 32
const STOP = 46
const COMMA_CODE = 44

/** A part of a text, and what its writer meant. `written` is never longer than the part. */
export interface Replacement {
  readonly index: number
  readonly length: number
  readonly written: string
}

/** Tells whether a pattern fits at a place; how far is then in its `lastIndex`. */
const matches = (pattern: RegExp, text: string, at: number): boolean => {
  pattern.lastIndex = at
  return pattern.test(text)
}

/**
 * Reads the spaces around an at sign as none, where an address is meant: `john @gmail.com`, and not
 * `meet @ 5`.
 */
function signReplacement(
  text: string,
  classes: CharacterClasses,
  sign: number,
): Replacement | null {
  const start =
    text.charCodeAt(sign - 1) === SPACE
      ? text.charCodeAt(sign - 2) === SPACE
        ? sign - 2
        : sign - 1
      : sign
  const end =
    text.charCodeAt(sign + 1) === SPACE
      ? text.charCodeAt(sign + 2) === SPACE
        ? sign + 3
        : sign + 2
      : sign + 1
  if (start === sign && end === sign + 1) return null
  if (start === 0 || (classAt(classes, start - 1) & IS_LOCAL) === 0) return null
  if (start === sign)
    return matches(HOST, text, sign + 1)
      ? { index: start, length: end - start, written: '@' }
      : null
  let from = start
  while (from > 0 && start - from < LONGEST_NAME && (classAt(classes, from - 1) & IS_LOCAL) !== 0)
    from -= 1
  const isMeant =
    matches(PROVIDER, text, sign + 1) ||
    (NO_WORD.test(text.slice(from, start)) && matches(HOST, text, sign + 1))
  return isMeant ? { index: start, length: end - start, written: '@' } : null
}

/**
 * Reads a comma or a space between a host and its ending as a full stop: `john@gmail,com`,
 * `john@gmail. com`.
 */
function commaReplacement(
  text: string,
  classes: CharacterClasses,
  sign: number,
): Replacement | null {
  const from = text.charCodeAt(sign + 1) === SPACE ? sign + 2 : sign + 1
  const end = scanRight(classes, from, from + 60, IS_HOST)
  const at = text.charCodeAt(end - 1) === STOP ? end - 1 : end
  const code = text.charCodeAt(at)
  if (
    end === from ||
    (code !== COMMA_CODE && code !== STOP && code !== SPACE) ||
    !matches(COMMA, text, at)
  )
    return null
  return { index: at, length: COMMA.lastIndex - at, written: '.' }
}

// `ada"@"example.com`, `ada@@example.com`: marks that a keyboard or a program put beside the sign.
const BESIDE = /["'`\u201c\u201d]?@{1,3}["'`\u201c\u201d]?(?=[A-Za-z0-9])/y

/** Reads a sign that is typed twice, or in quotation marks, as one. */
function doubledReplacement(
  text: string,
  classes: CharacterClasses,
  sign: number,
): Replacement | null {
  const before = text.charAt(sign - 1)
  const index = '"\'`\u201c\u201d'.includes(before) ? sign - 1 : sign
  if (index === 0 || (classAt(classes, index - 1) & IS_LOCAL) === 0) return null
  const length = matches(BESIDE, text, index) ? BESIDE.lastIndex - index : 1
  return length > 1 ? { index, length, written: '@' } : null
}

// `example.c om`: a space within the ending.
const ENDING = /\.(?:c om|co m|n et|ne t|o rg|or g)(?![A-Za-z0-9])/iy

/** Reads a space within the ending of a host as none. */
function endingReplacement(
  text: string,
  classes: CharacterClasses,
  sign: number,
): Replacement | null {
  const end = scanRight(classes, sign + 1, sign + 60, IS_HOST)
  if (text.charCodeAt(end) !== SPACE) return null
  // Of the host alone: from here to the beginning of a text is far.
  const stop = sign + text.slice(sign, end).lastIndexOf('.')
  if (stop < sign || !matches(ENDING, text, stop)) return null
  return { index: end, length: 2, written: text.charAt(end + 1) }
}

// `j o e @ g m a i l . c o m`: letter by letter, as it is dictated.
const LETTERS_BEFORE = /(?<![^\s:;,(])(?:[A-Za-z0-9_.+-] ){2,40}$/
const LETTERS_BEHIND = /^@(?: [A-Za-z0-9.-](?![A-Za-z0-9])){4,60}/
const LONGEST_LETTERS = 124

/** Writes an address that is typed letter by letter as one. */
function letterReplacement(text: string, sign: number): Replacement | null {
  if (text.charCodeAt(sign - 1) !== SPACE || text.charCodeAt(sign + 1) !== SPACE) return null
  const before = LETTERS_BEFORE.exec(text.slice(Math.max(0, sign - LONGEST_LETTERS), sign))
  const behind = LETTERS_BEHIND.exec(text.slice(sign, sign + LONGEST_LETTERS))
  if (before === null || behind === null || !behind[0].includes(' . ')) return null
  const written = (before[0] + behind[0]).replaceAll(' ', '')
  return { index: sign - before[0].length, length: before[0].length + behind[0].length, written }
}

/**
 * Finds what people type into an e-mail address that is not of it: `john.smith@ gmail.com`, `john @gmail.com`,
 * `john@gmail,com`, `john@@gmail.c om`. Each at sign is looked at once, and nothing else.
 */
export function replacementsIn(text: string, classes: CharacterClasses): readonly Replacement[] {
  const replacements: Replacement[] = []
  for (let sign = text.indexOf('@', 1); sign > 0; sign = text.indexOf('@', sign + 1)) {
    const ofLetters = letterReplacement(text, sign)
    if (ofLetters !== null) replacements.push(ofLetters)
    const ofSign =
      ofLetters === null
        ? (doubledReplacement(text, classes, sign) ?? signReplacement(text, classes, sign))
        : null
    if (ofSign !== null) replacements.push(ofSign)
    // A sign on its own that means no address has no comma to mend.
    const isAddress =
      ofSign !== null ||
      ((classAt(classes, sign - 1) & IS_LOCAL) !== 0 && text.charCodeAt(sign + 1) !== SPACE)
    const ofComma = isAddress
      ? (endingReplacement(text, classes, sign) ?? commaReplacement(text, classes, sign))
      : null
    if (ofComma !== null) replacements.push(ofComma)
  }
  return replacements
}
