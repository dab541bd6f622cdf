import { plainDigits } from '../../model/index.js'

// Longer than any sentence around a code.
const LONGEST = 160
// A code alone: 4 to 10 characters (Verify check, `Code`). Custom codes may hold letters; a word
// without a digit is talk.
const ALONE = /^(?=.{0,9}\d)[0-9A-Za-z]{4,10}$/

/** What people put between the digits of a code. */
const GAPS = /[\s-]/g
// A code in a sentence: 4 to 10 digits, single spaces or dashes between them, no other digit
// beside.
const WITHIN = /(?<![\d])\d(?:[ -]?\d){3,9}(?![ -]?\d)/g

/**
 * Reads the code a person typed: alone, in groups, in the digits of any script, or as the only
 * number of a short sentence. `null` where there is none, or more than one to choose from.
 *
 * `123 456`                    -> `123456`
 * `it says 123-456, thanks`    -> `123456`
 * `123456 or maybe 654321`     -> `null`
 * `thanks`                     -> `null`
 */
export function readCode(text: string): string | null {
  if (text.length > LONGEST) return null
  const folded = plainDigits(text.normalize('NFKC'))
  const alone = folded.replace(GAPS, '')
  if (ALONE.test(alone)) return alone
  const [found, ...more] = folded.matchAll(WITHIN)
  return found === undefined || more.length > 0 ? null : found[0].replace(GAPS, '')
}
