import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { compilePolicy } from '../../src/policy/index.js'
import { decideDesk } from '../../src/report/desk/decideDesk.js'
import { drawWay } from '../../src/report/desk/drawWay.js'
import { followTask, lanesOf, readLanes } from '../../src/report/desk/followTask.js'
import { renderResult } from '../../src/report/desk/renderResult.js'
import { listQueues } from '../../src/taskrouter/index.js'
import { call } from '../cli/world.js'
import { EXAMPLES, readExample, sourceOf } from './world.js'

const folder = mkdtempSync(join(tmpdir(), 'countersign-way-'))
afterAll(() => rmSync(folder, { recursive: true }))

const file = (name: string, value: unknown): string => {
  const path = join(folder, name)
  writeFileSync(path, JSON.stringify(value))
  return path
}

// SIDs of nothing but zeros are placeholders, which no workflow is made of.
const sidOf = (index: number): string => `WQ${(index + 1).toString(16).padStart(32, '0')}`

describe.each(EXAMPLES)('%s', (name) => {
  const { policy, tests } = sourceOf(readExample(name))
  const lanes = lanesOf(policy)
  if (!lanes.ok) throw new Error('no workflow')
  const states = tests.map(({ given }) => ({ given, message: '' }))

  test('a task comes first to the queue of the route that was decided, at its priority, and is never lost', () => {
    for (const state of states) {
      const decided = decideDesk(policy, state)
      const way = followTask(lanes.value, decided)
      const { simulation, decided: filter, queues } = way
      const { route } = decided.decision
      expect(simulation.filter).toBe(filter)
      const [first] = simulation.steps
      expect(queues[first?.queue ?? '']).toBe(route.queue)
      expect(first?.priority).toBe(route.priority)
      expect(simulation.outcome).toBe('waiting')
      const { markup } = drawWay(way)
      expect(markup.match(/aria-current="step"/g)).toHaveLength(1)
      expect(markup.match(/policy route/g)).toHaveLength(1)
    }
  })

  test('goes the way that the command line says', async () => {
    const queues = listQueues(policy.routes)
    const sids = Object.fromEntries(queues.map((queue, index) => [queue, sidOf(index)]))
    const policyFile = file(`${name}.json`, policy)
    const made = await call([
      ...['workflow', '--policy', policyFile],
      ...['--sids', file(`${name}-sids.json`, { queues: sids })],
    ])
    expect(made.exit).toBe(0)
    const workflow = file(`${name}-workflow.json`, JSON.parse(made.stdout))
    const list = queues.map((friendly_name, index) => ({ sid: sidOf(index), friendly_name }))
    const workers = file(`${name}-workers.json`, { workers: [], queues: list })
    for (const state of states.filter((_, at) => at % 4 === 0)) {
      const decided = decideDesk(policy, state)
      const { engagement, at } = decided
      const emitted = await call(
        [
          ...['decide', '--policy', policyFile, '--emit', 'attributes'],
          ...['--at', new Date(at).toISOString()],
        ],
        JSON.stringify({ ...engagement, claims: state.given.claims }),
      )
      const routed = await call(
        ['route', '--workflow', workflow, '--workers', workers, '--json'],
        emitted.stdout,
      )
      const { simulation, queues: named } = followTask(lanes.value, decided)
      const { filter, filters, queueName, priority, outcome } = JSON.parse(routed.stdout)
      expect({ filter, filters, queueName, priority, outcome }).toEqual({
        filter: simulation.filter,
        filters: simulation.filters,
        queueName: named[simulation.queue ?? ''],
        priority: simulation.priority,
        outcome: simulation.outcome,
      })
    }
  })
})

test('routes whose words cannot stand in a workflow are said to be so, as text', () => {
  const policy = compilePolicy(`policy: odd
version: 1
classes: { name: { full: { write: verified, read: verified } } }
stepUp: [login]
routes: [{ id: all, queue: front, skills: ['<img src=x>'] }]
`)
  if (!policy.ok) throw new Error(JSON.stringify(policy.issues))
  const { markup } = renderResult(policy.value, stranger)
  expect(markup).toContain('unsafe word')
  expect(markup).not.toContain('<img')
})

const stranger = { given: { channel: 'sms', address: '+14155550100' }, message: '' }

test('through a workflow of one’s own a task escalates when time limits end', () => {
  const { policy } = sourceOf(readExample('retailer'))
  const targets = [
    { queue: sidOf(1), timeout: 30, priority: 1 },
    { queue: sidOf(2), timeout: 60, priority: 9 },
  ]
  const filters = [
    { filter_friendly_name: 'night <b>', expression: "countersign.channel == 'email'", targets },
    { filter_friendly_name: 'countersign: general', expression: '1 == 1', targets },
  ]
  const lanes = readLanes({
    configuration: { task_routing: { filters } },
    queues: { [sidOf(1)]: 'front', [sidOf(2)]: 'leads' },
  })
  if (!lanes.ok) throw new Error('no workflow')
  const way = followTask(lanes.value, decideDesk(policy, stranger))
  const text = drawWay(way).markup.replaceAll(/<[^>]+>/g, '')
  expect(text).toContain('night &lt;b&gt; – does not match')
  expect(text).toContain('Queue front, priority 1; timed out, from 0 s to 30 s')
  expect(text).toContain('Queue leads, priority 9; timed out, from 30 s to 90 s')
  expect(text).toContain('Cancelled after 90 s if nobody takes it: targets exhausted')
})

test('a workflow that takes a task elsewhere than its policy is said to do so', () => {
  const { policy } = sourceOf(readExample('retailer'))
  const own = { filter_friendly_name: 'all', expression: '1 == 1', targets: [{ queue: sidOf(1) }] }
  const lanes = readLanes({ configuration: { task_routing: { filters: [own] } } })
  if (!lanes.ok) throw new Error('no workflow')
  const { markup } = drawWay(followTask(lanes.value, decideDesk(policy, stranger)))
  expect(markup).toContain('to another place than the route of the policy')
  expect(markup).toContain(sidOf(1))
})
