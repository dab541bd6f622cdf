import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Evidence } from '../../../src/model/index.js'
import { compilePolicy } from '../../../src/policy/index.js'
import {
  createDecideHandler,
  type DecideSettings,
} from '../../../src/twilio/functions/decideHandler.js'
import type { Directory, DirectoryMatch } from '../../../src/twilio/functions/directory.js'
import {
  LEDGER_LIFETIME,
  type LedgerKey,
  sealLedger,
} from '../../../src/twilio/functions/ledger.js'
import { extendLedger } from '../../../src/twilio/functions/ledgerOfConversation.js'
import { rememberLowering } from '../../../src/twilio/functions/lowerings.js'
import { memoryStore } from '../../../src/twilio/functions/memoryStore.js'
import { runs } from '../../runs.js'
import { call, KEYS } from './call.js'

const AT = Date.parse('2026-11-22T10:00:00Z')
const NUMBER = '+14155550100'
const SMS = { conversation: 'CH01', channel: 'sms', address: NUMBER, classes: 'orders' }

const POLICY = compilePolicy(`
policy: acme
version: 1
classes:
  orders: { fields: [orders.*], masked: { write: recognized, read: recognized }, full: { write: verified, read: verified } }
actions:
  track: { write: recognized, read: recognized }
stepUp: [verify_sms]
routes:
  - { id: known, when: { trust: verified }, queue: care }
  - { id: open, when: { context: { desk: open } }, queue: desk }
  - { id: general, queue: front }
channels:
  - { scheme: kiosk, grade: recognized, session: true }
`)

const MATCH: DirectoryMatch = {
  customer: 'C-1001',
  basis: 'verified',
  since: '2024-03-01',
  confirmed: '2026-11-01',
}
const directoryOf = (find: Directory['find']): Directory => ({
  find,
  reach: () => Promise.resolve(null),
})
const known = directoryOf(() => Promise.resolve([MATCH]))
const CLEAN: Evidence = {
  kind: 'lookup',
  at: '2026-11-22T10:00:00Z',
  result: {
    phone_number: NUMBER,
    sim_swap: {
      last_sim_swap: {
        last_sim_swap_date: null,
        swapped_period: 'PT240H',
        swapped_in_period: false,
      },
      error_code: null,
    },
    line_type_intelligence: { type: 'mobile', error_code: null },
    reassigned_number: {
      last_verified_date: '2024-03-01',
      is_number_reassigned: 'no',
      error_code: null,
    },
  },
}
const CHECK: Evidence = {
  kind: 'verify_check',
  at: '2026-11-22T09:59:00Z',
  conversation: 'CH01',
  result: { sid: 'VE01', to: NUMBER, channel: 'sms', status: 'approved', valid: true },
}

const decideBy = (settings: Partial<DecideSettings> = {}) => {
  const handler = createDecideHandler({
    policy: () => POLICY,
    directory: () => known,
    lookup: () => () => Promise.resolve(CLEAN),
    ledgerKeys: () => KEYS,
    // Nobody but the person who writes is in these conversations.
    participants: () => () => Promise.resolve([]),
    now: () => AT,
    ...settings,
  })
  return (event: object) => call(handler, { ...event })
}

const sealed = (evidence: readonly Evidence[], conversation = 'CH01'): string => {
  const ledger = { conversation, sequence: 1, issued: AT, expires: AT + LEDGER_LIFETIME, evidence }
  const text = sealLedger(ledger, KEYS)
  return text.ok ? text.value : ''
}

