import { fail, ok } from '../model/index.js'
import { digitsOf } from './checksums.js'
import type { Identifier } from './identifier.js'
import { keepLast } from './masks.js'

// Never issued: area 000, 666 and 900-999, group 00, serial 0000 (SSA, POMS RM 10201.035).
const UNISSUED = /^(?:000|666|9)|^.{3}00|0000$/
// Printed in advertisements and on sample cards, and void since (SSA, "Social Security cards issued
// by Woolworth").
const ADVERTISED = new Set(
  (
    '002281852 042103580 062360749 078051120 095073645 128036045 135016629 141186941 165167999 165187999 165207999 ' +
    '165227999 165247999 189092294 212097694 212099999 219099999 306302348 308125070 457555462 468288779 549241889'
  ).split(' '),
)

/**
 * United States social security number. `536-90-4399`: area, group and serial; since 2011 none of
 * them tells a place or a time (SSA, randomization).
 */
export const usSsn: Identifier = {
  type: 'us_ssn',
  dataClass: 'government_id',
  yields: true,
  anchors: ['digit', 'word'],
  firstGroup: [3, 5, 9],
  firstLetters: [3],
  wordDigits: 9,
  minDigits: 9,
  // Area, group and serial apart by one mark; beside its words, however people group them.
  pattern:
    /(?<![A-Za-z0-9])(?<!\d[-.])(?:ssn)?\d{3}(?:(?: ?[-./] ?| ?)\d{2}(?: ?[-./] ?| ?)\d{4}|([- .])\d{3}\1\d{3})(?![A-Za-z0-9])(?![-.]\d)/gi,
  parse(text) {
    const digits = digitsOf(text)
    if (!/^\d{9}$/.test(digits) || !/^(?:ssn)?[\d ./-]+$/i.test(text)) return fail('invalid_format')
    return UNISSUED.test(digits) || ADVERTISED.has(digits) ? fail('never_issued') : ok(digits)
  },
  mask: keepLast(2),
  weigh(candidate) {
    if (/^ssn/i.test(candidate)) return 80
    // A parcel's number may be grouped so: right after a word for one, this is too little.
    if (/^\d{3}( ?- ?)\d\d\1\d{4}$/.test(candidate)) return 75
    if (/^\d{3}([ .])\d\d\1\d{4}$/.test(candidate)) return 60
    // Who counts to nine gives nobody's number.
    if (candidate === '123456789') return 5
    return candidate.length > 9 ? 20 : 25
  },
  context: {
    words: ['ssn*', 'social', 'soc', 's.s.n', 'ss#', 'ss number', 'ss no', 'seguro social'],
    after: ['ssn', 'social', 'ss#'],
  },
  examples: {
    valid: [
      '536-90-4399',
      '536 90 4399',
      '536904399',
      '536 - 90 - 4399',
      '536 904399',
      'SSN536904399',
    ],
    invalid: ['666-12-3456', '536-00-4399', '5369-04-399', '078-05-1120'],
  },
}
