import { describe, expect, test } from 'vitest'
import type { CallParameters } from '../../../src/twilio/functions/formParameters.js'
import { memoryStore } from '../../../src/twilio/functions/memoryStore.js'
import { claimDelivery } from '../../../src/twilio/functions/repeats.js'
import { FORM, formRequest, make, URL_CALLED } from './signedCalls.js'

describe('a repeat', () => {
  test('of a message is answered and not handled again', async () => {
    const { calls, handler } = make({ store: memoryStore() })
    const answers = [await handler(formRequest(FORM)), await handler(formRequest(FORM))]
    expect(answers.map((answer) => answer.status)).toEqual([200, 200])
    expect(calls.length).toBe(1)
  })

  test('that arrives at the same moment is not handled either', async () => {
    const { calls, handler } = make({ store: memoryStore() })
    await Promise.all(Array.from({ length: 8 }, () => handler(formRequest(FORM))))
    expect(calls.length).toBe(1)
  })

  test('with a new idempotency token on a captured message is still a repeat', async () => {
    const { calls, handler } = make({ store: memoryStore() })
    for (const token of ['t1', 't2']) {
      await handler(formRequest(FORM, { headers: { 'i-twilio-idempotency-token': token } }))
    }
    expect(calls.length).toBe(1)
  })

  test('after a failure is handled', async () => {
    let tries = 0
    const { handler } = make({
      store: memoryStore(),
      handle: () => (tries++ === 0 ? Promise.reject(new Error('down')) : Promise.resolve({})),
    })
    expect((await handler(formRequest(FORM))).status).toBe(500)
    expect((await handler(formRequest(FORM))).status).toBe(200)
    expect(tries).toBe(2)
  })

  test('is told from an event that happens again', async () => {
    const { calls, handler } = make({ store: memoryStore() })
    const event = { EventType: 'onConversationStateUpdated', ConversationSid: 'CH01' }
    for (const token of ['t1', 't2', 't2']) {
      await handler(formRequest(event, { headers: { 'i-twilio-idempotency-token': token } }))
    }
    expect(calls.length).toBe(2)
  })
})

describe('of two calls the second is a repeat where both are one message or one delivery at one path', () => {
  // What Twilio sends, the name that tells it from others, and the token of its delivery, where it has one.
  const SENT: readonly (readonly [name: string, form: CallParameters, token?: string])[] = [
    ['SM01', { SmsMessageSid: 'SM01', MessageSid: 'SM01' }],
    ['SM02', { SmsMessageSid: 'SM02', MessageSid: 'SM02' }],
    ['SM01 sent', { SmsSid: 'SM01', MessageSid: 'SM01', MessageStatus: 'sent' }],
    ['SM01 delivered', { SmsSid: 'SM01', MessageSid: 'SM01', MessageStatus: 'delivered' }],
    ['IM01', { EventType: 'onMessageAdded', MessageSid: 'IM01' }],
    ['IM01', { EventType: 'onMessageAdded', MessageSid: 'IM01', RetryCount: '1' }, 't1'],
    ['t2', { EventType: 'onMessageUpdated', MessageSid: 'IM01' }, 't2'],
    ['t2', { EventType: 'onMessageUpdated', MessageSid: 'IM01', RetryCount: '1' }, 't2'],
    ['t3', { EventType: 'onMessageUpdated', MessageSid: 'IM01' }, 't3'],
    // A question of a flow, and what no delivery names: each is asked anew.
    ['', { MessageSid: 'SM01' }],
    ['', { EventType: 'onMessageUpdated', MessageSid: 'IM01' }, ''],
    ['', { EventType: 'onMessageAdd', MessageSid: 'IM01', RetryCount: '1' }, 't4'],
  ]
  const callAt = (path: string, [name, form, token]: (typeof SENT)[number]) => ({
    name: name === '' ? null : `${name} at ${path}`,
    bring: () =>
      formRequest(form, {
        url: `https://hooks.example.com/${path}`,
        ...(token !== undefined && { headers: { 'i-twilio-idempotency-token': token } }),
      }),
  })
  const CALLS = [
    ...SENT.map((sent) => callAt('inbound', sent)),
    ...SENT.slice(0, 1).map((sent) => callAt('other', sent)),
  ]

  test('and nowhere else', async () => {
    for (const [at, first] of CALLS.entries())
      for (const second of CALLS.slice(at)) {
        const { calls, handler } = make({ store: memoryStore(), tokens: 'gateway' })
        for (const { bring } of [first, second]) expect((await handler(bring())).status).toBe(200)
        const isRepeat = first.name !== null && first.name === second.name
        expect([first.name, second.name, calls.length]).toEqual([
          first.name,
          second.name,
          isRepeat ? 1 : 2,
        ])
      }
  })
})

