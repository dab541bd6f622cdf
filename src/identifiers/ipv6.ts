import { fail, ok } from '../model/index.js'
import type { Identifier } from './identifier.js'
import { DOTTED_QUAD } from './ipv4.js'
import { hideAll } from './masks.js'

// A group of hexadecimal digits. An IPv4 may stand for the last two.
const GROUP = /^[0-9a-f]{1,4}$/

// Counts the groups of a half; no number for what is none.
function countGroups(text: string): number {
  if (text === '') return 0
  const groups = text.split(':')
  const last = groups.at(-1) ?? ''
  const isMapped = last.includes('.')
  const isSound = groups.every((group, i) =>
    isMapped && i === groups.length - 1 ? DOTTED_QUAD.test(group) : GROUP.test(group),
  )
  return isSound ? groups.length + (isMapped ? 1 : 0) : Number.NaN
}

// RFC 4291 §2.2: eight groups, one run of zeros left out at most, the last two as IPv4 if one
// likes.
function isAddress(text: string): boolean {
  const halves = text.split('::')
  if (halves.length > 2) return false
  const [head = 0, tail] = halves.map(countGroups)
  return tail === undefined ? head === 8 : head + tail >= 1 && head + tail <= 7
}

/**
 * IPv6 address, with or without zone and length of its network. `2001:db8::1`; a time of the clock,
 * `12:30:45`, has the colons and too few groups.
 */
export const ipv6: Identifier = {
  type: 'ipv6',
  dataClass: 'network',
  fieldDecides: true,
  anchors: ['colon'],
  pattern:
    /(?<![A-Za-z0-9.])(?<!(?<![A-Za-z])[0-9a-f]{0,4}:)[0-9a-f:]{3,39}(?:(?:\.\d{1,3}){3})?(?:%[a-z0-9]{1,16})?(?:\/\d{1,3})?(?![A-Za-z0-9:])(?!\.\d)/gi,
  parse(text) {
    const value = text.toLowerCase()
    const [address = ''] = value.split(/[%/]/)
    return isAddress(address) && address !== '::' ? ok(value) : fail('invalid_format')
  },
  // The last half may name a device for good.
  mask: hideAll,
  // Seven colons, or two in a row, stand in little else.
  weigh: () => 80,
  examples: {
    valid: [
      '2001:db8::1',
      '2001:0db8:85a3:0000:0000:8a2e:0370:7334',
      '::ffff:192.0.2.1',
      'fe80::1%eth0',
    ],
    invalid: ['12:30:45', '2001:db8', '1::2::3', 'gggg::1'],
  },
}
