import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkWorkflow } from '../../src/taskrouter/checkWorkflow.js'
import { compareWorkflows } from '../../src/taskrouter/compareWorkflows.js'
import { EMITTED_KEYS, FLEX_KEYS } from '../../src/taskrouter/emittedKeys.js'
import { mergeWorkflow } from '../../src/taskrouter/mergeWorkflow.js'
import { LARGEST_WORKFLOW, readWorkflow } from '../../src/taskrouter/readWorkflow.js'
import { simulate } from '../../src/taskrouter/simulate.js'
import type { Workflow, WorkflowConfiguration } from '../../src/taskrouter/workflow.js'
import { withheldTaskAttributes } from '../../src/twilio/outbound/index.js'
import { runs } from '../runs.js'

const WQ = (number: number) => `WQ${String(number).padStart(32, '0')}`

const read = (input: unknown): Workflow => {
  const workflow = readWorkflow(input)
  if (!workflow.ok) throw new Error(JSON.stringify(workflow.issues))
  return workflow.value
}

const issues = (input: unknown) => {
  const workflow = readWorkflow(input)
  return workflow.ok ? [] : workflow.issues
}

const filter = (expression: string, queue = WQ(1), name = expression) => ({
  filter_friendly_name: name,
  expression,
  targets: [{ queue }],
})

const routing = (...filters: readonly object[]) => ({
  task_routing: { filters, default_filter: { queue: WQ(9) } },
})

describe('a configuration is read as Twilio and the field have it', () => {
  const plain = read(routing(filter("type == 'a'")))

  test.each([
    ['text', JSON.stringify(routing(filter("type == 'a'")))],
    [
      'the API resource',
      { sid: 'WW', configuration: JSON.stringify(routing(filter("type == 'a'"))) },
    ],
    ['without its outer object', routing(filter("type == 'a'")).task_routing],
    [
      'with the oldest names',
      {
        task_routing: {
          filters: [
            {
              friendly_name: "type == 'a'",
              expression: "type == 'a'",
              targets: [{ task_queue_sid: WQ(1) }],
            },
          ],
          default_filter: { task_queue_sid: WQ(9) },
        },
      },
    ],
    [
      'with the queue in the filter',
      routing({ filter_friendly_name: "type == 'a'", expression: "type == 'a'", queue: WQ(1) }),
    ],
  ])('%s', (_, input) => {
    expect(read(input)).toEqual(plain)
  })

  test('with counts as text, empty targets, no filters, no default', () => {
    const [first] = read(
      routing({
        expression: '1==1',
        targets: [{}, { queue: WQ(1), priority: '5', timeout: ' 30 ' }],
      }),
    ).filters
    expect(
      first?.targets.map(({ queue, priority, timeout }) => [queue, priority, timeout]),
    ).toEqual([
      [null, null, null],
      [WQ(1), 5, 30],
    ])
    expect(read({ task_routing: { filters: [] } })).toEqual({
      filters: [],
      defaultFilter: null,
      unreadable: [],
    })
  })

  test('a filter without an expression is not guessed about', () => {
    const path = simulate(read(routing({ targets: [{ queue: WQ(1) }] })), {})
    expect([path.filter, path.undocumented]).toEqual(['default', true])
  })
})

