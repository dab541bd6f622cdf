import type { RedactionRule } from '../model/index.js'
import { type RedactOptions, redactMessage, type Tail } from '../redaction/index.js'
import type { LineAnswer } from './mapLines.js'

/** A line of NDJSON that is one message of a conversation. */
export interface ConversationLine {
  readonly conversation: string
  readonly author: string
  readonly text: string
  readonly id?: unknown
  readonly asked?: unknown
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
 * Redacts messages line by line as those of conversations: a value typed over several lines of one author is found, and
 * what answers a question is known for what it is.
 *
 * A line is printed before the next is read. So what a later one shows to be part of a value in an earlier is told as
 * `earlier`, by the id of that line, or by its number among lines where it has none.
 */
export function startConversationLines(
  rules: readonly RedactionRule[],
  options: RedactOptions,
): (line: ConversationLine) => LineAnswer {
  const tails = new Map<string, Tail>()
  // The last two authors' last words: of one of them, the other's are what was asked.
  const said = new Map<string, readonly SpokenLine[]>()
  let lines = 0
  return ({ conversation, author, text, id, asked }) => {
    lines += 1
    const name = JSON.stringify([conversation, author])
    const others = (said.get(conversation) ?? []).filter((one) => one.author !== author)
    const question = typeof asked === 'string' ? asked : (others.at(-1)?.text ?? options.asked)
    const done = redactMessage(
      { tail: tails.get(name) ?? null, id: typeof id === 'string' ? id : String(lines), text },
      rules,
      { ...options, ...(question !== undefined && { asked: question }) },
    )
    keep(tails, name, done.tail)
    keep(said, conversation, [...others.slice(-1), { author, text: text.slice(-LONGEST_SAID) }])
    const { complete, earlier } = done
    return {
      ok: true,
      value: {
        text: done.text,
        ...(earlier.length > 0 && { earlier }),
        ...(!complete && { complete }),
      },
      isPartial: !complete,
    }
  }
}

// A question is asked at the end of what is said.
const LONGEST_SAID = 400
