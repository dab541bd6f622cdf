import { isRecord } from '../model/index.js'
import type { Tail } from '../redaction/index.js'
import type { LineAnswer } from './mapLines.js'

/** A line of NDJSON that is one message of a conversation. */
export interface ConversationLine {
  /** What tells one conversation from another; a number on the line becomes its digits. */
  readonly conversation: string
  /** Empty where nobody says who it is: one person, for all that is known. */
  readonly author: string
  /** The message as it was sent. */
  readonly text: string
  /**
   * What the program that made the file calls this message. It is handed back where a later
   * line shows that a value began here.
   */
  readonly id?: unknown
  /**
   * The question that this message answers, where the file knows it better than the lines
   * before do.
   */
  readonly asked?: unknown
}

// Other programs name conversations and people by numbers as often as by words.
const nameOf = (value: unknown): string | null =>
  typeof value === 'string' ? value : typeof value === 'number' ? String(value) : null

/** Reads a line as one message of a conversation; `null` for one that names none, or holds no text. */
export function readConversationLine(line: unknown): ConversationLine | null {
  if (!isRecord(line) || typeof line['text'] !== 'string') return null
  const { id, asked, text } = line
  const conversation = nameOf(line['conversation'])
  return conversation === null
    ? null
    : { conversation, author: nameOf(line['author']) ?? '', id, asked, text }
}

/** A message with what the messages before it tell. */
export interface SpokenMessage {
  /** What stood at the end of the author's messages before; `null` for the first one. */
  readonly tail: Tail | null
  /** The name of the line, or its number where it has none. */
  readonly id: string
  /** The message as it was sent. */
  readonly text: string
  /** The question that it answers: `date of birth?` makes `01.02.80` a date of birth. */
  readonly asked: string | undefined
}

/** What became of a message: what to print, and what to remember for its author's next. */
export interface MessageAnswer {
  /** The end of the author's text, to be read together with the next message. */
  readonly tail: Tail
  /** What is printed for the line. */
  readonly answer: LineAnswer
}

/**
 * How many authors and conversations are remembered, so that a file of any length is read
 * in constant memory. Who was silent for longest is forgotten first.
 */
const MOST = 10_000

/**
 * Puts a value last, and forgets the one that was set longest ago where there are too many.
 * A `Map` keeps its keys in the order in which they were set, so its first key is the
 * oldest.
 */
function setNewest<Value>(all: Map<string, Value>, key: string, value: Value): void {
  all.delete(key)
  all.set(key, value)
  const [oldest] = all.keys()
  if (all.size > MOST && oldest !== undefined) all.delete(oldest)
}

/**
 * Reads messages line by line as those of conversations: a value typed over several lines of one author is found, and
 * what answers a question is known for what it is.
 *
 * A line is printed before the next is read. So what a later one shows to be part of a value in an earlier is reported as
 * `earlier`, by the id of that line, or by its number among lines where it has none.
 */
export function startConversationLines(
  answer: (message: SpokenMessage) => MessageAnswer,
): (line: ConversationLine) => LineAnswer {
  const tails = new Map<string, Tail>()
  // The last two authors' last words: of one of them, the other's are what was asked.
  const said = new Map<string, readonly { readonly author: string; readonly text: string }[]>()
  let lines = 0
  // The closure is called once a line; what it remembers is bounded by `MOST` and by the
  // length of a tail.
  return ({ conversation, author, text, id, asked }) => {
    lines += 1
    // Names may hold any character, so the two are joined as JSON: `a` + `b c` and `a b` +
    // `c` stay apart.
    const name = JSON.stringify([conversation, author])
    // Words of the author are no question to the author.
    const others = (said.get(conversation) ?? []).filter((one) => one.author !== author)
    const question = typeof asked === 'string' ? asked : others.at(-1)?.text
    const done = answer({
      tail: tails.get(name) ?? null,
      id: nameOf(id) ?? String(lines),
      text,
      asked: question,
    })
    setNewest(tails, name, done.tail)
    setNewest(said, conversation, [
      ...others.slice(-1),
      { author, text: text.slice(-LONGEST_SAID) },
    ])
    return done.answer
  }
}

// In UTF-16 units. A question stands at the end of what is said, so the end alone is kept.
const LONGEST_SAID = 400
