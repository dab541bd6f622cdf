import { fail, ok } from '../model/index.js'
import { weighted } from './checksums.js'
import { isDayOfYear } from './dayOfYear.js'
import type { Identifier } from './identifier.js'
import { keepLast } from './masks.js'

// Provinces (GB/T 2260), a date from 1900 on, three digits, and a check character by ISO 7064 MOD
// 11-2.
const FORM =
  /^(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3])\d{4}(?:19|20)\d{2}(\d{2})(\d{2})\d{3}[\dX]$/
/** Powers of two mod 11, from the left (ISO 7064 MOD 11-2). */
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
/** The check character for each rest; X stands for 10. */
const CHECKS = '10X98765432'

/**
 * Number of a Chinese resident identity card (GB 11643-1999). `110105 19491231 002X`: region, date
 * of birth, a count of that day, odd for men, check character.
 */
export const cnResidentId: Identifier = {
  type: 'cn_resident_id',
  dataClass: 'government_id',
  mayBeMistyped: true,
  anchors: ['digit', 'mixed'],
  firstGroup: [6, 17, 18],
  minDigits: 17,
  minLength: 6,
  // A cheap look that saves the pattern: the region, and a year from 1900 on.
  mayStart: (text, start) => /^[1-8]\d{5} ?(?:19|20)/.test(text.slice(start, start + 9)),
  pattern:
    /(?<![A-Za-z0-9])(?<!\d[./-])\d{6} ?(?:19|20)\d{6} ?\d{3}[\dX](?![A-Za-z0-9])(?!-[A-Za-z0-9])/gi,
  parse(text) {
    const value = text.replace(/ /g, '').toUpperCase()
    const date = FORM.exec(value)
    if (date === null || !isDayOfYear(date[1] ?? '', date[2] ?? '')) return fail('invalid_format')
    return value.endsWith(CHECKS[weighted(value, WEIGHTS) % 11] ?? ' ')
      ? ok(value)
      : fail('invalid_checksum')
  },
  mask: keepLast(2),
  // Region, a possible date of birth and a check character mod 11 leave little to chance.
  weigh: () => 85,
  context: {
    words: ['身份证*', '身份證', '证件号', '证件号码', '身份证号码', 'resident id', 'id card'],
  },
  examples: {
    valid: ['11010519491231002X', '110105 19491231 002x'],
    invalid: ['110105194912310021', '110105194913310020', '99010519491231002X'],
  },
}