describe('a message', () => {
  test('from a number on file is recognised', async () => {
    expect(await decideBy()(SMS)).toMatchObject({
      ok: 'true',
      rank: '2',
      disclose_orders: 'masked',
    })
  })

  test('with a sealed check is verified, and the ledger goes on', async () => {
    const ledger = sealed([CHECK])
    expect(await decideBy()({ ...SMS, ledger })).toMatchObject({
      rank: '3',
      disclose_orders: 'full',
      route: 'known',
      ledger,
    })
  })

  test('is read from the messaging webhook as well', async () => {
    const event = { SmsMessageSid: 'SM01', MessageSid: 'SM01', From: NUMBER, To: '+18005550199' }
    expect(await decideBy({ intent: { classes: ['orders'] } })(event)).toMatchObject({
      rank: '2',
      disclose_orders: 'masked',
    })
  })

  test('is read from the Conversations webhook as well', async () => {
    const event = {
      EventType: 'onMessageAdded',
      ConversationSid: 'CH01',
      MessageSid: 'IM01',
      Author: NUMBER,
      'MessagingBinding.Type': 'sms',
      'MessagingBinding.Address': NUMBER,
    }
    expect(await decideBy()(event)).toMatchObject({ ok: 'true', channel: 'sms', rank: '2' })
  })

  test('on a channel the policy declares is read by its scheme', async () => {
    const event = { conversation: 'CH01', channel: 'kiosk', address: 'kiosk:K-7' }
    expect(await decideBy()(event)).toMatchObject({ ok: 'true', channel: 'custom' })
  })

  test('in a conversation of a flow that sends all its parameters is read', async () => {
    const event = {
      ExecutionSid: 'FN01',
      ConversationSid: 'CH01',
      Author: 'FX01',
      From: '',
      To: '',
      MessageSid: '',
      ChannelAttributes: 'null',
      channel: 'web_chat',
    }
    expect(await decideBy()(event)).toMatchObject({ ok: 'true', channel: 'web_chat' })
  })

  test('may come with facts from the flow, and the business has the last word', async () => {
    const event = { ...SMS, 'context.desk': 'open' }
    expect(await decideBy()(event)).toMatchObject({ route: 'open' })
    expect(await decideBy({ facts: () => ({ desk: 'shut' }) })(event)).toMatchObject({
      route: 'general',
    })
  })
})

test('a name is shown, and one that looks like a number is not', async () => {
  const named = async (friendlyName: string) => {
    const answer = await decideBy()({ ...SMS, claims: JSON.stringify({ friendlyName }) })
    return JSON.stringify(answer['attributes'])
  }
  expect(await named('Ada')).toContain('"display_name":"Ada"')
  expect(await named('+1 415 555 0199')).not.toContain('display_name":"')
  const answer = await decideBy()({ ...SMS, claims: '{"friendlyName":"+1 415 555 0199"}' })
  expect(String(answer['reasons'])).toContain('display_name')
})

test('a login that names no record is tied to one by the directory', async () => {
  const session: Evidence = {
    kind: 'session',
    conversation: 'CH01',
    issuer: 'https://login.example.com',
    subject: 'u-77',
    amr: ['pwd'],
    authTime: '2026-11-22T09:40:00Z',
    expires: '2026-11-22T10:40:00Z',
  }
  const event = {
    conversation: 'CH01',
    channel: 'web_chat_authenticated',
    address: 'u_1',
    classes: 'orders',
    ledger: sealed([session]),
  }
  const asked: unknown[] = []
  const directory: Directory = {
    ...directoryOf(() => Promise.resolve([])),
    findAccount: (account) => {
      asked.push(account)
      return Promise.resolve([MATCH])
    },
  }
  const answer = await decideBy({ directory: () => directory })(event)
  expect(answer).toMatchObject({ rank: '3', customer: 'C-1001' })
  expect(asked).toEqual([{ issuer: 'https://login.example.com', subject: 'u-77' }])
})

