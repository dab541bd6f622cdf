import { beforeAll, beforeEach, expect, test } from 'vitest'
import {
  readTaskAttributes,
  type StudioFlowOptions,
  toStudioFlow,
} from '../../src/twilio/outbound/index.js'
import { POLICY } from '../newProject.js'
import { readDefinition } from './definition.js'
import { compiled, OPTIONS } from './fixture.js'
import { message, replying } from './incoming.js'
import { runFlow } from './runFlow.js'
import { CODE, openStudioWorld, type StudioWorld } from './world.js'

const ACTIONS = `actions:
  cancel_order: { write: verified, read: verified, maxAge: 5m }
`
const changed = (policy: string): string => policy.replace('actions:\n', ACTIONS)

let world: StudioWorld
beforeAll(async () => {
  world = await openStudioWorld(changed)
})
beforeEach(() => world.twilio.state.documents.clear())

test.each<[string, NonNullable<StudioFlowOptions['intent']>]>([
  ['that action', { actions: ['cancel_order'] }],
  ['data, by the message it is for', { classes: ['orders'] }],
])(
  'a code that the shipped flow asked for %s opens an action by text message',
  async (_, intent) => {
    const flow = toStudioFlow(compiled(changed(POLICY)), { ...OPTIONS, intent })
    if (!flow.ok) throw new TypeError(JSON.stringify(flow.issues))
    const { tasks } = await runFlow(readDefinition(flow.value), message('+14155550100'), {
      call: world.call,
      person: replying('yes', CODE),
    })
    const read = readTaskAttributes(tasks[0]?.attributes)
    expect(read.ok && read.value.actions['cancel_order']).toBe('allow')
  },
)
