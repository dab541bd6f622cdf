import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { conversation, message, replying } from './incoming.js'
import type { Execution, Incoming, Surroundings } from './runFlow.js'
import { CODE, type StudioWorld, startStudioWorld } from './world.js'

let world: StudioWorld
beforeAll(async () => {
  world = await startStudioWorld()
})
beforeEach(() => world.twilio.state.documents.clear())
afterAll(() => world.stop())

const KNOWN = '+14155550100'
const wrong = ['1', '22', '333', '4444']

// Sources as Conversations writes them, and one that is none.
const SOURCES = [
  'SMS',
  'MMS',
  'RCS',
  'WHATSAPP',
  'MESSENGER',
  'EMAIL',
  'APPLE',
  'API',
  'SDK',
  'CHAT',
  'PIGEON',
  '',
]

const sourced = (source: string): Incoming => conversation(KNOWN, source)

test('whatever is answered, a new project’s flow ends in Flex or says why not, and no widget is left out', async () => {
  const ran: Execution[] = []
  const run = async (
    incoming: Incoming,
    replies: readonly string[],
    more: Partial<Surroundings> = {},
  ) => {
    world.twilio.state.documents.clear()
    ran.push(await world.run(incoming, { person: replying(...replies), ...more }))
  }
  for (const source of SOURCES) await run(sourced(source), ['order'])
  for (const address of ['grace@example.com', 'ada@example.com'])
    await run(conversation(address, 'EMAIL'), ['yes', CODE])
  await run(conversation('FX01', 'SDK', { countersign_channel: 'web_chat_authenticated' }), [])
  const legacy = message('x')
  await run({ ...legacy, fields: { ...legacy.fields, InstanceSid: 'IS01' } }, [])
  for (const address of [KNOWN, `whatsapp:${KNOWN}`, `rcs:${KNOWN}`])
    await run(message(address), ['yes', CODE])
  await run(message(KNOWN, 'hi'), ['address', 'yes', CODE])
  await run(message(KNOWN, 'I have moved'), ['no'])
  await run(message(KNOWN, 'hi'), [])
  for (let tries = 0; tries < 3; tries++) {
    await run(message(KNOWN), ['yes', ...wrong.slice(0, tries), CODE])
    await run(message(KNOWN), ['yes', ...wrong.slice(0, tries), 'skip'])
    for (const way of ['resend', 'sms', 'email'])
      await run(message(KNOWN), [
        'yes',
        ...wrong.slice(0, tries),
        way,
        ...wrong.slice(0, tries),
        CODE,
      ])
  }
  await run(message(KNOWN), ['yes', 'resend', ...wrong])
  await run(message(KNOWN), [], { enqueues: false })
  await run(message(KNOWN), [], { call: () => Promise.resolve(null) })

  const names = new Set(ran.flatMap(({ steps }) => steps.map(({ widget }) => widget)))
  const missed = world.flow.states.map(({ name }) => name).filter((name) => !names.has(name))
  // This policy offers a code by text before one by mail, which people get by asking for it.
  expect(missed).toEqual(['use_verify_email'])
  for (const { ended, tasks, lines } of ran) {
    expect(ended).toBe('ended')
    expect(tasks.length + lines.filter(({ text }) => text.startsWith('Sorry, nobody')).length).toBe(
      1,
    )
  }
}, 120_000)
