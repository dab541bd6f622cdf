import { expect, test } from 'vitest'
import { type CompiledPolicy, compilePolicy, definePolicy, evaluate } from '../../src/index.js'

const shop = compilePolicy(
  definePolicy({
    policy: 'shop',
    version: 1,
    classes: {
      products: { full: { write: 'anonymous', read: 'anonymous' } },
      contact: { masked: { write: 'recognized', read: 'recognized' } },
    },
    actions: { cancel: { write: 'verified' } },
    stepUp: ['login'],
    routes: [{ id: 'all', queue: 'q' }],
  }),
)
if (!shop.ok) throw new Error('does not compile')

const contact = { channel: 'sms', address: '+14155550100' }
const decision = evaluate(shop.value, { conversation: 'CH01', contact }, 0)

test('a decision has the classes and actions of its policy, and no others', () => {
  expect(decision.disclosure.products).toBe('full')
  expect(decision.actions.cancel).toBe('deny')
  // @ts-expect-error a misspelt class does not compile
  expect(decision.disclosure.contcat).toBeUndefined()
  // @ts-expect-error nor does an action where a class stands
  expect(decision.disclosure.cancel).toBeUndefined()
  // @ts-expect-error nor a misspelt action
  expect(decision.actions.cancle).toBeUndefined()
  // @ts-expect-error nor what no class is ever given
  expect(decision.disclosure.contact === 'open').toBe(false)
})

test('a policy whose names are not known is read by any name, which may be absent', () => {
  const policy: CompiledPolicy = shop.value
  const { disclosure } = evaluate(policy, { conversation: 'CH01', contact }, 0)
  // @ts-expect-error it may be absent
  const rung: string = disclosure['anything']
  expect(rung).toBeUndefined()
})
