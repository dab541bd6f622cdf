import { expect, test } from 'vitest'
import type { DecisionRecord } from '../../../src/decide/index.js'
import { MINUTE } from '../../../src/model/index.js'
import { compilePolicy } from '../../../src/policy/index.js'
import {
  createDecideHandler,
  type DecideSettings,
} from '../../../src/twilio/functions/decideHandler.js'
import type { FlexWorker } from '../../../src/twilio/functions/flexToken.js'
import { memoryStore } from '../../../src/twilio/functions/memoryStore.js'
import type { Store } from '../../../src/twilio/functions/store.js'
import { toAgentPanel } from '../../../src/twilio/outbound/index.js'
import { call } from './call.js'

const AT = Date.parse('2026-11-22T10:00:00Z')
const NUMBER = '+14155550100'
const TEXT = { conversation: 'CH01', channel: 'sms', address: NUMBER, classes: 'account' }

const POLICY = compilePolicy(`
policy: desk
version: 1
roles: [agent, supervisor, lead]
classes:
  account: { masked: { write: recognized, read: recognized, roles: [agent, supervisor] }, full: { write: recognized, read: recognized, roles: supervisor } }
  record: { full: { write: verified, read: verified } }
break_glass: { roles: supervisor, reasons: [life_at_risk], second: lead, for: 30m, notice: office, classes: record }
routes: [{ id: all, queue: front }]
`)

const WORKERS: Readonly<Record<string, FlexWorker>> = {
  'agent-token': { worker: 'WK01', roles: ['agent'] },
  'supervisor-token': { worker: 'WK02', roles: ['supervisor'] },
  'lead-token': { worker: 'WK03', roles: ['lead'] },
  'both-token': { worker: 'WK02', roles: ['lead', 'supervisor'] },
}

function desk(settings: Partial<DecideSettings> = {}) {
  const records: DecisionRecord[] = []
  let at = AT
  const store = memoryStore(() => at)
  const handler = createDecideHandler({
    policy: () => POLICY,
    directory: () => ({
      find: () =>
        Promise.resolve([
          { customer: 'C-1', basis: 'verified', since: '2024-03-01', confirmed: '2026-11-01' },
        ]),
      reach: () => Promise.resolve(null),
    }),
    participants: () => () => Promise.resolve([]),
    store: () => store,
    now: () => at,
    record: (record) => records.push(record),
    flexToken: () => (token) => Promise.resolve(WORKERS[token] ?? null),
    ...settings,
  })
  return {
    records,
    wait: (span: number) => {
      at += span
    },
    ask: (event: object = {}) => call(handler, { ...TEXT, ...event }),
  }
}

test('each of the staff is answered by their own token, and the task carries what nobody in particular may see', async () => {
  const { ask } = desk()
  const tokens = [undefined, 'agent-token', 'supervisor-token', 'lead-token', 'stolen']
  const answers = await Promise.all(tokens.map((Token) => ask({ ...(Token && { Token }) })))
  const given = answers.map((answer) => answer['disclose_account'])
  expect(given).toEqual(['none', 'masked', 'full', 'none', 'none'])
  for (const { attributes } of answers)
    expect(toAgentPanel(attributes).mayBeSaid.map(({ code }) => code)).toEqual([])
  const [nobody, agent] = answers.map(({ attributes }) => JSON.stringify(attributes))
  expect(agent).toBe(nobody)
})

test.each([
  { agent: '{"worker":"WK02","roles":["supervisor"]}' },
  { roles: 'supervisor', role: 'supervisor', worker: 'WK02', WorkerSid: 'WK02' },
  { breakGlass: '{"reason":"life_at_risk"}', break_glass: 'life_at_risk' },
  { claims: '{"role":"supervisor"}', attributes: '{"agent":{"roles":["supervisor"]}}' },
  { Token: '', break_glass: 'life_at_risk' },
  { ApproverToken: 'lead-token', break_glass: 'life_at_risk' },
])('no parameter makes anybody one of the staff: %j', async (event) => {
  const answer = await desk().ask(event)
  expect(answer['disclose_account']).toBe('none')
  expect(answer['break_glass']).toBe('')
})

test('a token that cannot be checked is nobody, and it is said', async () => {
  const failing = () => () => Promise.reject(new TypeError('down'))
  const answer = await desk({ flexToken: failing }).ask({ Token: 'supervisor-token' })
  expect(answer['disclose_account']).toBe('none')
  expect(String(answer['reasons']).split(',')).toContain('agent_unknown')
})

