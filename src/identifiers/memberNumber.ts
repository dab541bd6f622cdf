import { fail, ok } from '../model/result.js'
import type { Identifier } from './identifier.js'
import { keepLast } from './masks.js'

/** Number of a member, policy holder or subscriber: no format of its own, so by the words beside it alone. */
export const memberNumber: Identifier = {
  type: 'member_number',
  dataClass: 'health',
  anchors: ['digit', 'mixed', 'word'],
  minDigits: 4,
  pattern: /(?<![\w.$/-])[A-Z]{0,5}-?\d(?:-?[A-Z0-9]){4,18}(?![\w/-])/gi,
  parse(text) {
    const value = text.replace(/-/g, '').toUpperCase()
    return /^[A-Z]{0,5}\d[A-Z0-9]{4,18}$/.test(value) && /\d{3}/.test(value)
      ? ok(value)
      : fail('invalid_format')
  },
  mask: keepLast(2),
  weigh: () => 5,
  context:
    /(?:(?:member(?:ship)?|policy(?:holder)?|subscriber|beneficiary|insurance|health plan)(?: ?(?:id|no|num|number|#|identifier|card)))[^\d\n]{0,24}$/,
  examples: {
    valid: ['XYZ123456789', 'W-1234-56789', '00482139'],
    invalid: ['123', 'ABCDEFGH', '1/2345678'],
  },
}
