import type { CompiledPolicy } from '../../decide/index.js'
import {
  AUDIENCES,
  type Audience,
  fail,
  isRecord,
  ok,
  type RedactionRule,
  type Result,
} from '../../model/index.js'
import {
  emitRules,
  type RedactOptions,
  readRules,
  redactMessage,
  redactRecord,
  redactText,
} from '../../redaction/index.js'
import {
  type Arguments,
  type Command,
  type CommandContext,
  EXIT,
  isSet,
  optionOf,
  TAKES,
} from '../command.js'
import { readConversationLine, startConversationLines } from '../conversationLines.js'
import { loadPolicy } from '../loadPolicy.js'
import { type LineAnswer, mapLines } from '../mapLines.js'
import {
  inputName,
  LARGEST_DOCUMENT,
  LARGEST_TEXT,
  parseJsonInput,
  readJsonInput,
  readTextInput,
} from '../readInput.js'
import { PARTIAL, refuse, refuseUsage } from '../refuse.js'
import { SHARED_OPTIONS, sayChoices } from '../sharedOptions.js'
import { textIn } from '../textIn.js'
import { write, writeJsonLine } from '../write.js'

/**
 * Without a policy: every identifier masked, no field of a record shown. Nobody said what
 * may be seen, so nothing is.
 */
const MASK_ALL: readonly RedactionRule[] = [
  { target: 'text', identifier: 'default', action: 'mask' },
]

/**
 * `countersign redact`: what one audience sees of a record or of text. Text that was not
 * looked through to its end is printed with that end withheld, and the exit code is 3.
 */
export const redact: Command = {
  name: 'redact',
  usage:
    'redact [--policy P] --audience A (--decision D [FILE|-] | --text [FILE|-]) [--asked TEXT] [--allow FILE] [--ndjson]',
  summary: 'Hides in a record or a text what an audience must not see.',
  example: 'redact --policy policy.yaml --audience log --text chat.txt',
  takes: TAKES.input,
  options: {
    policy: { type: 'string', value: 'P', summary: 'The policy file with the redaction rules.' },
    audience: {
      type: 'string',
      value: 'A',
      summary: `Who will see it: ${AUDIENCES.join(', ')}.`,
    },
    decision: {
      type: 'string',
      value: 'D',
      summary: 'A decision. It says which parts of the record may be shown.',
    },
    text: { type: 'boolean', summary: 'The input is text, not a record.' },
    asked: SHARED_OPTIONS.asked,
    allow: {
      type: 'string',
      value: 'FILE',
      summary: 'A file of values that are never hidden, one per line.',
    },
    ndjson: {
      type: 'boolean',
      summary:
        'Read one record or text per line. Lines of one `conversation` and `author` are read together.',
    },
  },
  async run(args, context) {
    const [file] = args.positionals
    const asText = isSet(args, 'text')
    // A record needs a decision that opens its fields, and text needs none. With both, or
    // with neither, nobody knows what the input is.
    if (asText === (optionOf(args, 'decision') !== undefined)) {
      return refuseUsage(context, this, 'give either --decision or --text')
    }
    const audience = audienceOf(args)
    if (audience === null) {
      return refuseUsage(context, this, sayChoices('audience', AUDIENCES))
    }
    const loaded = await loadRules(args, context, audience)
    if ('exit' in loaded) return loaded.exit
    const { rules } = loaded
    const options = await loadAllowed(args, context, loaded.options)
    if ('exit' in options) return options.exit
    if (isSet(args, 'ndjson')) {
      return mapLines(context, file, asText ? textLine(rules, options) : recordLine(rules, options))
    }
    const input = await readTextInput(context, file, LARGEST_TEXT)
    if (!input.ok) return refuse(context, inputName(file), input.issues)
    if (asText) {
      const isWhole = await writeText(context, input.value, rules, options)
      return isWhole ? EXIT.yes : refuse(context, inputName(file), [PARTIAL])
    }
    const record = parseJsonInput(input.value)
    if (!record.ok) return refuse(context, inputName(file), record.issues)
    await writeJsonLine(context.stdout, redactRecord(record.value, rules, options).value ?? null)
    return EXIT.yes
  },
}

/**
 * Rules to redact by, or the exit code where they could not be had. What is wrong was
 * written to stderr by then, so the caller has only to leave with that code.
 */
type LoadedRules =
  | { readonly rules: readonly RedactionRule[]; readonly options: RedactOptions }
  | { readonly exit: 3 }

/**
 * Reads who will see it; `null` where nobody was named though a policy says something else
 * for each, or where the word names no audience.
 */
const audienceOf = (args: Arguments): Audience | null => {
  const given = optionOf(args, 'audience')
  // Without a policy all audiences see the same, so none needs naming.
  if (given === undefined) return optionOf(args, 'policy') === undefined ? 'log' : null
  return AUDIENCES.find((audience) => audience === given) ?? null
}

/**
 * Finds the rules: those of a decision, of a policy with nothing given (what no decision opens is withheld), or of neither,
 * and then every identifier is masked.
 */
