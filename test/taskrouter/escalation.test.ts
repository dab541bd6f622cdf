import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { lintWaiting } from '../../src/analysis/index.js'
import { compilePolicy, printPolicy } from '../../src/policy/index.js'
import { checkWorkflow } from '../../src/taskrouter/checkWorkflow.js'
import { listQueues, toQueueExpressions, toWorkflow } from '../../src/taskrouter/compileWorkflow.js'
import { EMITTED_KEYS } from '../../src/taskrouter/emittedKeys.js'
import { readWorkers } from '../../src/taskrouter/readWorkers.js'
import { readWorkflow } from '../../src/taskrouter/readWorkflow.js'
import { simulate } from '../../src/taskrouter/simulate.js'
import { toTaskAttributes } from '../../src/twilio/outbound/index.js'
import { aDecision, anEngagement } from '../arbitraries/decision.js'

const policyOf = (routes: string) =>
  compilePolicy(`
policy: desk
version: 1
classes:
  phi: { fields: [notes], agent: hipaa, full: verified }
routes:
${routes}
`)

const compiled = (routes: string) => {
  const policy = policyOf(routes)
  if (!policy.ok) throw new Error(JSON.stringify(policy.issues))
  return policy.value
}

const LIVING = compiled(`
  - id: nurses
    when: { trust: verified }
    queue: nurses
    skills: [nurse]
    priority: 3
    known_worker: 30s
    timeout: 2m
    skip_if: nobody_available
    overflow: { queue: office, priority: 9 }
  - { id: general, queue: office }
`)

const SIDS = { nurses: `WQ${'1'.repeat(32)}`, office: `WQ${'2'.repeat(32)}` }
const ADA = `WK${'a'.repeat(32)}`
const BOB = `WK${'b'.repeat(32)}`
const EVE = `WK${'e'.repeat(32)}`

const workflow = (() => {
  const configuration = toWorkflow(LIVING, { queues: SIDS, channels: {}, functions: {} })
  const read = readWorkflow(configuration.ok ? configuration.value : null)
  if (!read.ok) throw new Error(JSON.stringify(read.issues))
  return read.value
})()

const taskOf = (context: Readonly<Record<string, string>> = {}, claims = {}) => {
  const route = { id: 'nurses', queue: 'nurses', priority: 3, skills: ['nurse'] }
  const engagement = { ...anEngagement, context, claims }
  return toTaskAttributes(engagement, { ...aDecision, route }).attributes
}

const worldOf = (away: readonly string[] = []) => {
  const worker = (sid: string, skills: readonly string[], training: readonly string[]) => ({
    sid,
    available: !away.includes(sid),
    attributes: { routing: { skills }, training },
  })
  const expressions = toQueueExpressions(LIVING)
  const read = readWorkers({
    workers: [
      worker(ADA, ['nurse'], ['hipaa']),
      worker(BOB, ['nurse'], ['hipaa']),
      worker(EVE, [], []),
    ],
    queues: listQueues(LIVING.routes).map((name) => ({
      sid: name === 'nurses' ? SIDS.nurses : SIDS.office,
      target_workers: expressions[name],
    })),
  })
  if (!read.ok) throw new Error(JSON.stringify(read.issues))
  return read.value
}