describe('a configuration that cannot be read', () => {
  test.each([
    ['{', 'not_json', ''],
    ['x'.repeat(LARGEST_WORKFLOW + 1), 'not_json', ''],
    [7, 'not_an_object', ''],
    [{}, 'missing', '/task_routing'],
    [{ task_routing: [] }, 'not_an_object', '/task_routing'],
    [{ task_routing: { filters: {} } }, 'not_a_list', '/task_routing/filters'],
    [routing([]), 'not_an_object', '/task_routing/filters/0'],
    [routing({ expression: 5 }), 'not_text', '/task_routing/filters/0/expression'],
    [routing({ expression: '1==1', targets: 1 }), 'not_a_list', '/task_routing/filters/0/targets'],
    [
      routing({ expression: '1==1', targets: [{ queue: 1 }] }),
      'not_text',
      '/task_routing/filters/0/targets/0/queue',
    ],
    [
      routing({ expression: '1==1', targets: [{ priority: 'high' }] }),
      'not_a_whole_number',
      '/task_routing/filters/0/targets/0/priority',
    ],
    [
      routing({ expression: '1==1', targets: [{ order_by: 'worker.a UP' }] }),
      'not_an_order',
      '/task_routing/filters/0/targets/0/order_by',
    ],
    [
      routing({ expression: '1==1', targets: [{ known_worker_sid: "task.a == 'b'" }] }),
      'not_a_key',
      '/task_routing/filters/0/targets/0/known_worker_sid',
    ],
  ])('%j names its place', (input, code, path) => {
    expect(issues(input)[0]).toMatchObject({ code, path })
  })

  test('every issue of a document comes in one go', () => {
    expect(
      issues(
        routing({ expression: 5 }, { expression: '1==1', targets: 1 }, { expression: 'a =' }),
      ).map(({ path }) => path),
    ).toEqual([
      '/task_routing/filters/0/expression',
      '/task_routing/filters/1/targets',
      '/task_routing/filters/2/expression',
    ])
  })

  test('for one expression spoils the filter it stands in and no other', () => {
    const workflow = read(
      routing(filter("type == 'a'", WQ(1)), filter('type =', WQ(2), 'broken'), {
        ...filter('1==1', WQ(3)),
        targets: [{ queue: WQ(3), expression: 'worker.x HAS' }],
      }),
    )
    expect(workflow.unreadable).toMatchObject([
      { code: 'unexpected_end', path: '/task_routing/filters/1/expression' },
      { code: 'unexpected_end', path: '/task_routing/filters/2/targets/0/expression' },
    ])
    expect(simulate(workflow, { type: 'a' })).toMatchObject({ queue: WQ(1), undocumented: false })
    expect(simulate(workflow, { type: 'b' })).toMatchObject({
      queue: WQ(3),
      undocumented: true,
      otherwise: { queue: WQ(2), filter: 1 },
    })
    expect(checkWorkflow(workflow)).toEqual(expect.arrayContaining([...workflow.unreadable]))
  })

  test('never throws and never repeats a value', () => {
    fc.assert(
      fc.property(fc.anything(), fc.stringMatching(/^[a-z]{12}$/), (anything, secret) => {
        readWorkflow({ task_routing: anything })
        readWorkflow({ task_routing: { filters: [anything] } })
        const broken = routing({
          expression: `'${secret}`,
          targets: [{ priority: secret, queue: anything }],
        })
        expect(JSON.stringify(issues(broken))).not.toContain(secret)
      }),
    )
  })
})

describe('checking a configuration', () => {
  const codes = (input: unknown, options = {}) =>
    checkWorkflow(read(input), options).map(({ code, path }) => [code, path])

  test('finds nothing in a sound one', () => {
    expect(codes(routing(filter("countersign.route == 'a'")), { keys: EMITTED_KEYS })).toEqual([])
  })

  test.each([
    [routing(filter('1==1'), filter("a == 'b'")), 'never_reached', '/task_routing/filters/1'],
    [routing({ expression: "a == 'b'", targets: [] }), 'no_target', '/task_routing/filters/0'],
    [routing({ targets: [{ queue: WQ(1) }] }), 'no_expression', '/task_routing/filters/0'],
    [{ task_routing: { filters: [] } }, 'no_default_filter', '/task_routing/default_filter'],
    [
      routing(filter("a == 'b'", 'WQ1')),
      'malformed_sid',
      '/task_routing/filters/0/targets/0/queue',
    ],
    [
      routing({ expression: "a == 'b'", targets: [{ timeout: 5 }] }),
      'no_queue',
      '/task_routing/filters/0/targets/0/queue',
    ],
    [
      routing({ expression: "a == 'b'", targets: [{ queue: WQ(1) }, { queue: WQ(2) }] }),
      'never_reached',
      '/task_routing/filters/0/targets/1',
    ],
    [
      routing({ expression: "a == 'b'", targets: [{ queue: WQ(1), timeout: 1_209_601 }] }),
      'timeout_out_of_range',
      '/task_routing/filters/0/targets/0/timeout',
    ],
    [
      routing({ expression: "a == 'b'", targets: [{ queue: WQ(1), priority: 2_147_483_648 }] }),
      'priority_out_of_range',
      '/task_routing/filters/0/targets/0/priority',
    ],
    [
      routing({
        expression: "a == 'b'",
        targets: [{ queue: WQ(1), known_worker_sid: 'task.claimed.agent' }],
      }),
      'claimed_value',
      '/task_routing/filters/0/targets/0/known_worker_sid',
    ],
    [routing(filter('skill-level == 2')), 'hyphenated_key', '/task_routing/filters/0/expression'],
  ])('%j', (input, code, path) => {
    expect(codes(input)).toContainEqual([code, path])
  })

  test('measures against the limit', () => {
    expect(codes(routing(), { bytes: LARGEST_WORKFLOW + 1 })).toEqual([['too_large', '']])
  })
})