describe('Lookup is asked about reassignment', () => {
  const since = async (matches: readonly DirectoryMatch[], directory?: Directory) => {
    const asked: unknown[] = []
    const lookup = () => (_: string, known?: string) => {
      asked.push(known)
      return Promise.resolve(CLEAN)
    }
    const found = directory ?? directoryOf(() => Promise.resolve(matches))
    const answer = await decideBy({ lookup, directory: () => found, budget: 40 })(SMS)
    return { asked, reasons: answer['reasons'] }
  }

  test('since the directory last knew the number to be the customer’s', async () => {
    expect((await since([MATCH])).asked).toEqual(['2026-11-01'])
    expect(
      (await since([{ customer: 'C-1', basis: 'on_file', since: '2025-01-01' }])).asked,
    ).toEqual(['2025-01-01'])
  })

  test('without a date where there is no one customer, or the directory is late', async () => {
    expect((await since([])).asked).toEqual([undefined])
    expect((await since([MATCH, { ...MATCH, customer: 'C-2' }])).asked).toEqual([undefined])
    const late = await since(
      [],
      directoryOf(() => new Promise(() => undefined)),
    )
    expect(late.asked).toEqual([undefined])
    expect(String(late.reasons)).toContain('directory_late')
    expect(String(late.reasons)).not.toContain('lookup_late')
  })
})

describe('a ledger that the call does not bring', () => {
  const ledger = sealed([CHECK])
  test('is found where it is kept', async () => {
    const ledgerOf = () => (conversation: string) =>
      Promise.resolve(conversation === 'CH01' ? ledger : undefined)
    const decide = decideBy({ ledgerOf })
    expect(await decide(SMS)).toMatchObject({ rank: '3', ledger })
    expect(await decide({ ...SMS, conversation: 'CH02' })).toMatchObject({ rank: '2', reason: '' })
  })

  test('is none where that place is late or fails', async () => {
    for (const find of [
      () => new Promise<string>(() => undefined),
      () => Promise.reject(new Error('x')),
    ]) {
      expect(await decideBy({ budget: 20, ledgerOf: () => find })(SMS)).toMatchObject({
        rank: '2',
        reason: 'ledger_not_found',
      })
    }
  })
})

describe('no evidence is', () => {
  const event = { ...SMS, ledger: sealed([CHECK]) }
  test.each<[string, object, string]>([
    ['a parameter called evidence', { evidence: JSON.stringify([CHECK]) }, ''],
    ['an unsealed ledger', { ledger: JSON.stringify({ evidence: [CHECK] }) }, 'ledger_unsealed'],
    ['the ledger of another conversation', { ledger: sealed([CHECK], 'CH02') }, 'ledger_foreign'],
    ['a ledger cut short', { ledger: event.ledger.slice(0, -1) }, 'ledger_altered'],
    ['a ledger sent twice', { ledger: [event.ledger, `${event.ledger}x`] }, ''],
    ['a form that says so', { claims: '{"verified":true,"__proto__":{"rank":4}}' }, ''],
    ['a parameter called request', { request: { headers: { ledger: event.ledger } } }, ''],
  ])('%s', async (_, change, reason) => {
    const answer = await decideBy()({ ...SMS, ...change })
    expect(Number(answer['rank'])).toBeLessThanOrEqual(2)
    expect(answer['ledger']).toBe('')
    if (reason !== '') expect(answer['reason']).toBe(reason)
  })

  test('a ledger older than the newest of its conversation', async () => {
    const store = memoryStore(() => AT)
    const by = { channel: 'sms', address: NUMBER }
    const place = { conversation: 'CH01', at: AT, by, keys: KEYS, store }
    const old = await extendLedger(undefined, [CHECK], place)
    await extendLedger(undefined, [], place)
    const answer = await decideBy({ store: () => store })({
      ...SMS,
      ledger: old.ok ? old.value : '',
    })
    expect(answer).toMatchObject({ rank: '2', reason: 'ledger_replayed' })
  })
})

test('what an agent lowered stays lowered, with the ledger or without it', async () => {
  const store = memoryStore(() => AT)
  await rememberLowering(store, {
    kind: 'agent_attestation',
    at: '2026-11-22T09:59:00Z',
    conversation: 'CH01',
    agent: 'WK01',
    flags: ['coaching'],
  })
  const decide = decideBy({ store: () => store })
  expect(Number((await decide({ ...SMS, ledger: sealed([CHECK]) }))['rank'])).toBeLessThan(2)
  expect(Number((await decide(SMS))['rank'])).toBeLessThan(2)
  expect(await decide({ ...SMS, conversation: 'CH02' })).toMatchObject({ rank: '2' })
})

