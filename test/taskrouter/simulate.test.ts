import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { drawSimulation } from '../../src/taskrouter/drawSimulation.js'
import { readWorkers } from '../../src/taskrouter/readWorkers.js'
import { readWorkflow } from '../../src/taskrouter/readWorkflow.js'
import { simulate } from '../../src/taskrouter/simulate.js'
import type { TaskWorld } from '../../src/taskrouter/simulation.js'
import type { Workflow } from '../../src/taskrouter/workflow.js'
import { runs } from '../runs.js'

const CARE = 'WQ00000000000000000000000000000001'
const OVERFLOW = 'WQ00000000000000000000000000000002'
const EVERYONE = 'WQ00000000000000000000000000000003'

const read = (
  filters: readonly object[],
  fallback: object | null = { queue: EVERYONE },
): Workflow => {
  const last = fallback === null ? {} : { default_filter: fallback }
  const workflow = readWorkflow({ task_routing: { filters, ...last } })
  if (!workflow.ok) throw new Error(JSON.stringify(workflow.issues))
  return workflow.value
}

const staff = (workers: readonly object[], queues?: readonly object[]): TaskWorld => {
  const workforce = readWorkers(queues === undefined ? workers : { workers, queues })
  if (!workforce.ok) throw new Error(JSON.stringify(workforce.issues))
  return workforce.value
}

const ada = { sid: 'WK1', friendly_name: 'ada', attributes: '{"skills":["en"],"level":2}' }
const bob = { sid: 'WK2', friendly_name: 'bob', attributes: { skills: ['en', 'es'], level: 5 } }
const eve = { sid: 'WK3', friendly_name: 'eve', attributes: { skills: ['es'] } }

const queues = [
  { sid: CARE, friendly_name: 'care', target_workers: "skills HAS 'en'" },
  { sid: OVERFLOW, friendly_name: 'overflow', target_workers: '1==1' },
  { sid: EVERYONE, friendly_name: 'everyone' },
]

const care = (target: object = {}, ...more: readonly object[]) => [
  {
    filter_friendly_name: 'care',
    expression: "tier == 'gold'",
    targets: [{ queue: CARE, ...target }, ...more],
  },
]

const gold = { tier: 'gold' }

describe('filters', () => {
  test('are tried top to bottom, and the first that matches counts', () => {
    const workflow = read([
      { expression: "tier == 'silver'", targets: [{ queue: OVERFLOW }] },
      ...care({ priority: '7' }),
      { expression: '1 == 1', targets: [{ queue: EVERYONE }] },
    ])
    const path = simulate(workflow, gold)
    expect([path.filter, path.queue, path.priority, path.outcome]).toEqual([1, CARE, 7, 'waiting'])
    expect(path.filters.map(({ matched }) => matched)).toEqual([false, true])
  })

  test('that do not match leave the task to the default filter, or cancel it without one', () => {
    expect(simulate(read(care()), {}).filter).toBe('default')
    expect(simulate(read(care(), null), {})).toMatchObject({
      outcome: 'canceled',
      reason: 'no_filter_matched',
      queue: null,
    })
  })

  test('whose answer depends on a missing key say so', () => {
    const workflow = read([{ expression: "asked != 'x'", targets: [{ queue: CARE }] }])
    expect(simulate(workflow, {}).undocumented).toBe(true)
    expect(simulate(workflow, { asked: 'y' }).undocumented).toBe(false)
  })

  test('whose open answer changes nothing about where the task ends are not marked', () => {
    const workflow = read([
      { expression: "asked != 'x'", targets: [{ queue: CARE, timeout: 5 }] },
      { expression: '1==1', targets: [{ queue: OVERFLOW, skip_if: "asked != 'x'" }] },
      { expression: "asked != 'x'", targets: [{ queue: OVERFLOW }] },
    ])
    const path = simulate(
      read([{ expression: "asked != 'x'", targets: [{ queue: EVERYONE }] }]),
      {},
    )
    expect(path).toMatchObject({ undocumented: true, otherwise: { filter: 0 } })
    const same = simulate(workflow, { asked: 'x' })
    expect([same.undocumented, same.otherwise]).toEqual([false, null])
    const loose = simulate(workflow, {}, {}, 'loose')
    expect([loose.queue, loose.filter, loose.otherwise?.filter]).toEqual([OVERFLOW, 2, 1])
  })

  test('read the time in UTC', () => {
    const workflow = read([
      {
        expression: "taskrouter.dayOfWeek == 'Sun' AND taskrouter.currentTime >= 0930",
        targets: [{ queue: CARE }],
      },
    ])
    const at = (time: string) => simulate(workflow, {}, { at: Date.parse(time) }).queue
    expect(at('2026-11-22T09:30:00Z')).toBe(CARE)
    expect(at('2026-11-22T09:29:59Z')).toBe(EVERYONE)
    expect(at('2026-11-23T10:00:00Z')).toBe(EVERYONE)
    expect(simulate(workflow, {}).queue).toBe(EVERYONE)
  })
})

