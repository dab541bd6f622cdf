import { fail, ok } from '../model/index.js'
import { weighted } from './checksums.js'
import type { Identifier } from './identifier.js'
import { keepLast } from './masks.js'

// The second letter counts nine times its place; W, T and X of before 2013 do not count (Revenue,
// PPS number check character calculation).
const PPS = /^(\d{7})([A-W])([ABHWTX]?)$/

/**
 * Irish personal public service number: seven digits, a check letter and perhaps one more.
 * `6433435FT`; the second letter of numbers since 2013 is A, B or H and counts in the check.
 */
export const iePps: Identifier = {
  type: 'ie_pps',
  dataClass: 'government_id',
  mayBeMistyped: true,
  anchors: ['digit'],
  firstGroup: [7],
  minDigits: 7,
  minLength: 7,
  pattern:
    /(?<![A-Za-z0-9])(?<![A-Za-z0-9]-)\d{7}[ -]?[A-W][ABHWTX]?(?![A-Za-z0-9])(?!-[A-Za-z0-9])/gi,
  parse(text) {
    const value = text.replace(/[ -]/g, '').toUpperCase()
    const [, digits = '', check, second = ''] = PPS.exec(value) ?? []
    if (check === undefined) return fail('invalid_format')
    const more = /[ABH]/.test(second) ? (second.charCodeAt(0) - 64) * 9 : 0
    const sum = weighted(digits, [8, 7, 6, 5, 4, 3, 2]) + more
    return 'WABCDEFGHIJKLMNOPQRSTUV'.charAt(sum % 23) === check
      ? ok(value)
      : fail('invalid_checksum')
  },
  mask: keepLast(2),
  // One letter in 23 is right by chance.
  weigh: (_, value) => (value.length === 9 ? 45 : 30),
  context: { words: ['pps*', 'p.p.s'], after: ['pps*'] },
  examples: {
    valid: ['6433435F', '6433435FT', '6433435OA', '6433435 ih'],
    invalid: ['6433435E', '6433435VH', '643343F'],
  },
}