test.each<[string, () => unknown]>([
  ['a promise', () => Promise.resolve({ desk: 'open' })],
  ['a promise that fails', () => Promise.reject(new Error(NUMBER))],
  ['a text', () => 'open'],
  ['a list', () => ['open']],
  [
    'an error',
    () => {
      throw new Error(NUMBER)
    },
  ],
])('facts of the business that are %s withhold everything, by name', async (_, facts) => {
  // As a project in plain JavaScript hands it in.
  const given: Partial<DecideSettings> = {}
  Reflect.set(given, 'facts', facts)
  expect(await decideBy(given)({ ...SMS, 'context.desk': 'open' })).toMatchObject({
    status: 'withheld',
    reason: 'facts_failed',
  })
})

test.each([
  ['store', { status: 'withheld', reason: 'ledger_unavailable' }],
  ['directory', { status: 'decided', rank: '1', reason: 'directory_failed' }],
  ['ledgerKeys', { status: 'decided', rank: '2', reason: 'ledger_key_weak' }],
])('a setting `%s` that is there and gives nothing has failed', async (name, answer) => {
  const given: Partial<DecideSettings> = {}
  Reflect.set(given, name, () => undefined)
  expect(await decideBy(given)(SMS)).toMatchObject(answer)
})

describe('keys of which none can be used are told at every call', () => {
  const unset: { readonly id: string; readonly secret: string } = JSON.parse('{"id":"k1"}')
  test.each<[string, readonly LedgerKey[]]>([
    ['none', []],
    ['of a variable that is not set', [{ id: '', secret: '' }]],
    ['too short', [{ id: 'k1', secret: 'short' }]],
    ['without a secret', [unset]],
  ])('%s', async (_, keys) => {
    const decide = decideBy({ ledgerKeys: () => keys })
    for (const ledger of ['', sealed([CHECK])])
      expect(await decide({ ...SMS, ledger })).toMatchObject({
        ok: 'true',
        rank: '2',
        reason: 'ledger_key_weak',
        ledger: '',
      })
  })

  test('and one beside them is enough', async () => {
    const decide = decideBy({ ledgerKeys: () => [unset, ...KEYS] })
    expect(await decide({ ...SMS, ledger: sealed([CHECK]) })).toMatchObject({ rank: '3' })
  })
})

describe('a source that is late or fails is unknown', () => {
  const never = <T>() => new Promise<T>(() => undefined)
  const secret = new Error('no answer for +14155550100')
  test.each<[string, Partial<DecideSettings>, string]>([
    ['directory', { directory: () => directoryOf(never) }, 'directory_late'],
    [
      'directory',
      { directory: () => directoryOf(() => Promise.reject(secret)) },
      'directory_failed',
    ],
    [
      'directory',
      {
        directory: () =>
          directoryOf(() => {
            throw secret
          }),
      },
      'directory_failed',
    ],
    ['Lookup', { lookup: () => never }, 'lookup_late'],
    ['Lookup', { lookup: () => () => Promise.reject(secret) }, 'lookup_failed'],
  ])('%s: %#', async (source, settings, reason) => {
    const answer = await decideBy({ budget: 20, ...settings })(SMS)
    expect(answer).toMatchObject({ ok: 'true', status: 'decided', reason })
    expect(answer['rank']).toBe(source === 'directory' ? '1' : '2')
    expect(JSON.stringify(answer)).not.toContain('no answer')
  })

  test('an answer that took its time still counts', async () => {
    let now = AT
    const lookup = () => () => {
      now += 900
      return Promise.resolve({ ...CLEAN, at: new Date(now).toISOString() })
    }
    const answer = await decideBy({ now: () => now, lookup })({ ...SMS, ledger: sealed([CHECK]) })
    expect(answer).toMatchObject({ rank: '3' })
  })
})

