import type { FlowSettings } from './studioFlowOptions.js'

/** One parameter of a Run Function widget. */
export interface StudioParameter {
  readonly key: string
  readonly value: string
}

/**
 * What every function is told of who writes. Each value is one whole template or plain text, sent
 * as a form field, so nothing that a person typed can reach into another; objects go through
 * `to_json`. What was not set is empty.
 */
const WHO: readonly StudioParameter[] = [
  { key: 'channel', value: '{{flow.variables.channel}}' },
  { key: 'address', value: '{{flow.variables.address}}' },
  { key: 'to', value: '{{flow.channel.address}}' },
  { key: 'conversation', value: '{{flow.variables.conversation}}' },
  { key: 'message', value: '{{flow.variables.message}}' },
  { key: 'source', value: '{{trigger.conversation.Source}}' },
  { key: 'readers', value: '{{flow.variables.readers}}' },
  { key: 'ledger', value: '{{flow.variables.ledger}}' },
  { key: 'channel_attributes', value: '{{trigger.conversation.ChannelAttributes | to_json}}' },
]

/**
 * The other members of a group text, ten at most: each a whole template, empty where there is none.
 */
export const OTHER_RECIPIENTS: Readonly<Record<string, string>> = Object.fromEntries(
  ['', 0, 1, 2, 3, 4, 5, 6, 7, 8, 9].map((number) => [
    `OtherRecipients${number}`,
    `{{trigger.message.OtherRecipients${number}}}`,
  ]),
)

/**
 * What a function is told: who writes, what people ask for here, and what only this widget adds.
 */
export function parametersOf(
  settings: FlowSettings,
  own: Readonly<Record<string, string>> = {},
): readonly StudioParameter[] {
  const { classes, actions } = askedFor(settings)
  return [
    ...WHO,
    ...present('classes', classes),
    ...present('actions', actions),
    ...Object.entries(own).flatMap(([key, value]) => present(key, value)),
  ]
}

/** The purpose a code is bound to: the action that people ask for here; empty for none. */
export const purposeOf = (settings: FlowSettings): string => askedFor(settings).actions

// Where people come for several things, their answer is kept in variables.
const askedFor = ({ intent, wants }: FlowSettings) =>
  wants.length > 0
    ? { classes: '{{flow.variables.classes}}', actions: '{{flow.variables.actions}}' }
    : { classes: (intent.classes ?? []).join(','), actions: (intent.actions ?? []).join(',') }

const present = (key: string, value: string): readonly StudioParameter[] =>
  value === '' ? [] : [{ key, value }]
