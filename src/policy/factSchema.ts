import * as z from 'zod'
import { currency, optional, text, thresholdSchema } from './words.js'

/**
 * What a fact may be: true or not, one of some values, or a number that is compared with
 * thresholds.
 */
export const factSchema = z.union([
  // Instead of a list of both values, which reads as if one could be left out.
  z.literal('boolean'),
  z
    .array(z.union([text(64), z.number(), z.boolean()]))
    .min(1)
    .max(64),
  z.strictObject({
    upTo: z
      .array(thresholdSchema)
      .min(1)
      .max(32)
      .meta({ description: 'Amounts in rising order. Each is the upper end of a band.' }),
    currency: optional(currency, 'The currency of the amounts, such as EUR.'),
  }),
])
