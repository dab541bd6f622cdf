import type { OwnIdentifiers, Reason } from '../model/index.js'
import { withoutAllowed } from './allowed.js'
import { subjectAfter, subjectOf } from './asked.js'
import { type CandidateSearch, CERTAIN, type TextCandidate } from './attempt.js'
import { findCardBlocks } from './cardBlock.js'
import { FAR, startContextWords } from './contextWords.js'
import { findCandidates } from './findCandidates.js'
import { isReadable, UNREADABLE } from './isReadable.js'
import { findNamed } from './named.js'
import { findOwnKinds, type OwnKind, toOwnKinds } from './ownKinds.js'
import { type ReadText, readText } from './readText.js'
import { type MappedText, startOf } from './rewriting.js'
import { chooseKinds, type KindChoice } from './tries.js'
import { explainFinding, type FindingReasons } from './why.js'

/** A part of a text that holds an identifier. Offsets are in UTF-16 units of the text as given. */
export interface Span {
  /** Where it begins. */
  readonly start: number
  /** Where it ends: the first unit behind it. */
  readonly end: number
  /** The kind of identifier, such as `payment_card`. */
  readonly type: string
  /** Where it was asked for. */
  readonly why?: FindingReasons
}

/** A finder of the caller, for what patterns cannot find. A throw, or a span outside the text, makes the scan incomplete. */
export type Finder = (text: string) => readonly Span[]

/** What to look for, and how much work to spend. */
export interface ScanOptions {
  /** Regions of phone numbers written without a country code, such as `US`. Without any, `US`. */
  readonly regions?: readonly string[] | undefined
  /** Look for these types only. */
  readonly types?: readonly string[] | undefined
  readonly finders?: readonly Finder[] | undefined
  /** Kinds that only this business knows, by name: a compiled policy's `identifiers`. */
  readonly identifiers?: OwnIdentifiers | undefined
  /** The business's own numbers, addresses and sites: what is written so is left as it is, however it is spaced. */
  readonly allow?: readonly string[] | undefined
  /** The other side's last message: a question tells what its answer is, and what it is not. */
  readonly asked?: string | undefined
  /** Whether `scan` tells of each span how certain it is, and which words spoke for it and against it. */
  readonly why?: boolean | undefined
  /** Most work, in steps of about one character looked at. Default 40,000,000. */
  readonly budget?: number | undefined
}

/** What was found. Not complete: work ran out or a finder failed, so the text may hold more. */
export interface Scan {
  readonly spans: readonly Span[]
  readonly complete: boolean
  readonly reasons: readonly Reason[]
}

/** A span with what redaction needs: the value, where the span is exactly one identifier's. */
export interface ScanFinding extends Span {
  readonly value: string | null
  readonly candidate: TextCandidate | null
}

const BUDGET = 40_000_000

// Between two that words near them made, the nearer word tells.
const isStronger = (a: TextCandidate, b: TextCandidate): boolean =>
  a.wordDistance !== b.wordDistance && a.wordDistance < FAR && b.wordDistance < FAR
    ? a.wordDistance < b.wordDistance
    : a.certainty !== b.certainty
      ? a.certainty > b.certainty
      : a.end - a.start !== b.end - b.start
        ? a.end - a.start > b.end - b.start
        : a.order < b.order

// `call 612 34 56 78 28013`: where the form of a number tells its end, a number of the same kind that words alone make
// of its rest and of what follows is none.
const isRest = (best: TextCandidate, next: TextCandidate): boolean =>
  next.identifier === best.identifier &&
  next.start > best.start &&
  next.wordDistance < FAR &&
  best.wordDistance === FAR &&
  best.certainty >= CERTAIN

/** Joins what overlaps: the whole extent is covered, under the name of the most certain, then the longest. */
function resolve(found: readonly TextCandidate[], { starts, ends }: MappedText): ScanFinding[] {
  const sorted = found.length < 2 ? found : found.toSorted((a, b) => a.start - b.start)
  const findings: ScanFinding[] = []
  for (let i = 0; i < sorted.length; ) {
    const first = sorted[i]
    if (first === undefined) break
    let best = first
    let end = first.end
    for (i += 1; i < sorted.length; i += 1) {
      const next = sorted[i]
      if (next === undefined || next.start >= end) break
      if (isRest(best, next)) continue
      if (isStronger(next, best)) best = next
      end = Math.max(end, next.end)
    }
    const isExact = best.start === first.start && best.end === end
    findings.push({
      start: starts?.[first.start] ?? first.start,
      end: ends?.[end - 1] ?? end,
      type: best.identifier.type,
      value: isExact ? best.value : null,
      candidate: isExact ? best : null,
    })
  }
  return findings
}

const toFinding = ({ start, end, type }: Span): ScanFinding => ({
  start,
  end,
  type,
  value: null,
  candidate: null,
})

function runFinder(finder: Finder, text: string): readonly ScanFinding[] | null {
  try {
    const spans = finder(text)
    const isSound = spans.every(
      ({ start, end, type }) =>
        Number.isInteger(start) &&
        Number.isInteger(end) &&
        0 <= start &&
        start < end &&
        end <= text.length &&
        type !== '',
    )
    return isSound ? spans.map(toFinding) : null
  } catch {
    return null
  }
}

function join(findings: readonly ScanFinding[]): readonly ScanFinding[] {
  const joined: ScanFinding[] = []
  for (const next of findings.toSorted((a, b) => a.start - b.start)) {
    const last = joined.at(-1)
    if (last === undefined || next.start >= last.end) joined.push(next)
    else if (next.end > last.end)
      joined.splice(-1, 1, { ...last, end: next.end, value: null, candidate: null })
  }
  return joined
}

