import { describe, expect, test } from 'vitest'
import { deciding, describePolicy, expectWithheld } from '../../src/vitest.js'
import { examples } from './policies.js'

const [bank] = examples
if (bank === undefined) throw new Error('no bank')
const { policy, text } = bank
const stranger = { channel: 'sms', address: '+14155550100' }

describe('about a stranger', () => {
  const decided = deciding(policy, stranger)

  test('what is open is disclosed, what is not is withheld', () => {
    expect(decided).toDisclose('products')
    expect(decided).toDisclose('products', 'full')
    expect(decided).not.toDisclose('money')
    expect(decided).toWithhold('money')
    expect(decided).not.toWithhold('products')
  })

  test('why is named by rule, by shortfall and by reason', () => {
    expectWithheld(decided, 'money').because('class.money.masked')
    expectWithheld(decided, 'money').because('write')
    expect(decided).toWithhold('money', 'class.money.masked')
    expect(decided).not.toWithhold('money', 'class.account.full')
  })

  test('they go to the front desk', () => {
    expect(decided).toRouteTo('general')
    expect(decided).not.toRouteTo('fraud')
  })

  test('a failure says what was found, what was read and what would give more', () => {
    expect(() => expect(decided).toDisclose('money')).toThrow(
      /money is none[\s\S]*decided by class\.money/,
    )
  })
})

test('what would open an action is required', () => {
  const decided = deciding(policy, { ...stranger, intent: { actions: ['dispute'] } })
  const [plan] = decided.decision.stepUp
  if (plan === undefined) throw new Error('no plan')
  expect(decided).toRequire('dispute', ...plan.methods)
  expect(decided).not.toRequire('dispute', 'portal', 'totp')
})

describePolicy(text)

describe('a policy that extends another is described with what it stands on', () => {
  const base = `policy: base
version: 1
classes: { orders: { fields: [orders], masked: recognized } }
routes: [{ id: all, queue: front }]
`
  const brand = `extends: base.yaml
policy: brand
version: 1
tests:
  - name: a stranger is told nothing
    given: { channel: sms, address: '+14155550100' }
    expect: { trust: claimed, route: all }
invariants:
  - never: { class: orders, at_least: masked }
    when: { trust_below: recognized }
`
  describePolicy(brand, { files: { 'base.yaml': base } })

  test('and without that it is an error', () => {
    expect(() => describePolicy(brand)).toThrow(/there is no such file `base.yaml`/)
  })
})
