import { wordsBefore } from './wholeWords.js'

// `o7700 9oo123`, `415-555-o132`: the letter for the digit that looks the same. At least five
// digits are typed as such.
const SLIPPED =
  '(?<![A-Za-z0-9])(?=[\\d .()+-]{0,24}[oOlI])(?=[ .()-]?(?:[^\\d]{0,4}\\d){5})[\\doO+(](?:[ .()-]{0,2}[\\doOlI]){6,13}'
/** A number in which letters stand for digits, as a pattern. */
export const SLIPPED_PHONE = `${SLIPPED}(?![A-Za-z0-9])(?!-\\d|:\\d)`

/** Writes letters that stand for digits as digits: `415-555-o132` -> `415-555-0132`. */
export const mendSlips = (text: string): string => text.replace(/[oO]/g, '0').replace(/[lI]/g, '1')

// In characters: as long as a number with its marks.
const LONGEST_SLIPPED = 24

// What of such a number may stand before the group with the letter.
const SLIPPED_START = /(?<![A-Za-z0-9])[\doO+(][\doOlI .()-]{0,23}$/

/** Gives where a number may begin of which a group with such a letter stands at a place. */
export function slippedBefore(text: string, group: number): number {
  const found = SLIPPED_START.exec(wordsBefore(text, group, LONGEST_SLIPPED))
  return found === null ? group : group - found[0].length
}