describe('targets', () => {
  test('are left after their timeouts, added up from the beginning', () => {
    const workflow = read(
      care(
        { timeout: 10, priority: 1 },
        { timeout: '20', priority: 2 },
        { queue: OVERFLOW, timeout: 5 },
      ),
    )
    const path = simulate(workflow, gold, staff([], queues))
    expect(
      path.steps.map(({ from, until, queue, priority }) => [from, until, queue, priority]),
    ).toEqual([
      [0, 10, CARE, 1],
      [10, 30, CARE, 2],
      [30, 35, OVERFLOW, 2],
    ])
    expect([path.outcome, path.reason, path.at]).toEqual(['canceled', 'targets_exhausted', 35])
  })

  test('that time out never lead to the default filter', () => {
    expect(simulate(read(care({ timeout: 10 })), gold)).toMatchObject({
      filter: 0,
      outcome: 'canceled',
      reason: 'targets_exhausted',
    })
  })

  test('that time out lead on to the next filter that matches, with time and priority going on', () => {
    const workflow = read([
      ...care({ timeout: 10, priority: 3 }, { queue: OVERFLOW, timeout: 5 }),
      { expression: "tier == 'silver'", targets: [{ queue: CARE }] },
      { expression: '1==1', targets: [{ queue: EVERYONE, timeout: 20 }] },
      { expression: 'tier != null', targets: [{ queue: OVERFLOW, priority: 9 }] },
    ])
    const path = simulate(workflow, gold, staff([], queues))
    expect(
      path.steps.map(({ filter, from, until, queue, priority }) => [
        filter,
        from,
        until,
        queue,
        priority,
      ]),
    ).toEqual([
      [0, 0, 10, CARE, 3],
      [0, 10, 15, OVERFLOW, 3],
      [2, 15, 35, EVERYONE, 3],
      [3, 35, null, OVERFLOW, 9],
    ])
    expect([path.filter, path.outcome, path.queue]).toEqual([3, 'waiting', OVERFLOW])
    expect(path.filters.map(({ matched }) => matched)).toEqual([true, false, true, true])
  })

  test('of a filter that timed out keep the default filter away, though later ones are skipped', () => {
    const workflow = read([
      ...care({ timeout: 10 }),
      { expression: '1==1', targets: [{ queue: OVERFLOW, skip_if: '1==1' }] },
    ])
    expect(simulate(workflow, gold, staff([], queues))).toMatchObject({
      filter: 0,
      outcome: 'canceled',
      at: 10,
    })
  })

  test('give the task to a worker who comes free before they are left', () => {
    const world = staff([{ ...ada, available: false }], queues)
    const changes = [{ at: 12, worker: 'WK1', available: true }]
    const path = simulate(read(care({ timeout: 10 }, { timeout: 10 })), gold, { ...world, changes })
    expect([path.outcome, path.at, path.worker]).toEqual(['reserved', 12, 'WK1'])
    const late = [{ at: 20, worker: 'WK1', available: true }]
    expect(
      simulate(read(care({ timeout: 10 }, { timeout: 10 })), gold, { ...world, changes: late })
        .outcome,
    ).toBe('canceled')
  })

  test('wait for room on the channel', () => {
    const busy = { ...ada, channels: { chat: { capacity: 2, assigned: 2 } } }
    const world = { ...staff([busy], queues), channel: 'chat' }
    expect(simulate(read(care()), gold, world).outcome).toBe('waiting')
    const changes = [{ at: 4, worker: 'WK1', channels: { chat: { capacity: 2, assigned: 1 } } }]
    expect(simulate(read(care()), gold, { ...world, changes })).toMatchObject({
      outcome: 'reserved',
      at: 4,
    })
    expect(simulate(read(care()), gold, { ...world, channel: 'sms' }).outcome).toBe('reserved')
  })

  test('see how much room a worker has, and are none beyond it', () => {
    const roomOf = (assigned: number): readonly string[] => {
      const one = { ...ada, channels: { default: { capacity: 4, assigned } } }
      const workflow = read(
        care({ expression: 'worker.channel.default.available_capacity_percentage == 75' }),
      )
      const path = simulate(workflow, gold, staff([one], queues))
      return path.steps.flatMap(({ eligible }) => eligible ?? [])
    }
    expect(roomOf(1)).toEqual(['WK1'])
    expect(roomOf(5)).toEqual([])
  })

  test('take workers that queue and target both let through, in the order of `order_by`', () => {
    const eligible = (target: object) =>
      simulate(read(care(target)), gold, staff([ada, bob, eve], queues)).steps[0]?.eligible
    expect(eligible({})).toEqual(['WK1', 'WK2'])
    expect(eligible({ expression: 'worker.level > 2' })).toEqual(['WK2'])
    expect(eligible({ order_by: 'worker.level DESC' })).toEqual(['WK2', 'WK1'])
    expect(eligible({ queue: OVERFLOW, order_by: 'worker.level ASC, worker.sid DESC' })).toEqual([
      'WK1',
      'WK2',
      'WK3',
    ])
    expect(eligible({ queue: OVERFLOW, order_by: 'worker.level DESC' })).toEqual([
      'WK2',
      'WK1',
      'WK3',
    ])
  })

  test('of whom one has a number and another a text are ordered as texts, either way', () => {
    const ranked = ['5a', '10', 5].map((rank, at) => ({
      sid: `WK${at}`,
      friendly_name: `worker ${at}`,
      attributes: { skills: ['en'], rank },
    }))
    const orderOf = (direction: string) =>
      simulate(read(care({ order_by: `worker.rank ${direction}` })), gold, staff(ranked, queues))
        .steps[0]?.eligible
    expect(orderOf('ASC')).toEqual(['WK1', 'WK2', 'WK0'])
    expect(orderOf('DESC')).toEqual(['WK0', 'WK2', 'WK1'])
  })

  test('can ask for the worker whom the task names', () => {
    const workflow = read(care({ known_worker_sid: 'task.agent' }))
    const worker = (agent: unknown) =>
      simulate(workflow, { ...gold, agent }, staff([ada, bob], queues)).worker
    expect([worker('WK2'), worker('WK9'), worker(undefined)]).toEqual(['WK2', null, null])
    const named = read(care({ known_worker_friendly_name: 'task.agent' }))
    expect(simulate(named, { ...gold, agent: 'bob' }, staff([ada, bob], queues)).worker).toBe('WK2')
  })

  test('of a queue that nobody knows, or whose expression is empty or broken, reach nobody', () => {
    const outcome = (list: readonly object[]) =>
      simulate(read(care({ timeout: 1 })), gold, staff([ada], list)).steps[0]
    expect(outcome([])?.outcome).toBe('unknown_queue')
    expect(outcome([{ sid: CARE, target_workers: '' }])?.eligible).toEqual([])
    expect(outcome([{ sid: CARE, target_workers: 'skills HAS' }])?.eligible).toEqual([])
  })

  test('without a queue, and no target before them, place nothing', () => {
    const path = simulate(read([{ expression: '1==1', targets: [{}] }]), {})
    expect([path.outcome, path.steps[0]?.outcome]).toEqual(['canceled', 'no_queue'])
    const none = simulate(read([{ expression: '1==1', targets: [] }]), {})
    expect([none.outcome, none.reason]).toEqual(['canceled', 'no_target'])
  })

  test('are cut short when the task itself times out', () => {
    const path = simulate(read(care()), gold, { taskTimeout: 60 })
    expect([path.outcome, path.reason, path.at]).toEqual(['canceled', 'task_timed_out', 60])
  })
})

