import * as z from 'zod'
import { name, oneOrMore, text } from './words.js'

/**
 * The form of step-up methods of the business's own, by name. Without `acr` and `amr` any login at
 * the issuer will do, as far as the policy lets it count.
 */
export const ownMethodsSchema = z.record(
  name,
  z.strictObject({
    issuer: text(500).meta({ description: 'The issuer, of those declared, whose login it is.' }),
    acr: text(200).exactOptional().meta({ description: 'The `acr` that its token then has.' }),
    amr: oneOrMore(text(64))
      .exactOptional()
      .meta({ description: 'Words that the `amr` of its token then has, all of them.' }),
  }),
)
