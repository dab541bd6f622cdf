import { toInstant } from '../../model/index.js'
import { type Arguments, type Command, EXIT, optionOf, TAKES } from '../command.js'
import { loadPolicy } from '../loadPolicy.js'
import { refuse, refuseUsage } from '../refuse.js'
import { replayInput } from '../replay/replayInput.js'
import { sayChoices } from '../sharedOptions.js'
import { writeJsonLine } from '../write.js'

/** More than any machine gains from is a slip of the hand. */
const MOST_THREADS = 64

const FAIL_ON: readonly string[] = ['looser', 'any']

/**
 * `countersign replay`: past decisions under a candidate policy. The counts come last, on a
 * line of their own, and say whether all of the input was decided.
 */
export const replay: Command = {
  name: 'replay',
  usage: `replay --old P --new Q [--at ISO] [--fail-on ${FAIL_ON.join('|')}] [--threads 1-${MOST_THREADS}] [FILE|-]`,
  summary: 'Decides recorded decisions or engagements (NDJSON) again, and counts what changes.',
  example: 'replay --old old.yaml --new policy.yaml records.ndjson',
  takes: TAKES.input,
  options: {
    old: { type: 'string', value: 'P', summary: 'The policy by which the records were decided.' },
    new: { type: 'string', value: 'Q', summary: 'The new policy, to compare with the old one.' },
    at: {
      type: 'string',
      value: 'ISO',
      summary: 'The time at which engagements are decided. Default: now.',
    },
    'fail-on': {
      type: 'string',
      value: 'KIND',
      summary: 'The differences that give exit code 1: `looser` or `any`. Default: none.',
    },
    threads: {
      type: 'string',
      value: 'N',
      summary: `The number of threads, 1 to ${MOST_THREADS}.`,
    },
  },
  async run(args, context) {
    const [file] = args.positionals
    const [oldFile, newFile] = [optionOf(args, 'old'), optionOf(args, 'new')]
    if (oldFile === undefined || newFile === undefined)
      return refuseUsage(context, this, 'give both policies, with --old and --new')
    const failOn = optionOf(args, 'fail-on')
    if (failOn !== undefined && !FAIL_ON.includes(failOn))
      return refuseUsage(context, this, sayChoices('fail-on', FAIL_ON))
    const threads = threadsOf(args)
    if (threads === null)
      return refuseUsage(context, this, `--threads is a whole number from 1 to ${MOST_THREADS}`)
    const given = optionOf(args, 'at')
    const at = given === undefined ? context.now() : toInstant(given)
    if (at === null) return refuse(context, '--at', [{ code: 'invalid_time', path: '' }])
    const old = await loadPolicy(context, oldFile)
    if (!old.ok) return refuse(context, oldFile, old.issues)
    const next = await loadPolicy(context, newFile)
    if (!next.ok) return refuse(context, newFile, next.issues)
    const task = { old: old.value, next: next.value, at }
    const { exit, counts, isWhole } = await replayInput(context, { task, file, threads })
    await writeJsonLine(context.stdout, isWhole ? { counts } : { counts, partial: true })
    // What could not be read decides the exit code before any difference does.
    if (exit !== EXIT.yes) return exit
    const isFound = failOn === 'any' ? counts.changed > 0 : failOn === 'looser' && counts.looser > 0
    return isFound ? EXIT.no : EXIT.yes
  },
}

/** Reads `--threads`: `undefined` where it is not given, `null` where it is no such number. */
function threadsOf(args: Arguments): number | undefined | null {
  const given = optionOf(args, 'threads')
  if (given === undefined) return undefined
  return /^[1-9]\d{0,2}$/.test(given) && Number(given) <= MOST_THREADS ? Number(given) : null
}
