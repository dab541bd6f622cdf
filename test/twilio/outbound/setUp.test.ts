import { existsSync } from 'node:fs'
import type { AddressConfigurationListInstanceCreateOptions } from 'twilio/lib/rest/conversations/v1/addressConfiguration.js'
import type { ParticipantListInstanceCreateOptions } from 'twilio/lib/rest/conversations/v1/conversation/participant.js'
import type { WebhookListInstanceCreateOptions } from 'twilio/lib/rest/conversations/v1/conversation/webhook.js'
import type { ConversationListInstanceCreateOptions } from 'twilio/lib/rest/conversations/v1/conversation.js'
import type { FlexFlowListInstanceCreateOptions } from 'twilio/lib/rest/flexApi/v1/flexFlow.js'
import type { InteractionListInstanceCreateOptions } from 'twilio/lib/rest/flexApi/v1/interaction.js'
import type { WebChannelsListInstanceCreateOptions } from 'twilio/lib/rest/flexApi/v2/webChannels.js'
import type { TaskListInstanceCreateOptions } from 'twilio/lib/rest/taskrouter/v1/workspace/task.js'
import type { TaskChannelListInstanceCreateOptions } from 'twilio/lib/rest/taskrouter/v1/workspace/taskChannel.js'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { channels } from '../../../src/channels/index.js'
import type { Result } from '../../../src/model/result.js'
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
import { type Loopback, openLoopback, SPECS } from './loopback.js'

const sid = (prefix: string): string => prefix + '0123456789abcdef'.repeat(2)

const take = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(JSON.stringify(result.issues))
  return result.value
}

const issuesOf = (result: Result<unknown>): readonly (readonly [string, string])[] =>
  result.ok ? [] : result.issues.map(({ code, path }) => [code, path] as const)

/** A business address that can receive, for each channel that has one. */
const BUSINESS: Readonly<Record<string, string>> = {
  sms: '+18005550199',
  mms: '+18005550199',
  group_mms: '+18005550199',
  rcs: 'rcs:brand_example_agent',
  whatsapp: 'whatsapp:+18005550199',
  messenger: 'messenger:123236277715368',
  instagram: 'instagram:1',
  line: 'line:1',
  viber: 'viber:1',
  telegram: 'telegram:1',
  apple: 'urn:mbid:AQAAexample',
  web_chat: 'widget',
  web_chat_authenticated: 'widget',
  in_app: 'widget',
  email: 'care@example.com',
  custom: 'kiosk:desk',
}

const routing = {
  workspaceSid: sid('WS'),
  workflowSid: sid('WW'),
  taskChannel: 'chat',
  priority: 5,
  timeout: 3600,
  attributes: { countersign: { rank: 3, route: 'verified' }, claimed: {} },
}

let loopback: Loopback

beforeAll(async () => {
  loopback = await openLoopback()
})

afterAll(() => loopback.close())

const lastReceived = (): Loopback['received'][number] | undefined => loopback.received.at(-1)

