import { describe, expect, test } from 'vitest'
import { channels } from '../../../src/channels/index.js'
import {
  type AddressRequest,
  toAddressConfiguration,
} from '../../../src/twilio/outbound/addressConfiguration.js'
import { toAttachedTask } from '../../../src/twilio/outbound/attachedTask.js'
import { toCustomChannel } from '../../../src/twilio/outbound/customChannel.js'
import { type FlexFlowRequest, toFlexFlow } from '../../../src/twilio/outbound/flexFlow.js'
import {
  toAgentInteraction,
  toApiInteraction,
  toCustomerInteraction,
} from '../../../src/twilio/outbound/interaction.js'
import { toWebChat } from '../../../src/twilio/outbound/webChat.js'
import { BUSINESS, issuesOf, liveTask, routing, sid } from './setUpFixture.js'

describe('a channel that an API has no word for is refused, not renamed', () => {
  const contactOn = (channel: string): { channel: string; address: string; to: string } => ({
    channel,
    address: channels.find(({ name }) => name === channel)?.examples.valid[0] ?? '',
    to: BUSINESS[channel] ?? '',
  })
  const refused = [['unsupported_channel', 'channel']]

  test.each(channels.filter(({ twilio }) => twilio.interaction === null))(
    'Interactions and $name',
    ({ name }) => {
      const contact = contactOn(name)
      const byAgent = { ...routing, queueSid: sid('WQ'), workerSid: sid('WK') }
      const customer = { contact, conversation: sid('CH'), routing }
      expect(issuesOf(toCustomerInteraction(customer))).toEqual(refused)
      expect(issuesOf(toApiInteraction(customer))).toEqual(refused)
      expect(issuesOf(toAgentInteraction({ contact, routing: byAgent }))).toEqual(refused)
    },
  )

  test.each(channels.filter(({ twilio }) => twilio.flexFlow === null))(
    'the Flex Flow and $name',
    ({ name }) => {
      const flow = toFlexFlow({
        friendlyName: 'Care',
        chatServiceSid: sid('IS'),
        channel: name,
        integration: { type: 'studio', flowSid: sid('FW') },
      })
      expect(issuesOf(flow)).toEqual(refused)
    },
  )

  test.each(channels.filter(({ twilio }) => twilio.address === null))(
    'Address Configuration and $name',
    ({ name }) => {
      const autoCreation = { type: 'default' } as const
      const address = BUSINESS[name] ?? ''
      expect(issuesOf(toAddressConfiguration({ channel: name, address, autoCreation }))).toEqual(
        refused,
      )
    },
  )

  test('a channel that nobody knows', () => {
    const contact = { channel: 'pigeon', address: 'x' }
    expect(issuesOf(toCustomerInteraction({ contact, conversation: sid('CH'), routing }))).toEqual([
      ['unknown_channel', 'channel'],
    ])
  })
})

describe('a task without a live conversation behind it is refused, with the reason', () => {
  const contact = { channel: 'sms', address: '+14155550100' }
  const customer = { contact, conversation: sid('CH'), routing }

  test.each(['', 'SM0123456789abcdef0123456789abcdef', sid('FN'), 'null', 'CH'])(
    'an interaction whose media channel is %j',
    (conversation) => {
      expect(issuesOf(toCustomerInteraction({ ...customer, conversation }))).toEqual([
        ['no_conversation', 'conversation'],
      ])
      expect(issuesOf(toApiInteraction({ ...customer, conversation }))).toEqual([
        ['no_conversation', 'conversation'],
      ])
    },
  )

  test.each([
    [{ conversationSid: `CH${'f'.repeat(32)}` }, 'conversation_mismatch', 'conversationSid'],
    [{ channelSid: `CH${'f'.repeat(32)}` }, 'conversation_mismatch', 'channelSid'],
    [{ flexInteractionSid: sid('KD') }, 'reserved_attribute', 'flexInteractionSid'],
    [{ flexChannelInviteSid: sid('KG') }, 'reserved_attribute', 'flexChannelInviteSid'],
  ])('an interaction whose attributes hold %j', (attributes, code, key) => {
    const path = `routing.attributes.${key}`
    expect(
      issuesOf(toCustomerInteraction({ ...customer, routing: { ...routing, attributes } })),
    ).toEqual([[code, path]])
  })

  test.each([
    ['sms', 'not a number'],
    ['web_chat', ''],
    ['email', 'Ada <ada@example.com>'],
    ['whatsapp', 'whatsapp:ada'],
  ])('an interaction with somebody on %s at %j, who is nobody', (channel, address) => {
    const nobody = { channel, address, to: BUSINESS[channel] ?? '' }
    const byAgent = { ...routing, queueSid: sid('WQ'), workerSid: sid('WK') }
    const refused = [['invalid_address', 'contact.address']]
    expect(issuesOf(toCustomerInteraction({ ...customer, contact: nobody }))).toEqual(refused)
    expect(issuesOf(toAgentInteraction({ contact: nobody, routing: byAgent }))).toEqual(refused)
  })

  test('a task whose attributes are no JSON, or more than a task holds', () => {
    const circle: Record<string, unknown> = { ...liveTask }
    circle['self'] = circle
    const base = { workflowSid: sid('WW'), taskChannel: 'chat' }
    expect(issuesOf(toAttachedTask({ ...base, attributes: circle }))).toEqual([
      ['not_json', 'attributes'],
    ])
    const large = { ...liveTask, more: 'x'.repeat(5_000) }
    expect(issuesOf(toAttachedTask({ ...base, attributes: large }))).toEqual([
      ['too_large', 'attributes'],
    ])
  })

  test('a new conversation whose attributes name an old one', () => {
    const request = {
      contact: { ...contact, to: '+18005550199' },
      routing: {
        ...routing,
        queueSid: sid('WQ'),
        workerSid: sid('WK'),
        attributes: { conversationSid: sid('CH') },
      },
    }
    expect(issuesOf(toAgentInteraction(request))).toEqual([
      ['conversation_mismatch', 'routing.attributes.conversationSid'],
    ])
  })

  test('a task of one’s own that lacks any of the ids', () => {
    const base = { workflowSid: sid('WW'), taskChannel: 'chat' }
    expect(issuesOf(toAttachedTask({ ...base, attributes: {} }))).toEqual([
      ['no_conversation', 'attributes.conversationSid'],
    ])
    for (const key of ['conversationSid', 'flexInteractionSid', 'flexInteractionChannelSid']) {
      const attributes = { ...liveTask, [key]: '' }
      expect(toAttachedTask({ ...base, attributes }).ok).toBe(false)
    }
    const own = { conversationSid: liveTask.conversationSid }
    expect(toAttachedTask({ ...base, attributes: own }).ok).toBe(true)
  })
})

