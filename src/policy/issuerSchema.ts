import * as z from 'zod'
import { level, optional, text } from './words.js'

/**
 * How one issuer's login words are read. What a word is worth is the policy's to say, because it
 * means what its issuer says it means. An issuer is declared once, with or without a slash at its
 * end.
 */
export const issuer = z.strictObject({
  issuer: text(500).meta({ description: 'The `iss` of its tokens.' }),
  acr: optional(
    z.record(text(200), level),
    'The level that a login is worth, for each value of `acr`.',
  ),
  amr: optional(
    z.record(text(64), level),
    'The level that a login is worth, for each word in `amr`.',
  ),
})
