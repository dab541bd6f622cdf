import {
  makeTextReplay,
  type ReplayCounts,
  type Replayed,
  startTally,
  type TextReplay,
} from '../../analysis/index.js'
import type { CompiledPolicy } from '../../decide/index.js'
import { fail, type Instant, type Issue, type Result } from '../../model/index.js'
import { parseJson } from '../readInput.js'

/** What is to be replayed: every thread of a replay is given the same. */
export interface ReplayTask {
  readonly old: CompiledPolicy
  readonly next: CompiledPolicy
  /** When engagements without a time of their own are decided. */
  readonly at: Instant
}

/** What was found in one chunk; its lines are counted from 1. */
export interface ChunkReport {
  readonly lines: number
  readonly counts: ReplayCounts
  /** Changed decisions: the line, and the JSON of what changed. */
  readonly changes: readonly (readonly [line: number, json: string])[]
  readonly faults: readonly (readonly [line: number, issues: readonly Issue[]])[]
}

/** Decides the lines of one chunk; one line that was too long to keep is a chunk by itself. */
export type ChunkReplay = (chunk: { readonly bytes: Uint8Array } | 'too_large') => ChunkReport

/** The longest line, in UTF-16 units. */
export const LONGEST_LINE = 1_048_576

/** Makes what decides one chunk after another; it remembers the decisions it has made. */
export function makeChunkReplay({ old, next, at }: ReplayTask): ChunkReplay {
  const decide = makeTextReplay(old, next, at, parseJson)
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
  return (chunk) => {
    if (chunk === 'too_large') return reportOn([null], decide)
    const lines = decoder.decode(chunk.bytes).split('\n')
    if (lines.at(-1) === '') lines.pop()
    return reportOn(lines, decide)
  }
}

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

const replayLine = (text: string | null, decide: TextReplay): Result<Replayed> =>
  text === null || text.length > LONGEST_LINE ? fail('too_large') : decide(text)
