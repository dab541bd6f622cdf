/** One part of a pattern: one of some characters, or one of some words, so many times. */
export interface PatternPart {
  /** All of one length where they are characters; none begins another. In capitals. */
  readonly choices: readonly string[]
  /** The fewest times that it comes; 0 where it may be left out. */
  readonly least: number
  /** The most times that it comes. */
  readonly most: number
}

/** What is wrong with a pattern, and with which part of it. */
export interface PatternFault {
  /** Why the pattern is refused; each has its remedy in the reference of errors. */
  readonly code:
    | 'pattern_not_allowed'
    | 'pattern_unbounded'
    | 'pattern_ambiguous'
    | 'pattern_too_long'
    | 'pattern_too_short'
  /** The part of the pattern that is wrong, as its author wrote it. */
  readonly word: string
}

/** A pattern that was read, or why it cannot be. */
export type ReadPattern =
  | { readonly ok: true; readonly parts: readonly PatternPart[] }
  | { readonly ok: false; readonly fault: PatternFault }

/**
 * The longest value that a pattern may find, in characters: it bounds the time that a match
 * takes.
 */
const LONGEST = 64
/** The shortest value that a pattern may find. Two characters stand in every word. */
const SHORTEST = 3
/** The longest pattern, in characters as it is written. */
const LONGEST_SOURCE = 200
const DIGITS = [...'0123456789']
// One step of a pattern, and how often it comes. What follows no step is no part of the grammar.
const SET = String.raw`\[(?:\\d|\\?[ ._/#:-]|[A-Za-z0-9](?:-[A-Za-z0-9])?){1,40}\]`
const WORDS = String.raw`\((?:\?:)?[A-Za-z0-9 ._/#:|\\-]{1,120}\)`
const STEP = new RegExp(
  String.raw`(${SET}|${WORDS}|\\d|\\[._/#:-]|[A-Za-z0-9 _/#:-])(\?|\{\d{1,2}(?:,\d{1,2})?\})?`,
  'y',
)
/** What may come without end, such as `\d+`, would make a match as long as the text. */
const UNBOUNDED = /^(?:[*+]|\{\d*,\d*\})/
/** Letters and digits, which are a part of the value. */
const ALPHANUMERIC = /^[A-Z0-9]+$/

/** Lists the characters from one to another, both included. */
const upTo = (first: string, last: string): readonly string[] => {
  const from = first.charCodeAt(0)
  const count = last.charCodeAt(0) - from + 1
  return Array.from({ length: Math.max(count, 0) }, (_, i) => String.fromCharCode(from + i))
}

// `a-z` is a range of one kind of character, and not of what lies between kinds.
const SAME_KIND = /^(?:[A-Z]-[A-Z]|[a-z]-[a-z]|\d-\d)$/

/**
 * Reads a set such as `[A-C\d]`; `null` where a range runs from one kind of character to
 * another.
 */
function readSet(inside: string): readonly string[] | null {
  const members = inside.match(/\\d|[A-Za-z0-9]-[A-Za-z0-9]|\\?[^\\]/g) ?? []
  const choices = members.flatMap((member): readonly string[] => {
    if (member === '\\d') return DIGITS
    if (member.length === 3)
      return SAME_KIND.test(member) ? upTo(member.charAt(0), member.charAt(2)) : ['']
    return [member.slice(-1)]
  })
  return choices.includes('') ? null : choices
}

/**
 * Reads words such as `(?:BK|ORD)`; `null` where one is empty, or where a full stop would
 * mean any character.
 */
