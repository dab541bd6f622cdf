import { fail, ok } from '../model/index.js'
import type { Identifier } from './identifier.js'
import { HIDDEN } from './masks.js'

/** Latitude and longitude, whatever stands between them. */
const PAIR = /^([+-]?\d{1,2}\.\d{3,15})[^\d.]{1,16}?([+-]?\d{1,3}\.\d{3,15})/

/**
 * Geographic coordinates in decimal degrees, to about a hundred metres or closer: three decimals at
 * least. What is coarser is a town.
 */
export const coordinates: Identifier = {
  type: 'coordinates',
  dataClass: 'location',
  fieldDecides: true,
  anchors: ['sign'],
  next: '.',
  firstGroup: [1, 2],
  minDigits: 4,
  // `40.7128, -74.0060`, `40.7128° N, 74.0060° W`, `40.7128,"lng":-74.0060`.
  pattern:
    /(?<![A-Za-z0-9.])[+-]?\d{1,2}\.\d{3,15}(?:°? ?[NS])?(?:, ?| |[,;]? ?["']?(?:lng|lon|long|longitude)["']?[:=]? ?)[+-]?\d{1,3}\.\d{3,15}(?:°? ?[EW])?(?![A-Za-z0-9.]\d)/gi,
  // There is no latitude above 90 and no longitude above 180 degrees.
  parse(text) {
    const [, latitude, longitude] = PAIR.exec(text) ?? []
    return Math.abs(Number(latitude)) <= 90 && Math.abs(Number(longitude)) <= 180
      ? ok(`${latitude},${longitude}`)
      : fail('invalid_format')
  },
  mask: () => HIDDEN,
  // Two numbers with nothing but a space between are coordinates beside words for them.
  weigh: (candidate, value) =>
    /\.\d{4,},.*\.\d{4,}/.test(value) && /[,°a-z]/i.test(candidate) ? 75 : 30,
  context: {
    words: ['lat', 'latitude', 'lon', 'lng', 'long', 'longitude', 'gps', 'coordinate*', 'location'],
  },
  examples: {
    valid: [
      '40.7128, -74.0060',
      '-33.8688,151.2093',
      '40.7128 -74.0060',
      '40.7128° N, 74.0060° W',
      '40.7128,"lng":-74.0060',
    ],
    invalid: ['91.0000, 10.0000', '40.7, -74.0', '40.7128'],
  },
}
