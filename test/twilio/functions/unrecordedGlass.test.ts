import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { DecisionRecord } from '../../../src/decide/index.js'
import { compilePolicy } from '../../../src/policy/index.js'
import {
  createDecideHandler,
  type DecideSettings,
} from '../../../src/twilio/functions/decideHandler.js'
import type { FlexWorker } from '../../../src/twilio/functions/flexToken.js'
import { fromFunction } from '../../../src/twilio/functions/fromFunction.js'
import { memoryStore } from '../../../src/twilio/functions/memoryStore.js'
import type { Store } from '../../../src/twilio/functions/store.js'
import { createWebhook } from '../../../src/twilio/functions/webhook.js'
import { never, wait } from './faultyStore.js'
import { formRequest, TOKEN } from './signedCalls.js'

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
})
afterEach(() => {
  vi.useRealTimers()
})

const AT = Date.parse('2026-11-22T10:00:00Z')
const BUDGET = 1_000
const POLICY = compilePolicy(`
policy: clinic
version: 1
roles: [nurse, lead]
classes:
  history: { full: { write: verified, read: verified } }
  leaflet: { full: anonymous }
break_glass: { roles: nurse, reasons: [life_at_risk], second: lead, for: 30m, notice: [privacy_office], classes: history }
routes: [{ id: all, queue: front }]
`)
const WORKERS: Readonly<Record<string, FlexWorker>> = {
  'nurse-token': { worker: 'WK01', roles: ['nurse'] },
  'lead-token': { worker: 'WK03', roles: ['lead'] },
}

// Everything that can become of one question to somebody else; `soon` is within the time that there is, `slow` is not.
const OUTCOMES = ['ok', 'soon', 'slow', 'throws', 'rejects', 'never', 'unset'] as const
type WriteOutcome = (typeof OUTCOMES)[number]

/** Does what is asked as the outcome says, and tells once it was done. */
function become<T>(outcome: WriteOutcome, done: () => T): T | Promise<T> {
  switch (outcome) {
    case 'ok':
    case 'unset':
      return done()
    case 'soon':
      return wait(BUDGET / 5).then(done)
    case 'slow':
      return wait(BUDGET * 2).then(done)
    case 'throws':
      throw new TypeError('+14155550100')
    case 'rejects':
      return Promise.reject(new TypeError('+14155550100'))
    case 'never':
      return never()
  }
}

const kept = memoryStore(() => AT)
const storeThat = (outcome: WriteOutcome): Store => ({
  get: async (key) => become(outcome, () => kept.get(key)),
  put: async (key, ...write) => become(outcome, () => kept.put(key, ...write)),
})

/** One call from a signed request to its answer, and the records that were kept before it came. */
async function ask(
  outcomes: { readonly record: WriteOutcome; readonly store: WriteOutcome },
  parameters: Readonly<Record<string, string>>,
) {
  const records: DecisionRecord[] = []
  const keep: DecideSettings['record'] = (record) =>
    become(outcomes.record, () => records.push(record))
  const handler = createDecideHandler({
    policy: () => POLICY,
    participants: () => () => Promise.resolve([]),
    ...(outcomes.store !== 'unset' && { store: () => storeThat(outcomes.store) }),
    now: () => AT,
    budget: BUDGET,
    ...(outcomes.record !== 'unset' && { record: keep }),
    flexToken: () => (token) => Promise.resolve(WORKERS[token] ?? null),
  })
  const webhook = createWebhook({ tokens: [TOKEN], handle: fromFunction(handler) })
  const who = { channel: 'sms', address: '+14155550100', classes: 'history' }
  const answered = webhook(formRequest({ ...who, ...parameters })).then(async (answer) => ({
    json: Object(await answer.json()),
    recorded: [...records],
  }))
  await vi.runAllTimersAsync()
  return answered
}

const BREAK = {
  Token: 'nurse-token',
  ApproverToken: 'lead-token',
  break_glass: 'life_at_risk',
}
const OPEN = {
  break_glass: 'history',
  break_glass_until: '2026-11-22T10:30:00.000Z',
  break_glass_notice: 'privacy_office',
}
const SHUT = { break_glass: '', break_glass_until: '', break_glass_notice: '' }
const codesIn = (json: { readonly reasons?: unknown }) => String(json.reasons).split(',')

const keeps = (record: WriteOutcome) => record === 'ok' || record === 'soon'

test('whatever becomes of the store and of its record, the glass breaks only where the answer came after its record was kept', async () => {
  let conversation = 0
  for (const record of OUTCOMES) {
    for (const store of OUTCOMES) {
      conversation += 1
      const parts = { conversation: `CH${conversation}` }
      const [first, later] = [
        await ask({ record, store }, { ...parts, ...BREAK }),
        // Where it was remembered, each later answer needs its record as well.
        await ask({ record, store: 'ok' }, { ...parts, Token: BREAK.Token }),
      ]
      for (const { json, recorded } of [first, later]) {
        const isOpen = json.break_glass !== ''
        expect([record, store, json]).toMatchObject([record, store, isOpen ? OPEN : SHUT])
        const shown = recorded.filter(({ breakGlass }) => breakGlass !== undefined)
        expect([record, store, shown.length]).toEqual([record, store, isOpen ? 1 : 0])
        expect(JSON.stringify(json)).not.toContain('5550100')
      }
      const isSound = ['ok', 'soon', 'unset'].includes(store)
      expect([record, store, first.json.break_glass !== '']).toEqual([
        record,
        store,
        isSound && keeps(record),
      ])
      if (isSound && !keeps(record)) {
        expect(codesIn(first.json)).toContain('break_glass_not_recorded')
        expect(first.json.disclose_leaflet).toBe('full')
      }
    }
  }
})

test('a record that fails or is late keeps nobody from any other answer', async () => {
  for (const record of OUTCOMES) {
    const { json } = await ask(
      { record, store: 'ok' },
      { conversation: 'CH01', Token: BREAK.Token },
    )
    expect([record, json]).toMatchObject([record, { ...SHUT, disclose_leaflet: 'full' }])
    expect(codesIn(json)).not.toContain('break_glass_not_recorded')
  }
})

test('the last record of a glass that stayed shut says so, and why', async () => {
  const told: DecisionRecord[] = []
  const handler = createDecideHandler({
    policy: () => POLICY,
    now: () => AT,
    budget: BUDGET,
    record: (record) => {
      told.push(record)
      return told.length === 1 ? Promise.reject(new TypeError('down')) : undefined
    },
    flexToken: () => (token) => Promise.resolve(WORKERS[token] ?? null),
  })
  const webhook = createWebhook({ tokens: [TOKEN], handle: fromFunction(handler) })
  const who = { conversation: 'CH02', channel: 'sms', address: '+14155550100' }
  const answered = webhook(formRequest({ ...who, ...BREAK }))
  await vi.runAllTimersAsync()
  await answered
  expect(told.map(({ breakGlass }) => breakGlass !== undefined)).toEqual([true, false])
  expect(told.at(-1)?.reasons.map(({ code }) => code)).toContain('break_glass_not_recorded')
})
