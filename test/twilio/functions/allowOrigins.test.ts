import { afterAll, beforeAll, expect, test } from 'vitest'
import { allowOrigins } from '../../../src/twilio/functions/allowOrigins.js'
import type { FunctionHandler } from '../../../src/twilio/functions/functionHandler.js'
import { call } from './call.js'

const PAGE = 'https://www.example.com'
const plain: FunctionHandler = (_, __, callback) => Promise.resolve(callback(null, { ok: 'true' }))
const open = allowOrigins(plain, [PAGE])
const from = (origin: unknown) => ({ request: { headers: { origin } } })

beforeAll(() => {
  const Response = function TwilioResponse() {
    const written: Record<string, unknown> = {}
    return Object.assign(written, {
      setStatusCode: (status: number) => Object.assign(written, { status }),
      appendHeader: (name: string, value: string) => Object.assign(written, { [name]: value }),
      setBody: (body: unknown) => Object.assign(written, { body }),
    })
  }
  Reflect.set(globalThis, 'Twilio', { Response })
})
afterAll(() => Reflect.deleteProperty(globalThis, 'Twilio'))

test('a page that is named may read the answer', async () => {
  expect(await call(open, from(PAGE))).toMatchObject({
    status: 200,
    'Access-Control-Allow-Origin': PAGE,
    Vary: 'Origin',
    body: { ok: 'true' },
  })
})

test.each([
  ['of another origin', from('https://evil.example.com')],
  ['of a longer name', from(`${PAGE}.evil.example.com`)],
  ['with no origin', from(undefined)],
  ['with several', from([PAGE])],
  ['whose parameter takes the headers’ place', { request: PAGE }],
])('a page %s gets the plain answer', async (_, event) => {
  expect(await call(open, event)).toEqual({ ok: 'true' })
})