describe('`skip_if`', () => {
  const skip = (skip_if: string) =>
    read([...care({ skip_if }), { expression: '1==1', targets: [{ queue: OVERFLOW }] }])

  test('is not asked while somebody is free', () => {
    expect(simulate(skip('1==1'), gold, staff([ada], queues))).toMatchObject({
      filter: 0,
      outcome: 'reserved',
    })
  })

  test('that holds makes the filter count as not matched', () => {
    const path = simulate(skip('workers.available == 0'), gold, staff([], queues))
    expect([path.filter, path.queue, path.steps[0]?.outcome]).toEqual([1, OVERFLOW, 'skipped'])
    const alone = simulate(read(care({ skip_if: '1==1' })), gold, staff([], queues))
    expect(alone.filter).toBe('default')
  })

  test('counts activities in the queue, not capacity nor the target expression', () => {
    const busy = {
      ...ada,
      activity_sid: 'WA1',
      channels: { default: { capacity: 1, assigned: 1 } },
    }
    const away = { ...bob, activity_sid: 'WA2', available: false }
    const filter = (text: string) =>
      simulate(skip(text), gold, staff([busy, away, eve], queues)).filter
    expect(filter('workers.available == 1 AND workers.unavailable == 1')).toBe(1)
    expect(filter('workers.WA2 == 1')).toBe(1)
    expect(filter('workers.available == 0')).toBe(0)
  })
})

