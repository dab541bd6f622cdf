import { type Identifier, identifiers, REPORTED } from '../identifiers/index.js'

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
  readonly regions: readonly string[] | undefined
  readonly isWanted: (type: string) => boolean
  readonly found: Candidate[]
  /** Work left, in steps of about one character looked at. */
  left: number
}

/** An identifier made ready to be tried at one place. */
export interface Attempt {
  readonly identifier: Identifier
  readonly sticky: RegExp
  readonly order: number
}

/** Certainty from which nothing else is looked for inside a finding. */
export const CERTAIN = 90

// What one attempt costs, and how far words count as nearby.
const STEPS = 8
const BEFORE = 48
const AFTER = 24
const LIFT = 50
const LIFT_ALONE = 25
const MOST_SHRINKS = 12

/** Every identifier, ready. */
export const attempts: readonly Attempt[] = identifiers.map((identifier, order) => ({
  identifier,
  sticky: new RegExp(identifier.pattern.source, `${identifier.pattern.flags.replace('g', '')}y`),
  order,
}))

// Words count within a paragraph: a blank line ends what they speak of.
function isBefore(text: string, context: RegExp, start: number): boolean {
  const before = text.slice(Math.max(0, start - BEFORE), start)
  const blank = before.lastIndexOf('\n\n')
  return context.test((blank < 0 ? before : before.slice(blank)).toLowerCase())
}

function isAfter(text: string, context: RegExp, end: number): boolean {
  const after = text.slice(end, end + AFTER)
  const blank = after.indexOf('\n\n')
  return context.test((blank < 0 ? after : after.slice(0, blank)).toLowerCase())
}

const EDGE_BEFORE = /(?:^|\n\n)[ \t\n]{0,4}$/
const EDGE_AFTER = /^[ \t]{0,4}[.!]?[ \t]{0,4}(?:\n\n|\n?$)/

// A message that is nothing but a number is most often the answer to a question for it.
const isAlone = (text: string, start: number, end: number): boolean =>
  EDGE_BEFORE.test(start > 6 ? `-${text.slice(start - 6, start)}` : text.slice(0, start)) &&
  EDGE_AFTER.test(end + 12 < text.length ? `${text.slice(end, end + 12)}-` : text.slice(end))

function certaintyOf(
  text: string,
  identifier: Identifier,
  start: number,
  raw: string,
  value: string,
): number {
  const form = identifier.weigh(raw, value)
  if (form >= REPORTED) return form
  const end = start + raw.length
  const { context, after } = identifier
  if (context !== undefined && isBefore(text, context, start)) return form + LIFT
  if (after !== undefined && isAfter(text, after, end)) return form + LIFT
  return form + LIFT_ALONE >= REPORTED && isAlone(text, start, end) ? form + LIFT_ALONE : form
}

/** Tries one identifier at one place; tells where a certain finding ends, or 0. */
export function attempt(hunt: Hunt, { identifier, sticky, order }: Attempt, start: number): number {
  hunt.left -= STEPS
  sticky.lastIndex = start
  let raw = sticky.exec(hunt.text)?.[0] ?? ''
  for (let tries = 0; raw !== '' && tries < MOST_SHRINKS; tries += 1) {
    hunt.left -= raw.length
    const parsed = identifier.parse(raw, hunt.regions)
    if (parsed.ok) {
      const certainty = certaintyOf(hunt.text, identifier, start, raw, parsed.value)
      if (certainty < REPORTED || !hunt.isWanted(identifier.type)) return 0
      const end = start + raw.length
      hunt.found.push({ start, end, identifier, order, value: parsed.value, certainty })
      return certainty >= CERTAIN ? end : 0
    }
    const shorter = identifier.shrink?.(raw) ?? raw
    raw = shorter === raw ? '' : shorter
  }
  return 0
}
