import { passport } from '../identifiers/index.js'
import { type CandidateSearch, CERTAIN } from './attempt.js'
import { toPlaced } from './placed.js'

// Lines of 30, 36 or 44 characters (ICAO Doc 9303, parts 4 to 6), a few more or fewer as they are read from a picture. A
// name stands in the line before the numbers, or after them.
const LINE = '[A-Z0-9<]{26,46}'
const BLOCK = new RegExp(`(?<![A-Za-z0-9<])${LINE}(?: ?\\n${LINE}){0,2}(?![A-Za-z0-9<])`, 'g')
// Birth, sex and expiry, each date with its check digit.
const DATES = /\d{6}[\d<][MFX<]\d{6}[\d<]/

/**
 * Finds the lines at the foot of a passport or a card of identity that machines read, as people copy them from a picture: number,
 * birth, sex, expiry and the name. Sought only where a text holds the mark that fills such lines.
 */
export function findMachineReadable({ text, found, isWanted }: CandidateSearch): void {
  if (!text.includes('<<') || !isWanted(passport.type)) return
  for (const { 0: block, index } of text.matchAll(BLOCK)) {
    if (!DATES.test(block) || !block.includes('<<')) continue
    const end = index + block.length
    found.push(toPlaced(text, { start: index, end, identifier: passport }, CERTAIN + 25))
  }
}
