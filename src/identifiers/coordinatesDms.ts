import { fail, ok } from '../model/index.js'
import type { Identifier } from './identifier.js'
import { HIDDEN } from './masks.js'

/** Degrees, minutes, seconds and the direction of one of both. */
const PART =
  /(\d{1,3})°[^\dNSEW]*(?:(\d{1,2})['\u2019\u2032][^\dNSEW]*)?(?:(\d{1,2}(?:\.\d{1,6})?)["'\u201d\u2033]{1,2} ?)?([NSEW])/gi

/** Geographic coordinates in degrees, minutes and seconds (ISO 6709, annex D). */
export const coordinatesDms: Identifier = {
  type: 'coordinates_dms',
  dataClass: 'location',
  fieldDecides: true,
  anchors: ['digit'],
  firstGroup: [1, 2, 3],
  next: '°',
  pattern:
    /(?<![A-Za-z0-9.])\d{1,2}° ?\d{1,2}['\u2019\u2032] ?(?:\d{1,2}(?:\.\d{1,6})?["\u201d\u2033'\u2019]{1,2} ?)?[NS][,;/]? {0,2}\d{1,3}° ?\d{1,2}['\u2019\u2032] ?(?:\d{1,2}(?:\.\d{1,6})?["\u201d\u2033'\u2019]{1,2} ?)?[EWO](?![A-Za-z0-9])/gi,
  // Latitudes end at 90 degrees and longitudes at 180: two angles past that are no place.
  parse(text) {
    const parts = [...text.matchAll(PART)]
    const [latitude, longitude] = parts.map(([, degrees]) => Number(degrees))
    return latitude !== undefined && latitude <= 90 && (longitude ?? 0) <= 180
      ? ok(text.replace(/\s/g, ''))
      : fail('invalid_format')
  },
  mask: () => HIDDEN,
  // Marks of degrees, minutes and directions in this order are nothing else.
  weigh: () => 85,
  examples: {
    valid: [`40°26'46"N 79°58'56"W`, `40° 26' 46.5" N, 79° 58' 56" W`, `51°30′26″N 0°7′39″W`],
    invalid: [`99°26'46"N 79°58'56"W`, `40°26'`, '40 26 46 N'],
  },
}
