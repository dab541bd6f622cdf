import { describe, expect, test } from 'vitest'
import { createDecideHandler, fileDirectory } from '../../src/twilio/functions/index.js'
import { readOpeningHours } from '../../src/twilio/inbound/index.js'
import { readTaskAttributes, toStudioFlow } from '../../src/twilio/outbound/index.js'
import { call } from '../twilio/functions/call.js'
import { readDefinition } from './definition.js'
import { compiled, OPTIONS, POLICY_TEXT } from './fixture.js'
import { conversation, message, replying } from './incoming.js'
import { type IncomingMessage, runFlow } from './runFlow.js'

const policy = compiled(
  POLICY_TEXT.replace(
    'routes:\n',
    'routes:\n  - { id: after_hours, when: { context: { hours: closed } }, queue: overnight }\n',
  ),
)
const shop = readOpeningHours({ timeZone: 'Europe/Berlin', week: { mon: ['09:00-18:00'] } })
if (!shop.ok) throw new TypeError('the shop has hours')
const hours = shop.value
const MONDAY_NOON = Date.parse('2026-11-23T11:00:00Z')
const MONDAY_NIGHT = Date.parse('2026-11-23T21:00:00Z')

const languages = [
  { language: 'es', addresses: ['+34910000000'], replies: { closed: 'Estamos cerrados.' } },
]
const flow = toStudioFlow(policy, {
  ...OPTIONS,
  closed: ['after_hours'],
  languages,
  intent: { classes: ['account'] },
})

const customers = fileDirectory([
  {
    customer: 'C-1001',
    addresses: [
      { address: '+14155550100', basis: 'verified', since: '2024-03-01', confirmed: '2026-11-01' },
    ],
  },
])

/** One conversation at a moment, with the real handler behind the widget. */
const at = async (now: number, incoming: IncomingMessage, changes: object = {}) => {
  const decide = createDecideHandler({
    policy,
    ...(customers.ok && { directory: () => customers.value }),
    facts: () => ({ hours: hours(now) }),
    now: () => now,
  })
  if (!flow.ok) throw new TypeError(JSON.stringify(flow.issues))
  const whole = await runFlow(readDefinition(flow.value), incoming, {
    person: replying('no'),
    call: async (url, parameters) =>
      url.endsWith('/decide')
        ? {
            status: 200,
            type: 'application/json',
            body: JSON.stringify(await call(decide, Object.fromEntries(parameters))),
          }
        : null,
    ...changes,
  })
  const read = readTaskAttributes(whole.tasks[0]?.attributes)
  return {
    said: whole.lines.filter(({ from }) => from === 'flow').map(({ text }) => text),
    queue: read.ok ? read.value.route.queue : 'unreadable',
    tasks: whole.tasks.length,
  }
}

const KNOWN = '+14155550100'

describe('outside opening hours', () => {
  test('the person is told so, asked for no code, and waits in the queue of the route', async () => {
    const { said, queue, tasks } = await at(MONDAY_NIGHT, message(KNOWN))
    expect(said).toEqual([
      'Thanks for your message. Our team is away right now, and will reply here when we’re open again.',
    ])
    expect([queue, tasks]).toEqual(['overnight', 1])
  })

  test('the same is said in the language of the address that was written to', async () => {
    const spanish = { ...message(KNOWN), business: '+34910000000' }
    expect((await at(MONDAY_NIGHT, spanish)).said).toEqual(['Estamos cerrados.'])
  })

  test('a web chat’s form tells no hours: what the person says is no fact of the business', async () => {
    const form = { pre_engagement_data: { hours: 'closed', 'context.hours': 'closed' } }
    const { queue } = await at(MONDAY_NOON, conversation('FX01', 'SDK', form))
    expect(queue).toBe('front-desk')
  })
})

test('while somebody is there, all goes on as ever', async () => {
  const { said, queue } = await at(MONDAY_NOON, message(KNOWN))
  expect(said[0]).toMatch(/^To go into your account details/)
  expect(said.at(-1)).toMatch(/^Thanks. We’re putting you through/)
  expect(queue).toBe('front-desk')
})

test('a task that Flex does not take is told so outside hours as well', async () => {
  const { said } = await at(MONDAY_NIGHT, message(KNOWN), { enqueues: false })
  expect(said.at(-1)).toMatch(/^Sorry, nobody is available right now/)
})

test('a route that the policy does not have is refused by place', () => {
  const other = toStudioFlow(policy, { ...OPTIONS, closed: ['after_hours', 'afterhours'] })
  expect(other.ok ? [] : other.issues).toEqual([
    {
      code: 'unknown_route',
      path: 'closed.1',
      allowed: ['after_hours', 'verified', 'general'],
    },
  ])
})
