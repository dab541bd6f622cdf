import { createServer, type IncomingMessage } from 'node:http'
import webhooks from 'twilio/lib/webhooks/webhooks.js'
import { describe, expect, test } from 'vitest'
import { type ExpressResponse, toExpress } from '../../../src/twilio/functions/expressAdapter.js'
import { fromFunction } from '../../../src/twilio/functions/fromFunction.js'
import { toFunction } from '../../../src/twilio/functions/functionAdapter.js'
import { messageRedactor } from '../../../src/twilio/functions/messageRedactor.js'
import { WITHHELD_MESSAGE } from '../../../src/twilio/functions/redactorAnswer.js'
import {
  createWebhook,
  type WebHandler,
  type WebhookSettings,
} from '../../../src/twilio/functions/webhook.js'
import { call } from './call.js'
import { portOf } from './portOf.js'

const TOKEN = 'the auth token of a test account'
const WITHHELD = {
  body: WITHHELD_MESSAGE,
  attributes: expect.stringMatching(/^\{"countersign":\{"withheld":\["[a-z_]+"\]\}\}$/),
}
const FORM = { MessageSid: 'SM01', Body: 'hello' }

const echo = (tokens: readonly string[] | 'gateway'): WebhookSettings => ({
  tokens,
  handle: (received) => Promise.resolve(received),
})

/** Serves a handler as Express does: its request with `protocol` and `originalUrl`, its response chained. */
async function serve(
  handler: WebHandler,
  prepare: (request: IncomingMessage) => Promise<object> = () => Promise.resolve({}),
) {
  const express = toExpress(handler)
  const server = createServer((request, response) => {
    const chained: ExpressResponse = {
      status: (code) => {
        response.statusCode = code
        return chained
      },
      set: (headers) => {
        for (const [name, value] of Object.entries(headers)) response.setHeader(name, value)
        return chained
      },
      send: (body) => response.end(body),
    }
    prepare(request)
      .then((more) =>
        express(
          Object.assign(
            request,
            { protocol: 'http', originalUrl: request.url ?? '/', method: request.method ?? 'GET' },
            more,
          ),
          chained,
        ),
      )
      .catch(() => response.destroy())
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', () => done()))
  const url = `http://127.0.0.1:${portOf(server)}/hook?a=1`
  const stop = () => new Promise((done) => server.close(done))
  return { url, stop }
}

const post = async (url: string, form: Readonly<Record<string, string>>, token = TOKEN) => {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'x-twilio-signature': webhooks.getExpectedTwilioSignature(token, url, form) },
    body: new URLSearchParams(form),
  })
  return { status: answer.status, json: await answer.json() }
}

describe('behind Express', () => {
  test('a signed call is handled, another is not', async () => {
    const { url, stop } = await serve(createWebhook(echo([TOKEN])))
    expect(await post(url, FORM)).toEqual({ status: 200, json: { type: 'form', parameters: FORM } })
    expect(await post(url, FORM, 'another')).toEqual({ status: 403, json: { code: 'not_signed' } })
    await stop()
  })

  test('a body that a parser kept is read from there', async () => {
    const { url, stop } = await serve(createWebhook(echo([TOKEN])), async (request) => {
      const chunks: Uint8Array[] = []
      for await (const chunk of request) chunks.push(chunk)
      return { rawBody: Buffer.concat(chunks), body: {} }
    })
    expect((await post(url, FORM)).status).toBe(200)
    await stop()
  })

  test('a body that a parser ate is not signed', async () => {
    const { url, stop } = await serve(createWebhook(echo([TOKEN])), async (request) => {
      for await (const _ of request);
      return { body: FORM }
    })
    expect((await post(url, FORM)).status).toBe(403)
    await stop()
  })

  test('a megabyte is refused, and another method', async () => {
    const { url, stop } = await serve(createWebhook(echo([TOKEN])))
    expect(await post(url, { Body: 'x'.repeat(1_048_576) })).toMatchObject({ status: 413 })
    expect((await fetch(url)).status).toBe(405)
    await stop()
  })
})

