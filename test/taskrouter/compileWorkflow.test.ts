import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type CompiledPolicy, decide } from '../../src/decide/index.js'
import {
  type Assessment,
  type Decision,
  type Engagement,
  levelOf,
  NEVER,
  type Rank,
  RESOLUTIONS,
  type Resolution,
} from '../../src/model/index.js'
import { compilePolicy } from '../../src/policy/index.js'
import { toQueueExpressions, toWorkflow } from '../../src/taskrouter/compileWorkflow.js'
import { parseExpression } from '../../src/taskrouter/parseExpression.js'
import { readWorkflow } from '../../src/taskrouter/readWorkflow.js'
import { readSids } from '../../src/taskrouter/sids.js'
import { simulate } from '../../src/taskrouter/simulate.js'
import type { Queue, Worker } from '../../src/taskrouter/worker.js'
import { toTaskAttributes, withheldTaskAttributes } from '../../src/twilio/outbound/index.js'
import { anyClaims } from '../arbitraries/decision.js'
import { runs } from '../runs.js'

const POLICY = `
policy: clinic-desk
version: 3
classes:
  contact: { fields: [name, phone], confirm: recognized, full: verified }
  account: { fields: [visits.*], masked: recognized, full: verified }
  phi:
    fields: [notes.*]
    agent: [hipaa, records]
    masked: { write: verified, read: verified }
    full: { write: strong, read: verified }
routes:
  - { id: fraud, when: { risk: [sim_swap, conflict] }, queue: fraud-desk, priority: 10, skills: [fraud] }
  - { id: clinical, when: { discloses: { phi: masked } }, queue: clinicians, priority: 8 }
  - { id: known-text, when: { trust: recognized, channel: [sms, whatsapp] }, queue: care, priority: 5, skills: [text] }
  - { id: vip, when: { context: { tier: [gold] } }, queue: care, priority: 6 }
  - { id: general, queue: front-desk }
`

const compiled = (): CompiledPolicy => {
  const policy = compilePolicy(POLICY)
  if (!policy.ok) throw new Error(JSON.stringify(policy.issues))
  return policy.value
}

const policy = compiled()

const sid = (prefix: string, number: number) => prefix + String(number).padStart(32, '0')

const queueNames = ['fraud-desk', 'clinicians', 'care', 'front-desk']

const sids = (() => {
  const queues = Object.fromEntries(queueNames.map((name, index) => [name, sid('WQ', index)]))
  const read = readSids({ workspace: sid('WS', 1), queues })
  if (!read.ok) throw new Error(JSON.stringify(read.issues))
  return read.value
})()

const workflow = (() => {
  const configuration = toWorkflow(policy, sids)
  if (!configuration.ok) throw new Error(JSON.stringify(configuration.issues))
  const read = readWorkflow(JSON.stringify(configuration.value))
  if (!read.ok) throw new Error(JSON.stringify(read.issues))
  return { configuration: configuration.value, read: read.value }
})()

const ranks: readonly Rank[] = [0, 1, 2, 3, 4]
const risks = [[], ['sim_swap'], ['conflict'], ['reassigned']]
const channels = ['sms', 'whatsapp', 'web_chat', 'email']

interface Point {
  readonly engagement: Engagement
  readonly decision: Decision
}

const assessment = (
  write: Rank,
  read: Rank,
  resolution: Resolution,
  risk: readonly string[],
): Assessment => ({
  at: 0,
  trust: {
    level: levelOf(write),
    rank: write,
    write,
    read,
    customer: resolution === 'unique' ? 'C-1001' : null,
    resolution,
    path: [],
    caps: [],
  },
  supports: [
    {
      customer: 'C-1001',
      grade: write,
      method: 'session',
      category: 'possession',
      categories: ['possession', 'knowledge'],
      causes: ['idp:a'],
      phishable: false,
      since: 0,
      purpose: null,
      node: 'account:a|b',
      path: [],
    },
  ],
  risks: risk,
  reasons: [],
  changesAt: NEVER,
})

const decideAt = (engagement: Engagement, assessed: Assessment): Decision => {
  const { channel, disclosure, actions, route, stepUp, notices, reasons } = decide(
    policy,
    assessed,
    engagement,
  )
  const redaction = { customer: [], agent: [], bot: [], log: [], insights: [], memory: [] }
  const { name, version, digest } = policy
  const outside = { redaction, validUntil: null, policy: { name, version, digest } }
  return {
    trust: assessed.trust,
    channel,
    disclosure,
    actions,
    route,
    stepUp,
    notices,
    reasons,
    ...outside,
  }
}

const space: readonly Point[] = ranks.flatMap((write) =>
  ranks.flatMap((read) =>
    RESOLUTIONS.flatMap((resolution) =>
      risks.flatMap((risk) =>
        channels.flatMap((channel) =>
          [{}, { tier: 'gold' }].map((context) => {
            const engagement = {
              conversation: 'CH01',
              contact: { channel, address: '+14155550100' },
              context,
            }
            return {
              engagement,
              decision: decideAt(engagement, assessment(write, read, resolution, risk)),
            }
          }),
        ),
      ),
    ),
  ),
)

const queues: Readonly<Record<string, Queue>> = Object.fromEntries(
  Object.entries(toQueueExpressions(policy)).map(([name, targetWorkers]) => [
    sids.queues[name] ?? '',
    { friendlyName: name, targetWorkers },
  ]),
)

const worker = (
  number: number,
  training: readonly string[],
  skills: readonly string[],
): Worker => ({
  sid: sid('WK', number),
  friendlyName: `agent ${number}`,
  attributes: { training, routing: { skills } },
  activitySid: '',
  activityName: 'Available',
  available: true,
  channels: {},
})

