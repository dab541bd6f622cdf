import { describe, expect, test } from 'vitest'
import type { JsonObject } from '../../../src/model/index.js'
import { compilePolicy } from '../../../src/policy/index.js'
import { createDecideHandler } from '../../../src/twilio/functions/decideHandler.js'
import type { FlexWorker } from '../../../src/twilio/functions/flexToken.js'
import { fromFunction } from '../../../src/twilio/functions/fromFunction.js'
import type { FunctionHandler } from '../../../src/twilio/functions/functionHandler.js'
import {
  createKnowledgeHandler,
  type KnowledgeSettings,
} from '../../../src/twilio/functions/knowledgeHandler.js'
import { memoryStore } from '../../../src/twilio/functions/memoryStore.js'
import { createWebhook } from '../../../src/twilio/functions/webhook.js'
import { KEYS } from './call.js'
import { formRequest, jsonRequest, TOKEN } from './signedCalls.js'

const AT = Date.parse('2026-11-22T10:00:00Z')
const POLICY = compilePolicy(`
policy: desk
version: 1
roles: [supervisor, lead]
classes:
  notes: { full: { write: anonymous, read: anonymous, roles: supervisor } }
  booking: { full: { write: recognized, read: recognized } }
  record: { full: { write: verified, read: verified } }
break_glass: { roles: supervisor, reasons: [life_at_risk], second: lead, for: 30m, notice: office, classes: record }
knowledge: { booking: { asks: [booking_reference, surname], attempts: 3, within: 1h } }
routes: [{ id: all, queue: front }]
`)
const WORKERS: Readonly<Record<string, FlexWorker>> = {
  'supervisor-token': { worker: 'WK02', roles: ['supervisor'] },
  'lead-token': { worker: 'WK03', roles: ['lead'] },
}
const CHAT = { conversation: 'CH01', channel: 'web_chat', address: 'guest-1', readers: '[]' }
const ANSWERS = { 'answer.booking_reference': 'XK7Q2M', 'answer.surname': 'Lovelace' }

/** Brings a signed request to a handler, and gives the status and what it was answered. */
async function bring(handler: FunctionHandler, request: Request): Promise<[number, JsonObject]> {
  const webhook = createWebhook({ tokens: [TOKEN], handle: fromFunction(handler) })
  const answer = await webhook(request)
  const json: unknown = await answer.json()
  return [answer.status, typeof json === 'object' && json !== null ? { ...json } : {}]
}

const decide = createDecideHandler({
  policy: () => POLICY,
  ledgerKeys: () => KEYS,
  now: () => AT,
  record: () => undefined,
  flexToken: () => (token) => Promise.resolve(WORKERS[token] ?? null),
})

const know = (
  find: ReturnType<KnowledgeSettings['find']>,
  more: Partial<KnowledgeSettings> = {},
) => {
  const store = memoryStore(() => AT)
  return createKnowledgeHandler({
    policy: () => POLICY,
    find: () => find,
    ledgerKeys: () => KEYS,
    store: () => store,
    pace: 0,
    now: () => AT,
    ...more,
  })
}

const shown = ([status, answer]: [number, JsonObject]) => [
  status,
  answer['disclose_notes'],
  answer['disclose_booking'],
  answer['break_glass'],
]

const NOTHING = [200, 'none', 'none', '']
const BREAK = {
  break_glass: 'life_at_risk',
  Token: 'supervisor-token',
  ApproverToken: 'lead-token',
}