describe('a route that goes on', () => {
  test('compiles to a workflow with nothing against it', () => {
    expect(checkWorkflow(workflow, { keys: EMITTED_KEYS })).toEqual([])
  })

  test('asks the worker known from before first, and nobody else for that time', () => {
    const known = taskOf({ known_worker: BOB })
    expect(simulate(workflow, known, worldOf())).toMatchObject({ worker: BOB, at: 0 })
    const later = { ...worldOf([BOB]), changes: [] }
    expect(simulate(workflow, known, later)).toMatchObject({ worker: ADA, at: 30 })
    expect(simulate(workflow, taskOf(), worldOf())).toMatchObject({ worker: ADA, at: 0 })
  })

  test('takes that worker from the business, never from what the person says', () => {
    expect(taskOf({ known_worker: BOB }).countersign.known_worker).toBe(BOB)
    const claimed = taskOf({}, { known_worker: BOB })
    expect(claimed.countersign.known_worker).toBe(null)
    expect(taskOf({ known_worker: 'anyone' }).countersign.known_worker).toBe(null)
  })

  test('goes to the overflow when time runs out, with its priority and without its skills', () => {
    const busy = worldOf()
    const workers = busy.workers.map((worker) => ({
      ...worker,
      channels: { default: { capacity: 1, assigned: worker.sid === EVE ? 0 : 1 } },
    }))
    const path = simulate(workflow, taskOf(), { ...busy, workers })
    expect(path.steps.map(({ queue, outcome, until }) => [queue, outcome, until])).toEqual([
      [SIDS.nurses, 'skipped', 0],
      [SIDS.nurses, 'timed_out', 150],
      [SIDS.office, 'waiting', null],
    ])
    expect([path.priority, path.queue, path.undocumented]).toEqual([9, SIDS.office, false])
  })

  test('goes there at once if no worker is available', () => {
    const path = simulate(workflow, taskOf(), worldOf([ADA, BOB]))
    expect([path.queue, path.at]).toEqual([SIDS.office, 0])
  })

  test('keeps the training that what it opens asks for, in the overflow as well', () => {
    for (const away of [[], [ADA], [ADA, BOB]]) {
      const { steps } = simulate(workflow, taskOf(), worldOf(away))
      expect(steps.flatMap(({ eligible }) => eligible)).not.toContain(EVE)
    }
  })

  test('is printed as it was written', () => {
    const again = compilePolicy(printPolicy(LIVING))
    expect(again.ok && again.value.routes).toEqual(LIVING.routes)
  })
})

describe('a route that cannot go on as it says does not compile', () => {
  test.each([
    ['timeout: 2m', 'no_overflow', '/routes/0/timeout'],
    ['skip_if: nobody_available', 'no_overflow', '/routes/0/skip_if'],
    ['overflow: office', 'overflow_never_reached', '/routes/0/overflow'],
    ['timeout: 15d, overflow: office', 'wait_out_of_range', '/routes/0/timeout'],
    ['known_worker: 0s', 'wait_out_of_range', '/routes/0/known_worker'],
    ["timeout: 2m, overflow: '{{claims.queue}}'", 'claim_in_route', '/routes/0/overflow'],
  ])('%s', (parts, code, path) => {
    const policy = policyOf(`
  - { id: a, when: { trust: verified }, queue: nurses, ${parts} }
  - { id: general, queue: office }`)
    expect(policy.ok ? [] : policy.issues).toContainEqual(expect.objectContaining({ code, path }))
  })
})

test('lint names the routes from which a task never goes on', () => {
  const policy = compiled(`
  - { id: stays, when: { trust: strong }, queue: nurses }
  - { id: skilled, when: { trust: verified }, queue: office, skills: [nurse] }
  - { id: goes, when: { trust: recognized }, queue: nurses, timeout: 1m, overflow: office }
  - { id: same, when: { channel: sms }, queue: office }
  - { id: general, queue: office }`)
  expect(lintWaiting(policy).map(({ word }) => word)).toEqual(['stays', 'skilled'])
})

test('no task of a route with an overflow is ever cancelled', () => {
  fc.assert(
    fc.property(
      fc.subarray([ADA, BOB, EVE]),
      fc.array(
        fc.record({
          at: fc.nat({ max: 300 }),
          worker: fc.constantFrom(ADA, BOB, EVE),
          available: fc.boolean(),
        }),
        { maxLength: 6 },
      ),
      fc.option(fc.constantFrom(ADA, BOB, EVE), { nil: undefined }),
      (away, changes, known) => {
        const task = taskOf(known === undefined ? {} : { known_worker: known })
        const path = simulate(workflow, task, { ...worldOf(away), changes })
        expect(path.outcome).not.toBe('canceled')
        expect(path.worker).not.toBe(EVE)
      },
    ),
  )
})
