import { fail, ok } from '../model/index.js'
import type { Identifier } from './identifier.js'
import { HIDDEN } from './masks.js'

/**
 * Hardware address of a network card (IEEE 802, EUI-48 and EUI-64). `00:1B:44:11:3A:B7`, `00-1b-…`
 * or `001b.4411.3ab7`; one mark between all of its parts.
 */
export const mac: Identifier = {
  type: 'mac',
  dataClass: 'network',
  fieldDecides: true,
  anchors: ['colon', 'word', 'mixed', 'digit'],
  next: ':-.',
  firstLetters: [1, 2],
  firstGroup: [2, 4],
  // A cheap look that saves the pattern: the same mark stands again where the next part ends.
  mayStart(text, start) {
    const mark = text.charAt(start + 2)
    return mark === ':' || mark === '-'
      ? text.charAt(start + 5) === mark
      : text.charAt(start + 4) === '.' && text.charAt(start + 9) === '.'
  },
  pattern:
    /(?<![A-Za-z0-9])(?<!(?<![A-Za-z0-9])[0-9a-f]{1,4}[:.-])(?:[0-9a-f]{2}([:-])(?:[0-9a-f]{2}\1){4}(?:[0-9a-f]{2}\1[0-9a-f]{2}\1)?[0-9a-f]{2}|(?:[0-9a-f]{4}\.){2,3}[0-9a-f]{4})(?![A-Za-z0-9])(?![:-][A-Za-z0-9])/gi,
  parse(text) {
    const value = text.replace(/[:.-]/g, '').toLowerCase()
    return /^(?:[0-9a-f]{12}|[0-9a-f]{16})$/.test(value) ? ok(value) : fail('invalid_format')
  },
  // The first half names the maker, the other half the device.
  mask: () => HIDDEN,
  // Six pairs of hexadecimal digits with one mark between are nothing else.
  weigh: () => 82,
  examples: {
    valid: ['00:1B:44:11:3A:B7', '00-1b-44-11-3a-b7', '001b.4411.3ab7', '00-1B-44-11-3A-B7-00-FF'],
    invalid: ['00:1B:44:11:3A', '00:1B-44:11-3A:B7', '00:1G:44:11:3A:B7'],
  },
}