describe('what Twilio would refuse, or misread, is refused here with its place', () => {
  const contact = { channel: 'sms', address: '+14155550100', to: '+18005550199' }
  const byAgent = { ...routing, queueSid: sid('WQ'), workerSid: sid('WK') }
  const customer = { contact, conversation: sid('CH'), routing }
  const cyclic: Record<string, unknown> = {}
  cyclic['self'] = cyclic

  test.each([
    [{ workspaceSid: '' }, 'required', 'routing.workspaceSid'],
    [{ workflowSid: sid('WS') }, 'invalid_sid', 'routing.workflowSid'],
    [{ queueSid: 'WQ1' }, 'invalid_sid', 'routing.queueSid'],
    [{ workerSid: 'WK1' }, 'invalid_sid', 'routing.workerSid'],
    [{ taskChannel: 'x'.repeat(65) }, 'too_long', 'routing.taskChannel'],
    [{ priority: -1 }, 'out_of_range', 'routing.priority'],
    [{ priority: 1.5 }, 'out_of_range', 'routing.priority'],
    [{ priority: Number.NaN }, 'out_of_range', 'routing.priority'],
    [{ timeout: 0 }, 'out_of_range', 'routing.timeout'],
    [{ timeout: 1_209_601 }, 'out_of_range', 'routing.timeout'],
    [{ attributes: { a: 'x'.repeat(3400) } }, 'too_large', 'routing.attributes'],
    [{ attributes: cyclic }, 'not_json', 'routing.attributes'],
  ])('routing %#', (change, code, path) => {
    expect(
      issuesOf(toCustomerInteraction({ ...customer, routing: { ...routing, ...change } })),
    ).toEqual([[code, path]])
  })

  test('an agent’s interaction without queue and worker', () => {
    expect(issuesOf(toAgentInteraction({ contact, routing }))).toEqual([
      ['required', 'routing.queueSid'],
      ['required', 'routing.workerSid'],
    ])
  })

  test.each([
    [{ ...contact, address: '72345' }, 'no_person', 'contact.address'],
    [{ ...contact, address: 'x@' }, 'invalid_address', 'contact.address'],
    [{ channel: 'sms', address: '+14155550100' }, 'required', 'contact.to'],
    [{ ...contact, to: 'EXAMPLE' }, 'cannot_receive', 'contact.to'],
    [{ channel: 'web_chat', address: 'a&b' }, 'reserved_character', 'contact.address'],
    [{ channel: 'email', address: 'ada@example.com' }, 'required', 'contact.to'],
    [{ channel: 'email', address: 'a@example.com', to: 'b@example.com' }, 'required', 'fromName'],
  ])('a participant %#', (person, code, path) => {
    expect(issuesOf(toAgentInteraction({ contact: person, routing: byAgent }))).toEqual([
      [code, path],
    ])
  })

  const flow = {
    friendlyName: 'Care',
    chatServiceSid: sid('IS'),
    channel: 'sms',
    address: '+18005550199',
  }
  test.each<[Partial<FlexFlowRequest>, string, string]>([
    [{ friendlyName: '' }, 'required', 'friendlyName'],
    [{ chatServiceSid: sid('CH') }, 'invalid_sid', 'chatServiceSid'],
    [{ address: 'EXAMPLE' }, 'cannot_receive', 'address'],
    [{ integration: { type: 'studio', flowSid: '' } }, 'required', 'integration.flowSid'],
    [
      { integration: { type: 'studio', flowSid: sid('FW'), retryCount: 4 } },
      'out_of_range',
      'integration.retryCount',
    ],
    [
      { integration: { type: 'external', url: 'http://example.com' } },
      'invalid_url',
      'integration.url',
    ],
    [
      { integration: { type: 'external', url: 'https://user:pass@example.com' } },
      'invalid_url',
      'integration.url',
    ],
    [
      { integration: { type: 'task', workspaceSid: sid('WS'), workflowSid: '' } },
      'required',
      'integration.workflowSid',
    ],
  ])('a Flex Flow %#', (change, code, path) => {
    const integration = { type: 'studio', flowSid: sid('FW') } as const
    expect(issuesOf(toFlexFlow({ ...flow, integration, ...change }))).toEqual([[code, path]])
  })

  test.each<[Partial<AddressRequest>, string, string]>([
    [{ address: '' }, 'invalid_address', 'address'],
    [{ channel: 'messenger', address: 'whatsapp:+18005550199' }, 'invalid_address', 'address'],
    [{ channel: 'messenger', address: 'messenger:' }, 'invalid_address', 'address'],
    [{ channel: 'messenger', address: 'a\u202eb' }, 'invalid_address', 'address'],
    [{ channel: 'messenger', address: 'a'.repeat(2_000) }, 'invalid_address', 'address'],
    [{ country: 'US' }, 'only_for_short_codes', 'country'],
    [{ address: '72345', country: 'usa' }, 'invalid_country', 'country'],
    [{ friendlyName: 'x'.repeat(257) }, 'too_long', 'friendlyName'],
    [{ conversationServiceSid: 'IS' }, 'invalid_sid', 'conversationServiceSid'],
    [{ autoCreation: { type: 'webhook', url: 'example.com' } }, 'invalid_url', 'autoCreation.url'],
    [
      { autoCreation: { type: 'webhook', url: `https://example.com/${'a'.repeat(2_048)}` } },
      'invalid_url',
      'autoCreation.url',
    ],
    [
      {
        autoCreation: {
          type: 'webhook',
          url: 'https://example.com',
          filters: ['onMessageAdded', 'onMessageAdd'],
        },
      },
      'unknown_event',
      'autoCreation.filters.1',
    ],
  ])('an address %#', (change, code, path) => {
    const request: AddressRequest = {
      channel: 'sms',
      address: '+18005550199',
      autoCreation: { type: 'default' },
      ...change,
    }
    expect(issuesOf(toAddressConfiguration(request))).toEqual([[code, path]])
  })

  test.each([
    [{ addressSid: 'IG1' }, 'invalid_sid', 'addressSid'],
    [{ displayName: 'a\u202eb' }, 'invalid_format', 'displayName'],
    [{ verifiedIdentity: '' }, 'invalid_address', 'verifiedIdentity'],
    [{ verifiedIdentity: ' u-77' }, 'invalid_address', 'verifiedIdentity'],
    [{ verifiedIdentity: 'web_chat_authenticated:u-77' }, 'invalid_address', 'verifiedIdentity'],
    [{ claims: { a: 'x'.repeat(16_000) } }, 'too_large', 'claims'],
  ])('a web chat %#', (change, code, path) => {
    const request = { addressSid: sid('IG'), displayName: null, claims: {}, ...change }
    expect(issuesOf(toWebChat(request))).toEqual([[code, path]])
  })

  test.each([
    [{ scheme: 'whatsapp' }, 'reserved_scheme', 'scheme'],
    [{ scheme: 'tel' }, 'reserved_scheme', 'scheme'],
    [{ scheme: 'my-app' }, 'invalid_name', 'scheme'],
    [{ id: 'a\u0000' }, 'invalid_address', 'id'],
    [{ friendlyName: 'x'.repeat(65) }, 'too_long', 'friendlyName'],
    [{ answeredBy: { flowSid: 'x' } }, 'invalid_sid', 'answeredBy.flowSid'],
    [{ answeredBy: { url: 'x' } }, 'invalid_url', 'answeredBy.url'],
  ])('a custom channel %#', (change, code, path) => {
    const request = {
      scheme: 'kiosk',
      friendlyName: 'Kiosk',
      id: '42',
      displayName: null,
      answeredBy: { flowSid: sid('FW') },
      ...change,
    }
    expect(issuesOf(toCustomChannel(request))).toEqual([[code, path]])
  })
})