const readWords = (inside: string): readonly string[] | null => {
  const words = inside.replace(/^\?:/, '').split('|')
  const plain = words.map((word) => word.replace(/\\([._/#:-])/g, '$1'))
  // A full stop that is not escaped would mean any character.
  return words.some((word) => /(?<!\\)\./.test(word)) || plain.some((word) => /^$|\\/.test(word))
    ? null
    : plain
}

/** Reads what one step may be. */
function readChoices(step: string): readonly string[] | null {
  const inside = step.slice(1, -1)
  if (step === '\\d') return DIGITS
  if (step.startsWith('[')) return readSet(inside)
  if (step.startsWith('(')) return readWords(inside)
  return [step.slice(-1)]
}

/** Reads how often a step comes: `{4,6}` -> 4 to 6, `?` -> 0 or 1. */
const readTimes = (written: string | undefined): readonly [number, number] => {
  if (written === undefined) return [1, 1]
  if (written === '?') return [0, 1]
  const [least = '', most = least] = written.slice(1, -1).split(',')
  return [Number(least), Number(most)]
}

/**
 * Marks are no part of a value, and letters and digits are. A step that may be either would
 * leave open which values are the same.
 */
const isOneKind = (choices: readonly string[]): boolean =>
  choices.some(({ length }) => length > 1) ||
  choices.every((one) => ALPHANUMERIC.test(one)) ||
  !choices.some((one) => ALPHANUMERIC.test(one))

/** Reads one step; `null` where it can never match, or is of two kinds. */
function readPart(step: string, times: string | undefined): PatternPart | null {
  const choices = [...new Set(readChoices(step)?.map((choice) => choice.toUpperCase()))].sort()
  const [least, most] = readTimes(times)
  const isSound = choices.length > 0 && isOneKind(choices) && least <= most && most > 0
  return isSound ? { choices, least, most } : null
}

const fault = (code: PatternFault['code'], word: string): ReadPattern => ({
  ok: false,
  fault: { code, word },
})

/** Says why the pattern cannot be read any further. */
function faultAt(pattern: string, at: number): ReadPattern {
  const unbounded = UNBOUNDED.exec(pattern.slice(at))?.[0]
  return unbounded === undefined
    ? fault('pattern_not_allowed', pattern.charAt(at))
    : fault('pattern_unbounded', unbounded)
}

/** Gives the characters that what begins at a part may begin with. */
export function firstOf(parts: readonly PatternPart[], from: number): ReadonlySet<string> {
  const first = new Set<string>()
  for (const { choices, least } of parts.slice(from)) {
    for (const choice of choices) first.add(choice.charAt(0))
    if (least > 0) break
  }
  return first
}

/**
 * Tells whether one word begins another: then the text alone does not say which of them
 * stands there.
 */
const isPrefixed = (choices: readonly string[]): boolean =>
  choices.some((one, at) => choices.some((other, i) => i !== at && other.startsWith(one)))

/**
 * Tells whether a part leaves two ways open. Where a part may end or go on, the next
 * character alone has to tell which. Then a match takes one way through the pattern, and
 * never goes back to try another, whatever the text.
 */
function isAmbiguous(parts: readonly PatternPart[], at: number): boolean {
  const part = parts[at]
  if (part === undefined) return false
  const following = firstOf(parts, at + 1)
  const mayGoOn = part.least < part.most
  return (
    isPrefixed(part.choices) ||
    (mayGoOn && part.choices.some((choice) => following.has(choice.charAt(0))))
  )
}

/** Gives the shortest, or the longest, of what a part may be. */
const lengthOf = ({ choices }: PatternPart, pick: (...lengths: number[]) => number): number =>
  pick(...choices.map(({ length }) => length))

/**
 * Tells whether a value begins and ends in a letter or a digit, so that it can be told from
 * the text around it.
 */
const isEdged = (parts: readonly PatternPart[]): boolean => {
  const reversed = parts
    .toReversed()
    .map((part) => ({ ...part, choices: part.choices.map((choice) => choice.slice(-1)) }))
  return [...firstOf(parts, 0), ...firstOf(reversed, 0)].every((one) => ALPHANUMERIC.test(one))
}

/**
 * Checks the parts as a whole: how long a value may be, that one way leads on from each,
 * and that its ends can be seen.
 */
function check(parts: readonly PatternPart[], steps: readonly string[]): ReadPattern {
  const sum = (of: (part: PatternPart) => number): number =>
    parts.reduce((all, part) => all + of(part), 0)
  if (sum((part) => part.most * lengthOf(part, Math.max)) > LONGEST)
    return fault('pattern_too_long', steps.join(''))
  if (sum((part) => part.least * lengthOf(part, Math.min)) < SHORTEST)
    return fault('pattern_too_short', steps.join(''))
  const ambiguous = parts.findIndex((_, at) => isAmbiguous(parts, at))
  if (ambiguous >= 0) return fault('pattern_ambiguous', steps[ambiguous] ?? '')
  return isEdged(parts) ? { ok: true, parts } : fault('pattern_not_allowed', steps.join(''))
}

/**
 * Reads a pattern of a small grammar: characters, sets and words, each a bounded number of times, 3
 * to 64 characters in all, with a letter or a digit at either end.
 *
 * Safe by what it can say and not by a search for what it must not: at every character one way
 * leads on, so a match takes time that grows with its length, at most 64, and nothing else.
 */
export function readPattern(pattern: string): ReadPattern {
  if (pattern.length > LONGEST_SOURCE) return fault('pattern_too_long', pattern.slice(0, LONGEST))
  const parts: PatternPart[] = []
  const steps: string[] = []
  for (let at = 0; at < pattern.length; ) {
    STEP.lastIndex = at
    const [step, written, times] = STEP.exec(pattern) ?? []
    if (step === undefined || written === undefined) return faultAt(pattern, at)
    const part = readPart(written, times)
    if (part === null) return fault('pattern_not_allowed', step)
    parts.push(part)
    steps.push(step)
    at += step.length
  }
  return check(parts, steps)
}
