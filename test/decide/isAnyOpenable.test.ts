import fc from 'fast-check'
import { expect, test } from 'vitest'
import { inputOf, isAnyOpenable } from '../../src/decide/index.js'
import { planStepUp } from '../../src/decide/planStepUp.js'
import { buildPolicy } from '../../src/policy/index.js'
import { assess, readRequest } from '../../src/trust/index.js'
import { AT, anyAssessment, anyEngagement, anyPolicy } from '../policy/arbitraries.js'
import { runs } from '../runs.js'

const WORLDS = fc
  .sample(anyPolicy, { numRuns: 12, seed: 3 })
  .map((document) => buildPolicy(document))
  .flatMap((policy) => [
    policy,
    // One action at a time, as it is asked for a row of the matrix.
    ...policy.actions.map((action) => ({ ...policy, classes: [], actions: [action] })),
  ])

test('something can be opened exactly where a plan opens something', () => {
  const seen = new Set<boolean>()
  fc.assert(
    fc.property(
      fc.constantFrom(...WORLDS),
      anyAssessment,
      anyEngagement,
      (policy, assessment, engagement) => {
        const request = readRequest(engagement, policy)
        const plan = planStepUp(policy, assessment, inputOf(assessment, request))
        seen.add(plan.openable.size > 0)
        expect(isAnyOpenable(policy, assessment, request)).toBe(plan.openable.size > 0)
      },
    ),
    runs(150),
  )
  expect(seen.size).toBe(2)
})

// A single method opens most things, so that what takes two is asked for by itself.
test.each([
  [['login', 'verify_sms'], true],
  [['verify_sms'], false],
])('what takes two categories can be opened by %j: %s', (stepUp, isOpened) => {
  const policy = buildPolicy({
    policy: 'two',
    version: 1,
    classes: { seen: { full: 'recognized' } },
    actions: { pay: { write: 'verified', categories: 2 } },
    stepUp,
    routes: [{ id: 'all', queue: 'desk' }],
  })
  const only = { ...policy, classes: [] }
  const engagement = {
    conversation: 'CH01',
    contact: { channel: 'web_chat', address: 'user-1' },
    intent: { actions: ['pay'] },
  }
  const request = readRequest(engagement, only)
  const assessment = assess(engagement, AT, only)
  expect(isAnyOpenable(only, assessment, request)).toBe(isOpened)
})
