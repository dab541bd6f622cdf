import { findKnownNames, toKnownNames } from './knownNames.js'
import { findKnownValues, toKnownValues } from './knownValues.js'
import { readRecordWords } from './recordWords.js'
import type { Finder } from './scan.js'
import { wordsIn } from './spokenWords.js'

/**
 * Makes a finder for the values in the customer's own record, for `finders`: names as `known_name`;
 * addresses, accounts, orders and other values with a digit or several words as `known_value`.
 *
 * It needs no model, and works in any language. A full name is found in any order, with or without
 * accents; a single name only if it is written like a name. A value is found with or without the
 * marks that people put into it. If a record is too large to be read whole, every scan with it is
 * incomplete (`finder_failed`). Make one finder for each customer, not for each message: the record
 * is read here.
 *
 * @example
 * ```ts
 * const finders = [recordFinder({ first_name: 'Ada', last_name: 'Lovelace', order: 'B778122' })]
 * scan('This is Ada Lovelace, order B-7781-22', { finders }).spans
 * // [{ start: 8, end: 20, type: 'known_name' }, { start: 28, end: 37, type: 'known_value' }]
 * ```
 */
export function recordFinder(record: unknown): Finder {
  const { names, values, isWhole } = readRecordWords(record)
  const knownNames = toKnownNames(names)
  const knownValues = toKnownValues(values)
  return (text) => {
    if (!isWhole) throw new TypeError('record_too_large')
    const words = wordsIn(text)
    return [
      ...findKnownNames(knownNames, text, words),
      ...findKnownValues(knownValues, text, words),
    ]
  }
}