describe('inside a Function', () => {
  test('a call that the gateway checked is handled', async () => {
    const event = { ...FORM, request: { headers: {} } }
    expect(
      await call(toFunction(echo('gateway')), event, {
        DOMAIN_NAME: 'acme.twil.io',
        PATH: '/hook',
      }),
    ).toEqual({
      type: 'form',
      parameters: FORM,
    })
  })

  test('a parameter called request, and what is no text, is set aside', async () => {
    const event = { ...FORM, request: 'x', nested: { a: 1 }, list: ['a'] }
    expect(await call(toFunction(echo('gateway')), event)).toEqual({
      type: 'form',
      parameters: FORM,
    })
  })

  test.each([
    ['given twice', { ...FORM, Body: ['a', 'b'] }],
    ['given in parts', { ...FORM, Body: { x: 'a' } }],
  ])(
    'a parameter of Twilio’s that is %s is not read, and its message withheld',
    async (_, event) => {
      expect(await call(toFunction(echo('gateway')), event)).toEqual({ code: 'body_too_long' })
      const redactor = messageRedactor({ tokens: 'gateway', rules: [] })
      expect(await call(toFunction(redactor), event)).toEqual(WITHHELD)
      expect(await call(toFunction(redactor), {})).toEqual(WITHHELD)
    },
  )

  const throwing = (): never => {
    throw new Error('4111 1111 1111 1111')
  }
  test.each<[string, Readonly<Record<string, unknown>>]>([
    ['that throw when they are listed', new Proxy({}, { ownKeys: throwing })],
    ['of which one throws', Object.defineProperty({}, 'Body', { get: throwing, enumerable: true })],
    [
      'whose headers throw',
      {
        ...FORM,
        request: new Proxy(
          {},
          { has: throwing, get: throwing, getOwnPropertyDescriptor: throwing },
        ),
      },
    ],
  ])('parameters %s are not read, and the message withheld', async (_, event) => {
    const redactor = toFunction(messageRedactor({ tokens: 'gateway', rules: [] }))
    expect(await call(redactor, event)).toEqual(WITHHELD)
  })

  test('a parameter that was given twice is refused, as everywhere, and none of it is left out', async () => {
    const refuse = (_: unknown, code: string) => ({ code })
    const answer = { code: 'duplicate_parameter' }
    const given = { ...FORM, purpose: ['pay', 'pay'] }
    expect(await call(toFunction({ ...echo('gateway'), refuse }), given)).toEqual(answer)
    const body = new URLSearchParams([
      ...Object.entries(FORM),
      ['purpose', 'pay'],
      ['purpose', 'pay'],
    ])
    const request = new Request('https://hooks.example.com/in', { method: 'POST', body })
    expect(await (await createWebhook({ ...echo('gateway'), refuse })(request)).json()).toEqual(
      answer,
    )
  })

  test('what fails is answered without saying why', async () => {
    const failing: WebhookSettings = {
      tokens: 'gateway',
      handle: () => Promise.reject(new Error('secret')),
    }
    expect(await call(toFunction(failing), FORM)).toEqual({ code: 'internal_failure' })
  })

  test('a refusal is told in the runtime’s own response, whose name hides the standard one', async () => {
    const standard = globalThis.Response
    const set: unknown[] = []
    const own = function TwilioResponse() {
      return {
        setStatusCode: (status: number) => set.push(status),
        appendHeader: () => undefined,
        setBody: (body: unknown) => set.push(body),
      }
    }
    Reflect.set(globalThis, 'Response', own)
    Reflect.set(globalThis, 'Twilio', { Response: own })
    try {
      const refused = toFunction({ ...echo('gateway'), limit: 4 })
      await call(refused, FORM)
      expect(set).toEqual([413, { code: 'body_too_long' }])
      expect(await call(toFunction(echo('gateway')), FORM)).toMatchObject({ type: 'form' })
    } finally {
      Reflect.set(globalThis, 'Response', standard)
      Reflect.deleteProperty(globalThis, 'Twilio')
    }
  })
})

describe('a handler behind a webhook of one’s own', () => {
  const answer = async (handle: WebhookSettings['handle']) => {
    const url = 'https://hooks.example.com/in'
    const request = new Request(url, {
      method: 'POST',
      headers: { 'x-twilio-signature': webhooks.getExpectedTwilioSignature(TOKEN, url, FORM) },
      body: new URLSearchParams(FORM),
    })
    const response = await createWebhook({ tokens: [TOKEN], handle })(request)
    return { status: response.status, json: await response.json() }
  }

  test('answers what the handler answers, in its context', async () => {
    const handle = fromFunction(
      (context, event, callback) => Promise.resolve(callback(null, { key: context['KEY'], event })),
      { KEY: 'k' },
    )
    expect(await answer(handle)).toEqual({ status: 200, json: { key: 'k', event: FORM } })
  })

  test('answers 500 without saying why where the handler fails', async () => {
    const failing = fromFunction((_, __, callback) =>
      Promise.resolve(callback(new Error('secret'))),
    )
    const throwing = fromFunction(() => Promise.reject(new Error('secret')))
    for (const handle of [failing, throwing]) {
      expect(await answer(handle)).toEqual({ status: 500, json: { code: 'internal_failure' } })
    }
  })
})
