import type { Reason } from '../../model/assessment.js'

const CONVERSATION = /^CH[0-9a-fA-F]{32}$/

const FLEX_IDS: readonly { readonly key: string; readonly form: RegExp; readonly code: string }[] =
  [
    { key: 'conversationSid', form: CONVERSATION, code: 'no_conversation' },
    { key: 'flexInteractionSid', form: /^KD[0-9a-fA-F]{32}$/, code: 'no_interaction' },
    {
      key: 'flexInteractionChannelSid',
      form: /^UO[0-9a-fA-F]{32}$/,
      code: 'no_interaction_channel',
    },
  ]

// https://www.twilio.com/docs/flex/developer/conversations/interactions-api
const CHANNEL_TYPES: ReadonlySet<unknown> = new Set([
  'email',
  'sms',
  'whatsapp',
  'web',
  'chat',
  'messenger',
  'gbm',
])

/**
 * Says why a task would spin in Flex: the chat window opens but never loads when no live conversation stands
 * behind the attributes. Empty when it would load. Voice tasks (with a `call_sid`) are not looked at.
 */
export function diagnoseTask(attributes: Readonly<Record<string, unknown>>): readonly Reason[] {
  if (typeof attributes['call_sid'] === 'string') return []
  const channel = attributes['channelSid']
  const legacy = typeof channel === 'string' && CONVERSATION.test(channel)
  const problems: Reason[] = []
  for (const { key, form, code } of FLEX_IDS) {
    const value = attributes[key]
    if (value === undefined || value === null || value === '') {
      if (!legacy) problems.push({ code, at: `/${key}` })
    } else if (typeof value !== 'string' || !form.test(value)) {
      problems.push({ code: 'malformed_sid', at: `/${key}` })
    }
  }
  if (legacy && !attributes['conversationSid']) {
    problems.push({ code: 'legacy_chat_channel', at: '/channelSid' })
  }
  const type = attributes['channelType']
  if (type === undefined) problems.push({ code: 'no_channel_type', at: '/channelType' })
  else if (!CHANNEL_TYPES.has(type))
    problems.push({ code: 'unknown_channel_type', at: '/channelType' })
  if (typeof attributes['customerAddress'] !== 'string' || attributes['customerAddress'] === '') {
    problems.push({ code: 'no_customer_address', at: '/customerAddress' })
  }
  return problems
}
