import type { CompiledPolicy } from '../../decide/index.js'
import { fail, isRecord, withoutAbsent } from '../../model/index.js'
import {
  EMPTY_TAIL,
  type ScanOptions,
  type Span,
  scanMessage,
  scan as scanText,
} from '../../redaction/index.js'
import { type Command, EXIT, isSet, optionOf, TAKES } from '../command.js'
import { readConversationLine, startConversationLines } from '../conversationLines.js'
import { loadPolicy } from '../loadPolicy.js'
import { type LineAnswer, mapLines } from '../mapLines.js'
import { inputName, LARGEST_TEXT, readTextInput } from '../readInput.js'
import { PARTIAL, refuse } from '../refuse.js'
import { SHARED_OPTIONS } from '../sharedOptions.js'
import { textIn } from '../textIn.js'
import { writeJsonLine } from '../write.js'

/**
 * `countersign scan`: where identifiers stand in text. Offsets count UTF-16 units, as
 * JavaScript does; the text itself is never printed, because it would put the value into a
 * log.
 */
export const scan: Command = {
  name: 'scan',
  usage: 'scan [FILE|-] [--policy P] [--asked TEXT] [--why] [--ndjson]',
  summary:
    'Finds values that name a person (identifiers) in a text, or in the `text` of each line.',
  example: 'scan chat.txt --why',
  takes: TAKES.input,
  options: {
    policy: {
      type: 'string',
      value: 'P',
      summary: 'A policy file. Its custom identifiers and its regions are used.',
    },
    asked: SHARED_OPTIONS.asked,
    why: { type: 'boolean', summary: 'Say why each value was found.' },
    ndjson: {
      type: 'boolean',
      summary:
        'Read one message per line. Lines of one `conversation` and `author` are read together.',
    },
  },
  async run(args, context) {
    const [file] = args.positionals
    const policyFile = optionOf(args, 'policy')
    const policy = policyFile === undefined ? undefined : await loadPolicy(context, policyFile)
    if (policyFile !== undefined && policy?.ok === false)
      return refuse(context, policyFile, policy.issues)
    const known = policy?.ok === true ? knownBy(policy.value) : {}
    const asked = optionOf(args, 'asked')
    const options = { ...known, why: isSet(args, 'why'), ...(asked !== undefined && { asked }) }
    if (isSet(args, 'ndjson')) return mapLines(context, file, scanLine(options))
    const text = await readTextInput(context, file, LARGEST_TEXT)
    if (!text.ok) return refuse(context, inputName(file), text.issues)
    const found = findingsJson(textIn(text.value).text, options)
    await writeJsonLine(context.stdout, found)
    // What was not looked through may hold anything, so the exit code says that the answer
    // is not whole.
    return found.complete === false ? refuse(context, inputName(file), [PARTIAL]) : EXIT.yes
  },
}

/**
 * Makes what scans one line after another; lines that name a conversation are read
 * together.
 */
const scanLine = (given: ScanOptions) => {
  const inConversation = startConversationLines(({ tail, id, text, asked }) => {
    const options = asOptions(given, asked)
    const scanned = scanMessage(tail ?? EMPTY_TAIL, text, id, options)
    const { earlier, complete } = scanned
    const spans = options.why === true ? withWhy(scanned.spans, text, options) : scanned.spans
    const value = { spans, ...(earlier.length > 0 && { earlier }), ...(!complete && { complete }) }
    return { tail: scanned.tail, answer: { ok: true, value, isPartial: !complete } }
  })
  return (line: unknown): LineAnswer => {
    if (!isRecord(line) || typeof line['text'] !== 'string') return fail('text_missing', 'text')
    const message = readConversationLine(line)
    if (message !== null) return inConversation(message)
    return answerOf(findingsJson(line['text'], asOptions(given, line['asked'])))
  }
}

/** Puts the question of one line in the place of the one that stood on the command line. */
const asOptions = (options: ScanOptions, asked: unknown): ScanOptions =>
  typeof asked === 'string' ? { ...options, asked } : options

/**
 * Adds the reasons of spans that were found in the message alone. A span that was found only
 * together with earlier messages has no such reason.
 */
function withWhy(spans: readonly Span[], text: string, options: ScanOptions): readonly Span[] {
  const told = scanText(text, options).spans
  return spans.map(
    (span) =>
      told.find(
        ({ start, end, type }) => start === span.start && end === span.end && type === span.type,
      ) ?? span,
  )
}

const knownBy = ({ regions, identifiers, allow }: CompiledPolicy): ScanOptions => ({
  ...(regions.length > 0 && { regions }),
  ...withoutAbsent({ identifiers, allow }),
})

const answerOf = (found: ReturnType<typeof findingsJson>): LineAnswer => ({
  ok: true,
  value: found,
  isPartial: found.complete === false,
})

/**
 * Finds identifiers in one text. `complete` is there only where it is `false`: the text was
 * not looked through to its end.
 */
const findingsJson = (text: string, options: ScanOptions) => {
  const { spans, complete } = scanText(text, options)
  return { spans, ...(!complete && { complete }) }
}
