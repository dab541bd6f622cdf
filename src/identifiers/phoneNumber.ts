import { type CountryCode, parsePhoneNumberFromString } from 'libphonenumber-js/core'
import plans from 'libphonenumber-js/metadata.min.json'
import { fail, ok, type Result } from '../model/index.js'

// E.164: a plus sign, a country code that does not start with 0, 15 digits at most (ITU-T E.164
// §6).
const E164 = /^\+[1-9]\d{6,14}$/
// Longer text is not a phone number with noise, and the parser's cost grows with length.
const LONGEST = 64

/**
 * Tells whether a text is a region that has a plan of numbers. How long numbers are and what is dialled before
 * them is the same in the small table of plans as in the large one, whose patterns of what is assigned only
 * `parseNationalNumber` asks.
 */
export const isRegion = (region: string): region is CountryCode =>
  Object.hasOwn(plans.countries, region)

/** The countries whose numbers can be read without a country code, by their two letters. */
export const PHONE_REGIONS: readonly string[] = Object.keys(plans.countries)

/**
 * Tells whether text already has the shape of an E.164 number; no numbering plan is consulted.
 * `+14155550132` has it, `+1 415 555 0132` and `14155550132` have not.
 */
export const isE164 = (text: string): boolean => E164.test(text)

/**
 * Reads one phone number into E.164, dropping spaces, brackets, dots and dashes: `+1 (415)
 * 555-0132` -> `+14155550132`.
 *
 * Possible lengths are checked, assignment is not: reserved and new ranges pass. Without a region
 * the number must carry its country code. One with an extension is refused (`invalid_phone`), as is
 * all else that is no number.
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

// Lengths of national numbers by country code, null for what is none; each made when first asked
// for.
const LENGTHS = new Map<string, ReadonlySet<unknown> | null>()

/**
 * Gives how long the numbers behind a country code may be; several regions share one code, as those
 * of North America do.
 */
function lengthsOf(code: string): ReadonlySet<unknown> | null {
  const known = LENGTHS.get(code)
  if (known !== undefined) return known
  const regions = Object.entries(plans.country_calling_codes).find(([one]) => one === code)?.[1]
  const lengths =
    regions === undefined
      ? null
      : new Set(
          regions.filter(isRegion).flatMap((region): readonly unknown[] => {
            // The fourth of a plan's parts is the list of possible lengths.
            const plan: unknown = plans.countries[region]
            const possible: unknown = Array.isArray(plan) ? plan[3] : undefined
            return Array.isArray(possible) ? possible : []
          }),
        )
  LENGTHS.set(code, lengths)
  return lengths
}

/**
 * Tells whether a number in the form of E.164 has as many digits as its country gives out, or is of
 * no country, such as those of satellites.
 */
export function hasPossibleLength(number: string): boolean {
  for (let size = 1; size <= 3; size += 1) {
    const lengths = lengthsOf(number.slice(1, 1 + size))
    if (lengths !== null) return lengths.has(number.length - 1 - size)
  }
  return Object.hasOwn(plans.nonGeographic ?? {}, number.slice(1, 4))
}
