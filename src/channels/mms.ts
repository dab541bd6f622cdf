import type { Channel } from './channel.js'
import { textMessage } from './textMessage.js'

/**
 * MMS: like SMS, with media. Twilio has no separate word for it, so whether a message has a picture
 * is seen from the message and not from its channel.
 */
export const mms: Channel<'mms'> = {
  ...textMessage,
  name: 'mms',
  title: 'MMS',
  aliases: ['picture_message'],
  examples: {
    valid: ['+14155550100', 'mms:+1 415 555 0100', '72345', 'EXAMPLE'],
    invalid: ['', '4155550100', 'rcs:+14155550100', '+14155550100,+14155550101'],
  },
}