describe('merging into an existing workflow', () => {
  const compiled: WorkflowConfiguration = {
    task_routing: {
      filters: ['a', 'b'].map((id) =>
        filter(`countersign.route == '${id}'`, WQ(id === 'a' ? 1 : 2), `countersign: ${id}`),
      ),
      default_filter: { queue: WQ(8), priority: 0 },
    },
  }
  const existing = {
    task_routing: {
      filters: [
        { ...filter("transfer == 'yes'", WQ(5), 'transfers'), custom: { kept: [1] } },
        filter('1==1', WQ(6), 'rest'),
      ],
      default_filter: { queue: WQ(7) },
      extra: true,
    },
    outer: 'kept',
  }

  const merge = (into: unknown, options = {}) => {
    const merged = mergeWorkflow(into, compiled, options)
    if (!merged.ok) throw new Error(JSON.stringify(merged.issues))
    return merged.value
  }

  test('keeps every filter of others as it was, and all beside them', () => {
    const { configuration, added, kept, first, changes } = merge(existing)
    expect(configuration).toEqual({
      task_routing: {
        ...existing.task_routing,
        filters: [
          ...existing.task_routing.filters.slice(0, 1),
          ...compiled.task_routing.filters,
          ...existing.task_routing.filters.slice(1),
        ],
      },
      outer: 'kept',
    })
    expect([added, kept, first, changes]).toEqual([
      ['countersign: a', 'countersign: b'],
      2,
      ['transfers'],
      [],
    ])
  })

  test('twice is once', () => {
    const once = merge(existing)
    const twice = merge(JSON.stringify(once.configuration))
    expect(twice.configuration).toEqual(once.configuration)
    expect([twice.added, twice.replaced.length]).toEqual([[], 2])
  })

  test('replaces and removes only filters of its own', () => {
    const stale = {
      task_routing: {
        ...existing.task_routing,
        filters: [filter('1==1', WQ(4), 'countersign: old'), ...existing.task_routing.filters],
      },
    }
    const { removed, kept } = merge(stale)
    expect([removed, kept]).toEqual([['countersign: old'], 2])
  })

  test('adds no default where there was none', () => {
    const { configuration } = merge({ task_routing: { filters: [] } })
    expect(JSON.stringify(configuration)).not.toContain('default_filter')
  })

  test('the filters named stay first, so that transfers go on working', () => {
    const { configuration } = merge(existing, { keepFirst: ['transfers'] })
    const task = { countersign: { route: 'b' } }
    const queue = (attributes: object) => simulate(read(configuration), attributes).queue
    expect([queue(task), queue({ ...task, transfer: 'yes' }), queue({})]).toEqual([
      WQ(2),
      WQ(5),
      WQ(6),
    ])
    expect(mergeWorkflow(existing, compiled, { keepFirst: ['transfer'] })).toMatchObject({
      ok: false,
      issues: [{ code: 'unknown_filter', word: 'transfer', allowed: ['transfers', 'rest'] }],
    })
  })

  test('any decided task reaches its queue, and any other goes as before', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('a', 'b'),
        fc.dictionary(fc.string(), fc.jsonValue()),
        (route, rest) => {
          const merged = read(merge(existing).configuration)
          const decided = simulate(merged, { ...rest, countersign: { route } })
          expect(decided.queue).toBe(route === 'a' ? WQ(1) : WQ(2))
          const { countersign: _, ...others } = rest
          expect(simulate(merged, others).queue).toBe(simulate(read(existing), others).queue)
        },
      ),
    )
  })

  test('one that would grow over the limit is refused', () => {
    const filters = [{ ...filter('1==1'), note: 'x'.repeat(LARGEST_WORKFLOW - 300) }]
    const full = mergeWorkflow({ task_routing: { filters } }, compiled)
    expect(full).toEqual({ ok: false, issues: [{ code: 'too_large', path: '' }] })
  })

  const BROAD = [
    filter("channelType == 'web'", WQ(3), 'web'),
    filter("direction != 'outbound' OR claimed.topic == 'sales'", WQ(3), 'inbound'),
    filter("department != 'sales'", WQ(3), 'not sales'),
    filter('1 == 1', WQ(6), 'all'),
  ]
  const NARROW = [
    filter("transferTargetType == 'worker'", WQ(4), 'to a worker'),
    filter("channelType == 'web' AND transfer.queue != null", WQ(5), 'to a queue'),
    filter("callToQueue == 'a' OR preferred HAS 'b'", WQ(5), 'either'),
    filter('transfer =', WQ(5), 'unreadable'),
  ]

  test('what only a later attribute can match stays first, and the rest comes behind', () => {
    const order = (filters: readonly object[]) => {
      const { configuration, first, changes } = merge(routing(...filters))
      const names = read(configuration).filters.map(({ name }) => name)
      return { names, first, changes: changes.map(({ code, filter: name }) => [code, name]) }
    }
    const narrow = NARROW.map(({ filter_friendly_name }) => filter_friendly_name)
    const broad = BROAD.map(({ filter_friendly_name }) => filter_friendly_name)
    expect(order([...NARROW, ...BROAD])).toEqual({
      names: [...narrow, 'countersign: a', 'countersign: b', ...broad],
      first: narrow,
      changes: [],
    })
    expect(order([...BROAD, ...NARROW])).toEqual({
      names: ['countersign: a', 'countersign: b', ...broad, ...narrow],
      first: [],
      changes: narrow.map((name) => ['overtaken', name]),
    })
  })

  test('no task without a decision goes elsewhere unless the merge says so', () => {
    const names = [...BROAD, ...NARROW].map(({ filter_friendly_name }) => filter_friendly_name)
    const anyTask = fc.record(
      {
        channelType: fc.constantFrom('web', 'sms'),
        transferTargetType: fc.constantFrom('worker', 'queue'),
        department: fc.constantFrom('sales', 'care'),
        callToQueue: fc.constantFrom('a', 'c'),
      },
      { requiredKeys: [] },
    )
    fc.assert(
      fc.property(
        fc.shuffledSubarray([...BROAD, ...NARROW], { maxLength: 4 }),
        fc.subarray(names),
        fc.array(anyTask, { minLength: 1, maxLength: 5 }),
        (filters, wanted, tasks) => {
          const there = filters.map(({ filter_friendly_name }) => filter_friendly_name)
          const before = routing(...filters)
          const { configuration, changes } = merge(before, {
            keepFirst: wanted.filter((name) => there.includes(name)),
          })
          if (changes.some(({ code }) => code.endsWith('reordered'))) return
          for (const task of tasks) {
            expect(simulate(read(configuration), task).queue).toBe(
              simulate(read(before), task).queue,
            )
          }
        },
      ),
      runs(120),
    )
  })

  test('a filter kept first that takes every task is reported', () => {
    expect(merge(existing, { keepFirst: ['rest'] }).changes).toEqual([
      { code: 'overtaken', filter: 'transfers' },
      { code: 'never_reached', filter: 'rest' },
      { code: 'reordered', filter: '' },
    ])
  })

  test('a broken one is refused whole, but for an expression that cannot be read', () => {
    expect(mergeWorkflow('{', compiled).ok).toBe(false)
    expect(mergeWorkflow({ task_routing: { filters: [{ expression: 7 }] } }, compiled).ok).toBe(
      false,
    )
    const { configuration, unreadable, kept } = merge({
      task_routing: { filters: [{ expression: 'a =' }] },
    })
    expect(JSON.stringify(configuration)).toContain('"a ="')
    expect([kept, unreadable[0]?.path]).toEqual([1, '/task_routing/filters/0/expression'])
  })
})

