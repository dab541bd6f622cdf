import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createWebhook, memoryStore } from '../../src/twilio/functions/index.js'
import { parseMessageWebhook, parseStudioParameters } from '../../src/twilio/inbound/index.js'
import { runs } from '../runs.js'
import {
  formRequest,
  jsonRequest,
  make,
  TOKEN,
  URL_CALLED,
} from '../twilio/functions/signedCalls.js'

const escaped = (key: string): string =>
  [...Array(key.length).keys()]
    .map((at) => `\\u${key.charCodeAt(at).toString(16).padStart(4, '0')}`)
    .join('')

/** Writes JSON by hand: one object of it, counted from the first, names its first key once more behind the others. */
function writeTwice(value: unknown, chosen: number): string {
  let seen = 0
  const write = (one: unknown): string => {
    if (Array.isArray(one)) return `[${one.map(write).join(' , ')}]`
    if (typeof one !== 'object' || one === null) return JSON.stringify(one)
    const [first = ''] = Object.keys(one)
    const isChosen = Object.keys(one).length > 0 && seen++ === chosen
    const pairs = Object.entries(one).map(
      ([key, below]) => `${JSON.stringify(key)} : ${write(below)}`,
    )
    return `{${[...pairs, ...(isChosen ? [`"${escaped(first)}":"another"`] : [])].join(',')}}`
  }
  return write(value)
}

describe('JSON that names one thing twice', () => {
  const anyCall = fc.record({
    From: fc.constant('+14155550177'),
    claims: fc.jsonValue({ depthSize: 'small' }),
    'a"}{[\\': fc.jsonValue({ maxDepth: 1 }),
  })
  const objectsIn = (value: unknown): number =>
    typeof value !== 'object' || value === null
      ? 0
      : Number(!Array.isArray(value) && Object.keys(value).length > 0) +
        Object.values(value).reduce<number>((sum, below) => sum + objectsIn(below), 0)

  test('is refused as a form is, wherever it stands and however it is escaped, and no other is', async () => {
    const { calls, handler } = make()
    await fc.assert(
      fc.asyncProperty(anyCall, fc.nat(), async (call, which) => {
        const chosen = which % objectsIn(call)
        const before = calls.length
        const once = await handler(jsonRequest(writeTwice(call, -1)))
        const twice = await handler(jsonRequest(writeTwice(call, chosen)))
        expect([once.status, twice.status, await twice.json()]).toEqual([
          200,
          400,
          { code: 'duplicate_parameter' },
        ])
        expect(calls.length).toBe(before + 1)
      }),
      runs(20),
    )
  })

  test('is read by no codec either', () => {
    const text = '{"From":"+14155550177","MessageSid":"SM01","Fr\\u006fm":"+14155550100"}'
    for (const read of [parseMessageWebhook, parseStudioParameters])
      expect(read(text)).toMatchObject({ ok: false, issues: [{ code: 'duplicate' }] })
  })
})

describe('doors that share a store', () => {
  const DOORS = [`${URL_CALLED}/decide`, `${URL_CALLED}/check`]
  const anyCall = fc.record({
    door: fc.constantFrom(...DOORS),
    message: fc.constantFrom('SM01', 'SM02'),
    isTwilios: fc.boolean(),
  })

  test('answer each question of a flow, and handle a message of Twilio’s once each', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyCall, { minLength: 2, maxLength: 6 }), async (all) => {
        const store = memoryStore()
        const handled: string[] = []
        const webhook = createWebhook({
          tokens: [TOKEN],
          store,
          handle: () => {
            handled.push('')
            return Promise.resolve({ status: 'decided' })
          },
        })
        for (const { door, message, isTwilios } of all) {
          const form = isTwilios
            ? { SmsMessageSid: message, MessageSid: message, SmsSid: message, Body: 'hi' }
            : { conversation: 'CH01', channel: 'sms', MessageSid: message }
          const answer = await webhook(formRequest(form, { url: door }))
          if (!isTwilios) expect(await answer.json()).toEqual({ status: 'decided' })
        }
        const messages = all.filter(({ isTwilios }) => isTwilios)
        const deliveries = new Set(messages.map(({ door, message }) => `${door} ${message}`))
        expect(handled.length).toBe(all.length - messages.length + deliveries.size)
      }),
      runs(20),
    )
  })
})
