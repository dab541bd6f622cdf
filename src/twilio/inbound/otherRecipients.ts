import { parseContact } from '../../channels/index.js'
import { type Contact, fail, isAbsent, ok, type Result } from '../../model/index.js'
import type { FormParameters } from './parameters.js'

// Twilio numbers them from 0. One that is missing, or a name without a number, hides none of the
// others.
const NAME = /^other[ _-]?recipients?[ _.[-]*(\d*)\]?$/i

// Digits of a place that are repeated in an issue: what is longer is somebody's text.
const LONGEST_NUMBER = 3

// A group text has at most ten members.
const MOST = 64

/** Tells whether a field names another member of a group text. */
export const isOtherRecipientField = (name: string): boolean => NAME.test(name.trim())

/**
 * Reads the other members of a group text, who would read the reply: `OtherRecipients0` and so on,
 * in whatever order and with whatever gaps. One that cannot be read refuses the message, for a
 * missing reader would raise trust.
 */
export function readOtherRecipients(parameters: FormParameters): Result<readonly Contact[]> {
  const readers = new Map<string, Contact>()
  for (const [name, values] of parameters) {
    const number = NAME.exec(name.trim())?.[1]
    if (number === undefined) continue
    const place = `OtherRecipients${number.length > LONGEST_NUMBER ? '' : number}`
    for (const text of values.flatMap(textsOf)) {
      const other = parseContact({ channel: 'group_mms', address: text })
      if (!other.ok || other.value.address.includes(',')) return fail('invalid_address', place)
      readers.set(other.value.address, other.value)
      if (readers.size > MOST) return fail('too_many', place)
    }
  }
  return ok([...readers.values()])
}

/** Nothing sent is nobody; a list may come as text with commas, or as JSON. */
function textsOf(value: unknown): readonly unknown[] {
  if (isAbsent(value)) return []
  if (typeof value !== 'string') return [value]
  const texts = value.replaceAll(/[[\]"]/g, '').split(',')
  return texts.map((text) => text.trim()).filter((text) => text !== '')
}
