const { compilePolicy } = require('countersign')
const {
  createFlexTokenCheck,
  createLoginVerifier,
  createLookup,
  fileDirectory,
  syncStore,
} = require('countersign/functions')

const readAsset = (name) => Runtime.getAssets()[name].open()
const once = (make) => {
  let made
  return (...args) => (made ??= make(...args))
}

/** The policy, compiled at the first call of an instance. What is wrong with it is for its author to read. */
exports.policy = once(() => {
  const policy = compilePolicy(readAsset('/policy.yaml'))
  if (!policy.ok) console.error(JSON.stringify({ 'policy.yaml': policy.issues }))
  return policy
})

/** The file of customers. For a CRM put `httpDirectory({ find, reach, headers })` here. */
exports.directory = once(() => {
  const directory = fileDirectory(JSON.parse(readAsset('/customers.json')))
  if (!directory.ok) throw new Error(`customers.json: ${JSON.stringify(directory.issues)}`)
  return directory.value
})

/** Twilio's client. Where TWILIO_API is set, as `npm start` and the tests do, its calls go there instead. */
exports.client = once((context) => {
  const twilio = require('twilio')
  const httpClient = new twilio.RequestClient({ timeout: 4_000 })
  if (context.TWILIO_API) {
    const send = httpClient.request.bind(httpClient)
    httpClient.request = (options) =>
      send({ ...options, uri: options.uri.replace('https:/', context.TWILIO_API) })
  }
  return twilio(context.ACCOUNT_SID, context.AUTH_TOKEN, { httpClient })
})

/** Keys of the evidence ledger, newest first: `LEDGER_KEYS=id:secret,id:secret`. */
exports.ledgerKeys = (context) =>
  (context.LEDGER_KEYS ?? '').split(',').map((entry) => {
    const [id, ...secret] = entry.split(':')
    return { id, secret: secret.join(':') }
  })

/** Counts and bindings, in Twilio Sync: functions share no memory. */
exports.store = (context) =>
  syncStore(exports.client(context).sync.v1.services(context.SYNC_SERVICE_SID))

exports.lookup = (context) =>
  createLookup(exports.client(context), ['sim_swap', 'line_type_intelligence', 'reassigned_number'])

/** The shop's login. Its keys are fetched once and kept. */
exports.login = once((context) =>
  createLoginVerifier({
    issuer: 'https://login.example.com',
    audience: 'acme-shop',
    keys: new URL(
      context.TWILIO_API
        ? `${context.TWILIO_API}/login.example.com/jwks.json`
        : 'https://login.example.com/jwks.json',
    ),
    customerClaim: 'customer_id',
  }),
)

/** The check of an agent's Flex token, by Twilio. */
exports.flexToken = (context) =>
  createFlexTokenCheck({
    accountSid: context.ACCOUNT_SID,
    authToken: context.AUTH_TOKEN,
    ...(context.TWILIO_API && { endpoint: `${context.TWILIO_API}/iam.twilio.com` }),
  })
