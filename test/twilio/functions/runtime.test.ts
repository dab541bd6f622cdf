import { execFile } from 'node:child_process'
import { resolve } from 'node:path'
import { promisify } from 'node:util'
import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type ExampleWorld, startExample } from '../../../examples/exampleWorld.mjs'
import { LATE_OPTIMISING } from '../../quickNode.js'
import { runs } from '../../runs.js'

const ROOT = resolve(import.meta.dirname, '../../..')
const MESSAGE = { conversation: 'CH01', channel: 'sms', From: '+14155550100', MessageSid: 'SM01' }
const EXPECTED_MESSAGES = 13

let world: ExampleWorld

describe('the example in Twilio’s local runtime', () => {
  beforeAll(async () => {
    world = await startExample()
  })
  afterAll(() => world.stop())
  beforeEach(() => {
    world.twilio.settings.fail.clear()
    world.twilio.settings.delay = 0
  })

  test('attributes fit Send to Flex, and the whole answer Studio', async () => {
    const { status, type, text, json } = await world.call('decide', MESSAGE)
    expect([status, type]).toEqual([200, 'application/json; charset=utf-8'])
    expect(JSON.stringify(json?.['attributes']).length).toBeLessThanOrEqual(1_024)
    expect(text.length).toBeLessThan(65_536)
  })

  test('a conversation is stepped up: asked, failed, asked again, proved, and only there', async () => {
    const before = await world.call('decide', MESSAGE)
    const sent = await world.call('verify-start', { ...MESSAGE, method: 'verify_sms' })
    const wrong = await world.call('verify-check', { ...MESSAGE, code: '000000' })
    const right = await world.call('verify-check', { ...MESSAGE, code: '123456' })
    const ledger = String(right.json?.['ledger'])
    const after = await world.call('decide', { ...MESSAGE, ledger })
    const elsewhere = await world.call('decide', { ...MESSAGE, conversation: 'CH02', ledger })
    expect([before, after, elsewhere].map(({ json }) => json?.['rank'])).toEqual(['2', '3', '2'])
    expect([sent, wrong, right].map(({ json }) => json?.['status'])).toEqual([
      'sent',
      'refused',
      'approved',
    ])
    expect(elsewhere.json?.['reason']).toBe('ledger_foreign')
  })

  test('an agent’s warning lowers what a code had raised', async () => {
    world.twilio.settings.workers.set('flex-1', { worker_sid: 'WK01', roles: ['agent'] })
    const conversation = 'CH03'
    const ledger = await world.verify({ ...MESSAGE, conversation }, 'verify_sms', '123456')
    await world.call('attest', { Token: 'flex-1', conversation, flags: 'coaching', ledger })
    const { json } = await world.call('decide', { ...MESSAGE, conversation, ledger })
    expect(Number(json?.['rank'])).toBeLessThan(2)
  })

  const post = (path: string, type: string, body: string) =>
    fetch(`${world.runtime.url}/${path}`, {
      method: 'POST',
      headers: { 'content-type': type },
      body,
    })
  const FORM = 'application/x-www-form-urlencoded'

  // A name as a flow may write it: any capitals, and `_` or `-` in it.
  const respelt = (name: string): fc.Arbitrary<string> =>
    fc.nat().map((how) => {
      const letters = [...name].map((one, at) => ((how >> at) & 1 ? one.toUpperCase() : one))
      return letters.join(how % 3 === 0 ? '_' : '')
    })
  const anyCase = fc.record({
    conversation: fc.nat({ max: 1e9 }).map((at) => `CHx${at}`),
    names: fc.tuple(...['purpose', 'method', 'code', 'ledger', 'conversation'].map(respelt)),
    other: fc.constantFrom('From', 'conversation', 'channel', 'Token').chain(respelt),
  })

  test('what a flow asks for counts in whatever letters it is written', async () => {
    await fc.assert(
      fc.asyncProperty(anyCase, async ({ conversation, names }) => {
        const [purpose = '', method = '', code = '', ledger = '', at = ''] = names
        const who = { channel: 'sms', From: '+14155550100', readers: '[]', [at]: conversation }
        const what = { [purpose]: JSON.stringify('orders') }
        world.twilio.state.documents.clear()
        const sent = await world.call('verify-start', { ...who, ...what, [method]: 'verify_sms' })
        const bare = await world.call('verify-check', { ...who, [code]: '123456' })
        const right = await world.call('verify-check', { ...who, ...what, [code]: '123456' })
        expect([sent, bare, right].map(({ json }) => json?.['reason'])).toEqual([
          ...['', 'purpose_mismatch', ''],
        ])
        const { json } = await world.call('decide', {
          ...who,
          [ledger]: JSON.stringify(right.json?.['ledger']),
        })
        expect(json).toMatchObject({ rank: '3', disclose_orders: 'full' })
      }),
      runs(4),
    )
  })

  test('a query beside the form names nobody and nothing else', async () => {
    const stranger = { ...MESSAGE, From: '+14155550177', readers: '[]', classes: 'orders' }
    await fc.assert(
      fc.asyncProperty(anyCase, async ({ other, conversation }) => {
        const query = new URLSearchParams({ [other]: 'kiosk:K-7' })
        const form = new URLSearchParams({ ...stranger, conversation }).toString()
        const answer = await post(`decide?${query}`, FORM, form)
        const json: unknown = await answer.json()
        expect([answer.status, json]).toMatchObject([
          200,
          { disclose_orders: 'none', customer: '' },
        ])
      }),
      runs(12),
    )
  })

  test('a message is redacted before it is published', async () => {
    const call = (Body: string) => world.call('redact-message', { EventType: 'onMessageAdd', Body })
    const { json } = await call('my card is 4111 1111 1111 1111')
    expect(json?.['body']).toMatch(/^my card is /)
    expect(JSON.stringify(json)).not.toContain('4111 1111')
    expect((await call('hello')).json).toEqual({})
  })

  test.each([
    ['of 32 KB, which is 97 KB on the wire', { Body: `${'!'.repeat(32_000)} 4111 1111 1111 1111` }],
    ['in capitals', { EventType: 'ONMESSAGEADD', Body: '4111 1111 1111 1111' }],
    ['with escaped attributes', { Body: '', Attributes: '{"a":"\\u0034111 1111 1111 1111"}' }],
    ['longer than a message can be', { Body: `${'!'.repeat(100_000)} 4111 1111 1111 1111` }],
  ])('a message %s is rewritten or withheld', async (_, fields) => {
    const { status, json } = await world.call('redact-message', {
      EventType: 'onMessageAdd',
      ...fields,
    })
    expect(status).toBe(200)
    expect(Object.keys(json ?? {}).length).toBeGreaterThan(0)
    expect(JSON.stringify(json)).not.toContain('4111 1111')
  })

  test('a message that cannot be read is withheld', async () => {
    const answer = await post('redact-message', 'text/xml', '<Body>4111 1111 1111 1111</Body>')
    const json: unknown = JSON.parse(await answer.text())
    expect([answer.status, json]).toEqual([
      200,
      {
        body: '[message withheld]',
        attributes: expect.stringMatching(/^\{"countersign":\{"withheld":\["[a-z_]+"\]\}\}$/),
      },
    ])
  })

  const doors = ['decide', 'verify-start', 'verify-check', 'webchat-start', 'attest'] as const
  const deep = `${'['.repeat(50_000)}${']'.repeat(50_000)}`
  const hostile: readonly (readonly [string, string, string])[] = [
    ['nothing', FORM, ''],
    ['a parameter called request', FORM, 'request=x&request[headers]=y'],
    ['duplicate keys', FORM, 'conversation=CH01&conversation=CH02&channel=sms&From=%2B14155550100'],
    ['keys that reach a prototype', FORM, '__proto__=x&constructor=y&prototype[z]=1'],
    ['a body of a megabyte', FORM, `conversation=CH01&channel=sms&From=${'9'.repeat(1_048_576)}`],
    [
      'a ledger of a megabyte',
      FORM,
      `conversation=CH01&channel=sms&From=%2B14155550100&ledger=cs1.k1.${'A'.repeat(1_048_576)}.00`,
    ],
    [
      'JSON of other types',
      'application/json',
      '{"conversation":{"a":1},"channel":["sms"],"From":7,"Token":{},"ledger":null}',
    ],
    [
      'JSON nested 50,000 deep',
      'application/json',
      `{"claims":${deep},"form":${deep},"conversation":"CH01"}`,
    ],
    ['no content type we know', 'text/xml', '<a/>'],
    ['bytes that are no text', FORM, '%ff%fe=%00&channel=%ff'],
  ]

  describe.each(doors)('%s', (door) => {
    let shape: readonly string[]
    beforeAll(async () => {
      shape = Object.keys((await world.call(door, {})).json ?? {}).sort()
    })
    test.each(hostile)(
      'answers its whole shape to %s, everything withheld',
      async (_, type, body) => {
        const answer = await post(door, type, body)
        const json: Readonly<Record<string, unknown>> = JSON.parse(await answer.text())
        expect(answer.status).toBe(200)
        expect(Object.keys(json).sort()).toEqual(shape)
        expect(shape.length).toBeGreaterThan(1)
        if (door !== 'webchat-start')
          expect(json).toMatchObject({ ok: 'false', status: 'withheld' })
      },
    )

    test.each([
      ['JSON that is none', 'application/json', '{"a":'],
      ['more than the runtime takes', FORM, 'a='.padEnd(7_000_000, 'x')],
    ])('is not even called with %s', async (_, type, body) => {
      expect((await post(door, type, body)).status).toBeGreaterThanOrEqual(400)
    })
  })

  test.each(['verify.twilio.com', 'sync.twilio.com', 'lookups.twilio.com'])(
    'goes on, withholding, when %s fails',
    async (host) => {
      world.twilio.settings.fail.set(host, 503)
      const decided = await world.call('decide', {
        ...MESSAGE,
        conversation: 'CH04',
        From: '+14155550144',
        ledger: 'cs1.k1.x.y',
      })
      const sent = await world.call('verify-start', {
        ...MESSAGE,
        conversation: 'CH04',
        From: '+14155550144',
        method: 'verify_sms',
      })
      expect([decided.status, sent.status]).toEqual([200, 200])
      expect(Number(decided.json?.['rank'])).toBeLessThanOrEqual(2)
      expect(sent.json?.['status']).toBe(host === 'lookups.twilio.com' ? 'sent' : 'withheld')
    },
  )

  test('a Lookup that hangs is unknown, and the answer comes in time', async () => {
    world.twilio.settings.delay = 3_000
    const store = { conversation: 'CH05', channel: 'kiosk', From: 'kiosk:K-7' }
    const { json } = await world.call('decide', { ...store, channel: 'sms', From: '+14155550100' })
    expect(json).toMatchObject({ status: 'decided' })
    expect(String(json?.['reasons'])).toContain('lookup_late')
  })

  test('logs nothing secret and nothing personal', () => {
    const log = world.runtime.log()
    expect(log).toContain('/decide')
    expect(log).not.toMatch(/thirty-two bytes|4155550|ada@|123456|4111|cs1\.|flex-1/)
  })
})

