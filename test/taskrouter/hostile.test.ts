import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readWorkflow } from '../../src/taskrouter/readWorkflow.js'
import { simulate } from '../../src/taskrouter/simulate.js'
import type { TaskWorld } from '../../src/taskrouter/simulation.js'
import type { Workflow } from '../../src/taskrouter/workflow.js'

// The types are a promise of the caller; what comes over a wire has made none.
const isAnything = <Wanted>(_: unknown): _ is Wanted => true

const NOTHING = [null, undefined, 7, 'text', true, [], {}, { filters: null }]

test('a task in no world goes where it goes alone, and in no workflow it is canceled', () => {
  const workflow: Workflow = { filters: [], defaultFilter: null, unreadable: [] }
  for (const value of NOTHING) {
    if (isAnything<TaskWorld>(value))
      expect(simulate(workflow, value, value)).toMatchObject({ outcome: 'canceled' })
    if (isAnything<Workflow>(value))
      expect(simulate(value, null)).toMatchObject({
        outcome: 'canceled',
        reason: 'no_filter_matched',
      })
  }
})

test('a world of anything is a world, and nothing in it is thrown at', () => {
  const workflow = readWorkflow({
    task_routing: {
      filters: [
        {
          expression: 'x != null OR y IN ["a"]',
          targets: [
            {
              queue: 'WQ1',
              expression: 'worker.skills HAS task.x',
              order_by: 'worker.level DESC',
              skip_if: 'workers.available == 0',
              known_worker_sid: 'task.x',
              timeout: 10,
            },
          ],
        },
      ],
      default_filter: { queue: 'WQ2' },
    },
  })
  if (!workflow.ok) throw new TypeError(JSON.stringify(workflow.issues))
  const anyWorker = fc.oneof(
    fc.anything(),
    fc.record({ attributes: fc.object(), channels: fc.object(), sid: fc.anything() }),
  )
  const anyWorld = fc.oneof(
    fc.anything(),
    fc.record({
      queues: fc.oneof(fc.anything(), fc.dictionary(fc.constantFrom('WQ1', 'WQ2'), fc.anything())),
      workers: fc.oneof(fc.anything(), fc.array(anyWorker)),
      changes: fc.oneof(
        fc.anything(),
        fc.array(fc.oneof(fc.anything(), fc.record({ at: fc.anything() }))),
      ),
      at: fc.oneof(fc.anything(), fc.double()),
    }),
  )
  fc.assert(
    fc.property(anyWorld, fc.anything(), (world, task) => {
      if (!isAnything<TaskWorld>(world)) return
      expect(['reserved', 'waiting', 'canceled']).toContain(
        simulate(workflow.value, task, world).outcome,
      )
    }),
  )
})