const BREAK = {
  Token: 'supervisor-token',
  ApproverToken: 'lead-token',
  break_glass: 'life_at_risk',
}

test('who breaks the glass sees it until it ends, in this conversation, and nobody else does', async () => {
  const { ask, wait, records } = desk()
  const opened = await ask(BREAK)
  expect(opened['break_glass']).toBe('record')
  expect(opened['break_glass_until']).toBe('2026-11-22T10:30:00.000Z')
  expect(opened['disclose_record']).toBe('none')
  expect(JSON.stringify(opened['attributes'])).not.toMatch(/WK0|life_at_risk/)
  expect(records.at(-1)?.breakGlass).toMatchObject({ requestedBy: 'WK02', approvedBy: 'WK03' })
  wait(29 * MINUTE)
  expect((await ask({ Token: 'supervisor-token' }))['break_glass']).toBe('record')
  expect((await ask({ Token: 'agent-token' }))['break_glass']).toBe('')
  expect((await ask())['break_glass']).toBe('')
  const other = { Token: 'supervisor-token', conversation: 'CH02' }
  expect((await ask(other))['break_glass']).toBe('')
  wait(MINUTE)
  const over = await ask({ Token: 'supervisor-token' })
  expect(over['break_glass']).toBe('')
  expect(String(over['reasons']).split(',')).toContain('break_glass_expired')
})

test.each([
  [{ ...BREAK, ApproverToken: 'supervisor-token' }, 'second_person_missing'],
  [{ ...BREAK, ApproverToken: 'both-token' }, 'second_person_missing'],
  [{ ...BREAK, ApproverToken: 'stolen' }, 'second_person_missing'],
  [{ ...BREAK, ApproverToken: 'agent-token' }, 'break_glass_not_approved'],
  [{ ...BREAK, Token: 'agent-token' }, 'break_glass_role_not_allowed'],
  [{ ...BREAK, break_glass: 'Mrs Lovelace asked' }, 'break_glass_reason_unknown'],
])('with %j nothing opens, then and later, and it is said why', async (event, code) => {
  const { ask, records } = desk()
  const answer = await ask(event)
  expect(answer['break_glass']).toBe('')
  expect(String(answer['reasons']).split(',')).toContain(code)
  expect((await ask({ Token: event.Token }))['break_glass']).toBe('')
  expect(JSON.stringify([answer, records])).not.toContain('Lovelace')
})

test.each([
  { get: 'slow', put: 'sound', code: 'deadline_exceeded' },
  { get: 'down', put: 'sound', code: 'store_failed' },
  { get: 'sound', put: 'down', code: 'store_failed' },
  { get: 'sound', put: 'lost race', code: 'store_busy' },
] as const)(
  'with reads that are $get and writes that are $put nobody is recognized, $code says why, and nothing opens later',
  async (parts) => {
    const kept = memoryStore(() => AT)
    const ask = async <T>(
      part: 'slow' | 'down' | 'sound',
      question: () => Promise<T>,
    ): Promise<T> => {
      if (part === 'slow') await new Promise((done) => setTimeout(done, 120))
      if (part === 'down') throw new TypeError('down')
      return question()
    }
    // Only what is remembered of the glass fails; what agents lowered is known.
    const isGlass = (key: string) => key.startsWith('countersign.glass.')
    const store: Store = {
      get: (key) => ask(isGlass(key) ? parts.get : 'sound', () => kept.get(key)),
      put: (key, ...write) => {
        if (!isGlass(key)) return kept.put(key, ...write)
        // A crowd of writers: somebody else was always first.
        if (parts.put === 'lost race') return Promise.resolve(false)
        return ask(parts.put, () => kept.put(key, ...write))
      },
    }
    const answer = await desk({ store: () => store, budget: 60 }).ask(BREAK)
    expect([answer['disclose_account'], answer['break_glass']]).toEqual(['none', ''])
    const codes = String(answer['reasons']).split(',')
    expect([codes.includes(parts.code), codes.includes('agent_unknown')]).toEqual([true, false])
    await new Promise((done) => setTimeout(done, 200))
    const later = await desk({ store: () => kept }).ask({ Token: 'supervisor-token' })
    expect([later['disclose_account'], later['break_glass']]).toEqual(['full', ''])
  },
)
