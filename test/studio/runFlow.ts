import { type CallFunction, isSuccess, parsedOf } from './callFunction.js'
import type { Definition, FlowState, StateOf } from './definition.js'
import { holds } from './holds.js'
import { renderLiquid } from './renderLiquid.js'

/** What starts an execution: the event of the trigger, and what Twilio passes with it. */
export interface IncomingMessage {
  readonly event: 'incomingMessage' | 'incomingConversationMessage'
  /** The person's and the business address, as `contact.channel.address` and `flow.channel.address`. */
  readonly contact: string
  readonly business: string
  /** `flow.sid`, which names the execution. */
  readonly execution: string
  readonly fields: Readonly<Record<string, unknown>>
}

/** The person: answers what the flow asks, or lets it time out with `null`. */
export type Person = (asked: string, widget: string) => string | null | Promise<string | null>

/** What an execution may touch. */
export interface Surroundings {
  readonly call: CallFunction
  readonly person: Person
  /** Whether Flex takes a task; the default is that it does. */
  readonly enqueues?: boolean
}

/** A task as Send to Flex hands it over: attributes as text, everything a string. */
export interface SentTask {
  readonly workflow: string
  readonly channel: string
  readonly attributes: string
  readonly priority: string
  readonly timeout: string
}

/** One widget that ran, and the event it left by. */
interface FlowStep {
  readonly widget: string
  readonly event: string
}

/** One thing that was said. */
interface FlowMessage {
  readonly from: 'person' | 'flow'
  readonly text: string
}

/** A whole execution. */
export interface Execution {
  readonly steps: readonly FlowStep[]
  readonly lines: readonly FlowMessage[]
  readonly tasks: readonly SentTask[]
  /** `terminated` when a widget would have run more than ten times. */
  readonly ended: 'ended' | 'terminated'
}

/** A widget runs ten times in one execution at most (https://www.twilio.com/docs/studio/widget-library/run-function). */
export const MOST_RUNS = 10

interface FlowScope {
  readonly trigger: Readonly<Record<string, unknown>>
  readonly contact: unknown
  readonly flow: { readonly variables: Record<string, unknown>; readonly [field: string]: unknown }
  readonly widgets: Record<string, Readonly<Record<string, unknown>>>
}

interface Running {
  readonly scope: FlowScope
  readonly surroundings: Surroundings
  readonly lines: FlowMessage[]
  readonly tasks: SentTask[]
}

/** Runs a flow from its trigger until a widget leads no further, as Studio would. */
export async function runFlow(
  flow: Definition,
  incoming: IncomingMessage,
  surroundings: Surroundings,
): Promise<Execution> {
  const running: Running = {
    scope: scopeOf(incoming),
    surroundings,
    lines: [{ from: 'person', text: String(incoming.fields['Body'] ?? '') }],
    tasks: [],
  }
  const steps: FlowStep[] = [{ widget: 'Trigger', event: incoming.event }]
  const runs = new Map<string, number>()
  let state = follow(
    flow,
    flow.states.find(({ name }) => name === flow.initial_state),
    incoming.event,
  )
  while (state !== undefined) {
    const count = (runs.get(state.name) ?? 0) + 1
    runs.set(state.name, count)
    if (count > MOST_RUNS) return endOf(running, steps, 'terminated')
    const event = await runWidget(state, running)
    steps.push({ widget: state.name, event })
    state = follow(flow, state, event)
  }
  return endOf(running, steps, 'ended')
}

const endOf = (
  { lines, tasks }: Running,
  steps: readonly FlowStep[],
  ended: Execution['ended'],
): Execution => ({ steps, lines, tasks, ended })

function scopeOf({ event, contact, business, execution, fields }: IncomingMessage): FlowScope {
  const of = event === 'incomingMessage' ? 'message' : 'conversation'
  return {
    trigger: { [of]: fields },
    contact: { channel: { address: contact } },
    flow: {
      sid: execution,
      flow_sid: 'FW00000000000000000000000000000001',
      channel: { address: business },
      variables: {},
    },
    widgets: {},
  }
}

function follow(
  flow: Definition,
  from: FlowState | undefined,
  event: string,
): FlowState | undefined {
  const [kind, index] = event.split('#')
  const matching = from?.transitions.filter((transition) => transition.event === kind) ?? []
  const next = matching[Number(index ?? 0)]?.next
  return flow.states.find(({ name }) => name === next)
}

async function runWidget(state: FlowState, running: Running): Promise<string> {
  switch (state.type) {
    case 'trigger':
      return 'incomingMessage'
    case 'run-function':
      return runFunction(state, running)
    case 'split-based-on':
      return split(state, running)
    case 'set-variables':
      return setVariables(state, running)
    case 'send-message':
      return say(state.properties.body, running, 'sent')
    case 'send-and-wait-for-reply':
      return ask(state, running)
    case 'send-to-flex':
      return sendToFlex(state, running)
  }
}

async function runFunction(
  { name, properties }: StateOf<'run-function'>,
  { scope, surroundings }: Running,
): Promise<string> {
  const parameters = new URLSearchParams()
  for (const { key, value } of properties.parameters) {
    parameters.append(key, renderLiquid(value, scope))
  }
  const answer = await surroundings.call(properties.url, parameters)
  // What an earlier run of the same widget parsed stays under what this one parsed.
  const before = scope.widgets[name]?.['parsed']
  scope.widgets[name] = {
    parsed: { ...(typeof before === 'object' ? before : {}), ...parsedOf(answer) },
    body: answer?.body ?? '',
    status_code: answer?.status ?? 0,
    content_type: answer?.type ?? '',
  }
  return isSuccess(answer) ? 'success' : 'fail'
}

function split({ transitions }: StateOf<'split-based-on'>, { scope }: Running): string {
  const matches = transitions.filter((transition) => transition.event === 'match')
  const index = matches.findIndex(({ conditions }) =>
    conditions.every((each) => holds(each, renderLiquid(each.arguments.join(''), scope))),
  )
  return index === -1 ? 'noMatch' : `match#${index}`
}

function setVariables({ properties }: StateOf<'set-variables'>, { scope }: Running): string {
  for (const { key, value } of properties.variables) {
    scope.flow.variables[key] = renderLiquid(value, scope)
  }
  return 'next'
}

function say<T extends string>(body: string, { scope, lines }: Running, event: T): T {
  lines.push({ from: 'flow', text: renderLiquid(body, scope) })
  return event
}

async function ask(
  { name, properties }: StateOf<'send-and-wait-for-reply'>,
  running: Running,
): Promise<string> {
  say(properties.body, running, 'sent')
  const asked = running.lines.at(-1)?.text ?? ''
  const reply = await running.surroundings.person(asked, name)
  if (reply === null) return 'timeout'
  running.lines.push({ from: 'person', text: reply })
  running.scope.widgets[name] = { inbound: { Body: reply } }
  return 'incomingMessage'
}

function sendToFlex(
  { properties }: StateOf<'send-to-flex'>,
  { scope, surroundings, tasks }: Running,
): string {
  if (surroundings.enqueues === false) return 'failedToEnqueue'
  tasks.push({
    workflow: properties.workflow,
    channel: properties.channel,
    attributes: renderLiquid(properties.attributes, scope),
    priority: renderLiquid(properties.priority, scope),
    timeout: renderLiquid(properties.timeout, scope),
  })
  return 'callComplete'
}
