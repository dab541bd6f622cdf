const {
  createFlexTokenCheck,
  createLoginVerifier,
  createLookup,
  fileDirectory,
  memoryStore,
  readStampedPolicy,
  syncStore,
} = require('countersign/functions')

const findAsset = (name) => Runtime.getAssets()[name]?.open()
const readAsset = (name) => findAsset(name) ?? 'null'
// What was written by half is no policy; that is told by name, where an error of the parser would only be lost.
const parse = (text) => {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
const once = (make) => {
  let made
  return (...args) => (made ??= make(...args))
}

/**
 * The policy, as `npm run compile` wrote it, read at the first call of an instance. One that was not compiled again after
 * a change is refused, and then everything is withheld: what is wrong with it is for its author to read.
 */
exports.policy = once(() => {
  const stamped = parse(readAsset('/policy.json'))
  // What the policy extends, and its own packs, lie beside it; Twilio names an asset without the word that keeps it private.
  const bases = (stamped?.bases ?? []).map((name) => [
    name,
    findAsset(`/${name.replace('.private.', '.')}`),
  ])
  const policy = readStampedPolicy(stamped, readAsset('/policy.yaml'), Object.fromEntries(bases))
  if (!policy.ok) console.error(JSON.stringify({ 'policy.json': policy.issues }))
  return policy
})

/** What nobody gets to see of a message or of a web chat's form. Card codes are dropped, cards and numbers of the state masked. */
exports.rules = [
  { target: 'text', identifier: 'email', action: 'keep' },
  { target: 'text', identifier: 'phone', action: 'keep' },
  { target: 'text', identifier: 'default', action: 'mask' },
]

/** A file of customers. For a CRM put httpDirectory({ find, reach, headers }) here. */
exports.directory = once(() => {
  const directory = fileDirectory(JSON.parse(readAsset('/customers.json')))
  if (!directory.ok) throw new Error(`customers.json: ${JSON.stringify(directory.issues)}`)
  return directory.value
})

/** Twilio's client. Where TWILIO_API is set, on your own machine, its calls go there instead. */
exports.client = once((context) => {
  if (!context.TWILIO_API) return context.getTwilioClient()
  const twilio = require('twilio')
  const httpClient = new twilio.RequestClient({ timeout: 4_000 })
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

/** What Lookup is asked of a number; nothing while LOOKUP_PACKAGES is not set, and then each of its risks is unknown. */
exports.lookup = (context) =>
  context.LOOKUP_PACKAGES
    ? createLookup(exports.client(context), context.LOOKUP_PACKAGES.split(','))
    : undefined

/** The check of your login's tokens; none while LOGIN_ISSUER is not set, and then every web chat is a guest's. */
exports.login = once((context) =>
  context.LOGIN_ISSUER
    ? createLoginVerifier({
        issuer: context.LOGIN_ISSUER,
        audience: context.LOGIN_AUDIENCE,
        keys: new URL(context.LOGIN_KEYS_URL),
        customerClaim: context.LOGIN_CUSTOMER_CLAIM || 'sub',
      })
    : undefined,
)

/** The check of an agent's Flex token, by Twilio. */
exports.flexToken = (context) =>
  createFlexTokenCheck({
    accountSid: context.ACCOUNT_SID,
    authToken: context.AUTH_TOKEN,
    ...(context.TWILIO_API && { endpoint: `${context.TWILIO_API}/iam.twilio.com` }),
  })

/** The token a browser connects to its chat with. */
exports.mintToken = (context, identity) => {
  if (!context.API_KEY_SID) return ''
  const { AccessToken } = require('twilio').jwt
  const { ACCOUNT_SID, API_KEY_SID, API_KEY_SECRET, CONVERSATIONS_SERVICE_SID } = context
  const token = new AccessToken(ACCOUNT_SID, API_KEY_SID, API_KEY_SECRET, { identity, ttl: 3600 })
  token.addGrant(new AccessToken.ChatGrant({ serviceSid: CONVERSATIONS_SERVICE_SID }))
  return token.toJwt()
}
