import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { compilePolicy } from '../../../src/policy/index.js'
import { createAttestationHandler } from '../../../src/twilio/functions/attestationHandler.js'
import { createDecideHandler } from '../../../src/twilio/functions/decideHandler.js'
import type { Directory } from '../../../src/twilio/functions/directory.js'
import type { FlexWorker } from '../../../src/twilio/functions/flexToken.js'
import { fromFunction } from '../../../src/twilio/functions/fromFunction.js'
import type { FunctionHandler } from '../../../src/twilio/functions/functionHandler.js'
import { createKnowledgeHandler } from '../../../src/twilio/functions/knowledgeHandler.js'
import { memoryStore } from '../../../src/twilio/functions/memoryStore.js'
import type { Store } from '../../../src/twilio/functions/store.js'
import { createVerifyCheckHandler } from '../../../src/twilio/functions/verifyCheckHandler.js'
import type { VerifyClient, VerifyResult } from '../../../src/twilio/functions/verifyClient.js'
import { createVerifyStartHandler } from '../../../src/twilio/functions/verifyStartHandler.js'
import { createWebhook } from '../../../src/twilio/functions/webhook.js'
import { runs } from '../../runs.js'
import { KEYS } from './call.js'
import { never, wait } from './faultyStore.js'

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance', 'Date'] })
})
afterEach(() => {
  vi.useRealTimers()
})

const BUDGET = 4_500
const SLOW = 3_000
const NUMBER = '+14155550100'
const POLICY = compilePolicy(`
policy: acme
version: 1
classes:
  orders: { fields: [orders.*], masked: { write: recognized, read: recognized } }
  record: { full: { write: verified, read: verified } }
roles: [supervisor, lead]
break_glass: { roles: supervisor, reasons: [life_at_risk], second: lead, for: 30m, notice: office, classes: record }
knowledge: { booking: { asks: [booking_reference], attempts: 3, within: 1h } }
stepUp: [verify_sms]
routes: [{ id: general, queue: front }]
`)
const FIELDS = {
  conversation: 'CH01',
  channel: 'sms',
  address: NUMBER,
  method: 'verify_sms',
  code: '123456',
  Token: 'flex-1',
  flags: 'coaching',
  ApproverToken: 'flex-2',
  break_glass: 'life_at_risk',
  'answer.booking_reference': 'XK7Q2M',
}

const STAFF: Readonly<Record<string, FlexWorker>> = {
  'flex-1': { worker: 'WK01', roles: ['supervisor'] },
  'flex-2': { worker: 'WK02', roles: ['lead'] },
}

const FAULTS = ['none', 'slow', 'fail', 'hang', 'throw'] as const
type HandlerFault = (typeof FAULTS)[number]
/** A fault for each question that is asked, one after another, to whichever part. */
type Schedule = readonly HandlerFault[]

