import { parsePhoneNumberFromString } from 'libphonenumber-js/core'
import plans from 'libphonenumber-js/metadata.max.json'
import { fail, ok, type Result } from '../model/index.js'
import { isRegion } from './phoneNumber.js'

// Longer text is not a phone number with noise, and the parser's cost grows with length.
const LONGEST = 64

/**
 * Reads a number as people of a region write it, into E.164, if the numbering plan assigns it.
 * Dearer than a pattern by far (10-20 µs), so for candidates only; and apart from
 * `parsePhoneNumber`, for what is assigned is most of what a table of plans holds.
 */
export function parseNationalNumber(text: string, region: string): Result<string> {
  if (text.length > LONGEST || !isRegion(region)) return fail('invalid_phone')
  const parsed = parsePhoneNumberFromString(text, { defaultCountry: region, extract: false }, plans)
  return parsed?.isValid() === true ? ok(parsed.number) : fail('invalid_phone')
}
