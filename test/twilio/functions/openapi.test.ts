import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type FakeTwilio, startFakeTwilio } from '../../../examples/fakeTwilio.mjs'
import { startLogin } from '../../../examples/signIn.mjs'
import { isRecord } from '../../../src/model/record.js'
import { createLoginVerifier } from '../../../src/twilio/functions/loginToken.js'
import { createLookup } from '../../../src/twilio/functions/lookup.js'
import { syncStore } from '../../../src/twilio/functions/syncStore.js'
import { createVerifyCheckHandler } from '../../../src/twilio/functions/verifyCheckHandler.js'
import { createVerifyStartHandler } from '../../../src/twilio/functions/verifyStartHandler.js'
import { createWebChatStartHandler } from '../../../src/twilio/functions/webChatStartHandler.js'
import { call, KEYS, loopbackClient } from './call.js'

const FOLDER = resolve(import.meta.dirname, '../../../../shared/twilio-openapi')
const SPECS: Readonly<Record<string, string>> = {
  'verify.twilio.com': 'twilio_verify_v2',
  'sync.twilio.com': 'twilio_sync_v1',
  'lookups.twilio.com': 'twilio_lookups_v2',
  'flex-api.twilio.com': 'twilio_flex_v2',
  'conversations.twilio.com': 'twilio_conversations_v1',
}

type Json = Readonly<Record<string, unknown>>

const at = (value: unknown, ...keys: readonly string[]): unknown =>
  keys.reduce<unknown>((found, key) => (isRecord(found) ? found[key] : undefined), value)

const specOf = (host: string): Json =>
  JSON.parse(readFileSync(resolve(FOLDER, `${SPECS[host]}.json`), 'utf8'))

/** The operation a call is of: its path template filled, its method named. */
function operationOf(
  host: string,
  path: string,
  method: string,
): { spec: Json; operation: unknown } {
  const spec = specOf(host)
  const paths = at(spec, 'paths')
  const templates = isRecord(paths) ? Object.keys(paths) : []
  const found = templates.find((template) =>
    new RegExp(`^${template.replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(path),
  )
  return { spec, operation: at(paths, found ?? '', method.toLowerCase()) }
}

const resolved = (spec: Json, schema: unknown): unknown => {
  const reference = at(schema, '$ref')
  return typeof reference === 'string' ? at(spec, ...reference.slice(2).split('/')) : schema
}

const keysOf = (value: unknown): readonly string[] => (isRecord(value) ? Object.keys(value) : [])

let twilio: FakeTwilio

describe.skipIf(!existsSync(FOLDER))('what the handlers send, by the real client', () => {
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

  const sent = () => twilio.calls.filter((one) => one.host in SPECS)

  test('goes to five services', () => {
    expect(new Set(sent().map((one) => one.host))).toEqual(new Set(Object.keys(SPECS)))
  })

  test('is an operation of Twilio’s OpenAPI with parameters it knows, none it asks for missing', () => {
    for (const { host, path, method, body } of sent()) {
      const { spec, operation } = operationOf(host, path, method)
      expect(operation, `${method} ${host}${path}`).toBeDefined()
      const form = at(
        operation,
        'requestBody',
        'content',
        'application/x-www-form-urlencoded',
        'schema',
      )
      const schema = resolved(spec, form)
      expect(keysOf(at(schema, 'properties'))).toEqual(expect.arrayContaining(Object.keys(body)))
      const required = at(schema, 'required')
      expect(Object.keys(body)).toEqual(
        expect.arrayContaining(Array.isArray(required) ? required : []),
      )
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
    for (const { host, path, method, answer } of sent().filter(
      (one) => Number(one.answer?.status) < 400,
    )) {
      const { spec, operation } = operationOf(host, path, method)
      const response = at(operation, 'responses', String(answer?.status))
      expect(response, `${answer?.status} of ${method} ${host}${path}`).toBeDefined()
      const schema = resolved(spec, at(response, 'content', 'application/json', 'schema'))
      expect(keysOf(at(schema, 'properties'))).toEqual(
        expect.arrayContaining([...keysOf(answer?.body)]),
      )
    }
  })
})
