import { expect, test } from 'vitest'
import { shownPayment } from '../../src/evidence/shownPayment.js'

const AMOUNT = { label: 'Amount', value: '12.50' }
const PAYEE = { label: 'Payee', value: 'Acme' }

test.each([
  ['nothing', undefined, {}],
  ['nothing', null, {}],
  ['no fields', { message: 'Sign in?' }, {}],
  ['other fields', { fields: [{ label: 'Action', value: 'Sign up' }] }, {}],
  ['amount and payee', { fields: [AMOUNT, PAYEE] }, { amount: '12.50', payee: 'Acme' }],
  ['labels in any case', { fields: [{ ...AMOUNT, label: ' AMOUNT ' }] }, { amount: '12.50' }],
  [
    'a currency beside it',
    { fields: [AMOUNT, { label: 'currency', value: 'EUR' }] },
    { amount: '12.50 EUR' },
  ],
  [
    'a currency before it',
    { fields: [{ ...AMOUNT, value: 'eur 12.50' }] },
    { amount: '12.50 EUR' },
  ],
  ['the same amount twice', { fields: [AMOUNT, AMOUNT] }, { amount: '12.50' }],
])('what was shown is read: %s', (_, details, payment) => {
  expect(shownPayment(details)).toEqual(payment)
})

test.each([
  ['text', 'Pay 12.50 to Acme?'],
  ['a list', [AMOUNT]],
  ['fields that are none', { fields: 'Amount 12.50' }],
  ['a field that is none', { fields: [AMOUNT, 'Acme'] }],
  ['a number for an amount', { fields: [{ ...AMOUNT, value: 12.5 }] }],
  ['no text for a payee', { fields: [{ ...PAYEE, value: '' }] }],
  [
    'two currencies',
    { fields: [AMOUNT, ...['EUR', 'USD'].map((value) => ({ label: 'Currency', value }))] },
  ],
  ['two amounts', { fields: [AMOUNT, { ...AMOUNT, value: '1250.00' }] }],
])('what cannot be read was not shown: %s', (_, details) => {
  expect(shownPayment(details)).toBeNull()
})
