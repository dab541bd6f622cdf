import { isE164, parsePhoneNumber } from '../identifiers/phoneNumber.js'
import type { NodeId } from '../model/contact.js'
import { fail, type Result } from '../model/result.js'
import { splitScheme } from './splitScheme.js'

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
  return isE164(rest) ? { ok: true, value: rest } : parsePhoneNumber(plainText(rest))
}

/** Takes a phone number out of full-width forms and the direction marks that contact lists paste around it. */
export const plainText = (text: string): string =>
  text.length > LONGEST ? text : text.normalize('NFKC').replaceAll(/\p{Cf}/gu, '')

const LONGEST = 640

/** Names the phone number in the trust graph: every phone-based channel shares it. */
export const phoneNode = (address: string): NodeId => `tel:${address}`
