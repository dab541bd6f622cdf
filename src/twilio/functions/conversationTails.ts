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
export interface ConversationMemory {
  /** By author, what the end of their last messages may be the beginning of. */
  readonly tails: ReadonlyMap<string, Tail>
  /** Oldest first. */
  readonly said: readonly LastSubject[]
  /** The last deliveries, the oldest first. */
  readonly heard: readonly HeardDelivery[]
}

interface HeardDelivery {
  /** By a digest, see `deliveryIn`. */
  readonly delivery: string
  /** What it was read after, to be read so again when it comes again; absent where that was too long ago. */
  readonly after?: HeardAfter
}

interface HeardAfter {
  readonly tail: Tail
  readonly said: readonly LastSubject[]
}

/** How long a conversation is remembered after its last message, in seconds. */
export const REMEMBERED_SECONDS = 1_800

// A group chat has more authors seldom; the one silent for longest goes.
const MOST_AUTHORS = 20
// A question is answered soon or not at all.
const OLDEST = 8
// Twilio tries again within seconds.
const MOST_HEARD = 40
// Of these it is kept what they were read after.
const MOST_AFTER = 4
// In bytes: a document of Sync holds 16 KiB of JSON (Sync limits), and a store that refuses withholds every message.
const MOST_STORED = 15_000

const NOTHING: ConversationMemory = { tails: new Map(), said: [], heard: [] }

/** Names a conversation in the store, so that what is stored does not say which it is. */
export const keyOfConversation = (conversation: string): string =>
  `redactor-${keyedDigest(conversation, 'tails')}`

/**
 * Names a delivery in what is stored: by what Twilio repeats, or where it repeats nothing by who writes, and by what was
 * said, for a header is not signed and another message under its name is another one.
 */
export const deliveryIn = (conversation: string, delivery: string, text: string): string =>
  keyedDigest(conversation, 'delivery', delivery, text)

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
export function readRemembered(value: Stored | null): ConversationMemory | null {
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
  const { heard = [] } = value
  if (!Array.isArray(heard)) return null
  const deliveries: readonly unknown[] = heard
  return deliveries.every(isHeard) ? { tails: known, said: all, heard: deliveries } : null
}

const isHeard = (heard: unknown): heard is HeardDelivery =>
  isRecord(heard) &&
  typeof heard['delivery'] === 'string' &&
  (heard['after'] === undefined || isAfter(heard['after']))

const isAfter = (after: unknown): boolean =>
  isRecord(after) &&
  isTail(after['tail']) &&
  Array.isArray(after['said']) &&
  after['said'].every(isSaid)

/**
 * Gives what a delivery that comes again was read after; `null` for one that is new.
 *
 * Twilio tries a webhook again that was slow. Read a second time after itself, a message would be
 * its own beginning: `4111` and then `4111` again. Read after what was said since, `4821` would no
 * longer be what `my pin is` announced.
 */
export const heardBefore = (
  { heard }: ConversationMemory,
  delivery: string,
): HeardDelivery | null => heard.findLast((one) => one.delivery === delivery) ?? null

/** Tells whether nothing was heard of a conversation yet. */
export const isNew = ({ tails }: ConversationMemory): boolean => tails.size === 0

/**
 * Gives the other side's last words that may ask for what this author says now: one question, and what they changed it
 * to or another to, as it is not known which.
 */
export function askedOf(
  { said }: Pick<ConversationMemory, 'said'>,
  author: string,
): readonly string[] {
  const last = said.findLast((one) => one.author !== author)
  return said.flatMap((one) => (one.author === last?.author ? [one.subject] : []))
}

/**
 * A message that was redacted: its author's tail, what may be seen of it, and which delivery it
 * came with.
 */
interface RememberedRedaction {
  readonly tail: Tail
  /** The text as it may be shown: only from this is its subject taken. */
  readonly text: string
  /** By a digest, see `deliveryIn`. */
  readonly delivery: string
  readonly isEdit: boolean
}

/** Gives what was said last: an edit may be of any message, so it takes the place of none and asks nothing but what it asks. */
function saidAfter(
  said: readonly LastSubject[],
  author: string,
  { text, isEdit }: RememberedRedaction,
): readonly LastSubject[] {
  const subject = subjectOf(text)
  if (isEdit) return subject === '' ? said : [...said, { author, subject, age: 0 }]
  const before = said
    .filter((one) => one.author !== author && one.age + 1 < OLDEST)
    .map((one) => ({ ...one, age: one.age + 1 }))
  return [...before, { author, subject, age: 0 }]
}

/** Gives what to store once a message was redacted: its author's tail, and the subject of what may be seen of it. */
export function remember(
  remembered: ConversationMemory,
  author: string,
  redacted: RememberedRedaction,
): Stored {
  const { tails, said, heard } = remembered
  const { tail, delivery } = redacted
  const others = [...tails].filter(([name]) => name !== author).slice(1 - MOST_AUTHORS)
  const now = { delivery, after: { tail: tailOf(remembered, author), said } }
  const all = [...heard, now].slice(-MOST_HEARD)
  return bounded({
    others,
    own: [author, tail],
    said: saidAfter(said, author, redacted).slice(-OLDEST),
    heard: all.map((one, at) => (at < all.length - MOST_AFTER ? withoutAfter(one) : one)),
  })
}

const withoutAfter = ({ delivery }: HeardDelivery): HeardDelivery => ({ delivery })

/** What is to be stored, by what may be left out of it. */
interface ToStore extends Pick<ConversationMemory, 'said' | 'heard'> {
  readonly own: readonly [string, Tail]
  /** Tails of the other authors, the one silent for longest first. */
  readonly others: readonly (readonly [string, Tail])[]
}

const toStored = ({ own, others, said, heard }: ToStore): Stored => ({
  tails: Object.fromEntries([...others, own]),
  said,
  heard,
})

/** Leaves out what is needed least until the rest can be stored: what somebody typed last is kept whatever they type. */
function bounded(given: ToStore): Stored {
  let all = given
  for (let step = 0; step < MOST_HEARD + MOST_AUTHORS; step += 1) {
    const stored = toStored(all)
    if (Buffer.byteLength(JSON.stringify(stored)) <= MOST_STORED) return stored
    all = less(all)
  }
  return toStored({ ...all, others: [], said: [], heard: [] })
}

// A repeat of which it is not known any more what it was read after is withheld; what an author began is shown.
function less(all: ToStore): ToStore {
  const kept = all.heard.findIndex(({ after }) => after !== undefined)
  const isLast = kept === all.heard.length - 1
  if (kept >= 0 && (!isLast || all.others.length === 0))
    return { ...all, heard: all.heard.map((one, at) => (at === kept ? withoutAfter(one) : one)) }
  if (all.others.length > 0) return { ...all, others: all.others.slice(1) }
  return { ...all, said: all.said.slice(1) }
}

/** What to store in place of what cannot be read. */
export const FORGOTTEN: Stored = { tails: {}, said: [] }

/** Gives an author's tail; of one not heard before, that of a conversation that begins. */
export const tailOf = ({ tails }: Pick<ConversationMemory, 'tails'>, author: string): Tail =>
  tails.get(author) ?? EMPTY_TAIL
