import type { Channel } from './channel.js'
import { parseTextSender, textSenderKind, textSenderNode } from './textMessage.js'

/**
 * MMS: like SMS, with media. Twilio has no separate word for it, so whether a message has a picture
 * is seen from the message and not from its channel.
 */
export const mms: Channel<'mms'> = {
  name: 'mms',
  title: 'MMS',
  aliases: ['picture_message'],
  parse: parseTextSender,
  print: (address) => address,
  sender: textSenderKind,
  node: textSenderNode,
  grade: 2,
  session: false,
  readCeiling: 3,
  twilio: { flexFlow: 'sms', address: 'sms', interaction: 'sms', studio: '' },
  examples: {
    valid: ['+14155550100', 'mms:+1 415 555 0100', '72345', 'EXAMPLE'],
    invalid: ['', '4155550100', 'rcs:+14155550100', '+14155550100,+14155550101'],
  },
}
