import { anyOf } from './wholeWords.js'

/**
 * What a card is called, in the languages claimed (interfaces of banks and shops, Unicode CLDR) and as customers type it.
 * It buys that a number which no issuer gave out, or four digits, are a card's. Written as the words of a `WordContext`.
 */
export const CARD_NAMES: readonly string[] = [
  ...'card* visa master* amex american express credit debit maestro discover cc rupay'.split(' '),
  'mir',
  ...'carte* cb tarjeta* cartão cartao cartões kart* kort* kaart* kredi* kreditkart*'.split(' '),
  ...'debetkaart betaalpas bankkort bankkarte girocard carta kártya* bankkártya*'.split(' '),
  ...'kortti* korttin*'.split(' '),
  ...'карт* мастеркард виза κάρτα κάρτας καρτα καρτας картк* כרטיס הכרטיס כרטיסי אשראי'.split(' '),
  ...'بطاق* البطاق* فيزا ماستركارد کارت* کارڈ* कार्ड* কার্ড* kad kadi thẻ'.split(' '),
  ...'卡 卡号 卡號 カード クレカ 카드 บัตร'.split(' '),
]

/** The same as a pattern for `iu`. */
export const CARD_WORDS: string = anyOf(CARD_NAMES)

/**
 * A pattern of what is no card, such as an order, unless a card is named behind it: the nearer of
 * the two counts.
 */
export const unlessCard = (other: string): RegExp =>
  new RegExp(`(?:${other})(?![^]*(?:${CARD_WORDS}))`, 'iu')
