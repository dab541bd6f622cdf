import { parseDigits } from './checksums.js'
import type { Identifier } from './identifier.js'
import { keepLast } from './masks.js'

/**
 * Colombian cédula de ciudadanía: up to ten digits without a check digit (Registraduría Nacional),
 * so by the words beside it; those of other countries, which go by the same name, are found with
 * it.
 */
export const coCedula: Identifier = {
  type: 'co_cedula',
  dataClass: 'government_id',
  anchors: ['digit'],
  firstGroup: [1, 2, 3, 6, 7, 8, 9, 10],
  minDigits: 6,
  // Up to ten digits, whole or in groups of three with one mark between all of them.
  pattern:
    /(?<![A-Za-z0-9$])(?<!\d[./-])(?:\d{6,10}|\d{1,3}([. ])\d{3}\1\d{3}(?:\1\d{3})?)(?![A-Za-z0-9])(?![./-][A-Za-z0-9])/g,
  // None begins with a nought.
  parse: parseDigits(/^[1-9]\d{5,9}$/),
  mask: keepLast(2),
  // Up to ten digits in groups of three: an amount of money looks the same.
  weigh: () => 10,
  context: {
    words: ['cédula*', 'cedula*', 'cc', 'c.c', 'c.c.', 'ciudadanía', 'ciudadania'],
    within: 24,
    direct: true,
    after: ['cédula', 'cedula'],
  },
  contextOnly: true,
  examples: {
    valid: ['1020304050', '1.020.304.050', '52.345.678', '52345678'],
    invalid: ['12345', '0123456', '1.02.304'],
  },
}
