import { describe, expect, test } from 'vitest'
import { type Evidence, HOUR } from '../../src/model/index.js'
import { compilePolicy } from '../../src/policy/index.js'
import { createDecideHandler, sealLedger } from '../../src/twilio/functions/index.js'
import {
  parseConversationWebhook,
  parseMessageWebhook,
  parseStudioParameters,
} from '../../src/twilio/inbound/index.js'
import { AT, CODE, type Event, openConversation, POLICY } from '../sequences/conversation.js'
import { call, KEYS } from '../twilio/functions/call.js'

/** Attacks by whoever comes into a conversation after somebody else has proved who they are. */
const answerTo = async (...events: readonly Event[]) => {
  const conversation = openConversation()
  let answer: Readonly<Record<string, unknown>> | null = null
  for (const event of events) answer = await conversation.happen(event)
  if (answer === null) throw new TypeError('the last event was answered with nothing')
  return answer
}

const start: Event = { type: 'start' }
const writes = (who: 'login' | 'guest' | 'sms' | 'whatsapp' | 'email'): Event => ({
  type: 'message',
  who,
  through: 'webhook',
})

describe('a login that one web chat participant gave', () => {
  test.each([
    ['a stranger on WhatsApp who writes in the same conversation', 'whatsapp'],
    ['a text message from another number in the same conversation', 'sms'],
    ['an e-mail into the same conversation', 'email'],
    ['a second guest identity of the same conversation', 'guest'],
  ] as const)('is worth nothing to %s', async (_, who) => {
    const alone = await answerTo(writes(who))
    const after = await answerTo(start, writes('login'), writes(who))
    const { write, customer, level } = alone
    expect(after).toMatchObject({ write, customer, level })
    expect(['none', 'masked']).toContain(after['disclose_account'])
    expect(['deny', 'step_up']).toContain(after['action_cancel_order'])
  })

  test('goes on for whoever gave it, also after somebody else has written', async () => {
    const alone = await answerTo(start, writes('login'))
    expect(alone).toMatchObject({ disclose_account: 'full', action_cancel_order: 'allow' })
    const after = await answerTo(start, writes('login'), writes('sms'), writes('login'))
    expect(after).toMatchObject({ write: alone['write'], customer: 'C-1001' })
  })

  test('and a code that another then types are not two proofs of one person', async () => {
    const code: Event = { type: 'code', who: 'sms', typed: CODE }
    expect(await answerTo(start, code, writes('sms'))).toMatchObject({ strong: 'false' })
    expect(await answerTo(start, code, writes('login'))).toMatchObject({ strong: 'false' })
  })
})

test('a login sealed without a giver opens nothing on a channel that carries no logins', async () => {
  const session: Evidence = {
    kind: 'session',
    conversation: 'CH01',
    issuer: 'https://login.example.com',
    subject: 'u-77',
    customer: 'C-1001',
    amr: ['pwd'],
    authTime: '2026-11-22T09:50:00Z',
    expires: '2026-11-22T10:50:00Z',
  }
  const ledger = sealLedger(
    {
      conversation: 'CH01',
      sequence: 1,
      issued: AT,
      expires: AT + HOUR,
      evidence: [session],
    },
    KEYS,
  )
  const decide = createDecideHandler({
    policy: POLICY,
    ledgerKeys: () => KEYS,
    participants: () => () => Promise.resolve([]),
    now: () => AT,
  })
  for (const contact of [
    { channel: 'sms', address: '+14155550166' },
    { channel: 'whatsapp', address: '+14155550166' },
    { channel: 'email', address: 'eve@example.org' },
    { channel: 'web_chat', address: `FX${'3'.repeat(32)}` },
  ]) {
    const event = { conversation: 'CH01', ...contact, ledger: ledger.ok ? ledger.value : '' }
    expect(await call(decide, event)).toMatchObject({ customer: '', verified: 'false' })
  }
})

test('nobody is asked for readers whom the flow names and nobody can read: an answer would leave them out', async () => {
  const asked: string[] = []
  const decide = createDecideHandler({
    policy: POLICY,
    participants: () => (conversation) => {
      asked.push(conversation)
      return Promise.resolve([])
    },
    now: () => AT,
  })
  const event = { conversation: 'CH01', channel: 'sms', address: '+14155550166' }
  for (const readers of ['[', 'nobody @ all', '[{"channel":"pigeon","address":"1"}]', '[]'])
    await call(decide, { ...event, readers })
  expect(asked).toEqual([])
  await call(decide, event)
  expect(asked).toEqual(['CH01'])
})

