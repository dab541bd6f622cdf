import { describe, expect, test } from 'vitest'
import { MINUTE } from '../../../src/model/index.js'
import { compilePolicy } from '../../../src/policy/index.js'
import { createDecideHandler } from '../../../src/twilio/functions/decideHandler.js'
import { createKnowledgeHandler } from '../../../src/twilio/functions/knowledgeHandler.js'
import { memoryStore } from '../../../src/twilio/functions/memoryStore.js'
import { countSignals, recallSignals } from '../../../src/twilio/functions/signals.js'
import type { Store } from '../../../src/twilio/functions/store.js'
import { call, KEYS } from './call.js'

const AT = Date.parse('2026-11-22T10:00:00Z')

const policyWith = (counters: string) =>
  compilePolicy(`
policy: airline
version: 1
counters: ${counters}
knowledge: { booking: { asks: [booking_reference, surname], attempts: 10, within: 1h } }
classes: { booking: { fields: [booking], full: { write: recognized, read: recognized } } }
routes:
  - { id: fraud, when: { risk: [identifiers_tried, velocity] }, queue: fraud-desk }
  - { id: general, queue: front-desk }
`)

const CHAT = { conversation: 'CH01', channel: 'web_chat', address: 'guest-1', readers: '[]' }

/** A desk on the wire: what is asked about bookings, and what is then decided. */
function desk(counters: string, around: (store: Store) => Store = (store) => store) {
  let at = AT
  const store = around(memoryStore(() => at))
  const settings = {
    policy: () => policyWith(counters),
    ledgerKeys: () => KEYS,
    store: () => store,
    now: () => at,
  }
  const knowledge = createKnowledgeHandler({
    ...settings,
    pace: 0,
    find:
      () =>
      async ({ booking_reference, surname }) =>
        booking_reference === 'XK7Q2M' && surname === 'Lovelace' ? 'C-1001' : null,
  })
  const decide = createDecideHandler(settings)
  return {
    wait: (span: number) => {
      at += span
    },
    ask: (reference: string, surname = 'Lovelace', more: object = {}) =>
      call(knowledge, {
        ...CHAT,
        'answer.booking_reference': reference,
        'answer.surname': surname,
        ...more,
      }),
    decide: (more: object = {}) => call(decide, { ...CHAT, ...more }),
  }
}

test.each([
  ['counted at no time', Number.NaN, AT],
  ['asked for at no time', AT, Number.NaN],
])('a signal that is %s is not none', async (_, at, asked) => {
  const place = {
    store: memoryStore(() => AT),
    conversation: 'CH01',
    counters: { velocityWithin: MINUTE },
  }
  await countSignals({ ...place, at }, [['velocity', '']])
  const [signal] = await recallSignals({ ...place, at: asked })
  expect(signal).toMatchObject({ kind: 'risk_signal', signal: 'velocity', count: 1 })
})

describe('what a policy says of signals is counted, from the request on the wire to the answer', () => {
  test('whoever tries several bookings is capped, also when one of them is theirs', async () => {
    const { ask, decide } = desk(
      '{ identifiers_tried_to_claimed: 3, identifiers_tried_within: 1h }',
    )
    await ask('AAAAAA')
    // The same again, in another spelling, is one.
    await ask('aaa-aaa')
    const early = await ask('XK7Q2M')
    expect(await decide({ ledger: early['ledger'] })).toMatchObject({
      level: 'recognized',
      route: 'general',
    })
    await ask('BBBBBB')
    const late = await ask('XK7Q2M')
    expect(await decide({ ledger: late['ledger'] })).toMatchObject({
      level: 'claimed',
      route: 'fraud',
      disclose_booking: 'none',
    })
  })

  test('a count ends with its window, and is of its own conversation', async () => {
    const { ask, decide, wait } = desk('{ velocity_to_claimed: 3, velocity_within: 10m }')
    for (const name of ['Byron', 'Babbage', 'Hopper']) await ask('XK7Q2M', name)
    const { ledger } = await ask('XK7Q2M')
    expect(await decide({ ledger })).toMatchObject({ route: 'fraud' })
    expect(await decide({ conversation: 'CH02' })).toMatchObject({ route: 'general' })
    wait(10 * MINUTE - 1)
    expect(await decide({ ledger })).toMatchObject({ route: 'fraud' })
    wait(1)
    expect(await decide({ ledger })).toMatchObject({ route: 'general', level: 'recognized' })
  })

  test('what a policy says nothing of is not counted', async () => {
    const { ask, decide } = desk('{ wrong_codes: 3 }')
    for (let count = 0; count < 9; count += 1) await ask(`${count}`.repeat(6))
    const { ledger } = await ask('XK7Q2M')
    expect(await decide({ ledger })).toMatchObject({ level: 'recognized', route: 'general' })
  })

  test('what cannot be counted proves nothing, and what cannot be recalled shows nothing', async () => {
    const counters = '{ velocity_to_claimed: 3 }'
    const isOfSignals = (key: string): boolean => key.startsWith('countersign.signals.')
    const unwritten = desk(counters, (store) => ({
      ...store,
      put: async (key, ...rest) => !isOfSignals(key) && store.put(key, ...rest),
    }))
    expect(await unwritten.ask('XK7Q2M')).toMatchObject({ status: 'withheld', ledger: '' })
    const broken = desk(counters, (store) => ({
      ...store,
      get: async (key) =>
        isOfSignals(key) ? { value: { counted: 'none' }, revision: '1' } : store.get(key),
    }))
    expect(await broken.ask('XK7Q2M')).toMatchObject({ status: 'withheld', reason: 'store_failed' })
    expect(await broken.decide()).toMatchObject({
      status: 'withheld',
      reason: 'ledger_unavailable',
    })
  })
})

test('what a policy counts keeps nobody waiting where nothing is stored', async () => {
  const policy = () => policyWith('{ velocity_to_claimed: 3 }')
  const decide = createDecideHandler({ policy, ledgerKeys: () => KEYS, now: () => AT })
  const { status, route } = await call(decide, CHAT)
  expect({ status, route }).toEqual({ status: 'decided', route: 'general' })
})
