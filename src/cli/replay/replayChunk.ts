import {
  makeTextReplay,
  type ReplayCounts,
  type Replayed,
  startTally,
  type TextReplay,
} from '../../analysis/index.js'
import type { CompiledPolicy } from '../../decide/index.js'
import { fail, type Instant, type Issue, type Result } from '../../model/index.js'
import { parseJsonInput } from '../readInput.js'
import { LONGEST_LINE } from '../readLines.js'

/** What is to be replayed: every thread of a replay is given the same. */
export interface ReplayTask {
  /** The policy the records were made under. */
  readonly old: CompiledPolicy
  /** The candidate. */
  readonly next: CompiledPolicy
  /** When engagements without a time of their own are decided. */
  readonly at: Instant
}

/** What was found in one chunk; its lines are counted from 1. */
export interface ChunkReport {
  /**
   * How many lines the chunk holds, the blank and the broken ones among them: the numbers
   * of the next chunk's lines depend on it.
   */
  readonly lines: number
  /** How many decisions are the same, looser, stricter or otherwise different. */
  readonly counts: ReplayCounts
  /** Changed decisions: the line, and the JSON of what changed. */
  readonly changes: readonly (readonly [line: number, json: string])[]
  /** Broken lines: the line, and what is wrong with it. */
  readonly faults: readonly (readonly [line: number, issues: readonly Issue[]])[]
}

/** Decides the lines of one chunk; one line that was too long to keep is a chunk by itself. */
export type ChunkReplay = (chunk: { readonly bytes: Uint8Array } | 'too_large') => ChunkReport

/**
 * Makes what decides one chunk after another. It remembers the decisions it has made,
 * because the records of one day are often alike.
 */
export function makeChunkReplay({ old, next, at }: ReplayTask): ChunkReplay {
  const decide = makeTextReplay(old, next, at, parseJsonInput)
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
  return (chunk) => {
    if (chunk === 'too_large') return reportOn([null], decide)
    const lines = decoder.decode(chunk.bytes).split('\n')
    // A chunk ends with a line feed, behind which stands no further line.
    if (lines.at(-1) === '') lines.pop()
    return reportOn(lines, decide)
  }
}

/** Decides lines and counts what became of them; `null` stands for a line that was dropped. */
function reportOn(lines: readonly (string | null)[], decide: TextReplay): ChunkReport {
  const tally = startTally()
  const changes: (readonly [number, string])[] = []
  const faults: (readonly [number, readonly Issue[]])[] = []
  for (const [index, text] of lines.entries()) {
    if (text !== null && text.trim() === '') continue
    const result = replayLine(text, decide)
    tally.add(result)
    if (!result.ok) faults.push([index + 1, result.issues])
    else if (result.value.differences.length > 0)
      changes.push([index + 1, JSON.stringify(result.value)])
  }
  return { lines: lines.length, counts: tally.counts(), changes, faults }
}

/** Decides one line; `too_large` for one that was dropped or is over the bound after all. */
const replayLine = (text: string | null, decide: TextReplay): Result<Replayed> =>
  text === null || text.length > LONGEST_LINE ? fail('too_large') : decide(text)