describe('the SID of a flow, which all its executions share, opens nobody’s ledger', () => {
  const FLOW = `FW${'a'.repeat(32)}`
  const sms = { channel: 'sms', address: '+14155550100' }

  test.each([
    ['as the only key, in one spelling', { flow_sid: FLOW, ...sms }, 'required'],
    ['as the only key, in another', { FlowSid: FLOW, ...sms }, 'required'],
    ['as a conversation', { conversation: FLOW, ...sms }, 'not_a_conversation'],
    ['as a ConversationSid', { ConversationSid: FLOW, ...sms }, 'not_a_conversation'],
    ['as an execution', { ExecutionSid: FLOW, ...sms }, 'not_a_conversation'],
  ])('%s', (_, event, code) => {
    expect(parseStudioParameters(event)).toEqual({
      ok: false,
      issues: [{ code, path: 'conversation' }],
    })
  })

  test('in a webhook', () => {
    const added = { EventType: 'onMessageAdded', Author: '+14155550100', Source: 'SMS' }
    const refused = [{ code: 'not_a_conversation', path: 'ConversationSid' }]
    expect(parseConversationWebhook({ ...added, ConversationSid: FLOW })).toEqual({
      ok: false,
      issues: refused,
    })
    expect(parseMessageWebhook({ MessageSid: 'SM01', From: '+14155550100' }, FLOW)).toEqual({
      ok: false,
      issues: refused,
    })
  })
})

describe('a name in a form never takes the place of the neutralised one', () => {
  const decide = createDecideHandler({ policy: POLICY, now: () => AT })
  const named = async (claims: object) => {
    const event = { conversation: 'CH01', channel: 'web_chat', address: 'FX01' }
    const answer = await call(decide, { ...event, claims: JSON.stringify(claims) })
    return JSON.parse(JSON.stringify(answer['attributes'])).claimed.display_name
  }

  test.each(['display_name', 'Display-Name', 'displayName', 'DISPLAY NAME', 'display.name'])(
    '%s',
    async (key) => {
      expect(await named({ friendlyName: 'Ada', [key]: 'Acme Support +1 415 555 0100' })).toBe(
        'Ada',
      )
      expect(await named({ [key]: 'Acme Support +1 415 555 0100' })).toBe(undefined)
    },
  )
})

test('context keys that come from a form, a bot or a memory are claims in every spelling', () => {
  const call = {
    conversation: 'CH01',
    channel: 'sms',
    address: '+14155550100',
    'context.desk': 'open',
  }
  for (const [key, value] of [
    ['context.bot_vip', 'true'],
    ['context.memory_vip', 'true'],
    ['context.preEngagementData', 'true'],
    ['context.pre_engagement_data_vip', 'true'],
    ['context.PreEngagementVip', 'true'],
    ['context.form_vip', 'true'],
    ['context.claimed_vip', 'true'],
    ['context', { vip: 'true' }],
    ['Context.bot_vip', 'true'],
    ['context[memory]', 'true'],
  ] as const) {
    const read = parseStudioParameters({ ...call, [key]: value })
    expect(read.ok && read.value.context).toEqual({ desk: 'open' })
  }
  expect(parseStudioParameters({ ...call, context: { vip: 'true' } })).toMatchObject({
    value: { claims: { vip: 'true' } },
  })
})

describe('a policy that is none withholds everything, in full shape and with nothing of its error', () => {
  const whole = createDecideHandler({ policy: POLICY, now: () => AT })
  test.each<[string, unknown]>([
    ['undefined', undefined],
    ['null', null],
    ['a text', 'policy: acme'],
    ['a list', []],
    ['a result without a value', { ok: true }],
    ['a result with garbage', { ok: true, value: { classes: 7, actions: null } }],
    ['a promise', Promise.resolve(compilePolicy(''))],
    ['a value that throws when it is looked at', new Proxy({}, { get: () => boom() })],
  ])('%s', async (_, policy) => {
    const settings: object = { policy: () => policy }
    const event = { conversation: 'CH01', channel: 'sms', address: '+14155550100' }
    const shape = Object.keys(await call(whole, event)).filter(
      (key) => !/^(?:disclose|action)_/.test(key),
    )
    for (const given of [settings, { policy }]) {
      const answer = await call(Reflect.apply(createDecideHandler, null, [given]), event)
      expect(Object.keys(answer).sort()).toEqual(shape.sort())
      expect(answer).toMatchObject({ ok: 'false', status: 'withheld', reason: 'policy_invalid' })
      expect(JSON.stringify(answer)).not.toContain('secret')
    }
  })
})

function boom(): never {
  throw new Error('the secret inner text')
}

test('what has no primitive, or throws when it is read, is refused and never thrown at the caller', () => {
  const bare: unknown = Object.create(null)
  const thrower = new Proxy({}, { ownKeys: () => boom(), get: () => boom() })
  const sms = { MessageSid: 'SM01', From: '+14155550100' }
  const added = { EventType: 'onMessageAdded', ConversationSid: 'CH01', Source: 'SMS' }
  for (const read of [parseMessageWebhook, parseConversationWebhook, parseStudioParameters]) {
    expect(read(thrower)).toMatchObject({ ok: false })
    for (const odd of [bare, { toString: null, valueOf: null }, thrower, [bare]]) {
      for (const name of [
        'NumMedia',
        'From',
        'Body',
        'Author',
        'readers',
        'OtherRecipients0',
        'Cc',
      ]) {
        expect(typeof read({ ...sms, ...added, [name]: odd }).ok).toBe('boolean')
      }
    }
  }
})
