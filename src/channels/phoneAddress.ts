import { isE164, parsePhoneNumber } from '../identifiers/index.js'
import { fail, LONGEST_WRITTEN, type NodeId, type Result, splitScheme } from '../model/index.js'

/**
 * Reads the phone number of a phone-based channel, bare or behind one of the channel's own schemes.
 *
 * Text that already is E.164 is taken as it is, without the numbering plan. A foreign scheme is refused: an
 * address never overrules the channel it was given with.
 */
export function parsePhoneAddress(text: string, schemes: readonly string[]): Result<string> {
  if (isE164(text)) return { ok: true, value: text }
  const { scheme, rest } = splitScheme(text)
  if (scheme !== null && !schemes.includes(scheme)) return fail('scheme_mismatch')
  return isE164(rest) ? { ok: true, value: rest } : parsePhoneNumber(plainPhoneText(rest))
}

/** Takes a phone number out of full-width forms and the direction marks that contact lists paste around it. */
export const plainPhoneText = (text: string): string =>
  text.length > LONGEST_WRITTEN ? text : text.normalize('NFKC').replaceAll(/\p{Cf}/gu, '')

/** Names the phone number in the trust graph: every phone-based channel shares it, in all its spellings. */
export const phoneNode = (address: string): NodeId => `tel:${oneSpelling(address)}`

// Mexico dropped the 1 after its code in 2019; WhatsApp ids made before it keep it (ITU-T Operational Bulletin 1176).
const MEXICO = /^\+521(\d{10})$/
// An Argentine mobile has a 9 after the country code, which is left out as often as not (ENACOM numbering plan).
const ARGENTINA = /^\+54([1-8]\d{9})$/
// A ninth digit was put before every Brazilian mobile by 2016 (ANATEL Resolution 553); older WhatsApp ids lack it.
const BRAZIL = /^\+55([1-9]\d)([6-9]\d{7})$/

/** Gives numbers that people and platforms write in two ways the one that can be dialled today. */
function oneSpelling(number: string): string {
  if (number.startsWith('+52')) return number.replace(MEXICO, '+52$1')
  if (number.startsWith('+54')) return number.replace(ARGENTINA, '+549$1')
  return number.startsWith('+55')
    ? number.replace(BRAZIL, (_, area, rest) => `+55${area}9${rest}`)
    : number
}