describe('laws', () => {
  const anyTarget = fc.record(
    {
      queue: fc.constantFrom(CARE, OVERFLOW),
      timeout: fc.integer({ min: 1, max: 30 }),
      priority: fc.nat({ max: 9 }),
      skip_if: fc.constantFrom('1==1', 'workers.available == 0'),
      expression: fc.constantFrom('worker.level > 2', "worker.skills HAS 'es'", 'level > 2'),
    },
    { requiredKeys: [] },
  )
  const anyFilters = fc.array(
    fc.record({
      expression: fc.constantFrom("tier == 'gold'", '1==1', '1==0', "tier != 'gold'", 'rank >= 2'),
      targets: fc.array(anyTarget, { maxLength: 4 }),
    }),
    { maxLength: 4 },
  )
  const anyTask = fc.record(
    { tier: fc.constantFrom('gold', 'silver'), rank: fc.nat({ max: 4 }) },
    { requiredKeys: [] },
  )
  const anyChanges = fc.array(
    fc.record({
      at: fc.nat({ max: 60 }),
      worker: fc.constantFrom('WK1', 'WK2'),
      available: fc.boolean(),
    }),
    { maxLength: 4 },
  )

  test('every task ends reserved, waiting or cancelled with a reason, and time only goes on', () => {
    fc.assert(
      fc.property(anyFilters, anyTask, anyChanges, (filters, task, changes) => {
        const path = simulate(read(filters), task, { ...staff([ada, bob, eve], queues), changes })
        expect(path.reason === null).toBe(path.outcome !== 'canceled')
        expect(path.worker === null).toBe(path.outcome !== 'reserved')
        let now = 0
        for (const { from, until } of path.steps) {
          expect(from).toBe(now)
          expect(until ?? Number.POSITIVE_INFINITY).toBeGreaterThanOrEqual(from)
          now = until ?? now
        }
      }),
      runs(300),
    )
  })

  test('a filter that never matches can go anywhere and changes nothing', () => {
    fc.assert(
      fc.property(anyFilters, anyTask, fc.nat({ max: 4 }), (filters, task, at) => {
        const never = { expression: '1==0', targets: [{ queue: EVERYONE }] }
        const more = [...filters.slice(0, at), never, ...filters.slice(at)]
        const end = (list: readonly object[]) => {
          const { outcome, reason, queue, priority, at, undocumented, steps } = simulate(
            read(list),
            task,
          )
          const targets = steps.map(({ filter: _, ...step }) => step)
          return { outcome, reason, queue, priority, at, undocumented, targets }
        }
        expect(end(more)).toEqual(end(filters))
      }),
    )
  })

  test('a path is marked exactly where the other reading ends elsewhere', () => {
    fc.assert(
      fc.property(anyFilters, anyTask, (filters, task) => {
        const world = staff([{ ...ada, available: false }, eve], queues)
        const strict = simulate(read(filters), task, world, 'strict')
        const loose = simulate(read(filters), task, world, 'loose')
        const end = ({ outcome, reason, filter, queue, priority, worker, at }: typeof strict) => ({
          outcome,
          reason,
          filter,
          queue,
          priority,
          worker,
          at,
        })
        expect(strict.undocumented).toBe(loose.undocumented)
        expect(strict.otherwise).toEqual(strict.undocumented ? end(loose) : null)
        expect(loose.otherwise).toEqual(strict.undocumented ? end(strict) : null)
      }),
      runs(300),
    )
  })

  test('more free workers never make a task wait longer', () => {
    fc.assert(
      fc.property(anyFilters, anyTask, (filters, task) => {
        const some = simulate(read(filters), task, staff([ada], queues))
        const more = simulate(read(filters), task, staff([ada, bob, eve], queues))
        if (some.outcome === 'reserved') {
          expect([more.outcome, more.at <= some.at]).toEqual(['reserved', true])
        }
      }),
    )
  })
})

test('the drawing shows the path and no attribute of the task', () => {
  const workflow = read(
    care({ timeout: 10, priority: 5 }, { queue: OVERFLOW, expression: "worker.skills HAS 'es'" }),
  )
  const world = staff(
    [{ ...ada, available: false }, bob, eve].map((one) => ({ ...one })),
    queues,
  )
  const path = simulate(
    workflow,
    { ...gold, claimed: { secret: 'my words' } },
    { ...world, changes: [] },
  )
  expect(drawSimulation(path)).toBe(
    [
      '┌ task',
      '│ ● filter 1 care',
      '│   ├ 0 s → 0 s  care, priority 5: reserved',
      '│   │   workers: WK2, WK1',
      `└ ✓ 0 s  reserved for WK2 in ${CARE}`,
    ].join('\n'),
  )
})
