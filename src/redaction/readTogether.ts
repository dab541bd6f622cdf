import type { ScanOptions, Span, TextSurroundings } from './scan.js'
import { EMPTY_TAIL, scanMessage, surroundingsOfNext, type Tail } from './scanMessage.js'

/**
 * Notes a part of a value that goes over several texts. A reading over more texts replaces one over
 * fewer: nine digits of a card are then no other number.
 */
function addSplit(splits: Map<string, readonly Span[]>, id: string, { start, end, type }: Span) {
  const others = (splits.get(id) ?? []).filter((one) => one.end <= start || end <= one.start)
  splits.set(id, [...others, { start, end, type }])
}

/** What a text is told by those beside it, and what was found in it. */
export interface ReadInTurn extends TextSurroundings {
  readonly found: readonly Span[]
}

/**
 * Gives what each of several texts is told by those that its author wrote before it and after it,
 * in the order given. `optionsOf`: how to look through the text at a place.
 */
export function readTogether(
  texts: readonly { readonly author: string; readonly text: string | null }[],
  optionsOf: (at: number) => ScanOptions,
): readonly ReadInTurn[] {
  const tails = new Map<string, Tail>()
  // By their places: ids come from outside, and may be missing, or twice the same.
  const splits = new Map<string, readonly Span[]>()
  const read: ReadInTurn[] = []
  for (const [at, { author, text }] of texts.entries()) {
    const before = tails.get(author) ?? EMPTY_TAIL
    if (text === null) {
      read.push({ found: [] })
      continue
    }
    const { tail, spans, earlier } = scanMessage(before, text, String(at), optionsOf(at))
    tails.set(author, tail)
    read.push({ ...surroundingsOfNext(before), found: spans })
    for (const span of earlier) addSplit(splits, span.id, span)
    if (earlier.length > 0 && spans[0] !== undefined) addSplit(splits, String(at), spans[0])
  }
  return read.map((one, at) => ({ ...one, split: splits.get(String(at)) ?? [] }))
}

// Nobody types a value in more, and a longer list is data.
const MOST_PARTS = 1_000

/**
 * Reads the parts of a list together, as people type a value in parts; `null` where they are not
 * all texts.
 */
export function readParts(
  values: readonly unknown[],
  options: ScanOptions,
): readonly ReadInTurn[] | null {
  if (values.length < 2 || values.length > MOST_PARTS) return null
  const texts = values.flatMap((part) =>
    typeof part === 'string' || typeof part === 'number' ? [String(part)] : [],
  )
  if (texts.length < values.length) return null
  return readTogether(
    texts.map((text) => ({ author: '', text })),
    () => options,
  )
}
