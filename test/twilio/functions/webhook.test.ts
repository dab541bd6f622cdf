import { createHash } from 'node:crypto'
import fc from 'fast-check'
import webhooks from 'twilio/lib/webhooks/webhooks.js'
import { describe, expect, test } from 'vitest'
import { memoryStore } from '../../../src/twilio/functions/memoryStore.js'
import type { Store } from '../../../src/twilio/functions/store.js'
import { createWebhook, type WebhookSettings } from '../../../src/twilio/functions/webhook.js'
import type { WebhookCall } from '../../../src/twilio/functions/webhookCall.js'

const TOKEN = 'the auth token of a test account'
const URL_CALLED = 'https://hooks.example.com/inbound'
const FORM = { MessageSid: 'SM01', From: '+14155550100', To: '+18005550199', Body: 'hello & bye' }

interface Signed {
  readonly url?: string
  readonly token?: string
  readonly headers?: Readonly<Record<string, string>>
  /** Where the request arrives, when that is not where it was sent to. */
  readonly arrives?: string
}

const formRequest = (form: Readonly<Record<string, string>>, signed: Signed = {}): Request => {
  const { url = URL_CALLED, token = TOKEN, headers = {}, arrives = url } = signed
  return new Request(arrives, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'x-twilio-signature': webhooks.getExpectedTwilioSignature(token, url, form),
      ...headers,
    },
    body: new URLSearchParams(form).toString(),
  })
}

const jsonRequest = (body: string, url = `${URL_CALLED}?bodySHA256=${sha256(body)}`): Request =>
  new Request(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'x-twilio-signature': webhooks.getExpectedTwilioSignature(TOKEN, url, {}),
    },
    body,
  })

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

const make = (settings: Partial<WebhookSettings> = {}) => {
  const calls: WebhookCall[] = []
  const handler = createWebhook({
    tokens: [TOKEN],
    handle: (call) => {
      calls.push(call)
      return Promise.resolve({ done: true })
    },
    ...settings,
  })
  return { calls, handler }
}

describe('a genuine call', () => {
  test('with a form is handled', async () => {
    const { calls, handler } = make()
    const answer = await handler(formRequest(FORM))
    expect([answer.status, await answer.json()]).toEqual([200, { done: true }])
    expect(calls).toEqual([{ type: 'form', parameters: FORM }])
  })

  test('with JSON is handled', async () => {
    const { calls, handler } = make()
    expect((await handler(jsonRequest('{"a":[1]}'))).status).toBe(200)
    expect(calls).toEqual([{ type: 'json', json: { a: [1] } }])
  })

  test('is one whatever its parameters are', async () => {
    const { handler } = make()
    await fc.assert(
      fc.asyncProperty(fc.dictionary(fc.string(), fc.string()), async (form) => {
        expect((await handler(formRequest({ ...form }))).status).toBe(200)
      }),
    )
  })

  test('is known by either token while one is being changed for the next', async () => {
    const { handler } = make({ tokens: [TOKEN, 'the next token'] })
    expect((await handler(formRequest(FORM, { token: 'the next token' }))).status).toBe(200)
  })

  test.each<[string, Signed, WebhookSettings['url']]>([
    [
      'with the standard port written out',
      { url: 'https://hooks.example.com:443/inbound' },
      undefined,
    ],
    [
      'with a query that needs its very characters',
      { url: `${URL_CALLED}?a=b'&c=d%20e+f` },
      undefined,
    ],
    [
      'behind a proxy with a fixed public origin',
      { arrives: 'http://10.0.0.7:3000/inbound' },
      { from: 'origin', origin: 'https://hooks.example.com/' },
    ],
    [
      'behind a proxy that cuts the path',
      { arrives: 'http://10.0.0.7:3000/', url: URL_CALLED },
      { from: 'url', url: URL_CALLED },
    ],
    [
      'behind a proxy that says where it was called',
      {
        arrives: 'http://10.0.0.7:3000/inbound',
        headers: {
          'x-forwarded-proto': 'https',
          'x-forwarded-host': 'hooks.example.com, 10.0.0.1',
        },
      },
      { from: 'forwarded' },
    ],
  ])('%s is handled', async (_, signed, url) => {
    const { handler } = make(url === undefined ? {} : { url })
    expect((await handler(formRequest(FORM, signed))).status).toBe(200)
  })
})

test.each(['[', '%', 'a:99999', 'user@hooks.example.com', 'localhost:port', '', ' ', 'a/b'])(
  'a proxy that forwards the host %j names none, and nothing throws',
  async (host) => {
    const { calls, handler } = make({ url: { from: 'forwarded' } })
    const headers = { 'x-forwarded-proto': 'https', 'x-forwarded-host': host }
    const elsewhere = { headers, arrives: 'http://10.0.0.7/inbound' }
    expect((await handler(formRequest(FORM, elsewhere))).status).toBe(403)
    expect((await handler(formRequest(FORM, { headers }))).status).toBe(200)
    expect(calls.length).toBe(1)
  },
)

