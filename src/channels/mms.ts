import type { Channel } from './channel.js'
import { parseTextSender, textSenderKind, textSenderNode } from './textMessage.js'

/**
 * MMS: as SMS, with media. Twilio has no word of its own for it. So a message with a picture is
 * told from one without by what it holds, and not by its channel.
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
