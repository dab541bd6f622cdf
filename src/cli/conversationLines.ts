import { isRecord } from '../model/index.js'
import type { Tail } from '../redaction/index.js'
import type { LineAnswer } from './mapLines.js'

/** A line of NDJSON that is one message of a conversation. */
export interface ConversationLine {
  readonly conversation: string
  /** Empty where nobody says who it is: one person, for all that is known. */
  readonly author: string
  readonly text: string
  readonly id?: unknown
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

/** A message with what the ones before it tell: its author's tail, and what it answers. */
export interface SpokenMessage {
  readonly tail: Tail | null
  readonly id: string
  readonly text: string
  readonly asked: string | undefined
}

/** What became of a message: what to print, and what to remember for its author's next. */
export interface MessageAnswer {
  readonly tail: Tail
  readonly answer: LineAnswer
}

// So that a file of any length is read in constant memory; who was silent for longest is forgotten first.
const MOST = 10_000

/** Puts a value last, and forgets the oldest where there are too many. */
function keep<Value>(all: Map<string, Value>, key: string, value: Value): void {
  all.delete(key)
  all.set(key, value)
  const [oldest] = all.keys()
  if (all.size > MOST && oldest !== undefined) all.delete(oldest)
}

interface SpokenLine {
  readonly author: string
  readonly text: string
}

/**
 * Reads messages line by line as those of conversations: a value typed over several lines of one author is found, and
 * what answers a question is known for what it is.
 *
 * A line is printed before the next is read. So what a later one shows to be part of a value in an earlier is told as
 * `earlier`, by the id of that line, or by its number among lines where it has none.
 */
export function startConversationLines(
  answer: (message: SpokenMessage) => MessageAnswer,
): (line: ConversationLine) => LineAnswer {
  const tails = new Map<string, Tail>()
  // The last two authors' last words: of one of them, the other's are what was asked.
  const said = new Map<string, readonly SpokenLine[]>()
  let lines = 0
  return ({ conversation, author, text, id, asked }) => {
    lines += 1
    const name = JSON.stringify([conversation, author])
    const others = (said.get(conversation) ?? []).filter((one) => one.author !== author)
    const question = typeof asked === 'string' ? asked : others.at(-1)?.text
    const done = answer({
      tail: tails.get(name) ?? null,
      id: nameOf(id) ?? String(lines),
      text,
      asked: question,
    })
    keep(tails, name, done.tail)
    keep(said, conversation, [...others.slice(-1), { author, text: text.slice(-LONGEST_SAID) }])
    return done.answer
  }
}

// A question is asked at the end of what is said.
const LONGEST_SAID = 400
