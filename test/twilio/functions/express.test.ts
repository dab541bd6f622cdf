import { createServer, type RequestListener, type Server } from 'node:http'
import { createRequire } from 'node:module'
import { connect } from 'node:net'
import webhooks from 'twilio/lib/webhooks/webhooks.js'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  type ExpressRequest,
  type ExpressResponse,
  toExpress,
} from '../../../src/twilio/functions/expressAdapter.js'
import { messageRedactor } from '../../../src/twilio/functions/messageRedactor.js'
import { WITHHELD_MESSAGE } from '../../../src/twilio/functions/redactorAnswer.js'
import { createWebhook } from '../../../src/twilio/functions/webhook.js'
import { portOf } from './portOf.js'

type Handler = (request: ExpressRequest, response: ExpressResponse) => unknown
interface ExpressApp extends RequestListener {
  all(path: string, handler: Handler): unknown
}

// Twilio's own local runtime brings Express 4; a file beside another version may be named, to try that one.
const runtime = createRequire(import.meta.url).resolve('twilio-run')
const express: () => ExpressApp = createRequire(process.env['EXPRESS_FROM'] ?? runtime)('express')

const TOKEN = 'the auth token of a test account'
const FORM = { MessageSid: 'SM01', Body: 'hello' }
const TYPE = 'content-type: application/x-www-form-urlencoded'
const PATIENCE = 3_000

let server: Server

beforeAll(async () => {
  const app = express()
  const handle = () => Promise.resolve({ done: true })
  app.all('/hook', toExpress(createWebhook({ tokens: [TOKEN], handle })))
  app.all('/hasty', toExpress(createWebhook({ tokens: [TOKEN], handle, budget: 100 })))
  app.all('/redact', toExpress(createWebhook(messageRedactor({ tokens: [TOKEN], rules: [] }))))
  app.all(
    '/broken',
    toExpress(() => Promise.reject(new Error('+14155550100'))),
  )
  server = createServer(app)
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', () => done()))
})
afterAll(async () => {
  server.closeAllConnections()
  await new Promise((done) => server.close(done))
})

const address = () => `127.0.0.1:${portOf(server)}`

/** Writes the very bytes of a request to a socket, and gives what comes back until the other side ends it. */
const send = (lines: readonly string[], body = ''): Promise<string> =>
  new Promise((done, failed) => {
    const socket = connect(portOf(server), '127.0.0.1')
    let answer = ''
    socket.setTimeout(PATIENCE, () => {
      socket.destroy()
      failed(new TypeError('no answer'))
    })
    socket.on('data', (chunk) => {
      answer += String(chunk)
    })
    socket.on('close', () => done(answer))
    socket.on('error', failed)
    socket.write(`${lines.join('\r\n')}\r\n\r\n${body}`)
  })

const statusOf = (answer: string): number => Number(answer.split(' ')[1])

const postForm = async (path: string, form: Readonly<Record<string, string>>) => {
  const url = `http://${address()}${path}`
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'x-twilio-signature': webhooks.getExpectedTwilioSignature(TOKEN, url, form) },
    body: new URLSearchParams(form),
  })
  return { status: answer.status, json: await answer.json() }
}

describe('under the real Express', () => {
  test('a signed call is handled', async () => {
    expect(await postForm('/hook', FORM)).toEqual({ status: 200, json: { done: true } })
  })

  test.each([
    '[',
    ']',
    '[::1',
    '[]',
    '%',
    '%41',
    'a:99999',
    'a:b',
    'localhost:port',
    'user@host',
    'user:password@host',
    'a/b',
    'a?b',
    'a#b',
    'a\\b',
    'a b',
    'a,b',
    '<a>',
    'a:',
    ':80',
    '',
    '999.999.999.999',
    'é',
  ])('a request whose host is %j is answered, and never handled', async (host) => {
    const answer = await send([
      'POST /hook HTTP/1.1',
      `Host: ${host}`,
      TYPE,
      'content-length: 0',
      'connection: close',
    ])
    expect(statusOf(answer)).toBe(400)
    expect(await postForm('/hook', FORM)).toMatchObject({ status: 200 })
  })

  test.each(['127.0.0.1', 'localhost:3000', '[::1]:3000', 'my_host.example.com', 'a.b-c.example'])(
    'a request whose host is %j is only not signed',
    async (host) => {
      const lines = ['POST /hook HTTP/1.1', `Host: ${host}`, TYPE, 'content-length: 0']
      expect(statusOf(await send([...lines, 'connection: close']))).toBe(403)
    },
  )

  test.each(['TRACE', 'GET', 'PUT', 'DELETE', 'OPTIONS', 'PROPFIND', 'M-SEARCH'])(
    'the method %s is refused',
    async (method) => {
      const lines = [`${method} /hook HTTP/1.1`, `Host: ${address()}`, 'connection: close']
      expect(statusOf(await send(lines))).toBe(method === 'TRACE' ? 400 : 405)
    },
  )

  test('a request for a whole URL of another host is not read as that host’s', async () => {
    const lines = ['POST http://example.com/hook HTTP/1.1', `Host: ${address()}`, TYPE]
    const answer = await send([...lines, 'content-length: 0', 'connection: close'])
    expect(statusOf(answer)).toBeGreaterThanOrEqual(400)
    expect(statusOf(answer)).toBeLessThan(500)
  })

  test('a handler that throws is answered with 500, and nothing of what it threw', async () => {
    const broken = await postForm('/broken', FORM)
    expect(broken).toEqual({ status: 500, json: { code: 'internal_failure' } })
  })

  test('a body that drips, or never comes to the length it told, is given up', async () => {
    const lines = ['POST /hasty HTTP/1.1', `Host: ${address()}`, TYPE, 'content-length: 100']
    expect(statusOf(await send(lines, 'Body=a'))).toBe(408)
  })

  test('a message that is 97 KB on the wire is redacted, and one that cannot be read withheld', async () => {
    const long = { EventType: 'onMessageAdd', Body: '!'.repeat(32_000) }
    expect(await postForm('/redact', long)).toEqual({ status: 200, json: {} })
    const longer = { EventType: 'onMessageAdd', Body: '!'.repeat(400_000) }
    expect(await postForm('/redact', longer)).toEqual({
      status: 200,
      json: {
        body: WITHHELD_MESSAGE,
        attributes: '{"countersign":{"withheld":["body_too_long"]}}',
      },
    })
  })
})
