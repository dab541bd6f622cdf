import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { DecisionRecord } from '../../../src/decide/index.js'
import { compilePolicy } from '../../../src/policy/index.js'
import { createDecideHandler } from '../../../src/twilio/functions/decideHandler.js'
import { decisionAttributes } from '../../../src/twilio/functions/decisionAttributes.js'
import { runs } from '../../runs.js'
import { call } from './call.js'

const POLICY = compilePolicy(`
policy: acme
version: 7
classes:
  orders: { fields: [orders.*], masked: { write: recognized, read: recognized } }
routes:
  - { id: known, when: { trust: recognized }, queue: care }
  - { id: general, queue: front }
`)
const AT = Date.parse('2026-11-22T10:00:00Z')
const directory = () => ({
  find: () =>
    Promise.resolve([{ customer: 'C-canary', basis: 'on_file', since: '2024-03-01' } as const]),
  reach: () => Promise.resolve(null),
})

const decideTold = (record: (told: DecisionRecord) => void) =>
  createDecideHandler({ policy: () => POLICY, directory, now: () => AT, record })

const SMS = { conversation: 'CHcanary', channel: 'sms', address: '+14155550100', readers: '[]' }

describe('what a span says of a decision', () => {
  test('is its policy, its ranks and its codes', async () => {
    const told: DecisionRecord[] = []
    const answer = await call(
      decideTold((record) => told.push(record)),
      SMS,
    )
    expect(told.map(decisionAttributes)).toEqual([
      {
        'countersign.policy.name': 'acme',
        'countersign.policy.version': 7,
        'countersign.policy.digest': POLICY.ok ? POLICY.value.digest : '',
        'countersign.channel': 'sms',
        'countersign.trust.write': 2,
        'countersign.trust.read': 2,
        'countersign.trust.resolution': 'unique',
        'countersign.route': 'known',
        'countersign.disclosed': ['orders'],
        'countersign.risks': expect.any(Array),
        'countersign.reasons': expect.any(Array),
      },
    ])
    expect(answer['level']).toBe('recognized')
  })

  test('is never a value, whatever a call carries and wherever', async () => {
    const field = fc.constantFrom(
      'Body',
      'ProfileName',
      'MessageSid',
      'topic',
      'intent',
      'claims',
      'to',
      'epoch',
    )
    const value = fc.oneof(
      fc.string().map((text) => `canary${text}`),
      fc.constantFrom('{"canary":"canary"}', '["canary"]', 'canary@example.com'),
    )
    await fc.assert(
      fc.asyncProperty(fc.dictionary(field, value), async (more) => {
        const told: DecisionRecord[] = []
        await call(
          decideTold((record) => told.push(record)),
          { ...more, ...SMS },
        )
        expect(JSON.stringify(told.map(decisionAttributes))).not.toMatch(/canary|5550100/)
        for (const part of told.flatMap((one) => Object.values(decisionAttributes(one)).flat()))
          expect(['string', 'number']).toContain(typeof part)
      }),
      runs(50),
    )
  })
})

test('a record that cannot be kept keeps nobody from an answer', async () => {
  const answer = await call(
    decideTold(() => {
      throw new Error('the disk is full')
    }),
    SMS,
  )
  expect([answer['level'], answer['disclose_orders']]).toEqual(['recognized', 'masked'])
})
