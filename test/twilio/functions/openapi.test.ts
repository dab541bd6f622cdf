import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type FakeTwilio, startFakeTwilio } from '../../../examples/fakeTwilio.mjs'
import { startLogin } from '../../../examples/signIn.mjs'
import { createLoginVerifier } from '../../../src/twilio/functions/loginToken.js'
import { createLookup } from '../../../src/twilio/functions/lookup.js'
import { syncStore } from '../../../src/twilio/functions/syncStore.js'
import { createVerifyCheckHandler } from '../../../src/twilio/functions/verifyCheckHandler.js'
import { createVerifyStartHandler } from '../../../src/twilio/functions/verifyStartHandler.js'
import { createWebChatStartHandler } from '../../../src/twilio/functions/webChatStartHandler.js'
import { faultsOf, fieldsOf, findOperation } from '../api/operations.js'
import { call, KEYS, loopbackClient } from './call.js'

const HOSTS = [
  'verify.twilio.com',
  'sync.twilio.com',
  'lookups.twilio.com',
  'flex-api.twilio.com',
  'conversations.twilio.com',
]

let twilio: FakeTwilio

describe('what the handlers send, by the real client', () => {
  beforeAll(async () => {
    twilio = await startFakeTwilio({ code: '123456' })
    const login = await startLogin()
    twilio.settings.jwks = login.jwks
    const client = loopbackClient(twilio.url)
    const settings = {
      client: () => client,
      service: () => `VA${'0'.repeat(32)}`,
      address: () => `IG${'0'.repeat(32)}`,
      ledgerKeys: () => KEYS,
      store: () => syncStore(client.sync.v1.services(`IS${'0'.repeat(32)}`)),
      login: createLoginVerifier({
        issuer: 'https://login.example.com',
        audience: 'acme-shop',
        keys: new URL(`${twilio.url}/login.example.com/jwks.json`),
      }),
    }
    const message = { conversation: 'CH01', channel: 'sms', address: '+14155550100' }
    const payment = { purpose: 'pay', amount: '12.50', payee: 'Acme' }
    const start = createVerifyStartHandler(settings)
    const check = createVerifyCheckHandler(settings)
    await call(start, { ...message, ...payment, method: 'verify_sms' })
    await call(check, { ...message, ...payment, code: '000000' })
    await call(check, { ...message, ...payment, code: '123456' })
    const login_token = await login.signIn('u-77', 'C-1001')
    await call(createWebChatStartHandler(settings), { login_token, form: '{"friendlyName":"Ada"}' })
    const fields = ['sim_swap', 'line_type_intelligence', 'reassigned_number']
    await createLookup(client, fields)('+14155550100', '2024-03-01')
  })
  afterAll(() => twilio.stop())

  const sent = () => twilio.calls.filter((one) => HOSTS.includes(one.host))

  test('goes to five services', () => {
    expect(new Set(sent().map((one) => one.host))).toEqual(new Set(HOSTS))
  })

  test('is an operation that Twilio describes, with a form that fits', () => {
    for (const { host, path, method, body } of sent()) {
      const operation = findOperation(method, host, path)
      const form = Object.fromEntries(
        Object.entries(body).map(([name, value]) => [name, [String(value)]]),
      )
      expect(operation && faultsOf(operation, form), `${method} ${host}${path}`).toEqual([])
    }
  })

  test('asks Lookup since the day that is known, as it writes days', () => {
    const asked = twilio.calls.find((one) => one.host === 'lookups.twilio.com')
    expect(asked?.query).toEqual({
      Fields: 'sim_swap,line_type_intelligence,reassigned_number',
      LastVerifiedDate: '20240301',
    })
  })

  test('is answered by the stand-in as Twilio would: a status and fields it knows', () => {
    const answered = sent().filter(({ answer }) => answer !== null && answer.status < 400)
    expect(new Set(answered.map(({ host }) => host))).toEqual(new Set(HOSTS))
    for (const { host, path, method, answer } of answered) {
      const operation = findOperation(method, host, path)
      const fields = operation && fieldsOf(operation, Number(answer?.status))
      expect(fields, `${answer?.status} of ${method} ${host}${path}`).toEqual(
        expect.arrayContaining(Object.keys(Object(answer?.body))),
      )
    }
  })
})
