import { wordsBefore } from '../identifiers/index.js'
import { lastWordEnd } from './contextWords.js'
import { fold } from './fold.js'
import { isDayOfYear, trailingTold } from './splitForms.js'

/** What an author's last words say is to follow in a message of its own, and how many messages ago. */
export interface AnnouncedValue {
  readonly words: string
  readonly age: number
}

// `my card number is`: as much as tells what follows.
const LONGEST = 48
// Between the word for a value and the end: ` number is`, ` ending in`.
const NEAR_END = 16
// `hold on`, `one sec` come between; whoever says more speaks of something else.
const SHORT = 24
const OLDEST = 2
// Groups of letters and digits, as a passport's number is typed in parts: each has a digit or is in capitals.
const PART = /^(?=.*\p{Nd})(?:(?:[A-Z]{1,6}|[A-Za-z]{0,3}\p{Nd}[A-Za-z\p{Nd}]{0,8})[\s./-]?){1,4}$/u

/**
 * Gives the words at the end of a message that name a value which the next message may hold, such as `my security code
 * is`; none where it asks, holds a digit, or speaks of an order or anything else that is no identifier.
 */
function namedAtEnd(text: string): string {
  const whole = text.trimEnd()
  const last = wordsBefore(whole, whole.length, LONGEST)
  if (/[?\u061f\uff1f]$/.test(last) || /\p{Nd}/u.test(last)) return ''
  const folded = fold(last)
  const plain = folded.text
  const named = Math.max(lastWordEnd(folded, 'needed'), lastWordEnd(folded, 'helpful'))
  if (named < 0 || named < plain.length - NEAR_END) return ''
  return lastWordEnd(folded, 'against') >= 0 ? '' : plain
}

/** Tells whether words name an order, a ticket or the like, and nothing that names a person after it. */
export function isOpposedAtEnd(text: string): boolean {
  const folded = fold(wordsBefore(text, text.length, LONGEST))
  const against = lastWordEnd(folded, 'against')
  return against >= 0 && against > lastWordEnd(folded, 'helpful')
}

/** Gives what is announced after a message, from what was before it. Holds words alone, and no digit. */
export function announcedAfter(
  before: AnnouncedValue | undefined,
  text: string,
  hasFinding: boolean,
): AnnouncedValue | undefined {
  if (hasFinding) return undefined
  const words = namedAtEnd(text)
  if (words !== '') return { words, age: 0 }
  // `cpf 391.746`: the first part stands behind the words that name it.
  const whole = text.trimEnd()
  const part = trailingTold(whole.slice(-LONGEST))
  const named = part === undefined ? '' : namedAtEnd(whole.slice(0, -part.length))
  if (named !== '') return { words: named, age: 0 }
  // A part of what was announced: the rest is still to come.
  const isPart = /^[\p{Nd}\s./-]{1,24}$/u.test(text) || PART.test(text) || isDayOfYear(text)
  if (before !== undefined && isPart) return before
  const isAside = text.length <= SHORT && !/\p{Nd}/u.test(text)
  if (before === undefined || !isAside || before.age + 1 >= OLDEST) return undefined
  return { ...before, age: before.age + 1 }
}