describe('the example as twilio-run starts it by default, a process for each call', () => {
  test('counts and binds across processes', async () => {
    const forked = await startExample({ flags: [] })
    try {
      const ledger = await forked.verify(MESSAGE, 'verify_sms', '123456')
      const { json } = await forked.call('decide', { ...MESSAGE, ledger })
      expect(json).toMatchObject({ rank: '3', customer: 'C-1001' })
    } finally {
      await forked.stop()
    }
  })
})

// It sends each message to the same runtime as above, and says what of an answer is not as it should be.
describe('what npm start shows', () => {
  test('is one table of messages that are answered as they should be, fits 120 columns, plain when piped, and ends by itself', async () => {
    const script = resolve(ROOT, 'examples/showExample.mjs')
    const { stdout } = await promisify(execFile)(process.execPath, [...LATE_OPTIMISING, script], {
      timeout: 60_000,
    })
    const lines = stdout.split('\n')
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(120)
    expect(stdout).not.toContain('\u001b')
    expect(stdout).toContain(`${EXPECTED_MESSAGES} of ${EXPECTED_MESSAGES} as they should be`)
  })
})

describe('the built door checks signatures', () => {
  const check = `
    const call = { url: 'https://hooks.example.com/in', signature: webhooks.getExpectedTwilioSignature('t', 'https://hooks.example.com/in', { a: '1' }), content: { form: { a: '1' } } }
    console.log(checkSignature(['t'], call), checkSignature(['u'], call))`
  test.each([
    [
      'ESM',
      'module',
      `import webhooks from 'twilio/lib/webhooks/webhooks.js'\nimport { checkSignature } from 'countersign/functions'`,
    ],
    [
      'CommonJS',
      'commonjs',
      `const webhooks = require('twilio/lib/webhooks/webhooks')\nconst { checkSignature } = require('countersign/functions')`,
    ],
  ])('in %s', async (_, type, load) => {
    const args = [`--input-type=${type}`, '-e', load + check]
    const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: ROOT })
    expect(stdout).toBe('true false\n')
  })
})
