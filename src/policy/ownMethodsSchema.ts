import * as z from 'zod'
import { name, oneOrMore, optional, text } from './words.js'

/**
 * The form of step-up methods of the business's own, by name. Without `acr` and `amr` any login at
 * the issuer will do, as far as the policy lets it count.
 */
export const ownMethodsSchema = z.record(
  name,
  z.strictObject({
    issuer: text(500).meta({ description: 'One of the `issuers`: the one where people log in.' }),
    acr: optional(text(200), 'The `acr` that the token then holds.'),
    amr: optional(
      oneOrMore(text(64)),
      'The words that `amr` of the token then holds, all of them.',
    ),
  }),
)
