import type { Output } from './command.js'

// Node keeps its standard streams open after an error, so it is noted here which of them
// nobody reads any more. Weak, so that a test's own streams are let go.
const left = new WeakSet<Output>()

/** Notes that nobody reads an output any more. */
export const noteReaderGone = (output: Output): void => {
  left.add(output)
}

/** Tells whether nobody reads an output any more. */
export const isReaderGone = (output: Output): boolean => output.destroyed || left.has(output)

/**
 * Writes text and waits while the reader is slow, so that a stream of any length stays in constant memory. A reader
 * that is gone is waited for no longer: what is asked is still answered, by the exit code.
 */
export const write = (output: Output, text: string): Promise<void> | undefined =>
  isReaderGone(output) || output.write(text) ? undefined : untilReady(output)

/** Waits until an output takes more, or will take nothing any more. */
const untilReady = (output: Output): Promise<void> =>
  new Promise((resolve) => {
    const events = ['drain', 'close', 'error']
    const done = (): void => {
      for (const event of events) output.off(event, done)
      resolve()
    }
    for (const event of events) output.on(event, done)
  })

/** Writes one JSON value on a line of its own, as NDJSON wants it. */
export const writeJsonLine = (output: Output, value: unknown): Promise<void> | undefined =>
  write(output, `${JSON.stringify(value)}\n`)
