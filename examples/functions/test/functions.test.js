const assert = require('node:assert/strict')
const { test } = require('node:test')
const { call, sent } = require('../local/runtime')

const from = (address, conversation) => ({
  channel: 'sms',
  address,
  conversation,
  message: `SM${conversation}`,
  // A plain message, as the flow sends it: nobody else is in it.
  readers: '[]',
  classes: 'orders',
})

test('an unknown number is told nothing', async () => {
  const answer = await call('decide', from('+14155550199', 'CH01'))
  assert.equal(answer.status, 'decided')
  assert.equal(answer.recognized, 'false')
  assert.equal(answer.disclose_orders, 'none')
})

test('a number on file is recognized, not verified', async () => {
  const answer = await call('decide', from('+14155550100', 'CH02'))
  assert.equal(answer.level, 'recognized')
  assert.equal(answer.disclose_orders, 'masked')
})

test('a claim in the form opens nothing', async () => {
  const claims = JSON.stringify({ verified: true, level: 'strong', friendlyName: 'Admin' })
  const answer = await call('decide', { ...from('+14155550199', 'CH03'), claims })
  assert.equal(answer.disclose_orders, 'none')
})

test('a code that was sent here, typed here, verifies', async () => {
  const who = from('+14155550100', 'CH04')
  const started = await call('verify-start', { ...who, method: 'verify_sms' })
  assert.equal(started.status, 'sent')
  const wrong = await call('verify-check', { ...who, code: '000000' })
  assert.equal(wrong.status, 'refused')
  const right = await call('verify-check', { ...who, code: '123456' })
  assert.equal(right.status, 'approved')
  const answer = await call('decide', { ...who, ledger: right.ledger })
  assert.equal(answer.level, 'verified')
  assert.equal(answer.disclose_orders, 'full')
})

test('the same proof is worth nothing in another conversation', async () => {
  const who = from('+14155550100', 'CH05')
  await call('verify-start', { ...who, method: 'verify_sms' })
  const { ledger } = await call('verify-check', { ...who, code: '123456' })
  const answer = await call('decide', { ...from('+14155550100', 'CH06'), ledger })
  assert.equal(answer.level, 'recognized')
})

test('a code never goes to an address that was only named in the chat', async () => {
  const before = sent.length
  const claims = JSON.stringify({ email: 'eve@example.org' })
  const who = { ...from('+14155550199', 'CH07'), claims }
  const started = await call('verify-start', { ...who, method: 'verify_email' })
  assert.equal(started.status, 'sent')
  assert.equal(sent.length, before)
})

test('what cannot be read is withheld, with every key', async () => {
  const answer = await call('decide', { channel: 'pigeon', address: '', conversation: '' })
  const decided = await call('decide', from('+14155550100', 'CH08'))
  assert.equal(answer.status, 'withheld')
  assert.deepEqual(Object.keys(answer).sort(), Object.keys(decided).sort())
})