/** A world whose parts answer by a schedule, and which counts what is begun to be written or sent after the answer. */
function startWorld(schedule: Schedule) {
  const faults = [...schedule]
  const seen = { answered: false, afterwards: 0 }
  const ask = <T>(question: () => Promise<T>): Promise<T> => {
    switch (faults.shift() ?? 'none') {
      case 'none':
        return question()
      case 'slow':
        return wait(SLOW).then(question)
      case 'fail':
        return Promise.reject(new Error(NUMBER))
      case 'hang':
        return never()
      case 'throw':
        throw new Error(NUMBER)
    }
  }
  const change = <T>(question: () => Promise<T>): Promise<T> => {
    if (seen.answered) seen.afterwards += 1
    return ask(question)
  }
  const kept = memoryStore()
  const store: Store = {
    get: (key) => ask(() => kept.get(key)),
    put: (key, value, revision, seconds) => change(() => kept.put(key, value, revision, seconds)),
  }
  const directory: Directory = {
    find: () => ask(() => Promise.resolve([{ customer: 'C-1001', basis: 'verified' as const }])),
    reach: () => ask(() => Promise.resolve(NUMBER)),
  }
  const verification: VerifyResult = {
    sid: 'VE01',
    to: NUMBER,
    channel: 'sms',
    status: 'approved',
    valid: true,
  }
  const service = {
    verifications: { create: () => change(() => Promise.resolve(verification)) },
    verificationChecks: { create: () => change(() => Promise.resolve(verification)) },
  }
  const client: VerifyClient = { verify: { v2: { services: () => service } } }
  const lookup = () => ask(() => Promise.resolve({ kind: 'lookup' as const, result: {} }))
  const shared = { store: () => store, ledgerKeys: () => KEYS, directory: () => directory }
  const verify = { ...shared, service: () => 'VA01', client: () => client }
  const deciding = {
    ...shared,
    policy: () => POLICY,
    lookup: () => lookup,
    ledgerOf: () => () => ask(() => Promise.resolve('cs1.k1.x.y')),
  }
  const handlers = {
    decide: createDecideHandler(deciding),
    glass: createDecideHandler({
      ...deciding,
      record: () => change(() => Promise.resolve()),
      flexToken: () => (token) => ask(() => Promise.resolve(STAFF[token] ?? null)),
    }),
    know: createKnowledgeHandler({
      ...shared,
      policy: () => POLICY,
      find: () => () => ask(() => Promise.resolve('C-1001')),
    }),
    start: createVerifyStartHandler(verify),
    check: createVerifyCheckHandler(verify),
    attest: createAttestationHandler({
      ...shared,
      flexToken: () => () => ask(() => Promise.resolve({ worker: 'WK01', roles: ['agent'] })),
    }),
  }
  return { seen, handlers }
}

/** Brings one call to a handler behind a webhook, as Twilio does. */
async function bring(handler: FunctionHandler, fields: Readonly<Record<string, string>>) {
  const webhook = createWebhook({
    tokens: 'gateway',
    handle: fromFunction(handler),
    budget: BUDGET,
  })
  const began = performance.now()
  const body = new URLSearchParams(fields)
  const answer = await webhook(
    new Request('https://hooks.example.com/in', { method: 'POST', body }),
  )
  const json: Readonly<Record<string, unknown>> = JSON.parse(await answer.text())
  return { status: answer.status, json, took: performance.now() - began }
}

const settled = async <T>(work: Promise<T>): Promise<T> => {
  const told = work.then(
    (value) => () => value,
    (error: unknown) => () => {
      throw error
    },
  )
  await vi.runAllTimersAsync()
  return (await told)()
}

type Name = keyof ReturnType<typeof startWorld>['handlers']
const NAMES: readonly Name[] = ['decide', 'glass', 'know', 'start', 'check', 'attest']

describe.each(NAMES)('%s behind a webhook', (name) => {
  const anyFields = fc.constantFrom(
    FIELDS,
    // From another address than the one on file, so that the directory is asked where a code may go.
    { ...FIELDS, channel: 'web_chat', address: 'FX01' },
  )

  test('answers in time and in its whole shape, whatever fails, and does nothing afterwards', async () => {
    const sound = await settled(bring(startWorld([]).handlers[name], FIELDS))
    const shape = Object.keys(sound.json).sort()
    expect(shape).toContain('ok')
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom(...FAULTS), { maxLength: 10 }),
        anyFields,
        async (schedule, fields) => {
          const { seen, handlers } = startWorld(schedule)
          const answer = bring(handlers[name], fields).then((heard) => {
            seen.answered = true
            return heard
          })
          const { status, json, took } = await settled(answer)
          await vi.advanceTimersByTimeAsync(60_000)
          expect([status, Object.keys(json).sort()]).toEqual([200, shape])
          expect(took).toBeLessThanOrEqual(BUDGET)
          expect(JSON.stringify(json)).not.toContain('store of')
          expect(seen.afterwards).toBe(0)
        },
      ),
      {
        ...runs(60),
        // One part fails while another that was begun beside it is slow; and a part that is done out of sight is slow.
        examples: [
          [['none', 'none', 'none', 'slow', 'throw'], FIELDS],
          // What is remembered of who breaks the glass is looked for slowly.
          [['none', 'none', 'none', 'slow'], FIELDS],
          [
            ['none', 'none', 'none', 'none', 'slow'],
            { ...FIELDS, channel: 'web_chat', address: 'FX01' },
          ],
        ],
      },
    )
  })
})