/** What `find` is told besides: it is about the text and no part of it. */
export interface TextSurroundings {
  /** What stands before the text and tells what it is, such as the key of a record's field. */
  readonly before?: string
  /** What the author's last message named, to stand right before the text. */
  readonly announced?: string | undefined
  /** Whether the author's last message, or the one before it, ended in a card. */
  readonly isAfterCard?: boolean
  /** What is known to be part of a value that other messages hold the rest of; what is found inside of it is none. */
  readonly split?: readonly Span[]
}

/** Finds what `find` promises, in a text that is folded. */
function search(
  { folded, named }: ReadText,
  from: number,
  options: ScanOptions,
  run: SearchRun,
): boolean {
  const state: CandidateSearch = {
    text: folded.text,
    classes: folded.classes,
    outline: folded.outline,
    regions: options.regions,
    isWanted: run.isWanted,
    choice: run.choice,
    contextWords: startContextWords(folded, 'needed', from),
    helpful: startContextWords(folded, 'helpful', from),
    from,
    found: run.found,
    run: { at: 0, end: 0, digits: 0 },
    nextBehind: { at: -1, next: 0 },
    noise: 0,
    cut: -1,
    left: options.budget ?? BUDGET,
  }
  const isDone =
    (run.isOwnOnly || (findCandidates(state) && findNamed(state, named))) &&
    findOwnKinds(state, run.own)
  findCardBlocks(state, run.isAfterCard)
  return isDone
}

interface SearchRun {
  readonly isWanted: (type: string) => boolean
  readonly choice: KindChoice
  readonly isAfterCard: boolean
  readonly own: readonly OwnKind[]
  /** No character in the text announces anything else. */
  readonly isOwnOnly: boolean
  readonly found: TextCandidate[]
}

/** Moves findings back by what was put before the text; what begins there is no part of it. */
const moveBack = (findings: readonly ScanFinding[], lead: number): readonly ScanFinding[] =>
  lead === 0
    ? findings
    : findings
        .filter(({ end }) => end > lead)
        .map((finding) =>
          finding.start >= lead
            ? { ...finding, start: finding.start - lead, end: finding.end - lead }
            : { ...finding, start: 0, end: finding.end - lead, value: null, candidate: null },
        )

const leadOf = (before: string, announced = ''): string =>
  (before === '' ? '' : `${before}: `) + (announced === '' ? '' : `${announced} `)

/** Finds identifiers, except of the types named in `except`, with what redaction needs to know of each. */
export function find(
  text: string,
  options: ScanOptions,
  except?: ReadonlySet<string>,
  surroundings: TextSurroundings = {},
) {
  let findings: readonly ScanFinding[] = []
  if (!isReadable(text, options)) return { findings, complete: false, reasons: [UNREADABLE] }
  const { isAfterCard = false } = surroundings
  const before = subjectAfter(surroundings.before ?? subjectOf(options.asked ?? ''), isAfterCard)
  const reasons: Reason[] = []
  const { budget = BUDGET, types } = options
  if (text.length > budget) return { findings, complete: false, reasons: [{ code: 'over_budget' }] }
  const isWanted = (type: string): boolean =>
    except?.has(type) !== true && (types === undefined || types.includes(type))
  const lead = leadOf(before, surroundings.announced)
  const choice = chooseKinds(types, except)
  const read = readText(lead + text, { named: choice.named.length > 0, dates: choice.hasDates })
  const { folded, named } = read
  const isOwnOnly = !folded.mayHold && named.length === 0
  const own = toOwnKinds(options.identifiers) ?? []
  if (!isOwnOnly || own.length > 0) {
    const found: TextCandidate[] = []
    const from = startOf(folded, lead.length)
    const run = { isWanted, choice, isAfterCard, own, isOwnOnly, found }
    if (!search(read, from, options, run)) reasons.push({ code: 'over_budget' })
    findings = moveBack(resolve(found, folded), lead.length)
  }
  const split = (surroundings.split ?? []).filter(({ type }) => isWanted(type))
  if (split.length > 0) {
    const isInside = (one: Span) =>
      split.some(({ start, end }) => start <= one.start && one.end <= end)
    findings = join([...split.map(toFinding), ...findings.filter((one) => !isInside(one))])
  }
  for (const finder of options.finders ?? []) {
    const own = runFinder(finder, text)
    if (own === null) reasons.push({ code: 'finder_failed' })
    else findings = join([...findings, ...own.filter(({ type }) => isWanted(type))])
  }
  return {
    findings: withoutAllowed(findings, text, options),
    complete: reasons.length === 0,
    reasons,
  }
}

/**
 * Finds identifiers in text in one pass. Where findings overlap, the more certain one wins, then the longer one. It never
 * throws, and its time is linear in the text. It finds no names and no free-form addresses; `finders` takes functions that do.
 *
 * @example
 * ```ts
 * scan('mail ada@example.com').spans // [{ start: 5, end: 20, type: 'email' }]
 * ```
 */
export function scan(text: string, options: ScanOptions = {}): Scan {
  const { findings, complete, reasons } = find(text, options)
  const spans = findings.map(({ start, end, type }) => ({ start, end, type }))
  if (findings.length === 0 || options.why !== true) return { spans, complete, reasons }
  const lead = leadOf(subjectOf(options.asked ?? ''))
  const why = explainFinding(
    readText(lead + text, { named: false, dates: true }).folded,
    lead.length,
    findings.map(({ candidate }) => candidate),
  )
  return {
    spans: spans.map((span, at) => ({ ...span, ...(why[at] !== undefined && { why: why[at] }) })),
    complete,
    reasons,
  }
}
