import { fail, ok } from '../model/result.js'
import type { Identifier } from './identifier.js'
import { hideAll } from './masks.js'

const EXPIRY = /^(0?[1-9]|1[0-2]) ?[/.-] ?(?:20)?(\d{2})$/

/** Expiry date of a card, by the words or the card number before it. */
export const cardExpiry: Identifier = {
  type: 'card_expiry',
  dataClass: 'financial',
  anchors: ['digit'],
  next: '/-. ',
  firstGroup: [1, 2],
  minDigits: 3,
  pattern: /(?<![A-Za-z0-9/.-])(?:0?[1-9]|1[0-2]) ?[/.-] ?(?:20)?\d{2}(?![A-Za-z0-9/-])(?!\.\d)/g,
  parse(text) {
    const [, month, year] = EXPIRY.exec(text) ?? []
    return month === undefined || year === undefined
      ? fail('invalid_format')
      : ok(`${month.padStart(2, '0')}/${year}`)
  },
  mask: hideAll,
  weigh: () => 10,
  // The expiry follows its word, or the number on the card.
  context: {
    words: ['exp', 'expir*', 'valid', 'good thru', 'good through'],
    within: 24,
    direct: true,
    follows: 'payment_card',
  },
  contextOnly: true,
  examples: { valid: ['12/27', '01/2028', '7-26'], invalid: ['13/27', '12/27/2024', '00/27'] },
}
