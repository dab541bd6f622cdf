import type { Output } from './command.js'

/** Writes text and waits while the reader is slow, so that a stream of any length stays in constant memory. */
export const write = (output: Output, text: string): Promise<void> | undefined =>
  output.write(text) ? undefined : new Promise((resolve) => output.once('drain', () => resolve()))

/** Writes one JSON value on a line of its own. */
export const writeJson = (output: Output, value: unknown): Promise<void> | undefined =>
  write(output, `${JSON.stringify(value)}\n`)