describe('everything is withheld', () => {
  test.each<[string, Partial<DecideSettings>, string]>([
    [
      'when the policy does not compile',
      { policy: () => compilePolicy('policy: 7') },
      'policy_invalid',
    ],
    [
      'when reading the policy throws',
      {
        policy: () => {
          throw new Error('policy.yaml')
        },
      },
      'policy_invalid',
    ],
    [
      'when a setting throws',
      {
        directory: () => {
          throw new Error('secret')
        },
      },
      'internal_failure',
    ],
    [
      'when the store is down',
      {
        store: () => ({
          get: () => Promise.reject(new Error('down')),
          put: () => Promise.resolve(true),
        }),
      },
      'ledger_unavailable',
    ],
    [
      'when everything takes too long',
      {
        deadline: 20,
        store: () => ({
          get: () => new Promise(() => undefined),
          put: () => Promise.resolve(true),
        }),
      },
      'deadline_exceeded',
    ],
  ])('%s', async (_, settings, reason) => {
    const answer = await decideBy(settings)(SMS)
    expect(answer).toMatchObject({ ok: 'false', status: 'withheld', rank: '0', reason, ledger: '' })
    expect(answer['attributes']).toMatchObject({ countersign: { status: 'withheld', rank: 0 } })
  })

  test.each<[string, object, string]>([
    ['without a conversation', { conversation: '' }, 'required'],
    ['without a channel', { channel: '' }, 'required'],
    ['on an unknown channel', { channel: 'pigeon' }, 'unknown_channel'],
    ['from an address that is none', { address: '+1' }, 'invalid_phone'],
    ['with an address of a megabyte', { address: 'x'.repeat(1_048_576) }, 'too_long'],
    ['with two different addresses', { Address: '+14155550111' }, 'duplicate'],
    ['with a class that is no name', { classes: '[{"a":1}]' }, 'invalid_name'],
    ['for an event that brings nobody', { EventType: 'onMessageRemoved' }, 'unsupported_event'],
  ])('%s', async (_, change, reason) => {
    expect(await decideBy()({ ...SMS, ...change })).toMatchObject({ ok: 'false', reason })
  })
})

test('the answer has the same keys whatever is sent and whatever fails', async () => {
  const keys = Object.keys(await decideBy()(SMS)).sort()
  const word = fc.constantFrom(
    'conversation',
    'channel',
    'address',
    'From',
    'EventType',
    'SmsMessageSid',
    'ledger',
    'claims',
    'request',
    '__proto__',
    'context.desk',
    'classes',
    'epoch',
    'ChannelAttributes',
  )
  const event = fc.dictionary(fc.oneof(word, fc.string()), fc.oneof(fc.string(), fc.anything()))
  const settings = fc.constantFrom<Partial<DecideSettings>>(
    {},
    { lookup: () => () => Promise.reject(new Error('x')) },
    {
      ledgerKeys: () => {
        throw new Error('x')
      },
    },
  )
  await fc.assert(
    fc.asyncProperty(event, fc.boolean(), settings, async (sent, whole, change) => {
      const answer = await decideBy(change)(whole ? { ...SMS, ...sent } : sent)
      expect(Object.keys(answer).sort()).toEqual(keys)
      for (const [key, value] of Object.entries(answer)) {
        if (key !== 'attributes') expect(typeof value).toBe('string')
      }
    }),
    runs(120),
  )
})

test('a policy that cannot be had is asked for again, and one that can is compiled once', async () => {
  let asked = 0
  const decide = decideBy({
    policy: () => {
      asked += 1
      return asked < 3 ? { ok: false, issues: [] } : POLICY
    },
  })
  const answers = [await decide(SMS), await decide(SMS), await decide(SMS), await decide(SMS)]
  expect(answers.map((answer) => answer['ok'])).toContain('false')
  expect(answers.at(-1)).toMatchObject({ ok: 'true' })
  const settled = asked
  await decide(SMS)
  expect(asked).toBe(settled)
})
