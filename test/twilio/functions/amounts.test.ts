import { expect, test } from 'vitest'
import { code, NUMBER, serve } from './signedDecisions.js'

const BANK = `
policy: bank
version: 1
facts:
  amount: { upTo: [50, 500], currency: EUR }
classes:
  balance: { fields: [balance], full: { write: verified, read: verified } }
actions:
  pay_small: { write: recognized, read: recognized, when: { context: { amount: { upTo: 50 } } } }
  pay: { write: verified, when: { context: { amount: { above: 50, upTo: 500 } } } }
stepUp: [verify_sms]
routes:
  - { id: large, when: { context: { amount: { above: 500 } } }, queue: branch }
  - { id: general, queue: care }
`

const CUSTOMER = {
  customer: 'C-1001',
  addresses: [{ address: NUMBER, basis: 'verified', since: '2024-03-01', confirmed: '2026-11-01' }],
}
const { send } = serve(BANK, [CUSTOMER])
const ask = (amount: Readonly<Record<string, string>>) =>
  send({ actions: 'pay,pay_small', ...amount }, [code('pay')])

test.each([
  ['0', 'allow', 'deny', 'general'],
  ['50', 'allow', 'deny', 'general'],
  ['50.00', 'allow', 'deny', 'general'],
  ['050', 'allow', 'deny', 'general'],
  ['50.01', 'deny', 'allow', 'general'],
  ['500', 'deny', 'allow', 'general'],
  ['500.01', 'deny', 'deny', 'large'],
  ['999999999999999.99', 'deny', 'deny', 'large'],
])('an amount of %s in euro is of its band', async (amount, small, medium, route) => {
  for (const currency of ['EUR', 'eur', ' Eur ']) {
    expect(await ask({ amount, currency })).toMatchObject({
      action_pay_small: small,
      action_pay: medium,
      route,
    })
  }
})

test.each([
  ['in another currency', { amount: '10', currency: 'USD' }],
  ['in none that is named', { amount: '10' }],
  ['that is not told', { currency: 'EUR' }],
  ['that only the facts of the flow tell', { 'context.amount': '10', currency: 'EUR' }],
  ['that only a form tells', { claims: '{"amount":"10","currency":"EUR"}' }],
])('an amount %s is of no band', async (_, amount) => {
  expect(await ask(amount)).toMatchObject({
    ok: 'true',
    action_pay_small: 'deny',
    action_pay: 'deny',
    route: 'general',
  })
})

test.each([
  { amount: '-1', currency: 'EUR' },
  { amount: '1e1', currency: 'EUR' },
  { amount: '1,000', currency: 'EUR' },
  { amount: '1,000.50', currency: 'EUR' },
  { amount: '1.000,50', currency: 'EUR' },
  { amount: '1 000', currency: 'EUR' },
  { amount: '1e3', currency: 'EUR' },
  // A thousand to half of those who write it so.
  { amount: '1.000', currency: 'EUR' },
  { amount: '10.001', currency: 'eur' },
  { amount: '10.5', currency: 'JPY' },
  { amount: '1.0000', currency: 'KWD' },
  { amount: '9999999999999999', currency: 'EUR' },
  { amount: '10 EUR', currency: 'EUR' },
  { amount: 'NaN', currency: 'EUR' },
  { amount: '10', currency: 'EURO' },
  { amount: '10', currency: '€' },
  { amount: '٣', currency: 'EUR' },
])('%j cannot be read, and nothing is decided on it', async (amount) => {
  expect(await ask(amount)).toMatchObject({
    ok: 'false',
    reason: 'invalid_format',
    disclose_balance: 'none',
    action_pay_small: 'deny',
    action_pay: 'deny',
  })
})

test('an amount given twice is nobody’s word', async () => {
  const twice = await ask({ amount: '10', Amount: '100', currency: 'EUR' })
  expect(twice).toMatchObject({ ok: 'false', reason: 'duplicate', action_pay_small: 'deny' })
})