const everySkill = policy.routes.flatMap(({ skills }) => skills)

describe('the compiled workflow', () => {
  test('every route is reached somewhere in the space', () => {
    expect(new Set(space.map(({ decision }) => decision.route.id))).toEqual(
      new Set(policy.routes.map(({ id }) => id)),
    )
  })

  test('sends every point of the decision space to the queue and priority the decision names', () => {
    const astray = space.filter(({ engagement, decision }) => {
      const { attributes } = toTaskAttributes(engagement, decision)
      const path = simulate(workflow.read, attributes)
      const { queue, priority } = decision.route
      return path.queue !== sids.queues[queue] || path.priority !== priority || path.undocumented
    })
    expect(astray).toEqual([])
  })

  test('sends them the same way whatever is claimed', () => {
    fc.assert(
      fc.property(fc.constantFrom(...space), anyClaims, ({ engagement, decision }, claims) => {
        const named = { ...claims, route: 'fraud', countersign: 'x', 'countersign.route': 'fraud' }
        const plain = simulate(workflow.read, toTaskAttributes(engagement, decision).attributes)
        const { attributes } = toTaskAttributes({ ...engagement, claims: named }, decision)
        const path = simulate(workflow.read, attributes)
        expect([path.queue, path.priority, path.filter]).toEqual([
          plain.queue,
          plain.priority,
          plain.filter,
        ])
      }),
      runs(40),
    )
  })

  test('never offers a task that opens a class to an agent without its training', () => {
    const workers = [
      worker(1, [], everySkill),
      worker(2, ['hipaa'], everySkill),
      worker(3, ['hipaa', 'records'], everySkill),
    ]
    const opened = space.filter(({ decision }) => decision.disclosure['phi'] !== 'none')
    expect(opened.length).toBeGreaterThan(0)
    const offered = opened.map(({ engagement, decision }) => {
      const { attributes } = toTaskAttributes(engagement, decision)
      const path = simulate(workflow.read, attributes, { workers, queues })
      return path.steps.flatMap(({ eligible }) => eligible).join()
    })
    expect([...new Set(offered)]).toEqual([sid('WK', 3)])
  })

  test('asks no training where an earlier route takes whatever would open the class', () => {
    const { filters } = workflow.configuration.task_routing
    expect(filters.map(({ targets }) => targets[0]?.expression)).toEqual([
      "worker.routing.skills HAS 'fraud' AND worker.training HAS 'hipaa' AND worker.training HAS 'records'",
      "worker.training HAS 'hipaa' AND worker.training HAS 'records'",
      "worker.routing.skills HAS 'text'",
      undefined,
      undefined,
      undefined,
    ])
    expect(toQueueExpressions(policy)).toEqual({
      'fraud-desk':
        "routing.skills HAS 'fraud' AND training HAS 'hipaa' AND training HAS 'records'",
      clinicians: "training HAS 'hipaa' AND training HAS 'records'",
      care: '1 == 1',
      'front-desk': '1 == 1',
    })
  })

  test('sends a withheld decision, and a task without one, where strangers go', () => {
    const withheld = simulate(workflow.read, withheldTaskAttributes('internal_error').attributes)
    const none = simulate(workflow.read, {})
    expect([withheld.queue, none.queue]).toEqual([
      sids.queues['front-desk'],
      sids.queues['front-desk'],
    ])
    expect([withheld.priority, none.filter]).toEqual([0, 'default'])
  })

  test('is made of expressions that TaskRouter documents', () => {
    for (const { expression, targets } of workflow.configuration.task_routing.filters) {
      for (const text of [expression, ...targets.flatMap((target) => target.expression ?? [])]) {
        expect(parseExpression(text).ok).toBe(true)
        expect(text).not.toMatch(/-(?![a-z]+')|\\|\bNOT\b/)
      }
    }
  })
})

describe('a workflow that cannot be compiled', () => {
  const broken = (over: object, ids = sids) => {
    const result = toWorkflow({ ...policy, ...over }, ids)
    return result.ok ? [] : result.issues
  }
  const [first] = policy.routes
  if (first === undefined) throw new Error('no route')

  test('names a queue once, however many routes lead to it', () => {
    const issues = broken({}, { ...sids, queues: {} })
    const used = policy.routes.map(({ queue }) => queue)
    expect(used.length).toBeGreaterThan(new Set(used).size)
    expect(issues.map(({ word }) => word)).toEqual([...new Set(used)])
  })

  test('names each queue whose SID is missing', () => {
    const { 'fraud-desk': _, ...rest } = sids.queues
    expect(broken({}, { ...sids, queues: rest })).toEqual([
      {
        code: 'missing_sid',
        path: '/queues/fraud-desk',
        word: 'fraud-desk',
        allowed: ['clinicians', 'care', 'front-desk'],
      },
    ])
  })

  test.each(["o'brien", 'a"b', 'a\\b', ''])(
    'refuses the route id %j, which needs escapes',
    (id) => {
      expect(broken({ routes: [{ ...first, id }] })[0]).toMatchObject({
        code: 'unsafe_word',
        path: '/routes/0',
      })
    },
  )

  test('refuses two routes of one name, a priority out of range, and no routes', () => {
    expect(broken({ routes: [first, first] })[0]?.code).toBe('duplicate_route')
    expect(broken({ routes: [{ ...first, priority: 2 ** 31 }] })[0]?.code).toBe(
      'priority_out_of_range',
    )
    expect(broken({ routes: [] })[0]?.code).toBe('no_routes')
  })
})
