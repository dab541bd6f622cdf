import type { Replayed } from '../../analysis/replay.js'
import { makeReplay, type Replay, startTally, type Tally } from '../../analysis/replay.js'
import { toInstant } from '../../model/instant.js'
import { fail, type Result } from '../../model/result.js'
import { type Command, EXIT, type ExitCode, optionOf, type World } from '../command.js'
import { loadPolicy } from '../loadPolicy.js'
import { fileIssue, nameOf, openInput, parseJson } from '../readInput.js'
import { readLines } from '../readLines.js'
import { refuse, refuseUsage } from '../refuse.js'
import { writeJson } from '../write.js'

/** `countersign replay`: past decisions under a candidate policy. */
export const replay: Command = {
  name: 'replay',
  usage: 'replay --old P --new Q [--at ISO] [--fail-on looser|any] [FILE|-]',
  summary: 'Decides recorded decisions or engagements (NDJSON) again: what changes, and how many.',
  options: {
    old: { type: 'string' },
    new: { type: 'string' },
    at: { type: 'string' },
    'fail-on': { type: 'string' },
  },
  async run(args, world) {
    const [file, ...others] = args.positionals
    const [oldFile, newFile] = [optionOf(args, 'old'), optionOf(args, 'new')]
    if (oldFile === undefined || newFile === undefined)
      return refuseUsage(world, this.usage, 'name --old and --new')
    if (others.length > 0) return refuseUsage(world, this.usage, 'name one file')
    const failOn = optionOf(args, 'fail-on')
    if (failOn !== undefined && failOn !== 'looser' && failOn !== 'any')
      return refuseUsage(world, this.usage, 'no such change to --fail-on')
    const given = optionOf(args, 'at')
    const at = given === undefined ? world.now() : toInstant(given)
    if (at === null) return refuse(world, '--at', [{ code: 'invalid_time', path: '' }])
    const old = await loadPolicy(world, oldFile)
    if (!old.ok) return refuse(world, oldFile, old.issues)
    const next = await loadPolicy(world, newFile)
    if (!next.ok) return refuse(world, newFile, next.issues)
    const tally = startTally()
    const read = await replayLines(world, file, makeReplay(old.value, next.value, at), tally)
    const counts = tally.counts()
    await writeJson(world.stdout, { counts })
    if (read !== EXIT.yes) return read
    const isFound = failOn === 'any' ? counts.changed > 0 : failOn === 'looser' && counts.looser > 0
    return isFound ? EXIT.no : EXIT.yes
  },
}

const LONGEST_LINE = 1_048_576

/** How many records pass between two words of progress. */
const STRIDE = 100_000

async function replayLines(
  world: World,
  file: string | undefined,
  decide: Replay,
  tally: Tally,
): Promise<ExitCode> {
  const started = world.now()
  let exit: ExitCode = EXIT.yes
  let count = 0
  try {
    for await (const { number, text } of readLines(openInput(world, file), LONGEST_LINE)) {
      if (text !== null && text.trim() === '') continue
      const result = replayLine(text, decide)
      tally.add(result)
      count += 1
      if (count % STRIDE === 0) reportProgress(world, count, started)
      if (!result.ok) {
        const issues = result.issues.map((issue) => ({ ...issue, line: number }))
        exit = refuse(world, nameOf(file), issues)
      } else if (result.value.differences.length > 0) {
        const written = writeJson(world.stdout, { line: number, ...result.value })
        if (written !== undefined) await written
      }
    }
  } catch (error) {
    return refuse(world, nameOf(file), [fileIssue(error)])
  }
  return exit
}

const replayLine = (text: string | null, decide: Replay): Result<Replayed> => {
  if (text === null) return fail('too_large')
  const parsed = parseJson(text)
  return parsed.ok ? decide(parsed.value) : parsed
}

function reportProgress(world: World, count: number, started: number): void {
  const seconds = Math.max(0.001, (world.now() - started) / 1_000)
  world.stderr.write(`${count} records, ${Math.round(count / seconds)} a second\n`)
}
