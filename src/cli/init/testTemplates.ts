/** Runs the functions in the project's own tests: no network, no account. */
export const LOCAL_RUNTIME = `const { readdirSync, readFileSync } = require('node:fs')
const { join } = require('node:path')

const root = join(__dirname, '..')
const list = (folder) => readdirSync(join(root, folder))
const plain = (file) => file.replace(/\\.(private|protected)\\./, '.')

// A tie to an address counts in full while it was confirmed lately: here, yesterday.
const confirmed = new Date(Date.now() - 86400000).toISOString().slice(0, 10)
const onFile = (address) => ({ address, basis: 'verified', since: '2024-03-01', confirmed })
const customers = [
  { customer: 'C-1001', addresses: [onFile('+14155550100'), onFile('ada@example.com')] },
]

// What Twilio gives every function: its neighbours and the assets. The customers are the tests' own.
global.Runtime = {
  getFunctions: () =>
    Object.fromEntries(
      list('functions').map((file) => [
        plain(file).replace(/\\.js$/, ''),
        { path: join(root, 'functions', file) },
      ]),
    ),
  getAssets: () => ({
    ...Object.fromEntries(
      list('assets').map((file) => [
        '/' + plain(file),
        { open: () => readFileSync(join(root, 'assets', file), 'utf8') },
      ]),
    ),
    '/customers.json': { open: () => JSON.stringify(customers) },
  }),
}

/** A Verify service that expects one code. */
const verifyService = (code) => {
  const sent = []
  const shown = (one, status) => ({ ...one, status, valid: status === 'approved' })
  return {
    sent,
    verifications: {
      create: async ({ to, channel }) => {
        const one = { sid: 'VE' + String(sent.length).padStart(32, '0'), to, channel }
        sent.push(one)
        return shown(one, 'pending')
      },
    },
    verificationChecks: {
      create: async ({ verificationSid, code: typed }) => {
        const one = sent.find(({ sid }) => sid === verificationSid)
        return shown(one, typed === code ? 'approved' : 'pending')
      },
    },
  }
}

const service = verifyService('123456')
const context = {
  LEDGER_KEYS: 'test:a-secret-that-is-only-for-these-tests',
  VERIFY_SERVICE_SID: 'VA' + '0'.repeat(32),
  getTwilioClient: () => ({ verify: { v2: { services: () => service } } }),
}

/** Codes that were sent, oldest first. */
exports.sent = service.sent

/** Calls a function as a Studio widget does: every parameter is text. */
exports.call = (name, parameters, more = {}) =>
  new Promise((resolve, reject) => {
    const { handler } = require(Runtime.getFunctions()[name].path)
    handler({ ...context, ...more }, { request: { headers: {} }, ...parameters }, (error, answer) =>
      error ? reject(error) : resolve(answer),
    )
  })
`

/** The project's tests of its functions. */
export const FUNCTIONS_TEST = `const assert = require('node:assert/strict')
const { test } = require('node:test')
const { call, sent } = require('../local/runtime')

const from = (address, conversation) => ({
  channel: 'sms',
  address,
  conversation,
  message: 'SM' + conversation,
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
`

/** The project's tests of its flow. */
export const FLOW_TEST = `const assert = require('node:assert/strict')
const { readFileSync } = require('node:fs')
const { join } = require('node:path')
const { test } = require('node:test')
const { buildFlow } = require('../studio/flow')

const written = JSON.parse(readFileSync(join(__dirname, '../studio/flow.json'), 'utf8'))

test('flow.json is what the policy, sids.json and settings.json say: npm run flow', () => {
  assert.deepEqual(written, buildFlow())
})

test('every way leads to a widget that is there', () => {
  const names = new Set(written.states.map(({ name }) => name))
  for (const { transitions } of written.states)
    for (const { next } of transitions) if (next !== undefined) assert.ok(names.has(next), next)
})

test('no text of the flow mixes Liquid with anything else', () => {
  const texts = (value) =>
    typeof value === 'string' ? [value] : value && typeof value === 'object' ? Object.values(value).flatMap(texts) : []
  for (const text of texts(written))
    if (text.includes('{{')) assert.match(text, /^\\{\\{[A-Za-z0-9_.]+( \\| to_json)?\\}\\}$/)
})
`

/** The project's tests of its policy: its own table, and its invariants. */
export const POLICY_TEST = `const assert = require('node:assert/strict')
const { spawnSync } = require('node:child_process')
const { dirname, join } = require('node:path')
const { test } = require('node:test')

const { bin } = require('countersign/package.json')
const countersign = join(dirname(require.resolve('countersign/package.json')), bin.countersign)
const policy = join(__dirname, '../assets/policy.private.yaml')

for (const [command, claim] of [
  ['lint', 'the policy can be compiled'],
  ['test', 'the policy passes its own tests'],
  ['prove', 'the invariants of the policy hold in every conversation there can be'],
])
  test(claim, () => {
    const run = spawnSync(process.execPath, [countersign, command, policy], { encoding: 'utf8' })
    assert.equal(run.status, 0, run.stdout + run.stderr)
  })
`
