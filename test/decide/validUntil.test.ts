import { describe, expect, test } from 'vitest'
import { evaluate } from '../../src/evaluate.js'
import type { Engagement, Evidence } from '../../src/model/index.js'
import { compilePolicy } from '../../src/policy/index.js'

const at = (time: string): string => `2026-11-22T${time}:00.000Z`
const NOW = at('10:00')

const login = (authTime: string, amr: string, subject = 'u-1'): Evidence => ({
  kind: 'session',
  conversation: 'CH01',
  issuer: 'https://login.example.com',
  subject,
  customer: 'C-1001',
  amr: [amr],
  authTime: at(authTime),
  expires: at('23:00'),
})

/** Until when it is decided alike for somebody with these logins, where an account takes one of at most an hour. */
const untilOf = (write: string, ...evidence: readonly Evidence[]): string | null =>
  untilOfAll([['account', write]], ...evidence)

/** The same where each of these classes takes a login of at most an hour. */
function untilOfAll(
  classes: readonly (readonly [name: string, write: string])[],
  ...evidence: readonly Evidence[]
): string | null {
  const lines = classes.map(
    ([name, write]) => `${name}: { fields: [${name}.*], full: { write: ${write}, maxAge: 1h } }`,
  )
  const policy = compilePolicy(`
    policy: lasting
    version: 1
    classes: { ${lines.join(', ')} }
    routes: [{ id: rest, queue: front }]
  `)
  if (!policy.ok) throw new TypeError('the policy of this test does not compile')
  const engagement: Engagement = {
    conversation: 'CH01',
    contact: { channel: 'whatsapp', address: 'whatsapp:+14155550100' },
    evidence,
  }
  return evaluate(policy.value, engagement, NOW).validUntil
}

describe('a decision holds until just then when it is another', () => {
  test('where the only login that is new enough grows too old', () => {
    expect(untilOf('verified', login('09:30', 'pwd'))).toBe(at('10:30'))
  })

  test('where a newer one does what an older one did', () => {
    const [older, newer] = [login('09:30', 'pwd'), login('09:50', 'pwd')]
    expect(untilOf('verified', older, newer)).toBe(at('10:50'))
    expect(untilOf('verified', newer, older)).toBe(at('10:50'))
  })

  test('where only one of several classes closes at that age, in whatever order they stand', () => {
    const [open, shut] = [
      ['account', 'verified'],
      ['secret', 'strong'],
    ] as const
    const used = login('09:30', 'pwd')
    expect(untilOfAll([open, shut], used)).toBe(at('10:30'))
    expect(untilOfAll([shut, open], used)).toBe(at('10:30'))
    expect(untilOfAll([shut, ['a', 'verified'], ['z', 'strong']], used)).toBe(at('10:30'))
  })

  test('where no login is enough, however new, until one is over', () => {
    expect(untilOf('strong', login('09:30', 'pwd'))).toBe(at('23:00'))
  })

  test('where the login is too old already', () => {
    expect(untilOf('verified', login('08:30', 'pwd'))).toBe(at('23:00'))
  })

  test('and without an end where time can end nothing that is known', () => {
    expect(untilOf('verified')).toBeNull()
  })
})

test('what is decided for nobody in particular ends as well, whatever holds for the agent', () => {
  const policy = compilePolicy(`
    policy: shared
    version: 1
    roles: [nurse]
    classes: { account: { fields: [orders.*], full: verified } }
    routes:
      - { id: own, when: { role: nurse }, queue: desk }
      - { id: morning, until: '2026-11-22T10:30:00Z', queue: care }
      - { id: rest, queue: front }
  `)
  if (!policy.ok) throw new TypeError('the policy of this test does not compile')
  const { route, shared, validUntil } = evaluate(
    policy.value,
    {
      conversation: 'CH01',
      contact: { channel: 'sms', address: '+14155550100' },
      agent: { worker: 'WK01', roles: ['nurse'] },
    },
    NOW,
  )
  expect([route.id, shared?.route.id]).toEqual(['own', 'morning'])
  expect([validUntil, shared?.validUntil]).toEqual([at('10:30'), at('10:30')])
})
