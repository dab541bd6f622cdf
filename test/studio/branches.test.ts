import { beforeAll, expect, test } from 'vitest'
import { conversation, message, replying } from './incoming.js'
import type { Execution, IncomingMessage, Surroundings } from './runFlow.js'
import { CODE, openStudioWorld, PEOPLE, type StudioWorld } from './world.js'

let world: StudioWorld
beforeAll(async () => {
  world = await openStudioWorld()
})

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

test('whatever is answered, a new project’s flow ends in Flex or says why not, and no widget is left out', async () => {
  // Checks of codes answer in even time, which is waited for: so everybody talks at once, each from a number of their own.
  const talks: Promise<Execution>[] = []
  const run = (
    incoming: IncomingMessage,
    replies: readonly string[],
    more: Partial<Surroundings> = {},
  ): void => {
    talks.push(world.run(incoming, { person: replying(...replies), ...more }))
  }
  const numbers = PEOPLE.map(({ number }) => number)
  const known = (): string => numbers.shift() ?? expect.unreachable('there are too few people')
  for (const source of SOURCES) run(conversation(known(), source), ['order'])
  for (const address of ['grace@example.com', 'ada@example.com'])
    run(conversation(address, 'EMAIL'), ['yes', CODE])
  run(conversation('FX01', 'SDK', { countersign_channel: 'web_chat_authenticated' }), [])
  const legacy = message('x')
  run({ ...legacy, fields: { ...legacy.fields, InstanceSid: 'IS01' } }, [])
  for (const scheme of ['', 'whatsapp:', 'rcs:']) run(message(scheme + known()), ['yes', CODE])
  run(message(known(), 'hi'), ['address', 'yes', CODE])
  run(message(known(), 'I have moved'), ['no'])
  run(message(known(), 'hi'), [])
  for (let tries = 0; tries < 3; tries++) {
    run(message(known()), ['yes', ...wrong.slice(0, tries), CODE])
    run(message(known()), ['yes', ...wrong.slice(0, tries), 'skip'])
    for (const way of ['resend', 'sms', 'email'])
      run(message(known()), ['yes', ...wrong.slice(0, tries), way, ...wrong.slice(0, tries), CODE])
  }
  run(message(known()), ['yes', 'resend', ...wrong])
  run(message(known()), [], { enqueues: false })
  run(message(known()), [], { call: () => Promise.resolve(null) })
  const ran = await Promise.all(talks)

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
