import { expect, test } from 'vitest'
import { simulate } from '../../src/taskrouter/simulate.js'
import type { World } from '../../src/taskrouter/simulation.js'
import type { Workflow } from '../../src/taskrouter/workflow.js'

// The types are a promise of the caller; what comes over a wire has made none.
const isAnything = <Wanted>(_: unknown): _ is Wanted => true

const NOTHING = [null, undefined, 7, 'text', true, [], {}, { filters: null }]

test('a task in no world goes where it goes alone, and in no workflow it is canceled', () => {
  const workflow: Workflow = { filters: [], defaultFilter: null, unreadable: [] }
  for (const value of NOTHING) {
    if (isAnything<World>(value))
      expect(simulate(workflow, value, value)).toMatchObject({ outcome: 'canceled' })
    if (isAnything<Workflow>(value))
      expect(simulate(value, null)).toMatchObject({
        outcome: 'canceled',
        reason: 'no_filter_matched',
      })
  }
})
