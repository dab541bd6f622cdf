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
  firstGroup: [3, 4],
  pattern: /(?<![A-Za-z0-9$])(?<!\d[.,/-])\d{3,4}(?![A-Za-z0-9$%])(?![.,:/-]\d)/g,
  parse: (text) => (/^\d{3,4}$/.test(text) ? ok(text) : fail('invalid_format')),
  mask: hideAll,
  weigh: () => 5,
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
      'security number',
      'card code',
      'card verification*',
      'digits on the back',
      'number on the back',
      'code on the back',
      'digit code',
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
  examples: { valid: ['123', '1234'], invalid: ['12', '12345', 'x123'] },
}
