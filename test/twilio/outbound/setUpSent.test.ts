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
import { type Loopback, openLoopback } from '../api/loopback.js'
import { BUSINESS, liveTask, routing, sid, take } from './setUpFixture.js'

let loopback: Loopback

beforeAll(async () => {
  loopback = await openLoopback()
})

afterAll(() => loopback.close())

const lastReceived = () => loopback.last()

describe('sent by Twilio’s own client, Twilio’s own description fits', () => {
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
      expect(lastReceived()?.form['ContactIdentity']?.length).toBe(1)
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
      {
        ContactIdentity: '+18005550199',
        'Integration.Channel': 'sms',
        'Integration.Timeout': '60',
        'Integration.Priority': '2',
      },
    ],
    [
      'a task without a custom channel',
      { type: 'task', workspaceSid: sid('WS'), workflowSid: sid('WW') },
      { 'Integration.Channel': 'default' },
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
        form: {
          Type: [twilio.address],
          'AutoCreation.Type': ['studio'],
          'AutoCreation.StudioRetryCount': ['3'],
        },
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

  test.each([
    ['web_chat', 'web:2f1c', '2f1c'],
    ['web_chat', 'FX0123456789abcdef0123456789abcdef', 'FX0123456789abcdef0123456789abcdef'],
    ['in_app', 'in_app:u_1', 'u_1'],
    ['web_chat_authenticated', 'u-77', 'u-77'],
    ['whatsapp', '+14155550100', 'whatsapp:+14155550100'],
    ['messenger', '1234567890', 'messenger:1234567890'],
    ['telegram', 'tg:123456789', 'telegram:123456789'],
    ['instagram', 'instagram:17841400', 'instagram:17841400'],
    ['kiosk', 'kiosk:42', 'kiosk:42'],
    ['sms', 'tel:+14155550100', '+14155550100'],
  ])('%s %s is to Twilio what Twilio gave', (channel, address, spelled) => {
    const declared = [{ scheme: 'kiosk', grade: 1, session: false } as const]
    const { channel: asked, routing: routed } = take(
      toCustomerInteraction({
        contact: { channel, address },
        conversation: sid('CH'),
        routing,
        declared,
      }),
    )
    expect(routed.properties.attributes['customerAddress']).toBe(spelled)
    expect(['sms', 'whatsapp', 'web', 'chat', 'messenger']).toContain(asked.type)
  })

  test('no channel writes a scheme of this library into a field of Twilio’s', () => {
    for (const channel of channels.filter(({ twilio }) => twilio.interaction !== null)) {
      for (const address of channel.examples.valid) {
        const request = { contact: { channel: channel.name, address }, conversation: sid('CH') }
        const { routing: routed } = take(toCustomerInteraction({ ...request, routing }))
        const written = String(routed.properties.attributes['customerAddress'])
        const prefix = channel.twilio.studio ?? ''
        expect(written.startsWith(prefix)).toBe(true)
        const parsed = channel.parse(address)
        expect(parsed).toEqual({ ok: true, value: written.slice(prefix.length) })
      }
    }
  })

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
    for (const parameters of [take(toAgentInteraction(request)), take(toApiInteraction(request))]) {
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
    [{ flowSid: sid('FW') }, { Target: ['studio'], 'Configuration.FlowSid': [sid('FW')] }],
    [
      { url: 'https://example.com/hook' },
      {
        Target: ['webhook'],
        'Configuration.Url': ['https://example.com/hook'],
        'Configuration.Method': ['post'],
        'Configuration.Filters': ['onMessageAdded'],
      },
    ],
  ] as const)('a custom channel answered by %j', async (answeredBy, form) => {
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
    expect(lastReceived()).toMatchObject({ form, faults: [] })
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
})