describe.skipIf(!existsSync(SPECS))(
  'sent by Twilio’s own client, Twilio’s own description fits',
  () => {
    const flowFor = (channel: string): FlexFlowRequest => ({
      friendlyName: 'Care',
      chatServiceSid: sid('IS'),
      channel,
      address: BUSINESS[channel] ?? '',
      integration: { type: 'studio', flowSid: sid('FW'), retryCount: 1 },
    })

    test.each(channels.filter(({ twilio }) => twilio.flexFlow !== null))(
      'a Flex Flow for $name',
      async ({ name, twilio }) => {
        const parameters: FlexFlowListInstanceCreateOptions = take(toFlexFlow(flowFor(name)))
        await loopback.client.flexApi.v1.flexFlow.create(parameters)
        expect(lastReceived()).toMatchObject({
          path: '/v1/FlexFlows',
          form: { ChannelType: [twilio.flexFlow], IntegrationType: ['studio'], Enabled: ['true'] },
          faults: [],
        })
      },
    )

    test.each<[string, FlexFlowRequest['integration'], Readonly<Record<string, string>>]>([
      [
        'an external webhook',
        { type: 'external', url: 'https://example.com/hook', retryCount: 0 },
        { 'Integration.Url': 'https://example.com/hook', 'Integration.RetryCount': '0' },
      ],
      [
        'a task',
        {
          type: 'task',
          workspaceSid: sid('WS'),
          workflowSid: sid('WW'),
          taskChannel: 'sms',
          timeout: 60,
          priority: 2,
        },
        { 'Integration.Channel': 'sms', 'Integration.Timeout': '60', 'Integration.Priority': '2' },
      ],
    ])('a Flex Flow to %s', async (_, integration, form) => {
      const request = { ...flowFor('sms'), longLived: true, janitorEnabled: false, integration }
      await loopback.client.flexApi.v1.flexFlow.create(take(toFlexFlow(request)))
      expect(lastReceived()?.faults).toEqual([])
      for (const [name, value] of Object.entries(form)) {
        expect(lastReceived()?.form[name]).toEqual([value])
      }
    })

    const addressFor = (channel: string): AddressRequest => ({
      channel,
      address: BUSINESS[channel] ?? '',
      friendlyName: 'Care',
      conversationServiceSid: sid('IS'),
      autoCreation: { type: 'studio', flowSid: sid('FW'), retryCount: 3 },
    })

    test.each(channels.filter(({ twilio }) => twilio.address !== null))(
      'an address configuration for $name',
      async ({ name, twilio }) => {
        const parameters: AddressConfigurationListInstanceCreateOptions = take(
          toAddressConfiguration(addressFor(name)),
        )
        await loopback.client.conversations.v1.addressConfigurations.create(parameters)
        expect(lastReceived()).toMatchObject({
          path: '/v1/Configuration/Addresses',
          form: { Type: [twilio.address], 'AutoCreation.Type': ['studio'] },
          faults: [],
        })
      },
    )

    test.each<[AddressRequest['autoCreation']]>([
      [{ type: 'webhook', url: 'https://example.com/hook', filters: ['onMessageAdded'] }],
      [{ type: 'webhook', url: 'https://example.com/hook', method: 'get' }],
      [{ type: 'default' }],
    ])('an address configuration with %j', async (autoCreation) => {
      const request = { ...addressFor('sms'), address: '72345', country: 'US', autoCreation }
      await loopback.client.conversations.v1.addressConfigurations.create(
        take(toAddressConfiguration(request)),
      )
      expect(lastReceived()).toMatchObject({
        form: { AddressCountry: ['US'], 'AutoCreation.Type': [autoCreation.type] },
        faults: [],
      })
    })

    test.each(channels.filter(({ twilio }) => twilio.interaction !== null))(
      'an inbound interaction on $name',
      async ({ name, examples, twilio }) => {
        const contact = { channel: name, address: examples.valid[0] ?? '' }
        const parameters: InteractionListInstanceCreateOptions = take(
          toCustomerInteraction({ contact, conversation: sid('CH'), routing }),
        )
        await loopback.client.flexApi.v1.interaction.create(parameters)
        const { form, faults } = lastReceived() ?? {}
        expect(faults).toEqual([])
        expect(JSON.parse(form?.['Channel']?.[0] ?? '')).toEqual({
          type: twilio.interaction,
          initiated_by: 'customer',
          properties: { media_channel_sid: sid('CH') },
        })
        expect(JSON.parse(form?.['Routing']?.[0] ?? '')).toMatchObject({
          properties: {
            workspace_sid: sid('WS'),
            attributes: { ...routing.attributes, conversationSid: sid('CH') },
          },
        })
      },
    )

    const byAgent = { ...routing, queueSid: sid('WQ'), workerSid: sid('WK') }

    test.each([
      [
        'sms',
        '+14155550100',
        '+18005550199',
        { address: '+14155550100', proxy_address: '+18005550199' },
      ],
      [
        'whatsapp',
        '+14155550100',
        '+18005550199',
        { address: 'whatsapp:+14155550100', proxy_address: 'whatsapp:+18005550199' },
      ],
      ['web_chat', 'FX01', 'IG01', { identity: 'FX01' }],
      [
        'email',
        'ada@example.com',
        'care@example.com',
        { level: 'to', name: 'Ada', address: 'ada@example.com' },
      ],
    ])('an interaction that an agent starts on %s', async (channel, address, to, participant) => {
      const contact = { channel, address, to }
      const request = { contact, displayName: 'Ada', fromName: 'Example Care', routing: byAgent }
      for (const parameters of [
        take(toAgentInteraction(request)),
        take(toApiInteraction(request)),
      ]) {
        await loopback.client.flexApi.v1.interaction.create(parameters)
        expect(lastReceived()?.faults).toEqual([])
        expect(JSON.parse(lastReceived()?.form['Channel']?.[0] ?? '')).toMatchObject({
          participants: [participant],
          ...(channel === 'email' && {
            properties: { from: 'care@example.com', from_name: 'Example Care' },
          }),
        })
      }
    })

    test('a web chat', async () => {
      const parameters: WebChannelsListInstanceCreateOptions = take(
        toWebChat({
          addressSid: sid('IG'),
          displayName: null,
          chatName: 'Care',
          claims: { query: 'where is my order?' },
          verifiedIdentity: 'u-77',
        }),
      )
      await loopback.client.flexApi.v2.webChannels.create(parameters)
      expect(lastReceived()).toMatchObject({
        path: '/v2/WebChats',
        form: {
          CustomerFriendlyName: ['Customer'],
          Identity: ['u-77'],
          PreEngagementData: ['{"query":"where is my order?"}'],
        },
        faults: [],
      })
    })

    test.each([
      [{ flowSid: sid('FW') }, 'studio'],
      [{ url: 'https://example.com/hook' }, 'webhook'],
    ] as const)('a custom channel answered by %j', async (answeredBy, target) => {
      const set = take(
        toCustomChannel({
          scheme: 'kiosk',
          friendlyName: 'Kiosk',
          id: '42',
          displayName: 'Ada',
          answeredBy,
        }),
      )
      const taskChannel: TaskChannelListInstanceCreateOptions = set.taskChannel
      const conversation: ConversationListInstanceCreateOptions = set.conversation
      const participant: ParticipantListInstanceCreateOptions = set.participant
      const webhook: WebhookListInstanceCreateOptions = set.webhook
      const { taskrouter, conversations } = loopback.client
      await taskrouter.v1.workspaces(sid('WS')).taskChannels.create(taskChannel)
      expect(lastReceived()).toMatchObject({ form: { UniqueName: ['kiosk'] }, faults: [] })
      await conversations.v1.conversations.create(conversation)
      expect(lastReceived()).toMatchObject({ path: '/v1/Conversations', faults: [] })
      await conversations.v1.conversations(sid('CH')).participants.create(participant)
      expect(lastReceived()).toMatchObject({ form: { Identity: ['kiosk:42'] }, faults: [] })
      await conversations.v1.conversations(sid('CH')).webhooks.create(webhook)
      expect(lastReceived()).toMatchObject({ form: { Target: [target] }, faults: [] })
    })

    test('a task for a conversation that is live', async () => {
      const parameters: TaskListInstanceCreateOptions = take(
        toAttachedTask({
          workflowSid: sid('WW'),
          taskChannel: 'chat',
          priority: 3,
          timeout: 60,
          attributes: liveTask,
        }),
      )
      await loopback.client.taskrouter.v1.workspaces(sid('WS')).tasks.create(parameters)
      expect(lastReceived()).toMatchObject({ form: { TaskChannel: ['chat'] }, faults: [] })
    })
  },
)

const liveTask = {
  conversationSid: sid('CH'),
  flexInteractionSid: sid('KD'),
  flexInteractionChannelSid: sid('UO'),
  channelType: 'web',
  customerAddress: 'FX01',
}

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
      ['no_interaction', 'attributes.flexInteractionSid'],
      ['no_interaction_channel', 'attributes.flexInteractionChannelSid'],
      ['no_channel_type', 'attributes.channelType'],
      ['no_customer_address', 'attributes.customerAddress'],
    ])
    for (const key of Object.keys(liveTask)) {
      const attributes = { ...liveTask, [key]: '' }
      expect(toAttachedTask({ ...base, attributes }).ok).toBe(false)
    }
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
    [{ country: 'US' }, 'only_for_short_codes', 'country'],
    [{ address: '72345', country: 'usa' }, 'invalid_country', 'country'],
    [{ friendlyName: 'x'.repeat(257) }, 'too_long', 'friendlyName'],
    [{ conversationServiceSid: 'IS' }, 'invalid_sid', 'conversationServiceSid'],
    [{ autoCreation: { type: 'webhook', url: 'example.com' } }, 'invalid_url', 'autoCreation.url'],
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
