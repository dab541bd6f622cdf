import { type CountryCode, parsePhoneNumberFromString } from 'libphonenumber-js/core'
import plans from 'libphonenumber-js/metadata.max.json'
import { fail, ok, type Result } from '../model/result.js'

// E.164: a plus sign, a country code that does not start with 0, 15 digits at most (ITU-T E.164 §6).
const E164 = /^\+[1-9]\d{6,14}$/
// Longer text is not a phone number with noise, and the parser's cost grows with length.
const LONGEST = 64

const isRegion = (region: string): region is CountryCode => Object.hasOwn(plans.countries, region)

/** Tells whether text already has the shape of an E.164 number; no numbering plan is consulted. */
export const isE164 = (text: string): boolean => E164.test(text)

/**
 * Reads one phone number into E.164, dropping spaces, brackets, dots and dashes.
 *
 * Possible lengths are checked, assignment is not: reserved and new ranges pass. Without a region the number
 * must carry its country code.
 */
export function parsePhoneNumber(text: string, region?: string): Result<string> {
  if (text.length > LONGEST) return fail('invalid_phone')
  const options = {
    extract: false,
    ...(region !== undefined && isRegion(region) && { defaultCountry: region }),
  }
  const parsed = parsePhoneNumberFromString(text, options, plans)
  if (parsed === undefined || !parsed.isPossible() || parsed.ext !== undefined) {
    return fail('invalid_phone')
  }
  return E164.test(parsed.number) ? ok(parsed.number) : fail('invalid_phone')
}

/**
 * Reads a number as people of a region write it, into E.164, if the numbering plan assigns it. Dearer than a
 * pattern by far (10-20 µs), so for candidates only.
 */
export function parseNationalNumber(text: string, region: string): Result<string> {
  if (text.length > LONGEST || !isRegion(region)) return fail('invalid_phone')
  const parsed = parsePhoneNumberFromString(text, { defaultCountry: region, extract: false }, plans)
  return parsed?.isValid() === true ? ok(parsed.number) : fail('invalid_phone')
}