describe('a call has no more time than its budget', () => {
  const hanging: Store = {
    get: () => new Promise(() => undefined),
    put: () => new Promise(() => undefined),
  }

  test.each<[string, Partial<WebhookSettings>, () => Request, number]>([
    ['where the store hangs', { store: hanging }, () => formRequest(FORM), 500],
    [
      'where the store hangs and all is withheld',
      { store: hanging, withhold: () => ({ done: false }) },
      () => formRequest(FORM),
      200,
    ],
    ['where its body never ends', {}, () => endless(), 408],
  ])('%s', async (_, settings, request, status) => {
    const { calls, handler } = make({ budget: 30, ...settings })
    expect((await handler(request())).status).toBe(status)
    expect(calls).toEqual([])
  })

  const endless = (): Request => {
    const { headers } = formRequest({})
    return new Request(URL_CALLED, {
      method: 'POST',
      headers,
      body: new ReadableStream(),
      duplex: 'half',
    })
  }
})

test('a call of 60 KB is read, though it is three times that on the wire', async () => {
  const { calls, handler } = make()
  expect((await handler(formRequest({ Body: '!'.repeat(60_000) }))).status).toBe(200)
  expect((await handler(formRequest({ Body: '!'.repeat(70_000) }))).status).toBe(413)
  const escaped = `"${'\\u0041'.repeat(60_000)}"`
  expect((await handler(jsonRequest(escaped))).status).toBe(200)
  expect(calls.length).toBe(2)
})

describe('a call is refused', () => {
  const body = '{"a":1}'
  const hash = sha256(body)
  test.each<[string, () => Request, number, string]>([
    [
      'unsigned',
      () => formRequest(FORM, { headers: { 'x-twilio-signature': '' } }),
      403,
      'not_signed',
    ],
    ['signed by another', () => formRequest(FORM, { token: 'another' }), 403, 'not_signed'],
    ['for another URL', () => formRequest(FORM, { arrives: `${URL_CALLED}2` }), 403, 'not_signed'],
    [
      'that says by itself where it was called',
      () =>
        formRequest(FORM, {
          arrives: 'http://10.0.0.7/inbound',
          headers: { 'x-forwarded-proto': 'https', 'x-forwarded-host': 'hooks.example.com' },
        }),
      403,
      'not_signed',
    ],
    ['with JSON and no hash', () => jsonRequest(body, URL_CALLED), 403, 'not_signed'],
    [
      'with JSON and the hash of another body',
      () => jsonRequest(body, `${URL_CALLED}?bodySHA256=${sha256('{}')}`),
      403,
      'not_signed',
    ],
    [
      'with two hashes',
      () => jsonRequest(body, `${URL_CALLED}?bodySHA256=${hash}&bodySHA256=${hash}`),
      403,
      'not_signed',
    ],
    ['with an empty hash', () => jsonRequest(body, `${URL_CALLED}?bodySHA256=`), 403, 'not_signed'],
    ['with JSON that is none', () => jsonRequest('{"a":'), 400, 'invalid_json'],
    [
      'with neither form nor JSON',
      () => formRequest(FORM, { headers: { 'content-type': 'text/xml' } }),
      415,
      'unsupported_type',
    ],
    ['that is no POST', () => new Request(URL_CALLED), 405, 'method_not_allowed'],
    ['of a megabyte', () => formRequest({ Body: 'x'.repeat(1_048_576) }), 413, 'body_too_long'],
    ['of a megabyte that arrives in pieces', () => streamed(), 413, 'body_too_long'],
    ['with a parameter given twice', () => twice(), 400, 'duplicate_parameter'],
    [
      'with a thousand parameters',
      () => formRequest(Object.fromEntries(Array.from({ length: 1_000 }, (_, i) => [`p${i}`, '']))),
      400,
      'too_many_parameters',
    ],
  ])('%s', async (_, request, status, code) => {
    const { calls, handler } = make()
    const answer = await handler(request())
    expect([answer.status, await answer.json()]).toEqual([status, { code }])
    expect(calls).toEqual([])
  })

  const twice = (): Request => {
    const headers = formRequest({ Body: 'a' }).headers
    return new Request(URL_CALLED, { method: 'POST', headers, body: 'Body=a&Body=a' })
  }
  const streamed = (): Request => {
    let left = 64
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        if (left-- > 0) controller.enqueue(new Uint8Array(16_384).fill(97))
        else controller.close()
      },
    })
    const headers = formRequest({}).headers
    return new Request(URL_CALLED, { method: 'POST', headers, body, duplex: 'half' })
  }
})

test('a form may carry any name, and none reaches a prototype', async () => {
  const { calls, handler } = make()
  const entries: readonly (readonly [string, string])[] = [
    ['__proto__', 'x'],
    ['constructor', 'y'],
    ['request', 'z'],
  ]
  const form = Object.fromEntries(entries)
  expect((await handler(formRequest(form))).status).toBe(200)
  const [call] = calls
  expect(call?.type === 'form' ? Object.keys(call.parameters) : []).toEqual([
    '__proto__',
    'constructor',
    'request',
  ])
  expect(Reflect.get({}, 'x')).toBeUndefined()
})

