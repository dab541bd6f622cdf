/** What a card is called, in the languages claimed, as a pattern for `iu`. */
export const CARD_WORDS =
  '(?<!\\p{L})(?:cards?|visa|master ?cards?|amex|debit|credit|cc|kart\\p{L}{0,5}|carte|tarjeta|cart[aã]o|carta|kaart|kort(?:et)?|карт\\p{L}{0,3})(?!\\p{L})|بطاق|कार्ड|卡|カ[ー-]ド|카드'

/**
 * A pattern of what is no card, such as an order, unless a card is named behind it: the nearer of
 * the two counts.
 */
export const unlessCard = (other: string): RegExp =>
  new RegExp(`(?:${other})(?![^]*(?:${CARD_WORDS}))`, 'iu')
