import type { Readable } from 'node:stream'

/**
 * The longest line of NDJSON, in UTF-16 units: one record of a decision has a few thousand
 * of them.
 */
export const LONGEST_LINE = 1_048_576

/** One line of a stream: its text, or nothing where it was longer than the bound. */
export interface TextLine {
  /** Counted from 1, as editors count. */
  readonly number: number
  /**
   * Without the line feed; `null` where it was longer than the bound, so that it cannot be
   * taken for an empty line.
   */
  readonly text: string | null
}

/**
 * Splits a stream into lines in constant memory. A line over the bound, in UTF-16 units, is
 * dropped while it is read, and marked by `null`. The last line needs no line feed at its
 * end.
 */
export async function* readLines(input: Readable, longest: number): AsyncGenerator<TextLine> {
  // A character may be cut in two by the end of a chunk; the decoder keeps the first half
  // for the next.
  const decoder = new TextDecoder()
  let number = 0
  let rest = ''
  let over = false
  for await (const chunk of input) {
    const text = typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true })
    let from = 0
    for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n', from)) {
      const line = rest + text.slice(from, end)
      number += 1
      yield { number, text: over || line.length > longest ? null : line }
      rest = ''
      over = false
      from = end + 1
    }
    rest = over ? '' : rest + text.slice(from)
    // What is over the bound already is not kept until its end comes: that end may be a
    // gigabyte away.
    if (rest.length > longest) {
      rest = ''
      over = true
    }
  }
  rest += decoder.decode()
  if (over || rest !== '')
    yield { number: number + 1, text: over || rest.length > longest ? null : rest }
}
