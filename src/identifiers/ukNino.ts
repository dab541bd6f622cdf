import { compact, parseSpelt } from './checksums.js'
import type { Identifier } from './identifier.js'
import { keepLast } from './masks.js'

// Prefixes not used: D F I Q U V anywhere, O second, and BG GB KN NK NT TN ZZ (HMRC NIM39110).
const NINO = /^(?!BG|GB|KN|NK|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]\d{6}[A-D]?$/

/**
 * United Kingdom National Insurance number; the suffix may be absent. `AB 12 34 56 C`, and grouped
 * however people like.
 */
export const ukNino: Identifier = {
  type: 'uk_nino',
  dataClass: 'government_id',
  anchors: ['word'],
  firstLetters: [2],
  wordDigits: 6,
  pattern:
    /(?<![A-Za-z0-9])(?<![A-Za-z0-9]-)[A-CEGHJ-PR-TW-Z]{2}(?:[ ./-]?\d){6}(?:[ ./-]?[A-D])?(?![A-Za-z0-9])(?!-[A-Za-z0-9])/gi,
  parse: parseSpelt((text) => compact(text).toUpperCase(), NINO),
  // The suffix is one of four letters, and tells nobody from the next.
  mask: keepLast(1),
  // `né le 04/07/82 a Lyon`: slashes are of dates as often.
  weigh: (candidate) => (/^[^/]*[a-d]$/i.test(candidate) ? 75 : 20),
  context: {
    words: ['nino', 'ni', 'n.i', 'national insurance'],
    after: ['national insurance', 'nino'],
  },
  examples: {
    valid: ['AB 12 34 56 C', 'hh012345d', 'AZ 123 456 A', 'HH012345', 'AB.12.34.56.C'],
    invalid: ['GB123456A', 'TO012345D', 'HH012345E'],
  },
}
