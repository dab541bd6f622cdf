import { isGiven, isRecord, isSid, type Reason } from '../../model/index.js'

/** The two ids of an interaction; Flex needs both as soon as it finds one. */
const INTERACTION = [
  { key: 'flexInteractionSid', prefix: 'KD', code: 'no_interaction' },
  { key: 'flexInteractionChannelSid', prefix: 'UO', code: 'no_interaction_channel' },
] as const

/** Where attributes name the conversation that the window shows. */
export const NAMES_CONVERSATION = ['conversationSid', 'channelSid'] as const

/** What Flex writes into a task's attributes by itself, so that a value of ours would break the window. */
export const WRITTEN_BY_FLEX = [...INTERACTION.map(({ key }) => key), 'flexChannelInviteSid']

// A task with any of these is meant for a chat window, even where what stands there came out empty.
const CHAT_KEYS = [...NAMES_CONVERSATION, ...WRITTEN_BY_FLEX, 'channelType', 'customerAddress']

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
    return isSid(conversation, 'CH') ? [] : [{ code: 'malformed_sid', at: '/conversationSid' }]
  }
  return isSid(channel, 'CH')
    ? [{ code: 'legacy_chat_channel', at: '/channelSid' }]
    : [{ code: 'no_conversation', at: '/conversationSid' }]
}

/** Both ids of an interaction, or neither. */
function diagnoseInteraction(attributes: Readonly<Record<string, unknown>>): readonly Reason[] {
  if (INTERACTION.every(({ key }) => !isGiven(attributes[key]))) return []
  return INTERACTION.flatMap(({ key, prefix, code }): readonly Reason[] => {
    const value = attributes[key]
    if (!isGiven(value)) return [{ code, at: `/${key}` }]
    return isSid(value, prefix) ? [] : [{ code: 'malformed_sid', at: `/${key}` }]
  })
}
