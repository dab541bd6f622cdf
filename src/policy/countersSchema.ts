import * as z from 'zod'
import { counterSettings } from '../decide/index.js'
import { DURATION } from '../model/index.js'
import { optional } from './words.js'

/**
 * The lines of the block by their descriptors, so that the type of a document has the same words as
 * its schema.
 */
type CounterLines = typeof counterSettings

/** How many may go wrong, and for how long that is counted, as a document writes it. */
export type CountersDocument = {
  readonly [Name in keyof CounterLines as CounterLines[Name]['word']]?: CounterLines[Name]['form'] extends 'times'
    ? number
    : string
}

/**
 * The form of the `counters` block, line by line. A count of 0 is refused, because then nobody
 * could ever prove anything.
 */
export const countersSchema: z.ZodType<CountersDocument> = z.strictObject(
  Object.fromEntries(
    Object.values(counterSettings).map(({ word, form, most, description }) => [
      word,
      optional(
        form === 'times' ? z.int().min(1).max(most) : z.string().regex(DURATION),
        description,
      ),
    ]),
  ),
)
