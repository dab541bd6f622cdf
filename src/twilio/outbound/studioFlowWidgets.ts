import type { SplitCondition, StudioTransition, StudioWidget } from './studioFlowShape.js'

/** A function's call: where it is, what it is told, and where its answer leads. */
export interface FunctionCall {
  /** `ZH…`. */
  readonly sid: string
  /** Its address: Studio wants both. */
  readonly url: string
  /** Its parameters, as form fields. */
  readonly parameters: readonly { readonly key: string; readonly value: string }[]
  /** The widget after an answer. */
  readonly success: string
  /** The widget after an error, or after no answer in time. */
  readonly fail: string
}

/** One way out of a split. */
export interface SplitWay {
  /** How it is compared. */
  readonly type: SplitCondition['type']
  /** With what; of `matches_any_of`, words with commas between. */
  readonly value: string
  /** The widget it leads to. */
  readonly next: string
}

/** One event of a widget; without `next` the execution ends there. */
const on = (event: string, next?: string): StudioTransition =>
  next === undefined ? { event } : { event, next }

/**
 * Starts on a message of a channel or of a conversation; calls, requests and subflows are not for
 * this flow.
 */
export const trigger = (message: string, conversation: string): StudioWidget => ({
  name: 'Trigger',
  type: 'trigger',
  transitions: [
    on('incomingMessage', message),
    on('incomingCall'),
    on('incomingConversationMessage', conversation),
    on('incomingRequest'),
    on('incomingParent'),
  ],
  properties: {},
})

/** Calls a function of one service and environment. */
export const runFunction = (
  name: string,
  place: { readonly serviceSid: string; readonly environmentSid: string },
  call: FunctionCall,
): StudioWidget => ({
  name,
  type: 'run-function',
  transitions: [on('success', call.success), on('fail', call.fail)],
  properties: {
    service_sid: place.serviceSid,
    environment_sid: place.environmentSid,
    function_sid: call.sid,
    url: call.url,
    parameters: call.parameters,
  },
})

/**
 * Leads by the value of one template, `input`; what no way takes goes to the widget `otherwise`.
 */
export const split = (
  name: string,
  { input, otherwise }: { readonly input: string; readonly otherwise: string },
  ways: readonly SplitWay[],
): StudioWidget => ({
  name,
  type: 'split-based-on',
  transitions: [
    on('noMatch', otherwise),
    ...ways.map(({ type, value, next }) => ({
      event: 'match',
      next,
      conditions: [
        {
          friendly_name: `${type} ${value}`.slice(0, 60),
          arguments: [input],
          type,
          value,
        } as const,
      ],
    })),
  ],
  properties: { input },
})

/** Remembers values under names: `{{flow.variables.NAME}}` from here on. */
export const setVariables = (
  name: string,
  variables: Readonly<Record<string, string>>,
  next: string,
): StudioWidget => ({
  name,
  type: 'set-variables',
  transitions: [on('next', next)],
  properties: {
    variables: Object.entries(variables).map(([key, value]) => ({ key, value })),
  },
})

// As Studio's editor writes them into every message: what tells a legacy chat's channel, and is
// empty for all else.
const CHANNEL = {
  service: '{{trigger.message.InstanceSid}}',
  channel: '{{trigger.message.ChannelSid}}',
} as const

/** Says something and waits; silence and what cannot be delivered go the other way. */
export const ask = (
  name: string,
  text: { readonly body: string; readonly timeout: number },
  ways: { readonly replied: string; readonly otherwise: string },
): StudioWidget => ({
  name,
  type: 'send-and-wait-for-reply',
  transitions: [
    on('incomingMessage', ways.replied),
    on('timeout', ways.otherwise),
    on('deliveryFailure', ways.otherwise),
  ],
  properties: {
    ...CHANNEL,
    from: '{{flow.channel.address}}',
    body: text.body,
    timeout: String(text.timeout),
  },
})

/** Says something and goes on, delivered or not; without `next` the execution ends. */
export const say = (name: string, body: string, next?: string): StudioWidget => ({
  name,
  type: 'send-message',
  transitions: [on('sent', next), on('failed', next)],
  properties: {
    ...CHANNEL,
    from: '{{flow.channel.address}}',
    to: '{{contact.channel.address}}',
    body,
  },
})

/**
 * Hands over to Flex; where that fails, the person is told. Priority is 0: the workflow's target sets
 * it, by the route that was decided.
 */
export const sendToFlex = (
  name: string,
  task: {
    readonly workflow: string
    readonly channel: string
    readonly attributes: string
    readonly timeout: number
  },
): StudioWidget => ({
  name,
  type: 'send-to-flex',
  transitions: [
    on('callComplete'),
    on('failedToEnqueue', 'unreachable'),
    on('callFailure', 'unreachable'),
  ],
  properties: {
    workflow: task.workflow,
    channel: task.channel,
    attributes: task.attributes,
    priority: '0',
    timeout: String(task.timeout),
  },
})
