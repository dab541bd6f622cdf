import { isRecord, type RedactionRule } from '../model/index.js'
import { isReadable, UNREADABLE } from './isReadable.js'
import { readTogether } from './readTogether.js'
import { applyTextRules, type RedactedText, type RedactOptions, withhold } from './redactText.js'
import { readTextRules, type TextRules, withOwn } from './textRules.js'

/** One message of a transcript, in the order they were sent. */
export interface TranscriptMessage {
  /**
   * Comes back as it is. Messages are told apart by their places, so that one missing or given
   * twice does no harm.
   */
  readonly id: string
  /** Whoever wrote it, by any name that is the same in each of their messages. */
  readonly author: string
  readonly text: string
}

/** One redacted message. A field of the message given that is no text is empty here. */
export interface RedactedMessage extends RedactedText {
  readonly id: string
  readonly author: string
}

/**
 * Gives the rules for one author's words, such as one set for the customer and another for the
 * agent. Asked once for each author. A throw, or what is no list, withholds that author's messages.
 */
export type RulesByAuthor = (author: string) => readonly RedactionRule[]

/**
 * Gives one author's rules. Nobody's are none, and a list that is no list shows nothing: an author
 * who is not known, or whose rules cannot be had, must not be read as the one whose rules show
 * more.
 */
function rulesOf(
  rules: readonly RedactionRule[] | RulesByAuthor,
  author: string | undefined,
): unknown {
  if (typeof rules !== 'function') return rules
  if (author === undefined || author === '') return null
  try {
    return rules(author)
  } catch {
    return null
  }
}

/** Looks up the rules of each author once, for rules are checked as they are read. */
function rulesFor(rules: readonly RedactionRule[] | RulesByAuthor): (author: string) => TextRules {
  const known = new Map<string, TextRules>()
  return (author) => {
    const texts = known.get(author) ?? readTextRules(rulesOf(rules, author))
    known.set(author, texts)
    return texts
  }
}

/**
 * Gives the last message of another author before the one at a place: what it answers, if anything.
 */
const askedBefore = (messages: readonly MessageOfTranscript[], at: number): string | undefined =>
  messages
    .slice(Math.max(0, at - FARTHEST), at)
    .findLast(({ author }) => author !== messages[at]?.author)?.text ?? undefined

type MessageOfTranscript = ReturnType<typeof readMessage>

// A question is answered soon or not at all.
const FARTHEST = 8

/** Reads what is given as messages; what is no list holds none. */
function readMessages(messages: unknown): readonly MessageOfTranscript[] {
  try {
    return Array.isArray(messages) ? messages.map(readMessage) : []
  } catch {
    return []
  }
}

/** Reads the fields of one message, and none of one that throws when it is looked at. */
function fieldsOf(message: unknown): Readonly<Record<string, unknown>> {
  try {
    const { id, author, text } = isRecord(message) ? message : {}
    return { id, author, text }
  } catch {
    return {}
  }
}

/**
 * What is no message is one that says nothing readable, and is withheld: a place left out would
 * move all the others.
 */
const readMessage = (message: unknown) => {
  const { id, author, text } = fieldsOf(message)
  return {
    id: typeof id === 'string' ? id : '',
    author: typeof author === 'string' ? author : '',
    text: typeof text === 'string' ? text : null,
  }
}

/**
 * Redacts the messages of one conversation, with values that an author typed over several messages.
 * The last message of another author tells what a message answers. The rules are one set for all
 * messages or, as a function, one for each author.
 *
 * It never throws, and gives as many messages as it was given, in their order. A message that
 * cannot be read is `[withheld]` (`unreadable_input`). Each text is scanned twice: first to learn
 * what goes on in later messages, then to be written.
 *
 * @example
 * ```ts
 * const rules = [{ target: 'text', identifier: 'default', action: 'drop' }] as const
 * redactTranscript(
 *   [
 *     { id: 'IM1', author: 'agent', text: 'What is your PIN?' },
 *     { id: 'IM2', author: 'customer', text: '48' },
 *     { id: 'IM3', author: 'customer', text: '21' },
 *   ],
 *   rules,
 * ).map(({ text }) => text)
 * // ['What is your PIN?', '[pin_code]', '[pin_code]']
 * ```
 */
export function redactTranscript(
  messages: readonly TranscriptMessage[],
  rules: readonly RedactionRule[] | RulesByAuthor,
  options: RedactOptions = {},
): readonly RedactedMessage[] {
  const read = readMessages(messages)
  if (!isReadable('', options))
    return read.map(({ id, author }) => ({ id, author, ...withhold([UNREADABLE]) }))
  const textsOf = rulesFor(rules)
  const inTurn = readTogether(read, (at) =>
    withOwn({ ...options, asked: askedBefore(read, at) }, textsOf(read[at]?.author ?? '')),
  )
  return read.map(({ id, author, text }, at) => {
    if (text === null) return { id, author, ...withhold([UNREADABLE]) }
    const asked = askedBefore(read, at)
    const asOptions = { ...options, ...(asked !== undefined && { asked }) }
    return { id, author, ...applyTextRules(text, textsOf(author), asOptions, inTurn[at]) }
  })
}
