import * as z from 'zod'
import { LEVELS, RANKS, RESOLUTIONS } from '../model/index.js'

/** The characters of a name. */
export const NAME = /^[a-z][a-z0-9_]*$/

/** How a decimal number is written as text. */
export const THRESHOLD = /^\d{1,30}(?:\.\d{1,30})?$/

/** How a currency's code is written. */
export const CURRENCY = /^[A-Z]{3}$/

/** A member that may be left out, with what it says, for editors and the reference. */
export const optional = <Member extends z.ZodType>(member: Member, description: string) =>
  member.exactOptional().meta({ description })

/**
 * A level by name or rank. A rank in quotes is no level: YAML would read both, and a slip should be
 * seen.
 */
export const level = z.literal([...LEVELS, ...RANKS])

/** Text of one character at least and of so many at most, in UTF-16 units. */
export const text = (longest: number) =>
  z
    .string()
    .min(1)
    .max(longest)
    // No control characters, and none of the marks that reorder what a reader sees (Unicode UAX
    // #9).
    .regex(/^[^\p{Cc}\p{Bidi_Control}]*$/u)

/**
 * A name of a class or action: a key on Twilio's wire, so without hyphens, with which an expression
 * of TaskRouter silently matches nothing.
 */
export const name = z.string().max(40).regex(NAME)

/**
 * One word or a list of them. An empty list is refused, because it could mean that nothing is
 * asked, or that nothing is allowed.
 */
export const oneOrMore = <Item extends z.ZodType>(item: Item) =>
  z.union([item, z.array(item).min(1).max(100)])

/**
 * A threshold: a decimal number, as text where it is longer than a number can hold. Never below 0,
 * as are the amounts that it is compared with.
 */
export const thresholdSchema = z.union([z.number().min(0), z.string().regex(THRESHOLD)])

/** What a document is for, in so many characters at most. */
export const purposeSchema = (longest: number) =>
  optional(z.string().max(longest), 'What it is for, in a sentence.')

/** A currency's code (ISO 4217). */
export const currency = z.string().regex(CURRENCY)

/** Whether one record was found, none, several, or a contradiction. */
export const resolutionSchema = z.enum(RESOLUTIONS)

/** A value that a fact is compared with. */
export const factValueSchema = z.union([z.string().max(200), z.number(), z.boolean()])

/**
 * A range of a fact. Numbers are never compared with each other, only with thresholds that the
 * policy declares: so there are finitely many cases.
 */
export const rangeSchema = z.strictObject({
  above: optional(thresholdSchema, 'The fact is above this threshold.'),
  upTo: optional(thresholdSchema, 'The fact is at this threshold or below it.'),
  currency: optional(currency, 'The currency of the threshold, such as EUR.'),
})
