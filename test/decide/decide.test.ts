import { expect, test } from 'vitest'
import { decide } from '../../src/decide/decide.js'
import { compilePolicy } from '../../src/policy/index.js'

const SHOP = `
policy: acme-retail
version: 7
packs: [gdpr, pci]
classes:
  account:
    fields: [orders.*]
    masked: { write: recognized, read: recognized }
    full: { write: verified, read: verified, maxAge: 1h }
actions:
  change_address: { write: strong, maxAge: 5m, purpose: true, notify: old_address }
stepUp: [login, verify_sms]
routes:
  - { id: verified, when: { trust: verified }, queue: care, priority: 5 }
  - { id: general, queue: front-desk }
`

test('someone nobody vouches for is shown nothing and told what would open it', () => {
  const compiled = compilePolicy(SHOP)
  const decided =
    compiled.ok &&
    decide(
      compiled.value,
      {
        at: Date.UTC(2026, 10, 22),
        trust: {
          level: 'claimed',
          rank: 1,
          write: 1,
          read: 0,
          customer: null,
          resolution: 'none',
          path: [],
          caps: [],
        },
        supports: [],
        risks: [],
        reasons: [],
        changesAt: Number.POSITIVE_INFINITY,
      },
      {
        conversation: 'CH01',
        contact: { channel: 'sms', address: '+14155550100' },
        intent: { classes: ['account'], actions: ['change_address'] },
      },
    )
  expect(decided).toMatchObject({
    disclosure: { account: 'none' },
    actions: { change_address: 'step_up' },
    route: { id: 'general' },
  })
})
