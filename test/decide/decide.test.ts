import { expect, test } from 'vitest'
import { decide } from '../../src/decide/decide.js'
import type { Assessment, Cap } from '../../src/model/index.js'
import { compilePolicy } from '../../src/policy/index.js'
import { compiled } from '../compiled.js'

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

/** Nobody vouches for them. */
const NOBODY: Assessment = {
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
}

test('a person without any proof is shown nothing, and told what would open it', () => {
  const shop = compilePolicy(SHOP)
  const decided =
    shop.ok &&
    decide(shop.value, NOBODY, {
      conversation: 'CH01',
      contact: { channel: 'sms', address: '+14155550100' },
      intent: { classes: ['account'], actions: ['change_address'] },
    })
  expect(decided).toMatchObject({
    disclosure: { account: 'none' },
    actions: { change_address: 'step_up' },
    route: { id: 'general' },
  })
})

const OFFERING = compiled(`
policy: shop
version: 1
classes:
  orders: { fields: [orders.*], full: { write: verified, read: verified } }
  address: { fields: [address.*], full: { write: verified, read: verified } }
actions: { refund: { write: strong } }
stepUp: [login, verify_sms]
routes: [{ id: all, queue: care }]
`)
const ASKING = {
  conversation: 'CH01',
  contact: { channel: 'sms', address: '+14155550100' },
  intent: { classes: ['orders', 'address'], actions: ['refund'] },
}

test('nothing is offered for what has a proof of its own that counts once it is asked for', () => {
  const opensBeside = (...heldFor: readonly string[]) =>
    decide(OFFERING, { ...NOBODY, heldFor }, ASKING).stepUp.map(({ opens }) => opens.toSorted())
  const all = opensBeside()
  expect(all.flat()).toEqual(expect.arrayContaining(['address', 'orders', 'refund']))
  // Less may be enough with it, and whom it leads to would show: each offer says what it opens besides, if anything.
  for (const held of [['orders'], ['orders', 'address'], ['orders', 'address', 'refund']]) {
    const others = all.map((opens) => opens.filter((name) => !held.includes(name)))
    expect(opensBeside(...held)).toEqual(others.filter((opens) => opens.length > 0))
  }
})

test('a cap closes the step-up methods that depend on it, and shows in no offer to a stranger', () => {
  const known: Assessment = {
    ...NOBODY,
    trust: { ...NOBODY.trust, rank: 2, write: 2, read: 2, customer: 'C-1', resolution: 'unique' },
  }
  const methodsFor = (one: Assessment, caps: readonly Cap[]) =>
    decide(OFFERING, { ...one, trust: { ...one.trust, caps } }, ASKING).stepUp.map(
      ({ methods }) => methods,
    )
  const swapped = (on: Cap['on']): readonly Cap[] => [{ code: 'sim_swap', max: 1, on }]
  const [toKnown, toStranger] = [methodsFor(known, []), methodsFor(NOBODY, [])]
  expect(toKnown.flat()).toContain('verify_sms')
  expect(toStranger).toContainEqual(['verify_sms'])
  for (const on of ['account', 'customer'] as const) {
    expect(methodsFor(known, swapped(on)).flat(), on).not.toContain('verify_sms')
    expect(methodsFor(NOBODY, swapped(on)), on).toEqual(toStranger)
  }
  for (const one of [known, NOBODY])
    expect(methodsFor(one, swapped('identifier')).flat()).not.toContain('verify_sms')
})
