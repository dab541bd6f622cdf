import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compilePolicy } from '../../../src/policy/index.js'
import { createAttestationHandler } from '../../../src/twilio/functions/attestationHandler.js'
import type { FunctionHandler } from '../../../src/twilio/functions/functionHandler.js'
import { createKnowledgeHandler } from '../../../src/twilio/functions/knowledgeHandler.js'
import { memoryStore } from '../../../src/twilio/functions/memoryStore.js'
import type { Store } from '../../../src/twilio/functions/store.js'
import { createVerifyCheckHandler } from '../../../src/twilio/functions/verifyCheckHandler.js'
import type { VerifyClient } from '../../../src/twilio/functions/verifyClient.js'
import { createVerifyStartHandler } from '../../../src/twilio/functions/verifyStartHandler.js'
import type { WebChatClient } from '../../../src/twilio/functions/webChatClient.js'
import { createWebChatStartHandler } from '../../../src/twilio/functions/webChatStartHandler.js'
import { call, KEYS } from './call.js'

const refuse = () => Promise.reject(new Error('caller +14155550100'))
const brokenClient: VerifyClient & WebChatClient = {
  verify: {
    v2: {
      services: () => ({
        verifications: { create: refuse },
        verificationChecks: { create: refuse },
      }),
    },
  },
  flexApi: { v2: { webChannels: { create: refuse } } },
  conversations: {
    v1: { conversations: () => ({ fetch: refuse, update: refuse, messages: { create: refuse } }) },
  },
}
const brokenStore: Store = { get: refuse, put: refuse }

const settings = (store: Store) => ({
  client: () => brokenClient,
  service: () => 'VA01',
  address: () => 'IG01',
  flexToken: () => refuse,
  ledgerKeys: () => KEYS,
  store: () => store,
  pace: 0,
})

const KNOWLEDGE = {
  find: () => refuse,
  policy: () =>
    compilePolicy({
      policy: 'acme',
      version: 1,
      classes: { orders: { full: 'verified' } },
      knowledge: { order: { asks: ['code', 'address'] } },
      routes: [{ id: 'general', queue: 'front' }],
    }),
}

const handlers: readonly (readonly [string, (store: Store) => FunctionHandler])[] = [
  ['verify start', (store) => createVerifyStartHandler(settings(store))],
  ['verify check', (store) => createVerifyCheckHandler(settings(store))],
  ['web chat start', (store) => createWebChatStartHandler(settings(store))],
  ['attestation', (store) => createAttestationHandler(settings(store))],
  ['knowledge', (store) => createKnowledgeHandler({ ...settings(store), ...KNOWLEDGE })],
]

const names = [
  'conversation',
  'channel',
  'address',
  'method',
  'code',
  'purpose',
  'Token',
  'login_token',
  'form',
  'flags',
  'ledger',
  'request',
  '__proto__',
  'EventType',
  'SmsMessageSid',
]
const values = fc.oneof(
  fc.constantFrom(
    'CH01',
    'sms',
    '+14155550100',
    'verify_sms',
    '123456',
    'cs1.k1.x.y',
    '{}',
    'null',
  ),
  fc.string(),
  fc.anything(),
)
const anyEvent = fc.dictionary(fc.oneof(fc.constantFrom(...names), fc.string()), values)

describe.each(handlers)('%s', (_, make) => {
  test.each([
    ['in order', memoryStore()],
    ['down', brokenStore],
  ])(
    'answers one shape, all of it text but an instant, whatever is sent and with a store that is %s',
    async (__, store) => {
      const handler = make(store)
      const shape = Object.keys(await call(handler, {})).sort()
      await fc.assert(
        fc.asyncProperty(anyEvent, async (event) => {
          const answer = await call(handler, event)
          expect(Object.keys(answer).sort()).toEqual(shape)
          // For a page alone, which no split of a flow reads: a number, as Twilio's web chat has it.
          const { expiration = 0, ...texts } = answer
          expect(typeof expiration).toBe('number')
          expect(Object.values(texts).every((value) => typeof value === 'string')).toBe(true)
          expect(answer['ok']).toBe(answer['status'] === 'sent' ? 'true' : 'false')
          expect(JSON.stringify(answer)).not.toContain('caller')
        }),
      )
    },
  )
})
