import { findKnownNames, toKnownNames } from './knownNames.js'
import { findKnownValues, toKnownValues } from './knownValues.js'
import { readRecordWords } from './recordWords.js'
import type { Finder } from './scan.js'
import { wordsIn } from './spokenWords.js'

/**
 * Makes a finder of what the resolved customer's own record holds, for `finders`: names as
 * `known_name`, and addresses, accounts, orders and whatever else has a digit or several words as
 * `known_value`.
 *
 * Needs no model, in any language. A full name is found however it is written, in any order, with
 * accents and without; a single one only where it is written as a name. A value is found whatever
 * marks people put into it or leave out. A record that is too large to be read whole makes every
 * scan incomplete (`finder_failed`), for what it knows could not be looked for. Make one for each
 * customer, not for each message: the record is read here.
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
