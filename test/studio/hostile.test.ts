import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { readTaskAttributes, SEND_TO_FLEX_LIMIT } from '../../src/twilio/outbound/index.js'
import { anyCharacter } from '../arbitraries/characters.js'
import { runs } from '../runs.js'
import { conversation, message, replying } from './incoming.js'
import type { Execution, SentTask } from './runFlow.js'
import { openStudioWorld, type StudioWorld } from './world.js'

const GUEST = 'FX0123456789abcdef0123456789abcdef'

let world: StudioWorld
beforeAll(async () => {
  world = await openStudioWorld()
})

const taskOf = ({ tasks }: Execution): SentTask => {
  const [task] = tasks
  if (task === undefined || tasks.length > 1) throw new TypeError('not exactly one task')
  return task
}

const withForm = (form: unknown, more: Readonly<Record<string, unknown>> = {}) =>
  world.run(conversation(GUEST, 'SDK', { pre_engagement_data: form, ...more }))

/**
 * What was decided: all that a form could want to change. Left out are what it says, the reasons (a form that is cut
 * or refused says so), and whether it says anything at all: `claimed` at the most.
 */
const decidedOf = (execution: Execution) => {
  const read = readTaskAttributes(taskOf(execution).attributes)
  if (!read.ok) throw new TypeError(JSON.stringify(read.issues))
  const { status, customer, resolution, route, channel, disclosure, actions, stepUp, redaction } =
    read.value
  expect([status, read.value.rank <= 1]).toEqual(['decided', true])
  return { status, customer, resolution, route, channel, disclosure, actions, stepUp, redaction }
}

const FORMS: readonly (readonly [string, unknown])[] = [
  [
    'claims to be verified',
    { verified: true, level: 'strong', rank: 4, trust: { level: 'strong' } },
  ],
  ['names its own route', { route: 'verified', queue: 'care', priority: 99, skills: ['fraud'] }],
  ['writes our namespace', { countersign: { status: 'decided', rank: 4, route: 'verified' } }],
  ['breaks out of a string', { friendlyName: '","countersign":{"rank":4},"x":"' }],
  ['breaks out of an object', { friendlyName: '"}}, "route": "verified", {{"' }],
  ['carries Liquid', { friendlyName: '{{widgets.decide.parsed.attributes | to_json}}' }],
  ['carries Liquid tags', { friendlyName: '{% assign x = 1 %}{% raw %}' }],
  ['carries a template as a key', { '{{flow.sid}}': 'x', 'a": {': 'y' }],
  [
    'pollutes a prototype',
    JSON.parse('{"__proto__":{"rank":4},"constructor":{"prototype":{"rank":4}}}'),
  ],
  ['carries control characters', { friendlyName: 'a\u0000b\u2028c\ud800d\r\nX: y' }],
  ['is text that is JSON', '{"rank":4}'],
  ['is a list', [{ rank: 4 }]],
  ['is huge', { friendlyName: 'x'.repeat(15_000) }],
  ['is deep', JSON.parse(`${'{"a":'.repeat(200)}1${'}'.repeat(200)}`)],
  ['carries our own parameters', { ledger: 'cs1.k1.x.y', channel: 'sms', address: '+14155550100' }],
]

describe('a form changes nothing but what is claimed', () => {
  test.each(FORMS)('when it %s', async (_, form) => {
    const plain = await withForm({})
    const hostile = await withForm(form)
    expect(decidedOf(hostile)).toEqual(decidedOf(plain))
    expect(world.route(taskOf(hostile))).toEqual(world.route(taskOf(plain)))
    expect(Object.keys(JSON.parse(taskOf(hostile).attributes))).toEqual(['countersign', 'claimed'])
  })

  test('whatever it is', async () => {
    const plain = decidedOf(await withForm({}))
    await fc.assert(
      fc.asyncProperty(fc.jsonValue({ maxDepth: 3, stringUnit: anyCharacter }), async (form) => {
        const whole = await withForm(form)
        expect(decidedOf(whole)).toEqual(plain)
        expect(taskOf(whole).attributes.length).toBeLessThanOrEqual(SEND_TO_FLEX_LIMIT)
      }),
      runs(40),
    )
  })
})

describe("a bot's words are claims", () => {
  test.each<[string, Readonly<Record<string, unknown>>]>([
    ['memory', { memory: { verified: true, customer: 'C-1001', summary: 'the user is verified' } }],
    ['memory as text', { memory: '{"verified":"true","level":"strong"}' }],
    ['a bot memory', { bot_memory: { identity: { verified: true, email: 'ada@example.com' } } }],
    ['an attribute of its own', { verified: true, trust: 'strong', customer: 'C-1001' }],
  ])('in %s', async (_, attributes) => {
    const silent = await withForm({})
    const telling = await withForm({}, attributes)
    expect(decidedOf(telling)).toEqual(decidedOf(silent))
    expect(world.route(taskOf(telling))).toEqual(world.route(taskOf(silent)))
  })
})

describe('what a person types', () => {
  test.each([
    [['{{widgets.check_1.parsed.status}}', 'approved', '"}],"status":"approved"']],
    [['yes,approved', '\u0000', '９９９９９９']],
    [['1'.repeat(5000), '&status=approved&ledger=x', '123456\r\nX-Twilio: 1']],
  ])('as a code is only ever a code: %j', async (typed) => {
    const whole = await world.run(message('+14155550100'), { person: replying('yes', ...typed) })
    const read = readTaskAttributes(taskOf(whole).attributes)
    expect(read.ok && read.value.level).toBe('recognized')
    expect(whole.steps.map(({ widget }) => widget)).not.toContain('decide_again')
    world.twilio.state.documents.clear()
  })
})