const loadRules = async (
  args: Arguments,
  context: CommandContext,
  audience: Audience,
): Promise<LoadedRules> => {
  const policyFile = optionOf(args, 'policy')
  const policy = policyFile === undefined ? undefined : await loadPolicy(context, policyFile)
  if (policyFile !== undefined && policy?.ok === false) {
    refuse(context, policyFile, policy.issues)
    return { exit: EXIT.invalid }
  }
  const compiled = policy?.ok === true ? policy.value : undefined
  // Regions say which national forms of numbers are looked for; `allow` holds the
  // business's own values, which stay.
  const { regions = [], allow = [] } = compiled ?? {}
  const options = { regions, allow }
  const decisionFile = optionOf(args, 'decision')
  if (decisionFile === undefined) {
    return { rules: compiled === undefined ? MASK_ALL : withheldRules(compiled, audience), options }
  }
  const decision = await readJsonInput(context, decisionFile, LARGEST_DOCUMENT)
  const rules = decision.ok ? rulesOf(decision.value, audience, compiled) : decision
  if (rules.ok) return { rules: rules.value, options }
  refuse(context, inputName(decisionFile), rules.issues)
  return { exit: EXIT.invalid }
}

/** Adds the question that was asked, and the values of a file, one a line, to those that the policy shows. */
const loadAllowed = async (
  args: Arguments,
  context: CommandContext,
  options: RedactOptions,
): Promise<RedactOptions | { readonly exit: 3 }> => {
  const asked = optionOf(args, 'asked')
  const file = optionOf(args, 'allow')
  const read = file === undefined ? ok('') : await readTextInput(context, file, LARGEST_DOCUMENT)
  if (!read.ok) {
    refuse(context, inputName(file), read.issues)
    return { exit: EXIT.invalid }
  }
  // A blank line is no value: an empty text would be found everywhere.
  const lines = read.value.split('\n').map((line) => line.trim())
  const allow = [...(options.allow ?? []), ...lines.filter((line) => line !== '')]
  return { ...options, allow, ...(asked !== undefined && { asked }) }
}

/** Gives the rules where no decision was made: what no decision opens is withheld. */
const withheldRules = (policy: CompiledPolicy, audience: Audience): readonly RedactionRule[] =>
  emitRules(policy, {})[audience]

/**
 * Takes the rules for one audience out of a decision. A decision that another policy made
 * is refused (`decision_of_another_policy`), because its rules may open what this policy
 * withholds.
 */
const rulesOf = (
  decision: unknown,
  audience: Audience,
  policy: CompiledPolicy | undefined,
): Result<readonly RedactionRule[]> => {
  if (!isRecord(decision) || !isRecord(decision['redaction'])) return fail('decision_malformed')
  const made = decision['policy']
  if (policy !== undefined && (!isRecord(made) || made['digest'] !== policy.digest)) {
    return fail('decision_of_another_policy', 'policy.digest')
  }
  return readRules(decision['redaction'][audience])
}

/**
 * Writes redacted text in the form it came in, and tells whether it was looked through to
 * its end.
 */
const writeText = async (
  context: CommandContext,
  input: string,
  rules: readonly RedactionRule[],
  options: RedactOptions,
): Promise<boolean> => {
  const { text, wrapped } = textIn(input)
  const redacted = redactText(text, rules, options)
  await (wrapped
    ? writeJsonLine(context.stdout, { text: redacted.text })
    : write(context.stdout, redacted.text))
  return redacted.complete
}

/** Puts the question of one line in the place of the one that stood on the command line. */
const asOptions = (options: RedactOptions, asked: unknown): RedactOptions =>
  typeof asked === 'string' ? { ...options, asked } : options

/**
 * Makes what redacts one line of text after another. Lines that name a conversation are
 * read together, because people type a number over several messages; all others stand
 * alone.
 */
const textLine = (rules: readonly RedactionRule[], given: RedactOptions) => {
  const inConversation = startConversationLines((message) => {
    const options = asOptions(given, message.asked)
    const { text, earlier, complete, tail } = redactMessage(message, rules, options)
    const value = { text, ...(earlier.length > 0 && { earlier }), ...(!complete && { complete }) }
    return { tail, answer: { ok: true, value, isPartial: !complete } }
  })
  return (line: unknown): LineAnswer => {
    if (!isRecord(line) || typeof line['text'] !== 'string') return fail('text_missing', 'text')
    const message = readConversationLine(line)
    if (message !== null) return inConversation(message)
    const { text, complete } = redactText(line['text'], rules, asOptions(given, line['asked']))
    return { ok: true, value: { text, ...(!complete && { complete }) }, isPartial: !complete }
  }
}

/**
 * Makes what redacts one record after another. A record of which nothing may be seen
 * becomes `null`.
 */
const recordLine =
  (rules: readonly RedactionRule[], options: RedactOptions) =>
  (line: unknown): Result<unknown> =>
    ok(redactRecord(line, rules, options).value ?? null)