describe('whoever comes back when the lease has gone to another', () => {
  // Too short to wait for the end of a lease.
  const soon = { left: () => 40, signal: new AbortController().signal }
  const delivery = { url: URL_CALLED, headers: new Headers() }
  const call = { type: 'form', parameters: FORM } as const

  test.each(['free', 'done'] as const)('does not say that it is %s', async (end) => {
    let now = 0
    const store = memoryStore(() => now)
    const claim = () => claimDelivery({ store, now: () => now }, delivery, call, soon)
    const late = await claim()
    now = 1_000
    const owner = await claim()
    expect([late.state, owner.state]).toEqual(['ours', 'ours'])
    await late.settle(end, soon)
    expect((await claim()).state).toBe('held')
    await owner.settle('free', soon)
    expect((await claim()).state).toBe('ours')
  })
})

describe('work that fails or is late', () => {
  const secret = 'caller +14155550100'
  test.each<[string, () => Promise<unknown>]>([
    ['throws', () => Promise.reject(new Error(secret))],
    [
      'throws at once',
      () => {
        throw new Error(secret)
      },
    ],
    ['never ends', () => new Promise(() => undefined)],
  ])('that %s is answered without saying what went wrong', async (_, handle) => {
    const { handler } = make({ handle, budget: 20 })
    const answer = await handler(formRequest(FORM))
    expect([answer.status, await answer.json()]).toEqual([500, { code: 'internal_failure' }])
  })

  const deep = () => {
    let value: unknown = 1
    for (let depth = 0; depth < 100_000; depth++) value = [value]
    return value
  }
  const circle = (): unknown => {
    const value: { self?: unknown } = {}
    value.self = value
    return value
  }
  const unwritable: readonly (readonly [string, () => unknown])[] = [
    ['a symbol', () => Symbol(secret)],
    ['a function', () => () => secret],
    ['an object with a symbol in it', () => ({ body: [Symbol(secret)] })],
    ['an object with a promise in it', () => ({ body: Promise.resolve(secret) })],
    ['an object with a function in it', () => ({ body: () => secret })],
    ['what is too deep', deep],
    ['a circle', circle],
    ['a number without end of digits', () => 1n],
    [
      'an object that throws',
      () => ({
        get body() {
          throw new Error(secret)
        },
      }),
    ],
    [
      'an object that throws when it is written',
      () => ({
        toJSON() {
          throw new Error(secret)
        },
      }),
    ],
  ]
  test.each(unwritable)('gives what cannot be written as little: %s', async (_, value) => {
    const failing = make({ handle: () => Promise.resolve(value()) })
    const answer = await failing.handler(formRequest(FORM))
    expect([answer.status, await answer.json()]).toEqual([500, { code: 'internal_failure' }])
    const withholding = make({
      handle: () => Promise.resolve(value()),
      withhold: () => ({ body: 'withheld' }),
    })
    const withheld = await withholding.handler(formRequest(FORM))
    expect([withheld.status, await withheld.json()]).toEqual([200, { body: 'withheld' }])
  })

  const throwing = (): unknown => {
    throw new Error(secret)
  }
  const unsayable: typeof unwritable = [
    ['an error', throwing],
    ['a promise', () => Promise.resolve(secret)],
    ...unwritable,
  ]
  test.each(unsayable)(
    'is answered with 500 where even withholding gives %s',
    async (_, withhold) => {
      const { handler } = make({ handle: () => Promise.reject(new Error(secret)), withhold })
      const answer = await handler(formRequest(FORM))
      expect([answer.status, await answer.json()]).toEqual([500, { code: 'internal_failure' }])
    },
  )

  test('is called off, so that nothing is sent after the answer', async () => {
    let signal: AbortSignal | undefined
    const { handler } = make({
      budget: 20,
      handle: (_, deadline) => {
        signal = deadline.signal
        return new Promise(() => undefined)
      },
    })
    await handler(formRequest(FORM))
    expect(signal?.aborted).toBe(true)
  })

  test('answers what withholds, where that is given', async () => {
    const { handler } = make({
      handle: () => Promise.reject(new Error(secret)),
      withhold: () => ({ body: 'withheld' }),
    })
    const answer = await handler(formRequest(FORM))
    expect([answer.status, await answer.json()]).toEqual([200, { body: 'withheld' }])
  })
})
