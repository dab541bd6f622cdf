import type { CompiledPolicy } from '../decide/index.js'
import { fail, type Instant, isRecord, ok, type Result } from '../model/index.js'
import { type AgedText, cutAtAges, placesIn, sampleOf } from './agedText.js'
import { boundsOf, makeReplay, type Replay, type Replayed } from './replay.js'

/** Decides past decisions again, one line of JSON at a time. */
export type TextReplay = (text: string) => Result<Replayed>

/** How many different lines are remembered, and of what length at most, in UTF-16 units: 80 MB if all are longest. */
const MOST_REMEMBERED = 10_000
const LONGEST_REMEMBERED = 4_096

/** How many remembered lines may look alike at a glance: more are not looked through. */
const MOST_ALIKE = 32

/** Once so many lines have passed, remembering ends if fewer than one in four was known: each holds something of its own. */
const TRIAL = 20_000

/** Lines that are the same but for ages, and their answers by the bounds that those have passed. */
interface AgedLine {
  readonly text: AgedText
  readonly answers: Map<string, Result<Replayed>>
}

/**
 * Makes a replay of two policies that takes each record as one line of JSON, and reads few lines twice: several times
 * as fast as `makeReplay` on what `JSON.parse` gives, with the same answers. `parse` says what is no JSON.
 *
 * What it buys: 30,000 records under the bank's example policy that repeat but for ages take 24 ms, 290 when each is parsed.
 */
export const makeTextReplay = (
  old: CompiledPolicy,
  next: CompiledPolicy,
  now: Instant,
  parse: (text: string) => Result<unknown> = parseJson,
): TextReplay => replayLines(makeReplay(old, next, now), boundsOf(old, next), parse)

const parseJson = (text: string): Result<unknown> => {
  try {
    const value: unknown = JSON.parse(text)
    return ok(value)
  } catch {
    return fail('invalid_json')
  }
}

/**
 * Makes a replay read lines of JSON, and few of them twice: a line that differs from an earlier record only in ages of
 * its evidence, none of them across a bound in milliseconds, has that record's answer and is not parsed. Answers what
 * the replay answers on the parsed line, always.
 */
export function replayLines(
  replay: Replay,
  bounds: readonly number[],
  parse: (text: string) => Result<unknown>,
): TextReplay {
  const kinds = new Map<number, AgedLine[]>()
  let [lines, known, remembered] = [0, 0, 0]

  return (text) => {
    if (typeof text !== 'string') return fail('invalid_json')
    // Remembering costs time at each line: where few lines were known, it is given up for good.
    const isTried = text.length <= LONGEST_REMEMBERED && (lines < TRIAL || known * 4 > lines)
    lines += 1
    if (!isTried) return replayText(text)
    const alike = kinds.get(sampleOf(text)) ?? []
    for (const kind of alike) {
      const places = placesIn(text, kind.text, bounds)
      if (places === null) continue
      const before = kind.answers.get(places)
      if (before === undefined) return learn(text, kind, places)
      known += 1
      return before
    }
    return learn(text, null, '')
  }

  // A line that is not remembered is read like any other.
  function replayText(text: string): Result<Replayed> {
    const parsed = parse(text)
    return parsed.ok ? replay(parsed.value) : parsed
  }

  // The first line of its kind is parsed, and kept where it can stand for others.
  function learn(text: string, kind: AgedLine | null, places: string): Result<Replayed> {
    const parsed = parse(text)
    if (!parsed.ok) return parsed
    const replayed = replay(parsed.value)
    if (!replayed.ok || remembered >= MOST_REMEMBERED) return replayed
    if (kind !== null) kind.answers.set(places, replayed)
    else if (isAgedBySupportsOnly(parsed.value)) remember(text, replayed)
    else return replayed
    remembered += 1
    return replayed
  }

  // Lines that look alike at a glance are kept together, a few of them: more would not be looked
  // through in time.
  function remember(text: string, replayed: Result<Replayed>): void {
    const sample = sampleOf(text)
    const alike = kinds.get(sample) ?? []
    const aged = cutAtAges(text)
    const places = placesIn(text, aged, bounds)
    if (places === null || alike.length >= MOST_ALIKE) return
    kinds.set(sample, [...alike, { text: aged, answers: new Map([[places, replayed]]) }])
  }
}

/**
 * Whether only evidence has an age: another field with that name may count by its own value. In a text the name may
 * end a longer one, after an escaped quotation mark.
 */
function isAgedBySupportsOnly(value: unknown): boolean {
  if (!isRecord(value) || !('record' in value)) return false
  const { supports, ...others } = value
  const waiting: unknown[] = [others, ...(Array.isArray(supports) ? supports.map(withoutAge) : [])]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (typeof next !== 'object' || next === null) continue
    for (const [name, inner] of Object.entries(next)) {
      if (name === 'age' || name.endsWith('"age')) return false
      waiting.push(inner)
    }
  }
  return true
}

const withoutAge = (band: unknown): unknown => {
  if (!isRecord(band)) return band
  const { age: _, ...others } = band
  return others
}
