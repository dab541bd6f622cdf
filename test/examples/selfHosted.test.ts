import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type FakeTwilio, startFakeTwilio } from '../../examples/fakeTwilio.mjs'
import { type LocalRedis, redisCommand, startRedis } from '../../examples/localRedis.mjs'
import {
  askPage,
  callSigned,
  type HostedServer,
  type LogLine,
  startAll,
  startServer,
  TOKEN,
} from './hostedServer.js'

const SECRETS = [
  '4155550100',
  'ada@example.com',
  '4111 1111 1111 1111',
  'C-1001',
  'CHsecret',
  '123456',
]

const message = (id: string, more: Readonly<Record<string, string>> = {}) => ({
  conversation: `CHsecret${id}`,
  readers: '[]',
  channel: 'sms',
  MessageSid: `SM${id.padStart(32, '0')}`,
  From: '+14155550100',
  To: '+18005550199',
  Body: 'ada@example.com, my card is 4111 1111 1111 1111',
  ...more,
})

/** What Lookup says of a number that nothing speaks against. */
const CLEAN = {
  sim_swap: {
    last_sim_swap: { last_sim_swap_date: null, swapped_period: 'PT240H', swapped_in_period: false },
    error_code: null,
  },
  line_type_intelligence: { type: 'mobile', carrier_name: 'Example', error_code: null },
  reassigned_number: {
    last_verified_date: '2024-03-01',
    is_number_reassigned: 'no',
    error_code: null,
  },
}

const linesOf = ({ lines }: HostedServer, event: string): readonly LogLine[] =>
  lines.filter((line) => line.event === event)

const untilTrue = async (isTrue: () => boolean | Promise<boolean>): Promise<void> => {
  const until = Date.now() + 20_000
  while (!(await isTrue())) {
    if (Date.now() > until) throw new Error('never came true')
    await new Promise((done) => setTimeout(done, 50))
  }
}

