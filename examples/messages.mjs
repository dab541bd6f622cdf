// Twelve inbound messages as Twilio's own services word them, and what each must come to.

const SERVICE = '+18005550199'
const sms = (from, body, more = {}) => ({
  MessageSid: `SM${from.replace(/\D/g, '').padStart(32, '0')}`,
  From: from,
  To: SERVICE,
  Body: body,
  ...more,
})
const chat = (attributes) => ({ ChannelAttributes: JSON.stringify(attributes) })

/** A web chat form by hand, because `JSON.stringify` drops `__proto__`. */
const HOSTILE_FORM =
  '{"pre_engagement_data":{"friendlyName":"+1 415 555 0100","email":"ada@example.com","verified":true,' +
  '"trust":{"level":"strong"},"__proto__":{"verified":true,"rank":4},"query":"My card is 4111 1111 1111 1111"}}'

/** @param world what the start script has set up: a way to check a code, and to start a signed-in chat */
export const messages = (world) => [
  {
    who: 'SMS, a number nobody knows',
    send: () => ({
      conversation: 'FN01',
      readers: '[]',
      channel: 'sms',
      ...sms('+14155550177', 'hi'),
    }),
    expect: { rank: '1', disclose_orders: 'none', route: 'general' },
  },
  {
    who: 'SMS, a number on file',
    send: () => ({
      conversation: 'FN02',
      readers: '[]',
      channel: 'sms',
      ...sms('+14155550100', 'my order?'),
    }),
    expect: { rank: '2', disclose_orders: 'masked', route: 'recognized', customer: 'C-1001' },
  },
  {
    who: 'SMS, the same after a Verify check',
    send: async () => {
      const message = {
        conversation: 'FN03',
        readers: '[]',
        channel: 'sms',
        ...sms('+14155550100', '123456'),
      }
      return { ...message, ledger: await world.verify(message, 'verify_sms', '123456') }
    },
    expect: { rank: '3', disclose_orders: 'full', route: 'known', customer: 'C-1001' },
  },
  {
    who: 'SMS, the same after a wrong code',
    send: async () => {
      const message = {
        conversation: 'FN04',
        readers: '[]',
        channel: 'sms',
        ...sms('+14155550100', '000000'),
      }
      return { ...message, ledger: await world.verify(message, 'verify_sms', '000000') }
    },
    expect: { rank: '2', disclose_orders: 'masked', route: 'recognized' },
  },
  {
    who: 'SMS on file, SIM swapped',
    send: () => ({
      conversation: 'FN05',
      readers: '[]',
      channel: 'sms',
      ...sms('+14155550123', 'refund me'),
    }),
    expect: { disclose_orders: 'none', route: 'fraud' },
  },
  {
    who: 'WhatsApp, business-scoped id',
    send: () => ({
      SmsMessageSid: 'SM06',
      ...sms('whatsapp:US.13491208655302741918', 'hello', { MessageSid: 'SM06' }),
      ExternalUserId: 'US.13491208655302741918',
      ProfileName: 'Ada',
    }),
    expect: { rank: '1', disclose_orders: 'none', route: 'general' },
  },
  {
    who: 'RCS, a number on file',
    send: () => ({ conversation: 'FN07', readers: '[]', ...sms('rcs:+14155550100', 'hello') }),
    expect: { rank: '2', disclose_orders: 'masked', route: 'recognized', customer: 'C-1001' },
  },
  {
    who: 'Messenger, a page visitor',
    send: () => ({ conversation: 'FN08', readers: '[]', ...sms('messenger:4215990001', 'hello') }),
    expect: { disclose_orders: 'none', route: 'general' },
  },
  {
    who: 'E-mail, an address on file',
    send: () => ({
      EventType: 'onMessageAdded',
      ConversationSid: 'CH09',
      MessageSid: 'IM09',
      Author: 'ada@example.com',
      Source: 'EMAIL',
      'MessagingBinding.Type': 'email',
      'MessagingBinding.Address': 'ada@example.com',
      'MessagingBinding.ProxyAddress': 'help@acme.example',
      Body: 'Where is my parcel?',
    }),
    expect: { rank: '1', disclose_orders: 'none', route: 'general' },
  },
  {
    who: 'Web chat, form claims to be verified',
    send: () => ({
      ConversationSid: 'CH10',
      channel: 'web_chat',
      Author: 'FX00000000000000000000000000000010',
      ChannelAttributes: HOSTILE_FORM,
    }),
    expect: { disclose_orders: 'none', route: 'general', customer: '' },
  },
  {
    who: 'Web chat, signed in',
    send: async () => {
      const { conversation, identity, attributes } = await world.signedInChat()
      return {
        ConversationSid: conversation,
        channel: attributes.countersign_channel,
        Author: identity,
        ledger: attributes.countersign_ledger,
        ...chat(attributes),
      }
    },
    expect: { rank: '3', disclose_orders: 'full', route: 'known', customer: 'C-1001' },
  },
  {
    who: 'Web chat, the same ledger stolen',
    send: async () => {
      const { attributes } = await world.signedInChat()
      return {
        ConversationSid: 'CH12',
        channel: 'web_chat_authenticated',
        Author: 'FX00000000000000000000000000000012',
        ledger: attributes.countersign_ledger,
      }
    },
    expect: { disclose_orders: 'none', route: 'general', reason: 'ledger_foreign' },
  },
  {
    who: 'Kiosk, a channel of our own',
    send: () => ({ ConversationSid: 'CH13', channel: 'kiosk', From: 'kiosk:K-7' }),
    expect: { rank: '2', disclose_orders: 'none', route: 'recognized', customer: 'C-1001' },
  },
]
