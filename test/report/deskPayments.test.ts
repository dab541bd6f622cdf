import { expect, test } from 'vitest'
import { compilePolicy } from '../../src/policy/index.js'
import { applyFields, type DeskFields, startState } from '../../src/report/desk/changeState.js'
import { decideOn } from '../../src/report/desk/decideDesk.js'
import { evidenceKit } from '../../src/report/desk/evidenceKit.js'
import { holdsItem } from '../../src/report/desk/renderForm.js'

const compiled = compilePolicy(`
policy: bank
version: 1
facts: { amount: { upTo: [50, 500], currency: EUR } }
classes: { balance: { fields: [balance], full: { write: verified, read: verified } } }
actions: { pay: { write: verified, linked: true, when: { context: { amount: { upTo: 500 } } } } }
stepUp: [verify_sms, verify_call, verify_push]
routes: [{ id: general, queue: care }]
`)
if (!compiled.ok) throw new TypeError(JSON.stringify(compiled.issues))
const policy = compiled.value

const start = startState(policy, 'sms')
const fields: DeskFields = {
  address: start.given.address,
  ...{ claims: '', amount: '100', currency: 'EUR', payee: 'Acme', minutes: 0, message: '' },
  ...{ kit: [], topics: ['pay'], purpose: 'pay' },
}
const kitOf = (state: typeof start) => evidenceKit(policy, { ...state.given, purpose: 'pay' })

/** Ticks proofs of a kind beside a number on file with nothing against it. */
function ticked(state: typeof start, method: string): readonly number[] {
  return kitOf(state).flatMap((item, at) =>
    item.method === method ||
    item.title === 'nothing against the number' ||
    /verified/.test(item.title)
      ? [at]
      : [],
  )
}

test('a proof on the desk shows the payment that is asked for, its currency with it, and opens it', () => {
  const asked = applyFields(policy, start, fields)
  expect(decideOn(policy, asked).actions['pay']).toBe('step_up')
  const kit = ticked(asked, 'verify_sms')
  const proved = applyFields(policy, asked, { ...fields, kit })
  expect(JSON.stringify(proved.given.evidence)).toContain('"100 EUR"')
  expect(decideOn(policy, proved).actions['pay']).toBe('allow')
  // Asked for another amount, what is on the desk shows that one, and stays ticked.
  for (const [amount, currency] of [
    ['200', 'EUR'],
    ['100', 'USD'],
  ] as const) {
    const other = applyFields(policy, proved, { ...fields, amount, currency, kit })
    expect(JSON.stringify(other.given.evidence)).toContain(`"${amount} ${currency}"`)
    expect(JSON.stringify(other.given.evidence)).not.toContain('"100 EUR"')
    expect(kitOf(other).filter((item) => holdsItem(other.given, item))).toHaveLength(kit.length)
  }
})