describe('a repeat', () => {
  test('of a message is answered and not handled again', async () => {
    const { calls, handler } = make({ store: memoryStore() })
    const answers = [await handler(formRequest(FORM)), await handler(formRequest(FORM))]
    expect(answers.map((answer) => answer.status)).toEqual([200, 200])
    expect(calls.length).toBe(1)
  })

  test('that arrives at the same moment is not handled either', async () => {
    const { calls, handler } = make({ store: memoryStore() })
    await Promise.all(Array.from({ length: 8 }, () => handler(formRequest(FORM))))
    expect(calls.length).toBe(1)
  })

  test('with a new idempotency token on a captured message is still a repeat', async () => {
    const { calls, handler } = make({ store: memoryStore() })
    for (const token of ['t1', 't2']) {
      await handler(formRequest(FORM, { headers: { 'i-twilio-idempotency-token': token } }))
    }
    expect(calls.length).toBe(1)
  })

  test('after a failure is handled', async () => {
    let tries = 0
    const { handler } = make({
      store: memoryStore(),
      handle: () => (tries++ === 0 ? Promise.reject(new Error('down')) : Promise.resolve({})),
    })
    expect((await handler(formRequest(FORM))).status).toBe(500)
    expect((await handler(formRequest(FORM))).status).toBe(200)
    expect(tries).toBe(2)
  })

  test('is told from an event that happens again', async () => {
    const { calls, handler } = make({ store: memoryStore() })
    const event = { EventType: 'onConversationStateUpdated', ConversationSid: 'CH01' }
    for (const token of ['t1', 't2', 't2']) {
      await handler(formRequest(event, { headers: { 'i-twilio-idempotency-token': token } }))
    }
    expect(calls.length).toBe(2)
  })
})

describe('work that fails or is late', () => {
  const secret = 'caller +14155550100'
  test.each<[string, () => Promise<unknown>]>([
    ['throws', () => Promise.reject(new Error(secret))],
    [
      'throws at once',
      () => {
        throw new Error(secret)
      },
    ],
    ['never ends', () => new Promise(() => undefined)],
  ])('that %s is answered without saying what went wrong', async (_, handle) => {
    const { handler } = make({ handle, budget: 20 })
    const answer = await handler(formRequest(FORM))
    expect([answer.status, await answer.json()]).toEqual([500, { code: 'internal_failure' }])
  })

  const deep = () => {
    let value: unknown = 1
    for (let depth = 0; depth < 100_000; depth++) value = [value]
    return value
  }
  const circle = (): unknown => {
    const value: { self?: unknown } = {}
    value.self = value
    return value
  }
  const unwritable: readonly (readonly [string, () => unknown])[] = [
    ['a symbol', () => Symbol(secret)],
    ['a function', () => () => secret],
    ['an object with a symbol in it', () => ({ body: [Symbol(secret)] })],
    ['an object with a promise in it', () => ({ body: Promise.resolve(secret) })],
    ['an object with a function in it', () => ({ body: () => secret })],
    ['what is too deep', deep],
    ['a circle', circle],
    ['a number without end of digits', () => 1n],
    [
      'an object that throws',
      () => ({
        get body() {
          throw new Error(secret)
        },
      }),
    ],
    [
      'an object that throws when it is written',
      () => ({
        toJSON() {
          throw new Error(secret)
        },
      }),
    ],
  ]
  test.each(unwritable)('gives what cannot be written as little: %s', async (_, value) => {
    const failing = make({ handle: () => Promise.resolve(value()) })
    const answer = await failing.handler(formRequest(FORM))
    expect([answer.status, await answer.json()]).toEqual([500, { code: 'internal_failure' }])
    const withholding = make({
      handle: () => Promise.resolve(value()),
      withhold: () => ({ body: 'withheld' }),
    })
    const withheld = await withholding.handler(formRequest(FORM))
    expect([withheld.status, await withheld.json()]).toEqual([200, { body: 'withheld' }])
  })

  const throwing = (): unknown => {
    throw new Error(secret)
  }
  const unsayable: typeof unwritable = [
    ['an error', throwing],
    ['a promise', () => Promise.resolve(secret)],
    ...unwritable,
  ]
  test.each(unsayable)(
    'is answered with 500 where even withholding gives %s',
    async (_, withhold) => {
      const { handler } = make({ handle: () => Promise.reject(new Error(secret)), withhold })
      const answer = await handler(formRequest(FORM))
      expect([answer.status, await answer.json()]).toEqual([500, { code: 'internal_failure' }])
    },
  )

  test('is called off, so that nothing is sent after the answer', async () => {
    let signal: AbortSignal | undefined
    const { handler } = make({
      budget: 20,
      handle: (_, deadline) => {
        signal = deadline.signal
        return new Promise(() => undefined)
      },
    })
    await handler(formRequest(FORM))
    expect(signal?.aborted).toBe(true)
  })

  test('answers what withholds, where that is given', async () => {
    const { handler } = make({
      handle: () => Promise.reject(new Error(secret)),
      withhold: () => ({ body: 'withheld' }),
    })
    const answer = await handler(formRequest(FORM))
    expect([answer.status, await answer.json()]).toEqual([200, { body: 'withheld' }])
  })
})
