import { type Context, type Identifier, identifiers, REPORTED } from '../identifiers/index.js'
import type { Classes } from './characters.js'
import type { DigitRun } from './digitRuns.js'
import { isNear, type Nearby } from './nearby.js'

/** A finding before overlaps are resolved. Offsets are of the folded text. */
export interface Candidate {
  readonly start: number
  readonly end: number
  readonly identifier: Identifier
  /** Position in the table, for ties. */
  readonly order: number
  readonly value: string
  readonly certainty: number
}

/** One scan under way. */
export interface Hunt {
  readonly text: string
  readonly classes: Classes
  readonly regions: readonly string[] | undefined
  readonly isWanted: (type: string) => boolean
  readonly nearby: Nearby
  readonly found: Candidate[]
  readonly run: DigitRun
  /** Where a long run of small groups of digits ends that was found to be noise. */
  noise: number
  /** Work left, in steps of about one character looked at. */
  left: number
}

/** An identifier made ready to be tried at one place. All have one shape, so that reading them is quick. */
export interface Attempt {
  readonly identifier: Identifier
  readonly type: string
  readonly parse: Identifier['parse']
  readonly weigh: Identifier['weigh']
  readonly shrink: NonNullable<Identifier['shrink']> | null
  readonly context: Context | null
  /** Its pattern, to be tried at one place; made when first tried, as loading must be quick. */
  sticky: RegExp | null
  readonly order: number
  /** Which characters may come after the first word; null for any. */
  readonly next: Uint8Array | null
  readonly minLength: number
  readonly mayStart: ((text: string, start: number) => boolean) | null
  /** Whether a finding right before tells as much as a word. */
  readonly follows: boolean
}

/** Certainty from which nothing else is looked for that starts inside a finding. */
export const CERTAIN = 70

// What one attempt costs, and what words nearby, or standing alone, add.
const STEPS = 8
const LIFT = 50
const LIFT_ALONE = 25
const MOST_SHRINKS = 12

const toTable = (characters: string): Uint8Array => {
  const table = new Uint8Array(128)
  for (const character of characters) table[character.charCodeAt(0)] = 1
  return table
}

const toSticky = ({ source, flags }: RegExp): RegExp =>
  new RegExp(source, `${flags.replace('g', '')}y`)

/** Every identifier, ready. */
export const attempts: readonly Attempt[] = identifiers.map((identifier, order) => ({
  identifier,
  type: identifier.type,
  parse: identifier.parse,
  weigh: identifier.weigh,
  shrink: identifier.shrink ?? null,
  context: identifier.context ?? null,
  sticky: null,
  order,
  next: identifier.next === undefined ? null : toTable(identifier.next),
  minLength: identifier.minLength ?? 0,
  mayStart: identifier.mayStart ?? null,
  follows: identifier.context?.follows !== undefined,
}))

const EDGE_BEFORE = /(?:^|\n\n)[ \t\n]{0,4}$/
const EDGE_AFTER = /^[ \t]{0,4}[.!]?[ \t]{0,4}(?:\n\n|\n?$)/

// A message that is nothing but a number is most often the answer to a question for it.
const isAlone = (text: string, start: number, end: number): boolean =>
  EDGE_BEFORE.test(start > 6 ? `-${text.slice(start - 6, start)}` : text.slice(0, start)) &&
  EDGE_AFTER.test(end + 12 < text.length ? `${text.slice(end, end + 12)}-` : text.slice(end))

const CLOSE = 4

/** Tells whether the last finding is of the type named and ends right before. */
function isFollowing({ text, found }: Hunt, type: string, start: number): boolean {
  const last = found.findLast(({ identifier }) => identifier.type === type)
  if (last === undefined || last.end > start || start - last.end > CLOSE) return false
  return !text.slice(last.end, start).includes('\n\n')
}

function certaintyOf(
  hunt: Hunt,
  { weigh, context, order }: Attempt,
  start: number,
  raw: string,
  value: string,
): number {
  const form = weigh(raw, value)
  if (form >= REPORTED || context === null) return form
  const end = start + raw.length
  if (isNear(hunt.nearby, order, context, start, end)) return form + LIFT
  if (context.follows !== undefined && isFollowing(hunt, context.follows, start)) return form + LIFT
  return form + LIFT_ALONE >= REPORTED && isAlone(hunt.text, start, end) ? form + LIFT_ALONE : form
}

/** Tries one identifier at one place; tells where a certain finding ends, or 0. */
export function attempt(hunt: Hunt, one: Attempt, start: number): number {
  const { mayStart, parse, shrink } = one
  hunt.left -= STEPS
  if (mayStart !== null && !mayStart(hunt.text, start)) return 0
  one.sticky ??= toSticky(one.identifier.pattern)
  const { sticky } = one
  sticky.lastIndex = start
  if (!sticky.test(hunt.text)) return 0
  let raw = hunt.text.slice(start, sticky.lastIndex)
  for (let tries = 0; raw !== '' && tries < MOST_SHRINKS; tries += 1) {
    hunt.left -= raw.length
    const parsed = parse(raw, hunt.regions)
    if (parsed.ok) {
      const { value } = parsed
      const certainty = certaintyOf(hunt, one, start, raw, value)
      if (certainty < REPORTED || !hunt.isWanted(one.type)) return 0
      const end = start + raw.length
      hunt.found.push({
        start,
        end,
        identifier: one.identifier,
        order: one.order,
        value,
        certainty,
      })
      return certainty >= CERTAIN ? end : 0
    }
    const shorter = shrink === null ? raw : shrink(raw)
    raw = shorter === raw ? '' : shorter
  }
  return 0
}
