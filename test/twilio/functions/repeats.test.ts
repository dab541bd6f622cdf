import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startFakeTwilio } from '../../../examples/fakeTwilio.mjs'
import { syncStore } from '../../../src/twilio/functions/syncStore.js'
import { createWebhook } from '../../../src/twilio/functions/webhook.js'
import { loopbackClient } from './call.js'

const SERVICE = `IS${'0'.repeat(32)}`

let twilio: Awaited<ReturnType<typeof startFakeTwilio>>
beforeAll(async () => {
  twilio = await startFakeTwilio()
})
afterAll(() => twilio.stop())

/** A server of its own, with the real client of Sync; only the service behind it is shared. */
const startServer = (handle: () => Promise<unknown>) =>
  createWebhook({
    tokens: 'gateway',
    store: syncStore(loopbackClient(twilio.url).sync.v1.services(SERVICE)),
    handle,
  })

const bring = (message: string) =>
  new Request('https://hooks.example.com/in', {
    method: 'POST',
    body: new URLSearchParams({ SmsMessageSid: message, MessageSid: message }),
  })

describe('two servers that share a Sync service', () => {
  test('handle once what fifty calls at a time bring to both', async () => {
    let handled = 0
    const handle = async () => {
      handled += 1
      await new Promise((done) => setTimeout(done, 50))
      return {}
    }
    const servers = [startServer(handle), startServer(handle)]
    const calls = Array.from({ length: 25 }, () => servers.map((server) => server(bring('SM01'))))
    const answers = await Promise.all(calls.flat())
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200))
    expect(handled).toBe(1)
  })

  test('handle what the other one failed at', async () => {
    let handled = 0
    const failing = startServer(() => Promise.reject(new Error('down')))
    const sound = startServer(async () => {
      handled += 1
    })
    expect((await failing(bring('SM02'))).status).toBe(500)
    expect((await sound(bring('SM02'))).status).toBe(200)
    expect((await failing(bring('SM02'))).status).toBe(200)
    expect(handled).toBe(1)
  })
})
