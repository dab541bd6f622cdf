import { describe, expect, test } from 'vitest'
import { compilePolicy } from '../../../src/policy/index.js'
import { createAttestationHandler } from '../../../src/twilio/functions/attestationHandler.js'
import { createDecideHandler } from '../../../src/twilio/functions/decideHandler.js'
import { decisionAttributes } from '../../../src/twilio/functions/decisionAttributes.js'
import type { FunctionHandler } from '../../../src/twilio/functions/functionHandler.js'
import { createKnowledgeHandler } from '../../../src/twilio/functions/knowledgeHandler.js'
import { memoryStore } from '../../../src/twilio/functions/memoryStore.js'
import type { Store } from '../../../src/twilio/functions/store.js'
import { createVerifyCheckHandler } from '../../../src/twilio/functions/verifyCheckHandler.js'
import type { VerifyClient } from '../../../src/twilio/functions/verifyClient.js'
import { createVerifyStartHandler } from '../../../src/twilio/functions/verifyStartHandler.js'
import { call, KEYS } from './call.js'

const POLICY = compilePolicy(`
policy: acme
version: 1
classes:
  contact: { fields: [name], confirm: { write: recognized, read: recognized } }
  orders: { fields: [orders.*], masked: { write: recognized, read: recognized } }
actions:
  pay: { write: verified, purpose: true }
knowledge: { booking: { asks: [booking_reference], attempts: 3, within: 1h } }
stepUp: [verify_sms]
regions: [FR]
identifiers: { booking: { pattern: 'BK-?\\d{6}' } }
redact: { agent: { default: drop } }
routes: [{ id: general, queue: front }]
`)

// What somebody writes, and the part of it that nobody may see: published sample numbers, and what is made up.
const SECRETS = [
  ['4111 1111 1111 1111', '1111 1111'],
  ['my password is Kettle739!', 'Kettle739'],
  ['ssn 536-90-4399', '536-90'],
  ['ada.lovelace@example.com', 'lovelace'],
  ['DE89 3704 0044 0532 0130 00', '0044 0532'],
  ['four one one one one one one one one one one one one one one one', 'one one'],
  ['0612345678', '345678'],
  ['BK-739146', '739146'],
  ['{"password":"Kettle739!"}', 'Kettle739'],
] as const

const json = JSON.stringify
const form = (text: string) => json({ note: text, [text]: text, friendlyName: text })

// What Twilio and flows send, each a place for somebody's words.
const STUDIO = 'channel author source clientIdentity to conversation conversationSid execution'
  .split(' ')
  .concat('message text subject classes actions amount payee currency epoch ledger'.split(' '))
  .concat('context.open answer.booking_reference purpose code method flags note Token'.split(' '))
  .concat(
    'readers login_token break_glass lower reason override evidence ApproverToken contact anything'.split(
      ' ',
    ),
  )
const CONVERSATION = ['Body', 'Attributes', 'Source', 'ParticipantSid', 'Media', 'MessageSid']
const MESSAGE = ['Body', 'ProfileName', 'ProfileUsername', 'WaId', 'ChannelAttributes', 'MediaUrl0']

const plain = (text: string): string => text
const PLACES: readonly (readonly [string, string, (text: string) => string])[] = [
  ...STUDIO.map((name) => ['studio', name, plain] as const),
  ...['claims', 'memory', 'preEngagementData', 'channelAttributes'].map(
    (name) => ['studio', name, form] as const,
  ),
  ['studio', 'channelAttributes', (text) => json({ pre_engagement_data: { note: text } })],
  ...CONVERSATION.map((name) => ['conversation', name, plain] as const),
  ['conversation', 'Attributes', (text) => json({ pre_engagement_data: { note: text } })],
  ...MESSAGE.map((name) => ['message', name, plain] as const),
  ['message', 'ChannelAttributes', (text) => json({ pre_engagement_data: form(text) })],
]

const CALLS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  studio: {
    conversation: 'CH01',
    channel: 'sms',
    address: '+14155550100',
    method: 'verify_sms',
    code: '123456',
    readers: '[]',
    Token: 'flex-1',
    flags: 'coaching',
    'answer.booking_reference': 'XK7Q2M',
  },
  conversation: {
    EventType: 'onMessageAdded',
    ConversationSid: 'CH01',
    Author: '+14155550100',
    Source: 'SMS',
  },
  message: { SmsMessageSid: 'SM01', MessageSid: 'SM01', From: '+14155550100', To: '+14155550199' },
}

/** A world that notes all that leaves a handler: its answer, records, spans, what it stores, sends and logs. */
function startWorld() {
  const left: unknown[] = []
  const stored: unknown[] = []
  const kept = memoryStore()
  const store: Store = {
    get: (key) => kept.get(key),
    put: (key, value, revision, seconds) => {
      stored.push(key, value)
      return kept.put(key, value, revision, seconds)
    },
  }
  const sent = async (one: unknown) => {
    left.push(one)
    return { sid: 'VE01', to: '+14155550100', channel: 'sms', status: 'pending', valid: false }
  }
  const service = { verifications: { create: sent }, verificationChecks: { create: sent } }
  const client: VerifyClient = { verify: { v2: { services: () => service } } }
  const directory = {
    find: async () => [{ customer: 'C-1001', basis: 'verified' as const }],
    reach: async () => '+14155550100',
  }
  const shared = {
    store: () => store,
    ledgerKeys: () => KEYS,
    directory: () => directory,
    client: () => client,
    service: () => 'VA01',
    pace: 0,
    flexToken: () => async () => ({ worker: 'WK01', roles: ['agent'] }),
  }
  const handlers: Readonly<Record<string, FunctionHandler>> = {
    decide: createDecideHandler({
      ...shared,
      client: undefined,
      policy: () => POLICY,
      record: (record) => left.push(record, decisionAttributes(record)),
    }),
    'verify start': createVerifyStartHandler(shared),
    'verify check': createVerifyCheckHandler(shared),
    attest: createAttestationHandler(shared),
    knowledge: createKnowledgeHandler({
      ...shared,
      policy: () => POLICY,
      find: () => async () => 'C-1001',
    }),
  }
  return { left, stored, handlers }
}

const KEPT = ['conversation', 'conversationSid']

const NAMES = Object.keys(startWorld().handlers)

describe.each(NAMES)('%s says nothing that the rules hide', (name) => {
  test.each(PLACES)('of what comes with a %s call in %s', async (kind, field, put) => {
    for (const [text, secret] of SECRETS) {
      const { left, stored, handlers } = startWorld()
      const handler = handlers[name]
      if (handler === undefined) throw new TypeError('no handler')
      left.push(await call(handler, { ...CALLS[kind], [field]: put(text) }))
      expect(json(left)).not.toContain(secret)
      // What an agent lowers is kept with the conversation it is lowered in.
      if (!KEPT.includes(field)) expect(json(stored)).not.toContain(secret)
    }
  })
})
