import { fail, ok } from '../model/index.js'
import type { Identifier } from './identifier.js'
import { hideAll } from './masks.js'

/**
 * A card number whose middle somebody left out, `4111 11xx xxxx 1111`, as statements print it (PCI DSS 4.0.1, 3.4.1). Its
 * last four digits open an account where they are asked for, as those of `card_last4` do.
 */
export const maskedCard: Identifier = {
  type: 'masked_card',
  dataClass: 'financial',
  anchors: ['digit'],
  firstGroup: [4, 6],
  // A mask after four digits or after six, which cannot be told apart from what stands behind them without a look.
  mayStart: (text, start) =>
    isMaskAt(text, start + 4) || isMaskAt(text, start + 6) || isMaskAt(text, start + 7),
  pattern:
    /(?<![A-Za-z0-9])[2-6]\d{3}(?:[ -]?\d{2})?(?:[ -]?[x*•#]){4,10}[ -]?\d{3,4}(?![A-Za-z0-9])(?!-\d)/gi,
  // Its canonical form leaves out how it was masked.
  parse(text) {
    const [, first, last] =
      /^(\d{4})\d{0,2}x{4,10}(\d{3,4})$/i.exec(text.replace(MARKS, '').replaceAll(/[*•#]/g, 'x')) ??
      []
    return first === undefined || last === undefined
      ? fail('invalid_format')
      : ok(`${first}xxxxxxxx${last}`)
  },
  mask: hideAll,
  // Hardly anything else is masked within its digits.
  weigh: () => 75,
  examples: {
    valid: ['4111 11xx xxxx 1111', '411111xxxxxx1111', '4111-xxxx-xxxx-1111'],
    invalid: ['4111 1111 1111 1111', 'xxxx 1111', '1111 xx 22'],
  },
}

// Marks of any kind are one, and what parts groups is none.
const MARKS = /[ -]/g
const MASKS = 'xX*•#'
const isMaskAt = (text: string, at: number): boolean =>
  MASKS.includes(text.charAt(at)) ||
  (text.charCodeAt(at) < 48 && MASKS.includes(text.charAt(at + 1)))
