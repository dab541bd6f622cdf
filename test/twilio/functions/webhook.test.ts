import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Store } from '../../../src/twilio/functions/store.js'
import type { WebhookSettings } from '../../../src/twilio/functions/webhook.js'
import {
  FORM,
  formRequest,
  jsonRequest,
  make,
  type Signed,
  sha256,
  TOKEN,
  URL_CALLED,
} from './signedCalls.js'

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

  test('is known, and no other is, where a token beside it is not set', async () => {
    for (const unset of [undefined, null, '', 0]) {
      const tokens: string[] = [TOKEN].flatMap((one) => [
        JSON.parse(JSON.stringify(unset) ?? 'null'),
        one,
      ])
      const { handler } = make({ tokens })
      expect((await handler(formRequest(FORM))).status).toBe(200)
      expect((await handler(formRequest(FORM, { token: 'undefined' }))).status).toBe(403)
    }
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

test.each([
  ['tokens', undefined],
  ['tokens', []],
  ['url', { from: 'origin' }],
  ['url', { from: 'url' }],
])('a call is not signed, and the answer says so, where %s is %j', async (name, value) => {
  const settings: Partial<WebhookSettings> = {}
  Reflect.set(settings, name, value)
  const { calls, handler } = make(settings)
  const answer = await handler(formRequest(FORM))
  expect([answer.status, await answer.json()]).toEqual([403, { code: 'not_signed' }])
  expect(calls).toEqual([])
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
