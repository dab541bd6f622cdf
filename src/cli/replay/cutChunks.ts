import type { Readable } from 'node:stream'
import { hasMark, MARK } from '../readInput.js'

/**
 * A run of whole lines in a buffer of its own, so that it can be handed to a thread without
 * a copy; or one line that was too long and dropped.
 */
export type Chunk = { readonly bytes: Uint8Array<ArrayBuffer> } | 'too_large'

// UTF-8 (RFC 3629): a UTF-16 unit takes at most three bytes.
const BYTES_A_UNIT = 3

const LINE_FEED = 0x0a

/**
 * Cuts a stream at line ends, a chunk for each read that ends a line, so that nothing waits for more than its own line.
 * Holds at most one line: a line that is over the bound (in UTF-16 units) in any reading of its bytes is dropped, one
 * that may be is left for its reader to tell. A byte order mark before the first line is dropped.
 */
export async function* cutChunks(input: Readable, longest: number): AsyncGenerator<Chunk> {
  let pieces: Uint8Array[] = []
  let size = 0
  let isOver = false
  let isFirst = true
  // Joins what was kept of the last line with the end that came now.
  const take = (last: Uint8Array): Chunk => {
    const bytes = joinPieces([...pieces, last], size + last.length)
    const isMarked = isFirst && hasMark(bytes)
    pieces = []
    size = 0
    isFirst = false
    return { bytes: isMarked ? bytes.slice(MARK.length) : bytes }
  }
  for await (const read of input) {
    let bytes = bytesOf(read)
    // The rest of a line that was dropped is passed over, up to its line feed.
    if (isOver) {
      const end = bytes.indexOf(LINE_FEED)
      if (end === -1) continue
      yield 'too_large'
      isOver = false
      bytes = bytes.subarray(end + 1)
    }
    const end = bytes.lastIndexOf(LINE_FEED) + 1
    if (end > 0) yield take(bytes.subarray(0, end))
    if (end < bytes.length) pieces.push(bytes.subarray(end))
    size += bytes.length - end
    // The mark is no part of the first line.
    if (size <= longest * BYTES_A_UNIT + (isFirst ? MARK.length : 0)) continue
    isOver = true
    isFirst = false
    pieces = []
    size = 0
  }
  if (isOver) yield 'too_large'
  else if (size > 0) yield take(new Uint8Array())
}

/** Gives a piece of the stream as bytes; a test may hand in text. */
const bytesOf = (read: unknown): Uint8Array =>
  read instanceof Uint8Array ? read : Buffer.from(String(read))

/**
 * Joins pieces in a buffer of their own. Node cuts small buffers from a shared pool, and a
 * pool cannot be handed to another thread.
 */
function joinPieces(pieces: readonly Uint8Array[], size: number): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(size)
  let at = 0
  for (const piece of pieces) {
    whole.set(piece, at)
    at += piece.length
  }
  return whole
}
