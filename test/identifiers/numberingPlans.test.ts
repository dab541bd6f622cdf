import fc from 'fast-check'
import { type CountryCode, parsePhoneNumberFromString } from 'libphonenumber-js/core'
import large from 'libphonenumber-js/metadata.max.json'
import small from 'libphonenumber-js/metadata.min.json'
import { describe, expect, test } from 'vitest'
import { cutFormats } from '../../.build/numberingPlans.js'
import { parseNationalNumber } from '../../src/identifiers/nationalNumber.js'
import { parsePhoneNumber } from '../../src/identifiers/phoneNumber.js'
import { runs } from '../runs.js'

type Plans = typeof large

const isPlans = (value: unknown): value is Plans =>
  typeof value === 'object' && value !== null && 'countries' in value && 'nonGeographic' in value

function cut(plans: Plans): Plans {
  const less = cutFormats({ ...plans })
  if (!isPlans(less)) throw new TypeError('a part of the table is gone')
  return less
}

const isRegion = (region: string): region is CountryCode => Object.hasOwn(large.countries, region)
const REGIONS = Object.keys(large.countries).filter(isRegion)
const CODES = [...Object.keys(large.country_calling_codes), ...Object.keys(large.nonGeographic)]

/** What reading gives by one table: whether the number is possible, whether it is assigned, and its one spelling. */
function readBy(plans: Plans, text: string, region?: CountryCode): readonly unknown[] | null {
  const options = { extract: false, ...(region !== undefined && { defaultCountry: region }) }
  const parsed = parsePhoneNumberFromString(text, options, plans)
  return parsed === undefined ? null : [parsed.number, parsed.isPossible(), parsed.ext]
}

const digits = (most: number) => fc.stringMatching(new RegExp(`^[0-9]{3,${most}}$`))

// A trunk prefix after the country code, in brackets or not, and the digits that Mexico and Argentina had for mobiles.
const anyInternational = fc
  .tuple(fc.constantFrom(...CODES), fc.constantFrom('', ' ', '0', ' (0)', '1', '9'), digits(13))
  .map(([code, prefix, rest]) => `+${code}${prefix}${rest}`)

const anyNational = fc.record({
  text: fc
    .tuple(fc.constantFrom('', '0', '00', '1', '8'), digits(13))
    .map(([prefix, rest]) => prefix + rest),
  region: fc.constantFrom(...REGIONS),
})

describe('the small table of numbering plans', () => {
  test('reads a number with its country code as the large one does', () => {
    fc.assert(
      fc.property(anyInternational, (text) => {
        expect(readBy(cutSmall, text)).toEqual(readBy(large, text))
      }),
      runs(2_000),
    )
  })

  test('reads a number of a region as the large one does', () => {
    fc.assert(
      fc.property(anyNational, ({ text, region }) => {
        expect(readBy(cutSmall, text, region)).toEqual(readBy(large, text, region))
      }),
      runs(2_000),
    )
  })

  test('and both of them find what can be read', () => {
    expect(parsePhoneNumber('+44 (0)7911 123456')).toEqual({ ok: true, value: '+447911123456' })
    expect(parsePhoneNumber('+1415555').ok).toBe(false)
  })
})

test('what is assigned is told by the large table without the formats for people', () => {
  const cutLarge = cut(large)
  fc.assert(
    fc.property(anyNational, ({ text, region }) => {
      const options = { defaultCountry: region, extract: false }
      const parsed = parsePhoneNumberFromString(text, options, cutLarge)
      const without = parsed?.isValid() === true ? parsed.number : null
      const read = parseNationalNumber(text, region)
      expect(without).toBe(read.ok ? read.value : null)
    }),
    runs(2_000),
  )
})

const cutSmall = cut({ ...large, ...small })
