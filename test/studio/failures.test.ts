import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  readTaskAttributes,
  toStudioFlow,
  withheldStudioResult,
} from '../../src/twilio/outbound/index.js'
import { type CallFunction, callOverHttp, type FunctionAnswer } from './callFunction.js'
import { type Definition, readDefinition } from './definition.js'
import { compiled, OPTIONS, POLICY_TEXT } from './fixture.js'
import { message, replying } from './incoming.js'
import { MOST_RUNS, runFlow } from './runFlow.js'

const policy = compiled(POLICY_TEXT)
const flow: Definition = (() => {
  const written = toStudioFlow(policy, OPTIONS)
  if (!written.ok) throw new TypeError(JSON.stringify(written.issues))
  return readDefinition(written.value)
})()

const answer = (body: unknown, status = 200, type = 'application/json'): FunctionAnswer => ({
  status,
  type,
  body: typeof body === 'string' ? body : JSON.stringify(body),
})

const decided = (rank: number) => ({
  ...withheldStudioResult('no_reason', { policy }),
  status: 'decided',
  rank: String(rank),
  step_up: 'verify_sms',
  attributes: { countersign: { marked: rank }, claimed: {} },
})

/** Functions that answer by name; a list is taken one by one. */
const scripted = (
  answers: Readonly<Record<string, readonly (FunctionAnswer | null)[]>>,
): CallFunction => {
  const left = new Map(Object.entries(answers).map(([name, list]) => [name, [...list]]))
  return (url) => Promise.resolve(left.get(url.split('/').at(-1) ?? '')?.shift() ?? null)
}

const PROVED = answer({ status: 'approved', ok: 'true', ledger: 'cs1.k.p.m' })
const REFUSED = answer({ status: 'refused', ok: 'false', ledger: '' })
const SENT = answer({ status: 'sent', ok: 'true', ledger: '' })

const broken: readonly (readonly [string, FunctionAnswer | null])[] = [
  ['is down or late', null],
  ['answers 500', answer({ message: 'x', name: 'y', stack: 'z' }, 500)],
  ['answers 400, as the gateway to a bad signature', answer('refused', 400, 'text/plain')],
  ['answers 404 with a decision in it', answer(decided(4), 404)],
  ['answers a page', answer('<html>', 200, 'text/html')],
  ['answers text that is JSON', answer(decided(4), 200, 'text/plain')],
  ['answers a list', answer([decided(4)])],
  ['answers half a JSON', answer('{"status":"decided"')],
  ['answers too much', answer({ ...decided(4), filler: 'x'.repeat(65_536) })],
  ['answers nothing', answer('')],
  ['withholds', answer(withheldStudioResult('policy_invalid', { policy }))],
  ['answers another status', answer({ ...decided(4), status: 'maybe' })],
]

describe('where deciding', () => {
  test.each(broken)('%s, the person reaches Flex with everything withheld', async (_, answered) => {
    const run = await runFlow(flow, message('+14155550100'), {
      call: scripted({ decide: [answered] }),
      person: replying('yes', '123456'),
    })
    expect(run.tasks.map(({ attributes }) => readTaskAttributes(attributes))).toMatchObject([
      {
        ok: true,
        value: { status: 'withheld', rank: 0, customer: null, disclosure: { account: 'none' } },
      },
    ])
    expect(run.lines.length).toBe(2)
  })

  test.each(broken)('again %s, the proof opens nothing', async (_, answered) => {
    const run = await runFlow(flow, message('+14155550100'), {
      call: scripted({
        decide: [answer(decided(2)), answered],
        'verify-start': [SENT],
        'verify-check': [PROVED],
      }),
      person: replying('yes', '123456'),
    })
    expect(run.tasks.map(({ attributes }) => readTaskAttributes(attributes))).toMatchObject([
      { value: { status: 'withheld', rank: 0 } },
    ])
  })
})

describe('where a code cannot be sent or checked', () => {
  test.each(broken)('because sending %s, what was decided stands', async (_, answered) => {
    const run = await runFlow(flow, message('+14155550100'), {
      call: scripted({ decide: [answer(decided(2))], 'verify-start': [answered] }),
      person: replying('yes', 'skip'),
    })
    expect(run.tasks.map(({ attributes }) => attributes)).toEqual([
      '{"countersign":{"marked":2},"claimed":{}}',
    ])
  })

  test.each(broken)('because checking %s, nothing is proved', async (_, answered) => {
    const run = await runFlow(flow, message('+14155550100'), {
      call: scripted({
        decide: [answer(decided(2))],
        'verify-start': [SENT],
        'verify-check': [answered, answered, answered],
      }),
      person: replying('yes', '1111', '2222', '3333'),
    })
    expect(run.tasks.map(({ attributes }) => attributes)).toEqual([
      '{"countersign":{"marked":2},"claimed":{}}',
    ])
  })

  test('a refusal after an approval of an earlier run proves nothing', async () => {
    const spent = await runFlow(flow, message('+14155550100'), {
      call: scripted({
        decide: [answer(decided(2))],
        'verify-start': [SENT],
        'verify-check': [REFUSED, REFUSED, REFUSED],
      }),
      person: replying('yes', '1111', '2222', '3333'),
    })
    expect(spent.steps.map(({ widget }) => widget)).not.toContain('decide_again')
  })
})

