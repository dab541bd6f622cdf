import { fail, LONGEST_WRITTEN, ok, type Result } from '../model/index.js'
import type { Channel } from './channel.js'
import { parsePhoneAddress, phoneNode } from './phoneAddress.js'

const SCHEMES = ['group_mms', 'sms', 'mms', 'tel']
// A group text holds at most ten numbers (Twilio Conversations limits).
const MOST = 10

/**
 * Group MMS: a list of numbers, of which one wrote.
 *
 * The address is the author's number or, where the author is not known, all numbers, sorted and joined by
 * commas: such a list is a group, never a person.
 */
export const groupMms: Channel<'group_mms'> = {
  name: 'group_mms',
  title: 'group MMS',
  aliases: ['groupmms', 'group_text', 'group_sms'],
  parse: parseGroup,
  print: (address) => (address.includes(',') ? `group_mms:${address}` : address),
  sender: (address) => (address.includes(',') ? 'group' : 'person'),
  // A group is nobody: it has a name that leads to no record.
  node: (address) => (address.includes(',') ? `group_mms:${address}` : phoneNode(address)),
  grade: 2,
  session: false,
  readCeiling: 3,
  twilio: { flexFlow: null, address: 'sms', interaction: null, studio: '' },
  examples: {
    valid: [
      '+14155550100',
      '+14155550101, +1 (415) 555-0100',
      'group_mms:+14155550100,+14155550101',
      '+14155550100,+14155550100',
    ],
    invalid: ['', ',', '+14155550100,', '+14155550100,72345', 'EXAMPLE'],
  },
}

// Sorted and once each, so that the same group has the same name whoever writes.
function parseGroup(text: string): Result<string> {
  if (text.length > LONGEST_WRITTEN) return fail('too_long')
  const addresses = new Set<string>()
  // One address that cannot be read makes the group unreadable: it may be the one who should not read along.
  for (const part of text.split(',')) {
    const parsed = parsePhoneAddress(part.trim(), SCHEMES)
    if (!parsed.ok) return parsed
    addresses.add(parsed.value)
  }
  return addresses.size > MOST ? fail('too_many') : ok([...addresses].sort().join(','))
}
