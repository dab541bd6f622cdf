import type { CompiledPolicy } from '../../decide/index.js'
import { type Instant, type Result, toInstant } from '../../model/index.js'
import { readEngagement } from '../../twilio/inbound/index.js'
import {
  type Command,
  type CommandContext,
  EXIT,
  type ExitCode,
  isSet,
  NO_POLICY,
  optionOf,
  TAKES,
} from '../command.js'
import { emissions, type PrintDecisionAs } from '../emissions.js'
import { loadPolicy } from '../loadPolicy.js'
import { mapLines } from '../mapLines.js'
import { inputName, LARGEST_DOCUMENT, readJsonInput } from '../readInput.js'
import { refuse, refuseUsage } from '../refuse.js'
import { sayTime } from '../sayTime.js'
import { SHARED_OPTIONS, sayChoices } from '../sharedOptions.js'
import { writeJsonLine } from '../write.js'

/**
 * `countersign decide`: an engagement in, what was decided out, in the form that is asked
 * for. The exit code is 0 whatever was decided: a refusal is a decision like any other.
 */
export const decide: Command = {
  name: 'decide',
  usage: `decide --policy P [--at ISO] [--emit ${Object.keys(emissions).join('|')}] [--ndjson] [FILE|-]`,
  summary: 'Decides one engagement by a policy, and prints the decision.',
  example: 'decide --policy policy.yaml --at 2026-11-22T10:00:00Z sms.json',
  takes: TAKES.input,
  options: {
    policy: { type: 'string', value: 'P', summary: 'The policy file: YAML, JSON or compiled.' },
    at: SHARED_OPTIONS.at,
    emit: {
      type: 'string',
      value: 'FORM',
      summary: 'What to print: the decision, or a form for Twilio.',
    },
    ndjson: {
      type: 'boolean',
      summary: 'Read one engagement per line, and print one answer per line.',
    },
  },
  async run(args, context) {
    const [file] = args.positionals
    const policyFile = optionOf(args, 'policy')
    const form = optionOf(args, 'emit') ?? 'decision'
    // `constructor` and the like are names of every object, and no forms.
    const emit = Object.hasOwn(emissions, form) ? emissions[form] : undefined
    if (policyFile === undefined) return refuseUsage(context, this, NO_POLICY)
    if (emit === undefined)
      return refuseUsage(context, this, sayChoices('emit', Object.keys(emissions)))
    const at = instantOf(optionOf(args, 'at'), context)
    if (at === null) return refuse(context, '--at', [{ code: 'invalid_time', path: '' }])
    const policy = await loadPolicy(context, policyFile)
    if (!policy.ok) return refuse(context, inputName(policyFile), policy.issues)
    // Said after everything that may be refused, so that a refusal stands alone.
    if (optionOf(args, 'at') === undefined) sayTime(context, at)
    const call = { policy: policy.value, at, emit }
    if (isSet(args, 'ndjson')) return mapLines(context, file, (line) => decideLine(call, line))
    const input = await readJsonInput(context, file, LARGEST_DOCUMENT)
    if (!input.ok) return refuse(context, inputName(file), input.issues)
    return decideOne(call, input.value, inputName(file), context)
  },
}

/** What every line of a call is decided with: the policy, one time for all of them, and the form to print. */
interface DecideCall {
  /** A compiled policy; every line is decided under the same one. */
  readonly policy: CompiledPolicy
  /** The time at which all lines are decided, so that the order of lines changes nothing. */
  readonly at: Instant
  /** What is printed of each decision. */
  readonly emit: PrintDecisionAs
}

/**
 * Reads `--at`; the clock where it is not given, and `null` for what is no instant with a
 * zone. A time without a zone would be another on another machine.
 */
const instantOf = (text: string | undefined, context: CommandContext): Instant | null =>
  text === undefined ? context.now() : toInstant(text)

/** Decides one engagement; on a channel of the policy's own as well. */
const decideLine = ({ policy, at, emit }: DecideCall, value: unknown): Result<unknown> => {
  const engagement = readEngagement(value, policy.channels)
  return engagement.ok ? emit(policy, engagement.value, at) : engagement
}

/** Decides the one engagement of a file, and refuses it by its name where it cannot be read. */
const decideOne = async (
  call: DecideCall,
  value: unknown,
  source: string,
  context: CommandContext,
): Promise<ExitCode> => {
  const result = decideLine(call, value)
  if (!result.ok) {
    // Loaded for a mistake alone: it takes every schema.
    const { withForms } = await import('../engagementForms.js')
    return refuse(context, source, withForms(result.issues))
  }
  await writeJsonLine(context.stdout, result.value)
  return EXIT.yes
}