describe('from a signed request to its answer', () => {
  test('tokens alone say who of the staff asks and approves', async () => {
    expect(shown(await bring(decide, formRequest({ ...CHAT, ...BREAK })))).toEqual([
      200,
      'full',
      'none',
      'record',
    ])
  })

  const passed = {
    kind: 'knowledge_check',
    at: '2026-11-22T10:00:00.000Z',
    conversation: 'CH01',
    by: { channel: 'web_chat', address: 'guest-1' },
    purpose: null,
    customer: 'C-1001',
    asked: ['booking_reference', 'surname'],
    outcome: 'passed',
    attempts: 1,
  }
  const agent = { worker: 'WK02', roles: ['supervisor'] }
  const glass = {
    reason: 'life_at_risk',
    requestedBy: 'WK02',
    approvedBy: { worker: 'WK03', roles: ['lead'] },
    at: '2026-11-22T09:59:00Z',
  }
  const looks: readonly Readonly<Record<string, unknown>>[] = [
    { agent, breakGlass: glass },
    { request: { agent, breakGlass: glass, evidence: [passed] } },
    { claims: { agent, breakGlass: glass, evidence: [passed], knowledge_check: 'passed' } },
    { evidence: [passed], ledger: JSON.stringify({ evidence: [passed] }) },
    { status: 'passed', ok: 'true', customer: 'C-1001', ...ANSWERS, check: 'booking' },
    { attributes: { countersign: { break_glass: 'record', agent }, evidence: [passed] } },
    { channelAttributes: { agent, breakGlass: glass }, memory: { agent } },
    { token: 'supervisor-token', TOKEN: 'supervisor-token', break_glass: 'life_at_risk' },
    {
      Token: ['supervisor-token'],
      ApproverToken: { 0: 'lead-token' },
      break_glass: ['life_at_risk'],
    },
    { Token: ' ', ApproverToken: 'lead-token', break_glass: 'life_at_risk' },
  ]

  test.each(looks)('what only looks like staff or like proof is nothing: %j', async (look) => {
    const texts = Object.fromEntries(
      Object.entries(look).map(([name, value]) => [
        name,
        typeof value === 'string' ? value : JSON.stringify(value),
      ]),
    )
    const requests = [
      formRequest({ ...CHAT, ...texts }),
      jsonRequest(JSON.stringify({ ...CHAT, ...texts })),
      jsonRequest(JSON.stringify({ ...CHAT, ...look })),
    ]
    for (const request of requests) {
      const [status, answer] = await bring(decide, request)
      // Input that cannot be read is withheld as a whole, and what is withheld lists the same.
      expect(shown([status, answer])).toEqual(NOTHING)
    }
  })

  test('without the token of a second person the worker is known and nothing opens', async () => {
    const { ApproverToken: _, ...alone } = BREAK
    const [status, answer] = await bring(decide, formRequest({ ...CHAT, ...alone }))
    expect(shown([status, answer])).toEqual([200, 'full', 'none', ''])
    expect(String(answer['reasons']).split(',')).toContain('second_person_missing')
  })

  test('what somebody knows opens with the ledger that it was sealed in', async () => {
    const [, known] = await bring(
      know(async () => 'C-1001'),
      formRequest({ ...CHAT, ...ANSWERS }),
    )
    expect(known).toMatchObject({ status: 'passed', reason: '' })
    const ledger = String(known['ledger'])
    expect(shown(await bring(decide, formRequest({ ...CHAT, ledger })))).toEqual([
      200,
      'none',
      'full',
      '',
    ])
  })

  test.each<[string, () => unknown]>([
    ['give several people', () => ['C-1001', 'C-1002']],
    ['give one in a list', () => ['C-1001']],
    ['give a record', () => ({ customer: 'C-1001' })],
    ['say that it is right', () => true],
    ['give nobody', () => undefined],
    ['give a blank', () => ' \u00a0'],
    ['never answer', () => new Promise(() => undefined)],
    [
      'fail',
      () => {
        throw new TypeError('XK7Q2M')
      },
    ],
  ])('records that %s prove nothing', async (_, given) => {
    // As records do that are asked from plain JavaScript.
    const find: unknown = async () => given()
    if (!isFind(find)) throw new TypeError('no function')
    const handler = know(find, { deadline: 400 })
    expect(await bring(handler, formRequest({ ...CHAT, ...ANSWERS }))).toEqual([
      200,
      { status: 'refused', ok: 'false', reason: 'not_matched', ledger: '' },
    ])
  })
})

const isFind = (find: unknown): find is ReturnType<KnowledgeSettings['find']> =>
  typeof find === 'function'
