import { fail, ok } from '../model/result.js'
import type { Identifier } from './identifier.js'
import { hideAll } from './masks.js'

// Its name may be typed to it: `cvv123`.
const CODE = /^(?:(?:cv[cv]|csc)2?)?(\d{3,4})$/i

/**
 * Card verification code, by the words beside it. May not be kept after authorisation in any form (PCI DSS v4.0.1,
 * 3.3.1.2), so it is always dropped.
 */
export const cardCode: Identifier = {
  type: 'card_code',
  dataClass: 'financial',
  anchors: ['digit', 'word'],
  firstGroup: [3, 4],
  firstLetters: [3],
  wordDigits: 3,
  pattern:
    /(?<![A-Za-z0-9$])(?<!\d[.,/-])(?:(?:cv[cv]|csc)2?)?\d{3,4}(?![A-Za-z0-9$%])(?![.,:/-]\d)/gi,
  parse(text) {
    const code = CODE.exec(text)?.[1]
    return code === undefined ? fail('invalid_format') : ok(code)
  },
  mask: hideAll,
  weigh: (candidate) => (/^[a-z]/i.test(candidate) ? 90 : 5),
  context: {
    words: [
      'cvv',
      'cvv2',
      'cvc',
      'cvc2',
      'cvn',
      'cvd',
      'cid',
      'csc',
      'cic',
      'security code*',
      'sec code',
      'security number',
      'card code',
      'card verification*',
      'digits on the back',
      'number on the back',
      'digits on the front',
      'number on the front',
      'code on the front',
      'code on the back',
      '3 digit*',
      'three digit*',
      'prüfziffer',
      'kartenprüf*',
      'sicherheitscode',
      'cryptogramme*',
      'code de sécurité',
      'code de securite',
      'código de seg*',
      'codigo de seg*',
      'codice di sicurezza',
      'veiligheidscode',
    ],
    within: 24,
    direct: true,
    follows: 'card_expiry',
    after: ['cvv', 'cvv2', 'cvc', 'cvc2', 'csc', 'security code', 'sicherheitscode'],
  },
  contextOnly: true,
  dropOnly: true,
  examples: { valid: ['123', '1234', 'CVV123'], invalid: ['12', '12345', 'x123'] },
}
