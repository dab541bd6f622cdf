import type { Channel } from './channel.js'
import { textMessage } from './textMessage.js'

/**
 * SMS: the carriers' originating address, which can be forged, and no session. Alphanumeric senders
 * and short codes are read, and belong to no person.
 */
export const sms: Channel<'sms'> = {
  ...textMessage,
  name: 'sms',
  title: 'SMS',
  aliases: ['text', 'text_message'],
  schemes: ['tel'],
  // A short code or a name is read, and is no person.
  examples: {
    valid: [
      '+14155550100',
      '+1 (415) 555-0100',
      'tel:+1-415-555-0100',
      '＋1 415 555 0100',
      '72345',
      'EXAMPLE 1',
    ],
    invalid: ['', '4155550100', '+1415', 'whatsapp:+14155550100', 'a sender far too long', '12'],
  },
}
