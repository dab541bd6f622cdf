import type { Channel } from './channel.js'
import { parseTextSender, textSenderKind, textSenderNode } from './textMessage.js'

/**
 * SMS: the carriers' originating address, which can be forged, and no session. Alphanumeric senders
 * and short codes are read, and belong to no person.
 */
export const sms: Channel<'sms'> = {
  name: 'sms',
  title: 'SMS',
  aliases: ['text', 'text_message'],
  schemes: ['tel'],
  parse: parseTextSender,
  print: (address) => address,
  sender: textSenderKind,
  node: textSenderNode,
  // On file or not, a number can be forged at a gateway: recognized at most (no session, 63B-4 §5.1).
  grade: 2,
  session: false,
  // Locked screens show texts, and numbers are forwarded.
  readCeiling: 3,
  twilio: { flexFlow: 'sms', address: 'sms', interaction: 'sms', studio: '' },
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
