import { beforeAll, beforeEach, expect, test } from 'vitest'
import {
  readTaskAttributes,
  type StudioFlowOptions,
  type TaskSummary,
  toStudioFlow,
} from '../../src/twilio/outbound/index.js'
import { POLICY } from '../newProject.js'
import { readDefinition } from './definition.js'
import { compiled, OPTIONS } from './fixture.js'
import { message, replying } from './incoming.js'
import { runFlow } from './runFlow.js'
import { CODE, openStudioWorld, type StudioWorld } from './world.js'

const ACTIONS = `actions:
  close_order: { write: verified, read: verified, maxAge: 5m }
  cancel_order: { write: verified, read: verified, maxAge: 5m, purpose: true }
  refund: { write: verified, read: verified, maxAge: 5m, purpose: true }
`
const changed = (policy: string): string => policy.replace('actions:\n', ACTIONS)

let world: StudioWorld
beforeAll(async () => {
  world = await openStudioWorld(changed)
})
beforeEach(() => world.twilio.state.documents.clear())

/** Runs the flow of a number where people ask for this; whoever writes types the right code. */
const asking = async (intent: StudioFlowOptions['intent'] = {}): Promise<TaskSummary> => {
  const flow = toStudioFlow(compiled(changed(POLICY)), { ...OPTIONS, intent })
  if (!flow.ok) throw new TypeError(JSON.stringify(flow.issues))
  const { tasks } = await runFlow(readDefinition(flow.value), message('+14155550100'), {
    call: world.call,
    person: replying('yes', CODE),
  })
  const read = readTaskAttributes(tasks[0]?.attributes)
  if (!read.ok) throw new TypeError(JSON.stringify(read.issues))
  return read.value
}

test('a code that was asked for an action opens it by text message', async () => {
  const { actions } = await asking({ actions: ['close_order'] })
  expect(actions['close_order']).toBe('allow')
})

test('a code that was asked for one action that wants its own opens that action and no other', async () => {
  const { actions } = await asking({ actions: ['cancel_order'] })
  expect([actions['cancel_order'], actions['refund']]).toEqual(['allow', 'step_up'])
})

test('a code that was asked for data opens, by the message it is for, no action that wants one of its own', async () => {
  const { actions, disclosure } = await asking({ classes: ['orders'] })
  expect(disclosure['orders']).toBe('full')
  expect(actions['close_order']).toBe('allow')
  expect([actions['cancel_order'], actions['refund']]).toEqual(['step_up', 'step_up'])
})
