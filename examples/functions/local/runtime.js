const { readdirSync, readFileSync } = require('node:fs')
const { join } = require('node:path')

const root = join(__dirname, '..')
const list = (folder) => readdirSync(join(root, folder))
const plain = (file) => file.replace(/\.(private|protected)\./, '.')

// A tie to an address counts in full while it was confirmed lately: here, yesterday.
const confirmed = new Date(Date.now() - 86400000).toISOString().slice(0, 10)
const onFile = (address) => ({ address, basis: 'verified', since: '2024-03-01', confirmed })
const customers = [
  { customer: 'C-1001', addresses: [onFile('+14155550100'), onFile('ada@example.com')] },
]

// What Twilio gives every function: its neighbours and the private assets. The customers are the tests' own.
const runtime = {
  getFunctions: () =>
    Object.fromEntries(
      list('functions').map((file) => [
        plain(file).replace(/\.js$/, ''),
        { path: join(root, 'functions', file) },
      ]),
    ),
  getAssets: () => ({
    ...Object.fromEntries(
      list('assets')
        .filter((file) => file.includes('.private.'))
        .map((file) => [
          `/${plain(file)}`,
          { open: () => readFileSync(join(root, 'assets', file), 'utf8') },
        ]),
    ),
    '/customers.json': { open: () => JSON.stringify(customers) },
  }),
}
Object.assign(global, { Runtime: runtime })

/** A Verify service that expects one code. */
const verifyService = (code) => {
  const sent = []
  const shown = (one, status) => ({ ...one, status, valid: status === 'approved' })
  return {
    sent,
    verifications: {
      create: async ({ to, channel }) => {
        const one = { sid: `VE${String(sent.length).padStart(32, '0')}`, to, channel }
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
  VERIFY_SERVICE_SID: `VA${'0'.repeat(32)}`,
  getTwilioClient: () => ({ verify: { v2: { services: () => service } } }),
}

/** Codes that were sent, oldest first. */
exports.sent = service.sent

/** Calls a function as a Studio widget does: every parameter is text. */
exports.call = (name, parameters, more = {}) =>
  new Promise((resolve, reject) => {
    const { handler } = require(Runtime.getFunctions()[name].path)
    handler(
      { ...context, ...more },
      { request: { headers: {} }, ...parameters },
      (error, answer) => (error ? reject(error) : resolve(answer)),
    )
  })
