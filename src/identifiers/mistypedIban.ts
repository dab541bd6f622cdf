import { fail, ok } from '../model/index.js'
import { checkIban, isTold } from './iban.js'
import type { Identifier } from './identifier.js'
import { keepLast } from './masks.js'

const MARKS = /[ -]/g

/**
 * What was meant to be an IBAN and has a character wrong, so that its check digits fail: of the length of its country, and
 * in groups of four as it is printed (ISO 13616), so that no word is needed. All of it but one character is the account's.
 */
export const mistypedIban: Identifier = {
  type: 'mistyped_iban',
  dataClass: 'financial',
  anchors: ['word'],
  firstLetters: [2],
  wordDigits: 2,
  mayStart: (text, start) =>
    MARK_CODES.has(text.charCodeAt(start + 4)) &&
    text.charCodeAt(start + 4) === text.charCodeAt(start + 9),
  pattern:
    /(?<![A-Za-z0-9])[A-Z]{2}\d{2}([ -])[A-Z0-9]{4}\1[A-Z0-9]{4}(?:\1[A-Z0-9]{4}){0,5}(?:\1[A-Z0-9]{1,4})?(?![A-Za-z0-9])/gi,
  parse(text) {
    const number = text.replace(MARKS, '').toUpperCase()
    const { hasLength, isRight } = checkIban(number)
    if (!/^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(number) || !hasLength) return fail('invalid_format')
    return isRight ? fail('checksum_holds') : ok(number)
  },
  // The last four, as banks print them on statements.
  mask: keepLast(4),
  // Beside the word for an account it is an `iban`.
  fitsIn: (text, start) => !isTold(text, start),
  // No phone number begins with the letters of a country.
  weigh: () => 80,
  // Words that follow have four letters as well.
  shrink: (candidate) => candidate.replace(/[ -][A-Za-z0-9]{1,4}$/, ''),
  examples: {
    valid: ['GB29 NWBK 6016 1331 9268 18', 'DE89-3704-0044-0532-0130-01'],
    invalid: [
      'GB29 NWBK 6016 1331 9268 19',
      'GB29NWBK60161331926818',
      'ZZ89 3704 0044 0532 0130 01',
    ],
  },
}

// A space, a hyphen.
const MARK_CODES: ReadonlySet<number> = new Set([32, 45])
