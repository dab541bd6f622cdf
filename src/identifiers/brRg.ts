import { fail, ok } from '../model/index.js'
import type { Identifier } from './identifier.js'
import { keepLast } from './masks.js'

/**
 * Brazilian RG: seven to nine digits and a check character of each state's own making (Lei
 * 7.116/1983), so by the words beside it.
 */
export const brRg: Identifier = {
  type: 'br_rg',
  dataClass: 'government_id',
  anchors: ['digit', 'mixed'],
  firstGroup: [1, 2, 7, 8, 9],
  minDigits: 7,
  // Its check character may be X, as 10 is no digit.
  pattern:
    /(?<![A-Za-z0-9$])(?<!\d[./-])(?:\d{1,2}\.\d{3}\.\d{3}|\d{7,8})(?:-?[\dX])?(?![A-Za-z0-9])(?![./-][A-Za-z0-9])/gi,
  // The check character is written behind a hyphen, or to the end.
  parse(text) {
    const value = text.replace(/[.-]/g, '').toUpperCase()
    return /^\d{7,9}X?$/.test(value) && value.length <= 9 ? ok(value) : fail('invalid_format')
  },
  mask: keepLast(2),
  // The check character differs by state, so none is asked for and the form tells little.
  weigh: () => 10,
  context: {
    words: ['rg', 'r.g', 'identidade', 'registro geral'],
    within: 24,
    direct: true,
    after: ['rg', 'identidade'],
  },
  contextOnly: true,
  examples: {
    valid: ['12.345.678-9', '12345678X', '1.234.567', '123456789'],
    invalid: ['123456', '12.34.567', '1234567890'],
  },
}
