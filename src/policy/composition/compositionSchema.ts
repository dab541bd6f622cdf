import * as z from 'zod'
import { NAME, optional, purposeSchema, text } from '../words.js'

/** What a parameter can stand for: one value of a document. */
const scalar = z.union([z.string().max(300), z.number(), z.boolean()])

/** One value, or a list of them, such as the `channels` of a rung. */
const value = z.union([scalar, z.array(scalar).min(1).max(100)])

/**
 * How a document declares a parameter: an object, which tells it from a value that fills one. At
 * least one of `values`, `at_least` and `at_most` is needed; `checkDeclaration` says so, because
 * the form could only say it of each.
 */
const declaration = z.strictObject({
  values: optional(
    z.union([z.literal('any'), z.array(value).min(1).max(100)]),
    'The values that it may have. `any` is every value that its place allows.',
  ),
  at_least: optional(scalar, 'The lowest value: a number, a duration or a level.'),
  at_most: optional(scalar, 'The highest value.'),
  default: optional(value, 'The value if nobody sets one. Without a default, a value must be set.'),
  description: purposeSchema(1_000),
})

/**
 * What of a base a brand may add to, of its own, where the base allows it. Other parts either take
 * new names of a brand anyway, such as `facts`, or have no names of the author's, such as `risk`.
 */
export const ADDABLE = ['classes', 'actions', 'routes', 'issuers', 'channels', 'knowledge'] as const

/** What documents say of being put together, besides what they say as policies. */
export const compositionShape = {
  extends: optional(
    text(300),
    'The file of the base policy. This policy may tighten it, and set its parameters.',
  ),
  parameters: optional(
    z.record(text(64).regex(NAME), z.union([declaration, value])),
    'Parameters: values that a policy which extends this one may set, with their limits. Or such values, set.',
  ),
  brands: optional(
    z.strictObject({
      change: optional(
        z.array(text(200)).max(200),
        'Places that they may change freely, such as `routes.*.queue`.',
      ),
      add: optional(z.array(z.enum(ADDABLE)).max(16), 'Parts to which they may add.'),
    }),
    'What policies that extend this one may do, other than tighten it.',
  ),
  inherit: optional(
    z.array(z.enum(['tests'])).max(1),
    'Which parts of the base policy hold for this policy too.',
  ),
}

/** The form of what documents say of being put together. */
export const compositionSchema = z.object(compositionShape)

/** What a document says of being put together. */
export type Composition = z.infer<typeof compositionSchema>

/** What a parameter may be, and what it is where nobody fills it. */
export type ParameterDeclaration = z.infer<typeof declaration>
