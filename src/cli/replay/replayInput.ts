import { availableParallelism } from 'node:os'
import { type ReplayCounts, startTally, type Tally } from '../../analysis/index.js'
import type { Issue } from '../../model/index.js'
import { type CommandContext, EXIT, type ExitCode } from '../command.js'
import { startProgress } from '../progress.js'
import { fileIssue, inputName, openInput } from '../readInput.js'
import { LONGEST_LINE } from '../readLines.js'
import { refuse } from '../refuse.js'
import { write } from '../write.js'
import { type Chunk, cutChunks } from './cutChunks.js'
import { inOrder } from './inOrder.js'
import { type ChunkReport, makeChunkReplay, type ReplayTask } from './replayChunk.js'
import { isThreadStopped, type ReplayThread, shareOut, startThread } from './threads.js'

/** What is replayed, from where, and by how many threads; as many as there are cores where it is not said. */
export interface ReplayJob {
  /** The two policies, and the time. */
  readonly task: ReplayTask
  /** The file; `undefined` or `-` for standard input. */
  readonly file: string | undefined
  /** From 1 to 64; `undefined` where nobody said. */
  readonly threads: number | undefined
}

/** How a replay ended: the counts of what was decided, and whether that was all. */
export interface ReplayEnd {
  /** 0 where every line was decided, 3 where one was not. */
  readonly exit: ExitCode
  /** What was counted up to the end, or up to the failure. */
  readonly counts: ReplayCounts
  /** Whether the input was read to its end. */
  readonly isWhole: boolean
}

/**
 * Replays an input of any length in constant memory, changed decisions on stdout and broken lines on stderr, in the
 * order of their lines whatever the number of threads. Where the input or a thread fails, what came before is printed,
 * the exit code says invalid, and the end is not whole.
 */
export async function replayInput(context: CommandContext, job: ReplayJob): Promise<ReplayEnd> {
  const input = openInput(context, job.file, READ)
  const crew = openCrew(context, job)
  const printer = startPrinter(context, inputName(job.file))
  let isWhole = true
  try {
    const answers = cutChunks(input, LONGEST_LINE)
    await inOrder(answers, crew.ask, printer.print, crew.most)
  } catch (error) {
    isWhole = false
    // Otherwise a file of gigabytes would be read to its end for nobody.
    input.destroy()
    const issue = isThreadStopped(error)
      ? { code: 'thread_stopped', path: '', line: printer.lines() + 1 }
      : fileIssue(error)
    refuse(context, inputName(job.file), [issue])
  } finally {
    await crew.stop()
    printer.end()
  }
  const counts = printer.tally.counts()
  const isSound = isWhole && counts.broken === 0
  return { exit: isSound ? EXIT.yes : EXIT.invalid, counts, isWhole }
}

/** How much of a file is read at a time, in bytes: to hand a chunk over costs as much as to decide a dozen records. */
const READ = 1_048_576

/** Below so many bytes an input is decided before another thread could have started. */
const SMALL = 67_108_864

/** How many chunks wait for each thread: enough that none is idle. */
const CHUNKS_A_THREAD = 4

/** Decides chunks: in this thread, in others, or first here and then there. */
interface ReplayWorkers {
  /** Asks for the decisions of one chunk. */
  readonly ask: (chunk: Chunk) => ChunkReport | Promise<ChunkReport>
  /** How many chunks may be asked about and not yet printed, which bounds the memory. */
  readonly most: number
  /** Ends the other threads. */
  readonly stop: () => Promise<unknown>
}

/**
 * Opens what decides. This thread decides as it reads. Others are started at once where
 * they were asked for, else when the input turns out to be large, because to start them
 * takes longer than to decide a small one.
 */
function openCrew(
  { program, patience }: CommandContext,
  { task, threads }: ReplayJob,
): ReplayWorkers {
  const count = program === undefined ? 1 : (threads ?? availableParallelism())
  const here = makeChunkReplay(task)
  let bytes = 0
  let others: ReplayThread | null = null
  const start = (entry: URL): ReplayThread =>
    shareOut(Array.from({ length: count }, () => startThread(entry, task, patience)))
  return {
    ask(chunk) {
      if (chunk === 'too_large' || program === undefined || count === 1) return here(chunk)
      bytes += chunk.bytes.length
      if (threads === undefined && bytes < SMALL) return here(chunk)
      others ??= start(program)
      return others.ask(chunk.bytes)
    },
    most: count === 1 ? 1 : count * CHUNKS_A_THREAD,
    stop: async () => others?.stop(),
  }
}

interface ReportPrinter {
  /** Prints what one chunk gave, and waits while the output takes no more. */
  readonly print: (report: ChunkReport) => Promise<void>
  /** How many lines were printed so far. */
  readonly lines: () => number
  /** The counts of all chunks so far. */
  readonly tally: Tally
  /** Says how many broken lines were not named one by one. */
  readonly end: () => void
}

/** How many broken lines of one kind are named: a file of the wrong kind is broken in every line. */
const MOST_NAMED = 20

/**
 * Names broken lines on stderr, the first few of each kind by their numbers, the others by
 * how many there are.
 */
function startFaults(context: CommandContext, name: string) {
  const counts = new Map<string, number>()
  return {
    tell(line: number, issues: readonly Issue[]): void {
      const code = issues[0]?.code ?? ''
      const count = (counts.get(code) ?? 0) + 1
      counts.set(code, count)
      if (count > MOST_NAMED) return
      refuse(
        context,
        name,
        issues.map((issue) => ({ ...issue, line })),
      )
    },
    end(): void {
      for (const [code, count] of counts) {
        if (count <= MOST_NAMED) continue
        refuse(context, `${name}, ${count - MOST_NAMED} more lines`, [{ code, path: '' }])
      }
    },
  }
}

/**
 * Starts to print a replay; its line of progress is cleared before anything else is
 * written.
 */
function startPrinter(context: CommandContext, name: string): ReportPrinter {
  const tally = startTally()
  const faults = startFaults(context, name)
  const progress = startProgress(context)
  const started = context.now()
  let [lines, records] = [0, 0]
  return {
    tally,
    lines: () => lines,
    end() {
      progress.clear()
      faults.end()
    },
    async print(report) {
      if (report.changes.length + report.faults.length > 0) progress.clear()
      const changes = report.changes.map(
        ([line, json]) => `{"line":${lines + line},${json.slice(1)}\n`,
      )
      if (changes.length > 0) await write(context.stdout, changes.join(''))
      for (const [line, issues] of report.faults) faults.tell(lines + line, issues)
      lines += report.lines
      records += report.counts.records
      tally.addCounts(report.counts)
      // At least a millisecond, so that nothing is divided by zero.
      const seconds = Math.max(0.001, (context.now() - started) / 1_000)
      progress.tell(`${name}: ${records} records, ${Math.round(records / seconds)} a second`)
    },
  }
}
