/** What the functions share. Private: no address of its own. */
export const SETUP = `const { compilePolicy } = require('countersign')
const { fileDirectory, memoryStore, syncStore } = require('countersign/functions')

const readAsset = (name) => Runtime.getAssets()[name].open()
const once = (make) => {
  let made
  return (...args) => (made ??= make(...args))
}

/** The policy, compiled at the first call of an instance. */
exports.policy = once(() => compilePolicy(readAsset('/policy.yaml')))

/** A file of customers. For a CRM put httpDirectory({ find, reach, headers }) here. */
exports.directory = once(() => {
  const directory = fileDirectory(JSON.parse(readAsset('/customers.json')))
  if (!directory.ok) throw new Error('customers.json: ' + JSON.stringify(directory.issues))
  return directory.value
})

/** Twilio's client. Where TWILIO_API is set, on your own machine, its calls go there instead. */
exports.client = once((context) => {
  if (!context.TWILIO_API) return context.getTwilioClient()
  const twilio = require('twilio')
  const httpClient = new twilio.RequestClient()
  const send = httpClient.request.bind(httpClient)
  httpClient.request = (options) =>
    send({ ...options, uri: options.uri.replace('https:/', context.TWILIO_API) })
  return twilio(context.ACCOUNT_SID, context.AUTH_TOKEN, { httpClient })
})

/** Keys of the evidence ledger, newest first: LEDGER_KEYS=id:secret,id:secret. */
exports.ledgerKeys = (context) =>
  (context.LEDGER_KEYS ?? '').split(',').map((entry) => {
    const [id, ...secret] = entry.split(':')
    return { id, secret: secret.join(':') }
  })

const local = once(memoryStore)

/** Counts and bindings. In Twilio's cloud functions share no memory: set SYNC_SERVICE_SID there. */
exports.store = (context) =>
  context.SYNC_SERVICE_SID
    ? syncStore(exports.client(context).sync.v1.services(context.SYNC_SERVICE_SID))
    : local()
`

/** The Run Function widget `decide`. */
export const DECIDE = `const { createDecideHandler } = require('countersign/functions')
const setup = require(Runtime.getFunctions()['setup'].path)

// Every key of the answer is there on every path, so that no split of the flow reads an old one.
exports.handler = createDecideHandler({
  policy: setup.policy,
  directory: setup.directory,
  ledgerKeys: setup.ledgerKeys,
  store: setup.store,
})
`

/** The Run Function widget `start`. */
export const VERIFY_START = `const { createVerifyStartHandler } = require('countersign/functions')
const setup = require(Runtime.getFunctions()['setup'].path)

// A code goes to an address on file, never to one that was only named in the chat.
exports.handler = createVerifyStartHandler({
  service: (context) => context.VERIFY_SERVICE_SID,
  client: setup.client,
  directory: setup.directory,
  dipClaims: ['email', 'phone'],
  ledgerKeys: setup.ledgerKeys,
  store: setup.store,
})
`

/** The Run Function widgets `check_1`, `check_2` and so on. */
export const VERIFY_CHECK = `const { createVerifyCheckHandler } = require('countersign/functions')
const setup = require(Runtime.getFunctions()['setup'].path)

exports.handler = createVerifyCheckHandler({
  service: (context) => context.VERIFY_SERVICE_SID,
  client: setup.client,
  ledgerKeys: setup.ledgerKeys,
  store: setup.store,
})
`
