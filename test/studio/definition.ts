import { z } from 'zod'

/**
 * What Studio's validation accepts of the widgets these flows use: every property a string where Studio's editor
 * writes one (`priority` and `timeout` among them), SIDs of functions, workflow and task channel as literals, at most
 * 1,000 states. Strict: a property or an event that Studio does not know is refused.
 */
const sid = (prefix: string) => z.string().regex(new RegExp(`^${prefix}[0-9a-f]{32}$`))
const offset = z.strictObject({ x: z.number().int(), y: z.number().int() })
const name = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/)
const plain = <T extends string>(event: z.ZodType<T>) =>
  z.strictObject({ event, next: name.optional() })
const events = <T extends string>(...names: readonly [T, ...T[]]) => z.array(plain(z.enum(names)))

const condition = z.strictObject({
  friendly_name: z.string().min(1),
  arguments: z.array(z.string()).length(1),
  type: z.enum([
    'equal_to',
    'not_equal_to',
    'matches_any_of',
    'does_not_match_any_of',
    'is_blank',
    'is_not_blank',
    'regex',
    'contains',
    'does_not_contain',
    'starts_with',
    'does_not_start_with',
    'less_than',
    'greater_than',
  ]),
  value: z.string(),
})

const trigger = z.strictObject({
  name: z.literal('Trigger'),
  type: z.literal('trigger'),
  transitions: events(
    'incomingMessage',
    'incomingCall',
    'incomingConversationMessage',
    'incomingRequest',
    'incomingParent',
  ),
  properties: z.strictObject({ offset }),
})

const runFunction = z.strictObject({
  name,
  type: z.literal('run-function'),
  transitions: events('success', 'fail'),
  properties: z.strictObject({
    offset,
    service_sid: sid('ZS'),
    environment_sid: sid('ZE'),
    function_sid: sid('ZH'),
    url: z.url(),
    parameters: z.array(z.strictObject({ key: z.string().min(1), value: z.string() })),
  }),
})

const split = z.strictObject({
  name,
  type: z.literal('split-based-on'),
  transitions: z.array(
    z.discriminatedUnion('event', [
      z.strictObject({ event: z.literal('noMatch'), next: name.optional() }),
      z.strictObject({
        event: z.literal('match'),
        next: name.optional(),
        conditions: z.array(condition).min(1),
      }),
    ]),
  ),
  properties: z.strictObject({ offset, input: z.string() }),
})

const setVariables = z.strictObject({
  name,
  type: z.literal('set-variables'),
  transitions: events('next'),
  properties: z.strictObject({
    offset,
    variables: z.array(
      z.strictObject({ key: z.string().min(1), value: z.string(), type: z.string().optional() }),
    ),
  }),
})

const sendAndWait = z.strictObject({
  name,
  type: z.literal('send-and-wait-for-reply'),
  transitions: events('incomingMessage', 'timeout', 'deliveryFailure'),
  properties: z.strictObject({
    offset,
    service: z.string().optional(),
    channel: z.string().optional(),
    from: z.string(),
    body: z.string().min(1).max(1600),
    timeout: z.string().regex(/^\d{1,7}$/),
  }),
})

const sendMessage = z.strictObject({
  name,
  type: z.literal('send-message'),
  transitions: events('sent', 'failed'),
  properties: z.strictObject({
    offset,
    service: z.string().optional(),
    channel: z.string().optional(),
    from: z.string(),
    to: z.string(),
    body: z.string().min(1).max(1600),
  }),
})

const sendToFlex = z.strictObject({
  name,
  type: z.literal('send-to-flex'),
  transitions: events('callComplete', 'failedToEnqueue', 'callFailure'),
  properties: z.strictObject({
    offset,
    workflow: sid('WW'),
    channel: sid('TC'),
    attributes: z.string().max(1024),
    priority: z.string().regex(/^\d{1,10}$/),
    timeout: z.string().regex(/^\d{1,7}$/),
  }),
})

const state = z.discriminatedUnion('type', [
  trigger,
  runFunction,
  split,
  setVariables,
  sendAndWait,
  sendMessage,
  sendToFlex,
])

const definition = z
  .strictObject({
    description: z.string(),
    states: z.array(state).min(1).max(1000),
    initial_state: z.literal('Trigger'),
    flags: z.strictObject({ allow_concurrent_calls: z.boolean() }),
  })
  .superRefine(({ states }, context) => {
    const names = new Set(states.map((each) => each.name))
    if (names.size !== states.length) context.addIssue({ code: 'custom', message: 'a name twice' })
    if (!names.has('Trigger')) context.addIssue({ code: 'custom', message: 'no trigger' })
    for (const each of states) {
      for (const { next } of each.transitions) {
        if (next !== undefined && !names.has(next)) {
          context.addIssue({ code: 'custom', message: 'leads nowhere', path: [each.name] })
        }
      }
    }
  })

/** One widget of a flow. */
export type FlowState = z.infer<typeof state>
/** One widget of a kind. */
export type StateOf<T extends FlowState['type']> = Extract<FlowState, { readonly type: T }>
/** One condition of a split. */
export type FlowCondition = z.infer<typeof condition>
/** A flow that Studio would accept. */
export type Definition = z.infer<typeof definition>

/** Reads a flow definition, or throws with the places Studio would refuse. */
export const readDefinition = (flow: unknown): Definition => definition.parse(flow)

/** The places Studio would refuse, as dotted paths; empty for none. */
export const refusedPlaces = (flow: unknown): readonly string[] => {
  const read = definition.safeParse(flow)
  return read.success ? [] : read.error.issues.map((issue) => issue.path.join('.'))
}
