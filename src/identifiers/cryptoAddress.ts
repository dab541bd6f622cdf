import { fail, ok } from '../model/index.js'
import type { Identifier } from './identifier.js'
import { keepLast } from './masks.js'

/**
 * The forms of addresses by what they begin with. Base58 leaves out 0 O I l; Bech32 leaves
 * out 1 b i o (BIP 173).
 */
const FORMS = [
  /^[13][1-9A-HJ-NP-Za-km-z]{25,34}$/, // Bitcoin, pay to key or script hash
  /^(?:bc1|tb1)[02-9ac-hj-np-z]{11,71}$/i, // Bitcoin, Bech32
  /^ltc1[02-9ac-hj-np-z]{11,71}$/i, // Litecoin, Bech32
  /^0x[0-9a-f]{40}$/i, // Ethereum
  /^T[1-9A-HJ-NP-Za-km-z]{33}$/, // Tron
  /^r[1-9A-HJ-NP-Za-km-z]{24,34}$/, // XRP
] as const

/**
 * Tells whether a text has both cases and two digits, as nearly every address in Base58 has
 * and hardly any word.
 */
const isMixed = (text: string): boolean =>
  /[a-z]/.test(text) && /[A-Z]/.test(text) && /\d.*\d/.test(text)

/** Address of a crypto-currency account: Bitcoin, Litecoin, Ethereum, Tron, XRP. Shapes alone. */
export const cryptoAddress: Identifier = {
  type: 'crypto_address',
  dataClass: 'financial',
  anchors: ['mixed', 'word'],
  minLength: 15,
  pattern:
    /(?<![A-Za-z0-9/-])(?:0x[0-9a-fA-F]{40}|[13Tr][1-9A-HJ-NP-Za-km-z]{24,34}|(?:bc|tb|ltc)1[02-9ac-hj-np-zAC-HJ-NP-Z]{11,71})(?![A-Za-z0-9])/g,
  parse(text) {
    const isBase58 = /^[13Tr]/.test(text)
    if (!FORMS.some((form) => form.test(text)) || (isBase58 && !isMixed(text)))
      return fail('invalid_format')
    return ok(text)
  },
  // Four characters let a customer tell one address from another.
  mask: keepLast(4),
  // A shape alone; the check of each kind is not reckoned.
  weigh: () => 70,
  examples: {
    valid: [
      '1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2',
      'bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq',
      '0x52908400098527886E0F7030069857D2E4169EE7',
    ],
    invalid: ['1111111111111111111111111111', '0x5290840009852788', 'bc1'],
  },
}
