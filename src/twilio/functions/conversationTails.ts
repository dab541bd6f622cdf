import { isRecord } from '../../model/index.js'
import { EMPTY_TAIL, isTail, subjectOf, type Tail } from '../../redaction/index.js'
import { keyedDigest } from './keyedDigest.js'
import type { Stored } from './store.js'

/** What one author's last message was about, without its values. */
interface LastSubject {
  /** By a digest, see `authorIn`. */
  readonly author: string
  /** Such as `card_number`: what an answer to it would be, never what was said. */
  readonly subject: string
  /** Messages since. */
  readonly age: number
}

/**
 * What a redactor remembers of a conversation: how its authors' last messages ended, and what was
 * asked last.
 */
export interface Remembered {
  /** By author, what the end of their last messages may be the beginning of. */
  readonly tails: ReadonlyMap<string, Tail>
  /** Oldest first. */
  readonly said: readonly LastSubject[]
  /** The last delivery, and what was remembered before it. */
  readonly last?: { readonly delivery: string; readonly before: Stored }
}

/** How long a conversation is remembered after its last message, in seconds. */
export const REMEMBERED_SECONDS = 1_800

// A group chat has more authors seldom; the one silent for longest goes.
const MOST_AUTHORS = 20
// A question is answered soon or not at all.
const OLDEST = 8

/** A conversation that begins. */
const NOTHING: Remembered = { tails: new Map(), said: [] }

/** Names a conversation in the store, so that what is stored does not say which it is. */
export const keyOfConversation = (conversation: string): string =>
  `redactor-${keyedDigest(conversation, 'tails')}`

/** Names a delivery in what is stored. */
export const deliveryIn = (conversation: string, delivery: string): string =>
  keyedDigest(conversation, 'delivery', delivery)

/** Names an author in what is stored, whose address is not needed to tell one from the other. */
export const authorIn = (conversation: string, author: string): string =>
  keyedDigest(conversation, 'author', author)

/** Checks the form of what was stored: anything else is not known, and never nothing. */
const isSaid = (said: unknown): said is LastSubject =>
  isRecord(said) &&
  typeof said['author'] === 'string' &&
  typeof said['subject'] === 'string' &&
  typeof said['age'] === 'number'

/**
 * Reads what was stored; nothing stored is a conversation that begins, and `null` what cannot be
 * read.
 */
export function readRemembered(value: Stored | null): Remembered | null {
  if (value === null) return NOTHING
  const { tails, said } = value
  if (!isRecord(tails) || !Array.isArray(said)) return null
  const known = new Map<string, Tail>()
  for (const [author, tail] of Object.entries(tails)) {
    if (!isTail(tail)) return null
    known.set(author, tail)
  }
  const all: readonly unknown[] = said
  if (!all.every(isSaid)) return null
  const { last } = value
  if (last === undefined) return { tails: known, said: all }
  return isLast(last) ? { tails: known, said: all, last } : null
}

/** Checks the form of the last delivery. What was before it is read when that comes again. */
const isLast = (last: unknown): last is NonNullable<Remembered['last']> =>
  isRecord(last) && typeof last['delivery'] === 'string' && isRecord(last['before'])

/**
 * Gives what was remembered before a delivery that comes again; all that is remembered for any
 * other.
 *
 * Twilio tries a webhook again that was slow. Read a second time after itself, a message would be
 * its own beginning: `4111` and then `4111` again.
 */
export function beforeDelivery(remembered: Remembered, delivery: string | null): Remembered {
  const { last } = remembered
  if (last === undefined || last.delivery !== delivery) return remembered
  return readRemembered(last.before) ?? remembered
}

/** Tells whether nothing was heard of a conversation yet. */
export const isNew = ({ tails }: Remembered): boolean => tails.size === 0

/**
 * Gives the other side's last words that may ask for what this author says now: one question, and what they changed it
 * to or another to, as it is not known which.
 */
export function askedOf({ said }: Remembered, author: string): readonly string[] {
  const last = said.findLast((one) => one.author !== author)
  return said.flatMap((one) => (one.author === last?.author ? [one.subject] : []))
}

/**
 * A message that was redacted: its author's tail, what may be seen of it, and which delivery it
 * came with.
 */
interface Redacted {
  readonly tail: Tail
  /** The text as it may be shown: only from this is its subject taken. */
  readonly text: string
  /** By a digest; `null` where nothing names it. */
  readonly delivery: string | null
  readonly isEdit: boolean
}

/** Gives what was said last: an edit may be of any message, so it takes the place of none and asks nothing but what it asks. */
function saidAfter(
  said: readonly LastSubject[],
  author: string,
  { text, isEdit }: Redacted,
): readonly LastSubject[] {
  const subject = subjectOf(text)
  if (isEdit) return subject === '' ? said : [...said, { author, subject, age: 0 }]
  const before = said
    .filter((one) => one.author !== author && one.age + 1 < OLDEST)
    .map((one) => ({ ...one, age: one.age + 1 }))
  return [...before, { author, subject, age: 0 }]
}

/** Gives what to store once a message was redacted: its author's tail, and the subject of what may be seen of it. */
export function remember({ tails, said }: Remembered, author: string, redacted: Redacted): Stored {
  const { tail, delivery } = redacted
  const others = [...tails].filter(([name]) => name !== author).slice(1 - MOST_AUTHORS)
  return {
    tails: Object.fromEntries([...others, [author, tail]]),
    said: saidAfter(said, author, redacted).slice(-OLDEST),
    ...(delivery !== null && {
      last: { delivery, before: { tails: Object.fromEntries(tails), said } },
    }),
  }
}

/** What to store in place of what cannot be read. */
export const FORGOTTEN: Stored = { tails: {}, said: [] }

/** Gives an author's tail; of one not heard before, that of a conversation that begins. */
export const tailOf = ({ tails }: Remembered, author: string): Tail =>
  tails.get(author) ?? EMPTY_TAIL
