import { readdirSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { CompiledPolicy } from '../../src/decide/index.js'
import { compilePolicy } from '../../src/policy/index.js'
import { checkWorkflow } from '../../src/taskrouter/checkWorkflow.js'
import { listQueues, toQueueExpressions, toWorkflow } from '../../src/taskrouter/compileWorkflow.js'
import { EMITTED_KEYS } from '../../src/taskrouter/emittedKeys.js'
import { lintExpression } from '../../src/taskrouter/lintExpression.js'
import { parseExpression } from '../../src/taskrouter/parseExpression.js'
import { readWorkflow } from '../../src/taskrouter/readWorkflow.js'
import { simulate } from '../../src/taskrouter/simulate.js'
import { toTaskAttributes } from '../../src/twilio/outbound/index.js'
import { aDecision, anEngagement } from '../arbitraries/decision.js'

const folder = resolve(import.meta.dirname, '../../examples/policies')

const policies = readdirSync(folder).flatMap((file): [string, CompiledPolicy][] => {
  if (!file.endsWith('.yaml')) return []
  const policy = compilePolicy(readFileSync(resolve(folder, file), 'utf8'))
  return policy.ok ? [[file, policy.value]] : []
})

describe.each(policies)('%s', (_, policy) => {
  const queues = Object.fromEntries(
    listQueues(policy.routes).map((queue, index) => [
      queue,
      `WQ${String(index).padStart(32, '0')}`,
    ]),
  )
  const configuration = toWorkflow(policy, { queues, channels: {}, functions: {} })
  if (!configuration.ok) throw new Error(JSON.stringify(configuration.issues))
  const workflow = readWorkflow(configuration.value)
  if (!workflow.ok) throw new Error(JSON.stringify(workflow.issues))

  test('compiles to a workflow with nothing against it', () => {
    expect(checkWorkflow(workflow.value, { keys: EMITTED_KEYS })).toEqual([])
  })

  test.each(policy.routes)('takes route $id to its queue and priority', (route) => {
    const { attributes } = toTaskAttributes(anEngagement, { ...aDecision, route })
    const path = simulate(workflow.value, attributes)
    const [first] = path.steps
    expect([first?.queue, first?.priority, path.undocumented]).toEqual([
      queues[route.queue],
      route.priority,
      false,
    ])
  })

  test("compiles to queues' expressions with nothing against them", () => {
    for (const text of Object.values(toQueueExpressions(policy))) {
      const parsed = parseExpression(text)
      expect(parsed.ok && lintExpression(parsed.value, { place: 'queue' })).toEqual([])
    }
  })
})