describe('comparing two workflows', () => {
  const a = filter("tier == 'gold' AND rank >= 3", WQ(1))
  const b = filter("tier == 'silver'", WQ(2))
  const c = filter('rank >= 3', WQ(3))
  const compare = (one: readonly object[], other: readonly object[]) =>
    compareWorkflows(read(routing(...one)), read(routing(...other)))

  test('an order that changes nothing is equal', () => {
    expect(compare([a, b, c], [b, a, c])).toMatchObject({ equal: true, exact: true })
  })

  test('an order that changes something comes with a task that shows it', () => {
    const { equal, example } = compare([a, b, c], [c, a, b])
    expect(equal).toBe(false)
    const queue = (filters: readonly object[]) => simulate(read(routing(...filters)), example).queue
    expect(queue([a, b, c])).not.toBe(queue([c, a, b]))
  })

  test('an answer over the bound does not call itself exact', () => {
    const { equal, exact } = compareWorkflows(read(routing(a, b, c)), read(routing(b, a, c)), 5)
    expect([equal, exact]).toEqual([true, false])
    expect(compare([filter('a == b')], [filter('a == b')]).exact).toBe(false)
    expect(compare([filter("a CONTAINS 'x'")], [filter("a CONTAINS 'x'")]).exact).toBe(false)
    expect(compare([filter("a > 'x'")], [filter("a > 'x'")]).exact).toBe(false)
    expect(compare([filter("a.b == 'x' AND a == 1")], [filter('1==0')]).exact).toBe(false)
    expect(
      compare([filter("a.b == 'x' AND a.c == 1")], [filter("a.c == 1 AND a.b == 'x'")]).exact,
    ).toBe(true)
  })

  const ordersOf = (list: readonly object[]): readonly (readonly object[])[] =>
    list.length === 0
      ? [[]]
      : list.flatMap((first) =>
          ordersOf(list.filter((one) => one !== first)).map((rest) => [first, ...rest]),
        )

  test('what it calls equal, no task tells apart', () => {
    const pool = [a, b, c, filter("tier NOT IN ['gold']", WQ(4)), filter("tags HAS 'x'", WQ(5))]
    const alike = ordersOf(pool).filter((order) => compare(pool, order).equal)
    expect(alike.length).toBeGreaterThan(1)
    const anyTask = fc.record(
      {
        tier: fc.constantFrom('gold', 'silver', 'x', null, 3),
        rank: fc.constantFrom(0, 2.5, 3, 4, '3'),
        tags: fc.constantFrom([], ['x'], 'x'),
      },
      { requiredKeys: [] },
    )
    fc.assert(
      fc.property(fc.constantFrom(...alike), anyTask, (other, task) => {
        expect(simulate(read(routing(...other)), task).queue).toBe(
          simulate(read(routing(...pool)), task).queue,
        )
      }),
    )
  })
})

test('the keys that the linter knows are the keys that are emitted', () => {
  const emitted = Object.entries(withheldTaskAttributes('x').attributes.countersign)
  const known = Object.keys(EMITTED_KEYS).map((key) => key.split('.')[1])
  expect(known).toEqual(emitted.map(([key]) => key))
  expect(Object.keys(FLEX_KEYS)).not.toContain('from')
})
