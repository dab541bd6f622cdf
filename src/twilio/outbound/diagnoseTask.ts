import { isRecord, type Reason } from '../../model/index.js'

/** SID of a conversation. */
const CONVERSATION = /^CH[0-9a-fA-F]{32}$/

/** The two ids of an interaction; Flex needs both as soon as it finds one. */
const INTERACTION = [
  { key: 'flexInteractionSid', form: /^KD[0-9a-fA-F]{32}$/, code: 'no_interaction' },
  { key: 'flexInteractionChannelSid', form: /^UO[0-9a-fA-F]{32}$/, code: 'no_interaction_channel' },
] as const

// A task with any of these is meant for a chat window, even where what stands there came out empty.
const CHAT_KEYS = [
  'conversationSid',
  'channelSid',
  'flexInteractionSid',
  'flexInteractionChannelSid',
  'flexChannelInviteSid',
  'channelType',
  'customerAddress',
]

/** Kinds of task that open no chat window. */
const NO_CHAT_TYPES: ReadonlySet<unknown> = new Set(['voice', 'callback', 'voicemail'])

/**
 * Says why a task would spin in Flex: the chat window opens but never loads when no live
 * conversation stands behind the attributes. Empty when it would load, and for tasks that open no
 * chat window, such as calls, callbacks and voicemails.
 *
 * A task of one's own on a live conversation needs no interaction, as Twilio's FAQ on own messaging
 * orchestration says; with one id of an interaction it needs the other. The channel's type opens or
 * shuts no window, whatever it says.
 */
export const diagnoseTask = (attributes: Readonly<Record<string, unknown>>): readonly Reason[] =>
  opensChat(attributes) ? findNoConversation(attributes) : []

/** Says what keeps a chat window from loading, for a task that is known to open one. */
export function findNoConversation(
  attributes: Readonly<Record<string, unknown>>,
): readonly Reason[] {
  const { conversationSid, channelSid } = attributes
  return [...diagnoseConversation(conversationSid, channelSid), ...diagnoseInteraction(attributes)]
}

/** Tells whether Flex would open a chat window for a task. */
function opensChat(attributes: Readonly<Record<string, unknown>>): boolean {
  const isCall = typeof attributes['call_sid'] === 'string' || isRecord(attributes['conference'])
  if (isCall || isRecord(attributes['callBackData'])) return false
  if (NO_CHAT_TYPES.has(attributes['taskType']) || NO_CHAT_TYPES.has(attributes['channelType'])) {
    return false
  }
  // Every decision is about a text channel.
  return isRecord(attributes['countersign']) || CHAT_KEYS.some((key) => key in attributes)
}

/**
 * A conversation's SID must be there and one; a Programmable Chat channel carries one under another
 * key.
 */
function diagnoseConversation(conversation: unknown, channel: unknown): readonly Reason[] {
  if (isGiven(conversation)) {
    const isSid = typeof conversation === 'string' && CONVERSATION.test(conversation)
    return isSid ? [] : [{ code: 'malformed_sid', at: '/conversationSid' }]
  }
  return typeof channel === 'string' && CONVERSATION.test(channel)
    ? [{ code: 'legacy_chat_channel', at: '/channelSid' }]
    : [{ code: 'no_conversation', at: '/conversationSid' }]
}

/** Both ids of an interaction, or neither. */
function diagnoseInteraction(attributes: Readonly<Record<string, unknown>>): readonly Reason[] {
  if (INTERACTION.every(({ key }) => !isGiven(attributes[key]))) return []
  return INTERACTION.flatMap(({ key, form, code }): readonly Reason[] => {
    const value = attributes[key]
    if (!isGiven(value)) return [{ code, at: `/${key}` }]
    const isSid = typeof value === 'string' && form.test(value)
    return isSid ? [] : [{ code: 'malformed_sid', at: `/${key}` }]
  })
}

/** Templates that found nothing leave an empty text. */
const isGiven = (value: unknown): boolean => value !== undefined && value !== null && value !== ''
