import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { CompiledPolicy } from '../../src/decide/index.js'
import { evaluate } from '../../src/evaluate.js'
import { compilePolicy } from '../../src/policy/index.js'
import { toQueueExpressions, toWorkflow } from '../../src/taskrouter/compileWorkflow.js'
import { evaluateExpression } from '../../src/taskrouter/evaluateExpression.js'
import { parseExpression } from '../../src/taskrouter/parseExpression.js'
import { runs } from '../runs.js'

const AT = Date.UTC(2026, 10, 22, 10)

const ROLES = ['teller', 'supervisor', 'fraud'] as const

const VERIFIED = { write: 'verified', read: 'verified' } as const

const asked = (roles: readonly string[]) => ({ ...VERIFIED, ...(roles.length > 0 && { roles }) })

/** A policy whose topics take these roles, and whose route is for these topics. */
const policyWith = (parts: {
  readonly balance: readonly string[]
  readonly pay: readonly string[]
  readonly block: readonly string[]
  readonly intent: readonly string[]
}): CompiledPolicy => {
  const made = compilePolicy({
    policy: 'bank',
    version: 1,
    roles: ROLES,
    classes: { balance: { fields: ['balance'], full: asked(parts.balance) } },
    actions: { pay: asked(parts.pay), block: asked(parts.block) },
    routes: [
      { id: 'asked', when: { intent: parts.intent }, queue: 'asked-desk' },
      { id: 'general', queue: 'front-desk' },
    ],
  })
  if (!made.ok) throw new TypeError(JSON.stringify(made.issues))
  return made.value
}

const WORLD = {
  queues: { 'asked-desk': `WQ${'1'.repeat(32)}`, 'front-desk': `WQ${'2'.repeat(32)}` },
  channels: {},
  functions: {},
}

/** What the first target of the route asks of a worker. */
const askedOf = (policy: CompiledPolicy): string | undefined => {
  const made = toWorkflow(policy, WORLD)
  if (!made.ok) throw new TypeError(JSON.stringify(made.issues))
  return made.value.task_routing.filters[0]?.targets[0]?.expression
}

const takes = (expression: string | undefined, roles: readonly string[]): boolean => {
  if (expression === undefined) return true
  const parsed = parseExpression(expression)
  if (!parsed.ok) throw new TypeError('unreadable')
  return evaluateExpression(parsed.value, { worker: { roles } }).value === true
}

/** What an agent of these roles is given of the topics, of somebody who has proved as much as can be asked here. */
const isGivenAny = (
  policy: CompiledPolicy,
  roles: readonly string[],
  topics: readonly string[],
): boolean => {
  const { disclosure, actions } = evaluate(
    policy,
    {
      conversation: 'CH01',
      contact: { channel: 'whatsapp', address: '+14155550100' },
      agent: { worker: 'WK01', roles },
      intent: { classes: ['balance'], actions: ['pay', 'block'] },
      evidence: [
        {
          kind: 'session',
          conversation: 'CH01',
          issuer: 'https://login.example.com',
          subject: 'u-77',
          customer: 'C-1001',
          amr: ['hwk', 'pin', 'mfa'],
          authTime: '2026-11-22T09:59:00Z',
          expires: '2026-11-22T19:59:00Z',
        },
      ],
    },
    AT,
  )
  return topics.some((topic) => disclosure[topic] === 'full' || actions[topic] === 'allow')
}

/** Every set of roles that a worker may have. */
const EVERYBODY = Array.from({ length: 2 ** ROLES.length }, (_, set) =>
  ROLES.filter((__, at) => Math.floor(set / 2 ** at) % 2 === 1),
)

const someRoles = fc.subarray([...ROLES])
const topics = fc.subarray(['balance', 'pay', 'block'], { minLength: 1 })

describe('roles in what a workflow asks of workers', () => {
  test('a worker is left out exactly where they could do nothing of what a route is for', () => {
    fc.assert(
      fc.property(someRoles, someRoles, someRoles, topics, (balance, pay, block, intent) => {
        const policy = policyWith({ balance, pay, block, intent })
        const expression = askedOf(policy)
        const workers = EVERYBODY.map((roles) => [roles.join(), takes(expression, roles)])
        expect(workers).toEqual(
          EVERYBODY.map((roles) => [roles.join(), isGivenAny(policy, roles, intent)]),
        )
      }),
      runs(40),
    )
  })

  test('a queue asks for what all its routes ask for', () => {
    const policy = policyWith({
      balance: [],
      pay: ['supervisor'],
      block: ['fraud'],
      intent: ['pay'],
    })
    expect(askedOf(policy)).toBe("worker.roles HAS 'supervisor'")
    expect(toQueueExpressions(policy)).toEqual({
      'asked-desk': "roles HAS 'supervisor'",
      'front-desk': '1 == 1',
    })
    const either = policyWith({
      balance: [],
      pay: ['supervisor'],
      block: ['fraud'],
      intent: ['pay', 'block'],
    })
    expect(askedOf(either)).toBe("worker.roles HAS 'fraud' OR worker.roles HAS 'supervisor'")
  })

  test('what is given or delivered without a role asks for none', () => {
    const made = compilePolicy(`
policy: bank
version: 1
roles: [supervisor]
classes:
  balance:
    fields: [balance]
    masked: recognized
    full: { write: verified, roles: [supervisor] }
actions:
  pay: { write: verified, roles: [supervisor], deliver_to_record: recognized }
routes:
  - { id: balance, when: { intent: balance }, queue: asked-desk }
  - { id: pay, when: { intent: pay }, queue: asked-desk }
  - { id: general, queue: front-desk }
`)
    if (!made.ok) throw new TypeError(JSON.stringify(made.issues))
    expect(askedOf(made.value)).toBe(undefined)
  })
})