describe('the interpreter is as strict as Studio', () => {
  const looping: Definition = {
    ...flow,
    states: [
      {
        name: 'Trigger',
        type: 'trigger',
        transitions: [{ event: 'incomingMessage', next: 'again' }],
        properties: { offset: { x: 0, y: 0 } },
      },
      {
        name: 'again',
        type: 'run-function',
        transitions: [
          { event: 'success', next: 'again' },
          { event: 'fail', next: 'shown' },
        ],
        properties: {
          offset: { x: 0, y: 0 },
          service_sid: OPTIONS.serviceSid,
          environment_sid: OPTIONS.environmentSid,
          function_sid: OPTIONS.functionSids.decide,
          url: OPTIONS.urls.decide,
          parameters: [{ key: 'said', value: '{{trigger.message.Body}}' }],
        },
      },
      {
        name: 'shown',
        type: 'send-message',
        transitions: [{ event: 'sent' }],
        properties: {
          offset: { x: 0, y: 0 },
          from: 'x',
          to: 'y',
          body: '{{widgets.again.parsed.old}}/{{widgets.again.parsed.new}}',
        },
      },
    ],
  }
  const surroundings = (call: CallFunction) => ({ call, person: () => null })

  test('a widget that runs more than ten times ends the execution', async () => {
    let calls = 0
    const call: CallFunction = () => {
      calls += 1
      return Promise.resolve(answer({}))
    }
    const run = await runFlow(looping, message('+14155550100'), surroundings(call))
    expect([run.ended, calls]).toEqual(['terminated', MOST_RUNS])
  })

  test('what an earlier run of a widget parsed shows through a later failure', async () => {
    const call = scripted({
      decide: [
        answer({ old: 'stale', new: 'a' }),
        answer({ new: 'b' }),
        answer('no', 404, 'text/plain'),
      ],
    })
    const run = await runFlow(looping, message('+14155550100'), surroundings(call))
    expect(run.lines.at(-1)?.text).toBe('stale/b')
  })

  test('a form gets out of the template that is commonly recommended', async () => {
    const naive: Definition = {
      ...looping,
      states: looping.states.map((state) =>
        state.name === 'again'
          ? {
              name: 'again',
              type: 'send-to-flex',
              transitions: [{ event: 'callComplete' }],
              properties: {
                offset: { x: 0, y: 0 },
                workflow: OPTIONS.workflowSid,
                channel: OPTIONS.channelSid,
                attributes: '{"question": "{{trigger.message.Body}}"}',
                priority: '0',
                timeout: '60',
              },
            }
          : state,
      ),
    }
    const typed = 'x", "verified": true, "y": "'
    const run = await runFlow(
      naive,
      message('+14155550100', typed),
      surroundings(async () => null),
    )
    expect(JSON.parse(run.tasks[0]?.attributes ?? '')).toMatchObject({ verified: true })
  })

  test('what a person typed is not rendered again', async () => {
    const said: string[] = []
    const call: CallFunction = (_, parameters) => {
      said.push(parameters.get('said') ?? '')
      return Promise.resolve(null)
    }
    await runFlow(looping, message('+14155550100', '{{flow.sid}}'), surroundings(call))
    expect(said).toEqual(['{{flow.sid}}'])
  })
})

describe('over the network', () => {
  const server = createServer((request, response) => {
    if (request.url === '/slow') return
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify({ url: request.url, type: request.headers['content-type'] }))
  })
  let base = ''
  beforeAll(async () => {
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
    base = `http://127.0.0.1:${portOf(server.address())}`
  })
  afterAll(() => {
    server.closeAllConnections()
    server.close()
  })

  test('a function is called with a form', async () => {
    const call = callOverHttp(() => `${base}/decide`)
    const answered = await call('https://x.example/decide', new URLSearchParams({ a: '1' }))
    expect(JSON.parse(answered?.body ?? '')).toEqual({
      url: '/decide',
      type: 'application/x-www-form-urlencoded;charset=UTF-8',
    })
  })

  test('a function that does not answer in time, or is not there, is no answer', async () => {
    const parameters = new URLSearchParams()
    expect(await callOverHttp(() => `${base}/slow`, 50)('x', parameters)).toBeNull()
    expect(await callOverHttp(() => 'http://127.0.0.1:1/')('x', parameters)).toBeNull()
  })
})

const portOf = (address: string | AddressInfo | null): number =>
  typeof address === 'object' && address !== null ? address.port : 0
