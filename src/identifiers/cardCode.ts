import { fail, ok } from '../model/result.js'
import type { Identifier } from './identifier.js'
import { hideAll } from './masks.js'

/**
 * Card verification code, by the words beside it. May not be kept after authorisation in any form (PCI DSS v4.0.1,
 * 3.3.1.2), so it is always dropped.
 */
export const cardCode: Identifier = {
  type: 'card_code',
  dataClass: 'financial',
  anchors: ['digit'],
  pattern: /(?<![\w*.,/$-])\d{3,4}(?![\w$%/-])(?![.,:]\d)/g,
  parse: (text) => (/^\d{3,4}$/.test(text) ? ok(text) : fail('invalid_format')),
  mask: hideAll,
  weigh: () => 5,
  context:
    /(?:\bcv[vcn]2?\b|\bc[is][dc]\b|\bcvd\b|security (?:code|number)|card code|card verification|(?:digits|number|code) on the back)[^\d\n]{0,24}$/,
  after: /^[^\d\n]{0,16}(?:\bcv[vcn]2?\b|\bcsc\b|security code|on the back)/,
  dropOnly: true,
  examples: { valid: ['123', '1234'], invalid: ['12', '12345', 'x123'] },
}
