import type { FlowSettings } from './studioFlowOptions.js'

/** One parameter of a Run Function widget. */
export interface Parameter {
  readonly key: string
  readonly value: string
}

/**
 * What every function is told of who writes. Each value is one whole template or plain text, sent as a form field, so
 * nothing that a person typed can reach into another; objects go through `to_json`. What the trigger does not have
 * is empty.
 */
const WHO: readonly Parameter[] = [
  { key: 'ExecutionSid', value: '{{flow.sid}}' },
  { key: 'ConversationSid', value: '{{trigger.conversation.ConversationSid}}' },
  { key: 'Author', value: '{{trigger.conversation.Author}}' },
  { key: 'From', value: '{{trigger.message.From}}' },
  { key: 'To', value: '{{trigger.message.To}}' },
  { key: 'MessageSid', value: '{{trigger.message.MessageSid}}' },
  {
    key: 'ChannelAttributes',
    value: '{{trigger.conversation.ChannelAttributes | to_json}}',
  },
]

/** Where a server that started the conversation left the sealed ledger of what it already knew, such as a login. */
export const CARRIED_LEDGER = '{{trigger.conversation.ChannelAttributes.countersign_ledger}}'

/** What a function is told: who writes, what people ask for here, and what only this widget adds. */
export function parametersOf(
  settings: FlowSettings,
  own: Readonly<Record<string, string>>,
): readonly Parameter[] {
  const { channel, intent } = settings
  return [
    ...WHO,
    ...present('channel', channel),
    ...present('classes', (intent.classes ?? []).join(',')),
    ...present('actions', (intent.actions ?? []).join(',')),
    ...Object.entries(own).flatMap(([key, value]) => present(key, value)),
  ]
}

/** The purpose a code is bound to: the one action that people ask for here; empty for none or several. */
export const purposeOf = ({ intent }: FlowSettings): string =>
  intent.actions?.length === 1 ? intent.actions.join('') : ''

const present = (key: string, value: string): readonly Parameter[] =>
  value === '' ? [] : [{ key, value }]
