import { fail, ok } from '../model/index.js'
import type { Identifier } from './identifier.js'
import { hideAll } from './masks.js'

/** Four numbers up to 255. */
export const DOTTED_QUAD = /^(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)$/

// What is typed to open the page of a router.
const AT_HOME = /^192\.168\.\d{1,3}\.\d{1,3}$/

/**
 * IPv4 address (RFC 791), with or without the length of its network. Of a person at home it is a
 * place and a household; noughts before a number are dropped, `010.1.1.1` being one way to write
 * `10.1.1.1`.
 */
export const ipv4: Identifier = {
  type: 'ipv4',
  dataClass: 'network',
  fieldDecides: true,
  anchors: ['digit'],
  next: '.',
  firstGroup: [1, 2, 3],
  minDigits: 4,
  pattern:
    /(?<![A-Za-z0-9.])(?:\d{1,3}\.){3}\d{1,3}(?:\/(?:[12]?\d|3[0-2]))?(?![A-Za-z0-9])(?!\.\d)/g,
  // Four numbers up to 255, and a length up to 32.
  parse(text) {
    const [address = '', length] = text.split('/')
    const parts = address.split('.')
    const isSound =
      parts.length === 4 && parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) <= 255)
    if (!isSound || (length !== undefined && !/^(?:[12]?\d|3[0-2])$/.test(length)))
      return fail('invalid_format')
    return ok(parts.map(Number).join('.') + (length === undefined ? '' : `/${Number(length)}`))
  },
  // Three of its four numbers are a household.
  mask: hideAll,
  // A version has four parts too, and is told by the words before it; what every router at home has is nobody's
  // (RFC 1918, 3).
  weigh: (candidate) => (AT_HOME.test(candidate) ? 20 : 75),
  yields: true,
  context: { words: ['ip', 'address*', 'server*', 'host*', 'dns'] },
  examples: {
    valid: ['192.0.2.17', '10.1.1.235', '198.51.100.0/24'],
    invalid: ['192.0.2.256', '1.2.3', '1.2.3.4.5'],
  },
}
