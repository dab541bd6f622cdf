import type { Reason } from '../model/index.js'
import { find, type ScanOptions, type Span } from './scan.js'
import {
  ADDRESS,
  BIRTHDAY,
  CARD,
  DIGITS,
  IBAN,
  isSingle,
  LONGEST_PIECE,
  MAIL,
  ownForm,
  SAID,
  SORT_CODE,
  type SplitForm,
  STREET,
  TOLD,
  TOLD_LETTERS,
} from './splitForms.js'

/** What ended one earlier message, and where it begins in it. */
export interface TailPiece {
  readonly id: string
  /** In UTF-16 units of its message. */
  readonly start: number
  readonly text: string
  /** Whether other words stand before it in its message, so that what came earlier goes on in it only if it is a card. */
  readonly isAfterWords?: boolean
  /** Whether an order, a ticket or the like is named before it, so that no phone number goes on from it. */
  readonly isOpposed?: boolean
  /** Whether words stand behind it, so that nothing but a card goes on from it. */
  readonly isBeforeWords?: boolean
}

/** Part of an earlier message that must be hidden after all. */
export interface EarlierSpan extends Span {
  readonly id: string
}

/** What earlier messages and the one at hand hold together. */
export interface SplitSpans {
  /** Parts of the message at hand. */
  readonly own: readonly Span[]
  readonly earlier: readonly EarlierSpan[]
  readonly complete: boolean
  readonly reasons: readonly Reason[]
}

/** Gives the pieces that one form goes on over, each without what is no part of it. */
function chainOf(
  pieces: readonly TailPiece[],
  leading: string,
  form: SplitForm,
): readonly TailPiece[] {
  const chain: TailPiece[] = []
  for (const { id, start, text, isAfterWords, isOpposed, isBeforeWords } of pieces.toReversed()) {
    if (isBeforeWords === true && form.goesOnAfterWords !== true) break
    const end = text.trimEnd()
    const found = form.trailing(end)
    if (found === undefined || !form.meets(found, chain[0]?.text ?? leading)) break
    const cut = end.length - found.length
    chain.unshift({ id, start: start + cut, text: found, ...(isOpposed && { isOpposed }) })
    if (cut > 0 || form.begins?.(found) === true) break
    if (isAfterWords === true && form.goesOnAfterWords !== true) break
  }
  return form.begins === undefined || form.begins(chain[0]?.text ?? '') ? chain : []
}

/** Gives the part of a span of joined text that lies in one piece, as a part of the piece's message; `null` for none. */
function overlap(piece: TailPiece, from: number, span: Span): EarlierSpan | null {
  const start = Math.max(span.start - from, 0)
  const end = Math.min(span.end - from, piece.text.length)
  return start < end
    ? { id: piece.id, start: piece.start + start, end: piece.start + end, type: span.type }
    : null
}

/** How a message goes on from a chain of parts. */
interface MessageJoint {
  readonly leading: string
  readonly between: string
  readonly form: SplitForm
  readonly announced: string | undefined
}

/** Joins parts as one text, and keeps of what is found there only what crosses from earlier messages into this one. */
function findJoined(
  chain: readonly TailPiece[],
  { leading, between, form, announced }: MessageJoint,
  options: ScanOptions,
): SplitSpans {
  const before = chain.map(({ text }) => text + between).join('')
  const lead = form.before(leading)
  const { findings, complete, reasons } = find(before + leading.slice(lead), options, undefined, {
    announced,
  })
  const spans = findings.map(({ start, end, type }) => ({ start, end, type }))
  const crossing = spans.filter(({ start, end }) => start < before.length && end > before.length)
  const earlier: EarlierSpan[] = []
  for (const span of crossing) {
    let from = 0
    for (const piece of chain) {
      const part = overlap(piece, from, span)
      if (part !== null) earlier.push(part)
      from += piece.text.length + between.length
    }
  }
  const own = crossing.map(({ end, type }) => ({
    start: lead,
    end: lead + end - before.length,
    type,
  }))
  return { own, earlier, complete, reasons }
}

const NOTHING: SplitSpans = { own: [], earlier: [], complete: true, reasons: [] }

/** Finds what goes on in one form. The first way to join its parts that makes a value is taken. */
function findForm(
  pieces: readonly TailPiece[],
  text: string,
  { form, announced }: Pick<MessageJoint, 'form' | 'announced'>,
  options: ScanOptions,
): SplitSpans {
  const leading = form.leading(text.slice(0, form.reach ?? LONGEST_PIECE))
  const chain = leading === undefined ? [] : chainOf(pieces, leading, form)
  if (leading === undefined || chain.length === 0) return NOTHING
  // Digit by digit, nine of a card are no social security number yet: only what the whole proves is found.
  const isByDigit = [...chain.map((piece) => piece.text), text].every(isSingle)
  const types = isByDigit && form.isByDigit !== true ? ['payment_card'] : form.types
  const isOpposed = chain.some((piece) => piece.isOpposed === true)
  const wanted = types.filter(
    (type) => (options.types?.includes(type) ?? true) && !(isOpposed && type === 'phone'),
  )
  for (const between of isByDigit ? [''] : form.between) {
    const joint = { leading, between, form, announced }
    const split = findJoined(chain, joint, { ...options, types: wanted })
    if (split.own.length > 0 || !split.complete) return split
  }
  return NOTHING
}

/** What earlier messages left open: parts of numbers, parts in letters, and what their author said comes. */
interface OpenParts {
  readonly digits: readonly TailPiece[]
  readonly letters: readonly TailPiece[]
  readonly announced: string | undefined
}

/** Finds what begins in earlier messages and ends in what this one starts with. */
export function findSplit(
  { digits, letters, announced }: OpenParts,
  text: string,
  options: ScanOptions,
): SplitSpans {
  const plain = { ...options, finders: [] }
  const isTold = options.asked !== undefined || announced !== undefined
  for (const [pieces, form] of [
    [letters, ADDRESS],
    [letters, IBAN],
    [digits, DIGITS],
    [digits, CARD],
    [digits, SORT_CODE],
    [isTold ? digits : [], TOLD],
    [letters, SAID],
    [isTold ? letters : [], TOLD_LETTERS],
    [isTold ? letters : [], BIRTHDAY],
    [letters, MAIL],
    [letters, STREET],
    [letters, ownForm(options)],
  ] as const) {
    if (form.types.length === 0) continue
    const split = findForm(pieces, text, { form, announced }, plain)
    if (split.own.length > 0 || !split.complete) return split
  }
  return NOTHING
}