describe.skipIf(redisCommand() === null)('a server of one’s own', () => {
  test('is started with one command, decides, redacts, and ends when it is told to', async () => {
    const server = await startAll()
    const decided = await callSigned(server, '/decide', message('1'))
    expect([decided.status, decided.json['level'], decided.json['customer']]).toEqual([
      200,
      'recognized',
      'C-1001',
    ])
    const redacted = await callSigned(
      server,
      '/redact-message',
      message('2', { EventType: 'onMessageAdd' }),
    )
    expect(redacted.json['body']).toMatch(/^ada@example\.com, my card is \D*1111$/)
    expect((await callSigned(server, '/decide', message('3'), 'another token')).status).toBe(403)
    expect((await askPage(server, '/healthz')).status).toBe(200)
    expect(await askPage(server, '/readyz')).toEqual({ status: 200, json: { status: 'ready' } })
    expect(await askPage(server, '/nothing')).toEqual({ status: 404, json: { code: 'not_found' } })
    server.signal('SIGTERM')
    expect(await server.ended).toBe(0)
    expect(linesOf(server, 'stopped')).toHaveLength(1)
  })

  // The last two tests end the servers that those before them ask.
  describe('two of them at one Redis', { shuffle: false }, () => {
    let redis: LocalRedis
    let twilio: FakeTwilio
    let both: readonly [HostedServer, HostedServer]
    // How many lines each had logged when the test began: the servers are the same for all tests.
    const logged = new Map<HostedServer, number>()
    const newLinesOf = (server: HostedServer, event: string): readonly LogLine[] =>
      server.lines.slice(logged.get(server)).filter((line) => line.event === event)
    beforeAll(async () => {
      redis = await startRedis()
      twilio = await startFakeTwilio({ code: '123456' })
      twilio.settings.lookups.set('+14155550100', CLEAN)
      // While a token is rotated: both sign what Twilio sends, and one of them signs in.
      twilio.settings.token = TOKEN
      const tokens = { AUTH_TOKEN: `${TOKEN},the next one` }
      both = await Promise.all([
        startServer(redis.url, twilio.url, tokens),
        startServer(redis.url, twilio.url, { ...tokens, DRAIN: '2000' }),
      ])
    })
    beforeEach(() => {
      for (const one of both) logged.set(one, one.lines.length)
    })
    afterAll(async () => {
      for (const one of both) one.signal('SIGKILL')
      await Promise.all([...both.map((one) => one.ended), redis.stop(), twilio.stop()])
    })

    test('judge five of fifty guesses that come at once, and no other', async () => {
      const first = message('10', { From: '+14155550177', method: 'verify_sms' })
      expect((await callSigned(both[0], '/verify/start', first)).json['status']).toBe('sent')
      const guesses = Array.from({ length: 50 }, (_, n) =>
        callSigned(both[n % 2 === 0 ? 0 : 1], '/verify/check', {
          ...first,
          MessageSid: `SM${String(100 + n).padStart(32, '0')}`,
          code: String(n).padStart(6, '0'),
        }),
      )
      const answers = (await Promise.all(guesses)).map(({ json }) => json['status'])
      expect(answers.filter((status) => status === 'refused')).toHaveLength(5)
      expect(answers.filter((status) => status === 'withheld')).toHaveLength(45)
      const judged = twilio.calls.filter(({ path }) => path.endsWith('/VerificationCheck'))
      expect(judged).toHaveLength(5)
    })

    test('handle a delivery once, whichever of them it comes to', async () => {
      const form = message('20', { SmsMessageSid: `SM${'20'.padStart(32, '0')}` })
      const one = await callSigned(both[0], '/inbound', form)
      const again = await callSigned(both[1], '/inbound', form)
      expect([one.status, one.json['level'], again]).toEqual([
        200,
        'recognized',
        { status: 200, json: {} },
      ])
      expect(both.flatMap((server) => newLinesOf(server, 'decision'))).toHaveLength(1)
    })

    test('log records and spans of codes and digests, and nothing that anybody wrote', async () => {
      const proved = message('30', { method: 'verify_sms', code: '123456' })
      await callSigned(both[0], '/verify/start', proved)
      const { json } = await callSigned(both[0], '/verify/check', proved)
      const form = { ...proved, ledger: String(json['ledger']) }
      expect((await callSigned(both[0], '/decide', form)).json['level']).toBe('verified')
      await callSigned(both[0], '/redact-message', form)

      const [decision] = newLinesOf(both[0], 'decision')
      expect(decision?.['record']).toMatchObject({ record: 'countersign/1', channel: 'sms' })
      const span = newLinesOf(both[0], 'span').find(({ name }) => name === '/decide')
      expect(span?.['attributes']).toMatchObject({
        'countersign.policy.name': 'acme-shop',
        'countersign.policy.digest': expect.stringMatching(/^sha256:/),
        'countersign.trust.write': 3,
        'countersign.route': 'known',
        'http.response.status_code': 200,
      })
      expect(span?.['traceId'] ?? decision?.['traceId']).toMatch(/^[0-9a-f]{32}$/)
      for (const secret of SECRETS) expect(both[0].said()).not.toContain(secret)
    })

    test('withhold while Redis is away, say that they are not ready, and go on after it', async () => {
      await redis.kill()
      expect(await askPage(both[0], '/readyz')).toEqual({
        status: 503,
        json: { code: 'store_failed' },
      })
      expect((await askPage(both[0], '/healthz')).status).toBe(200)
      const { status, json } = await callSigned(both[0], '/decide', message('50'))
      expect([status, json['level'], json['disclose_orders']]).toEqual([200, 'anonymous', 'none'])
      await redis.start()
      await untilTrue(async () => (await askPage(both[0], '/readyz')).status === 200)
      expect((await callSigned(both[0], '/decide', message('51'))).json['level']).toBe('recognized')
    })

    // The last of each: they end.
    test('answer what was begun before they end', async () => {
      const [leaving] = both
      twilio.settings.delay = 400
      const lookups = () => twilio.calls.filter(({ host }) => host === 'lookups.twilio.com').length
      const before = lookups()
      const answer = callSigned(leaving, '/decide', message('40'))
      await untilTrue(() => lookups() > before)
      leaving.signal('SIGTERM')
      expect([(await answer).status, (await answer).json['level']]).toEqual([200, 'recognized'])
      expect(await leaving.ended).toBe(0)
      twilio.settings.delay = 0
    })

    test('say that they are not ready before they take no more calls', async () => {
      const [, leaving] = both
      leaving.signal('SIGTERM')
      await untilTrue(() => linesOf(leaving, 'stopping').length > 0)
      expect(await askPage(leaving, '/readyz')).toEqual({ status: 503, json: { code: 'stopping' } })
      expect((await callSigned(leaving, '/decide', message('45'))).json['level']).toBe('recognized')
      expect(await leaving.ended).toBe(0)
    })
  })

  test('does not start with settings that are missing or no use, and names them without a value', async () => {
    const names = ['REDIS_URL', 'PUBLIC_ORIGIN', 'ACCOUNT_SID', 'AUTH_TOKEN', 'VERIFY_SERVICE_SID']
    const unset = Object.fromEntries(names.map((name) => [name, '']))
    const servers = await Promise.all(
      [unset, { LEDGER_KEYS: 'k1:short' }].map((env) =>
        startServer('redis://127.0.0.1:1', 'http://127.0.0.1:1', env),
      ),
    )
    expect(await Promise.all(servers.map(({ ended }) => ended))).toEqual([1, 1])
    expect(servers.map(({ lines }) => lines)).toMatchObject([
      [{ code: 'not_set', names }],
      [{ code: 'unusable', name: 'LEDGER_KEYS', issues: [{ code: 'ledger_key_weak' }] }],
    ])
    expect(servers.map(({ said }) => said()).join()).not.toContain('short')
  })

  test('does not start with a Redis that evicts', async () => {
    const redis = await startRedis({ 'maxmemory-policy': 'allkeys-lru' })
    const server = await startServer(redis.url, 'http://127.0.0.1:1')
    expect([await server.ended, server.lines.at(-1)?.['code']]).toEqual([1, 'redis_evicts'])
    await redis.stop()
  })
})
