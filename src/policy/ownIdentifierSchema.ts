import * as z from 'zod'
import { LONGEST_WORD, MOST_WORDS } from '../identifiers/index.js'
import { CHECKSUMS, OWN_MASKS } from '../model/index.js'
import { optional, text } from './words.js'

/**
 * The form of a kind of identifier of a policy's own; whether its pattern is safe,
 * `checkIdentifiers` says. It is a small grammar and no regular expression, because a policy may
 * come from somebody who does not know what an expression can cost.
 */
export const ownIdentifier = z.strictObject({
  pattern: text(200).meta({
    description:
      'A pattern such as BK-?\\d{6}: letters, digits, [A-Z0-9], (AB|CD), each with ?, {4} or {4,6}.',
  }),
  words: optional(
    z.array(text(LONGEST_WORD)).min(1).max(MOST_WORDS),
    'It is found only near one of these words.',
  ),
  checksum: optional(z.enum(CHECKSUMS), 'The checksum that its digits must have.'),
  mask: optional(z.enum(OWN_MASKS), 'How much is hidden. Default: all of it.'),
})
