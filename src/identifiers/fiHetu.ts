import { fail, ok } from '../model/index.js'
import { isDayOfYear } from './dayOfYear.js'
import type { Identifier } from './identifier.js'
import { keepLast } from './masks.js'

// Date, sign of the century, number, check character mod 31 (Digital and Population Data Services
// Agency; signs of 2023 by Government Decree 690/2022).
const HETU = /^(\d{2})(\d{2})(\d{2})[-+A-FU-Y](\d{3})([0-9A-Y])$/
/** The check character for each rest of 31. G, I, O, Q and Z are left out. */
const CHECKS = '0123456789ABCDEFHJKLMNPRSTUVWXY'

/**
 * Finnish personal identity code (henkilötunnus). `131052-308T`: date of birth, sign of the
 * century, a number, odd for men, check character.
 */
export const fiHetu: Identifier = {
  type: 'fi_hetu',
  dataClass: 'government_id',
  mayBeMistyped: true,
  anchors: ['digit'],
  firstGroup: [6],
  minDigits: 6,
  minLength: 6,
  pattern:
    /(?<![A-Za-z0-9])(?<![A-Za-z0-9]-)[0-3]\d[01]\d{3}[-+A-FU-Y]\d{3}[0-9A-FHJ-NPR-Y](?![A-Za-z0-9])(?!-[A-Za-z0-9])/gi,
  parse(text) {
    const value = text.toUpperCase()
    const [, day = '', month = '', year = '', serial = '', check] = HETU.exec(value) ?? []
    if (!isDayOfYear(month, day)) return fail('invalid_format')
    return CHECKS.charAt(Number(day + month + year + serial) % 31) === check
      ? ok(value)
      : fail('invalid_checksum')
  },
  mask: keepLast(1),
  // A date, a sign of the century and a check character mod 31 leave little to chance.
  weigh: () => 82,
  context: { words: ['hetu', 'henkilötunnu*', 'henkilotunnu*', 'sotu'] },
  examples: {
    valid: ['131052-308T', '131052a308t', '131052+308T'],
    invalid: ['131052-308U', '310252-308Y', '131352-308T'],
  },
}
