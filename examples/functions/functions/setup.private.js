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

const told = new Set()
/** Says in the log what is wrong with a setting, once: an answer says only what came of it. Names, and never a value. */
const tell = (name, what) => {
  if (!told.has(name)) console.error(`${name} ${what}`)
  told.add(name)
}

/** A setting that a Function cannot do its work without; empty, and told by its name, where it is not set. */
exports.needed = (context, name) => {
  if (!context[name]) tell(name, 'is not set')
  return context[name] ?? ''
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
  const directory = fileDirectory(parse(readAsset('/customers.json')))
  if (directory.ok) return directory.value
  tell('customers.json', JSON.stringify(directory.issues))
  throw new Error('customers.json')
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
  exports
    .needed(context, 'LEDGER_KEYS')
    .split(',')
    .map((entry) => {
      const [id, ...secret] = entry.split(':')
      return { id, secret: secret.join(':') }
    })

const local = once(memoryStore)

const isLocal = ({ DOMAIN_NAME = 'localhost' }) => /^localhost(?::|$)/.test(DOMAIN_NAME)
const missing = () => Promise.reject(new Error('SYNC_SERVICE_SID'))

/**
 * Counts, bindings, and what an agent lowered. In Twilio's cloud functions share no memory: without SYNC_SERVICE_SID
 * there all of it would be forgotten from one call to the next, so then the store fails, and everything is withheld.
 */
exports.store = (context) => {
  if (context.SYNC_SERVICE_SID)
    return syncStore(exports.client(context).sync.v1.services(context.SYNC_SERVICE_SID))
  if (isLocal(context)) return local()
  tell('SYNC_SERVICE_SID', 'is not set')
  return { get: missing, put: missing }
}

/** What Lookup is asked of a number; nothing while LOOKUP_PACKAGES is not set, and then each of its risks is unknown. */
exports.lookup = (context) =>
  context.LOOKUP_PACKAGES
    ? createLookup(exports.client(context), context.LOOKUP_PACKAGES.split(','))
    : undefined

/** The check of your login's tokens; none while LOGIN_ISSUER is not set, and then every web chat is a guest's. */
exports.login = once((context) => {
  if (!context.LOGIN_ISSUER) return undefined
  const audience = exports.needed(context, 'LOGIN_AUDIENCE')
  const keys = exports.needed(context, 'LOGIN_KEYS_URL')
  if (!URL.canParse(keys)) {
    tell('LOGIN_KEYS_URL', 'is no address')
    return undefined
  }
  return createLoginVerifier({
    issuer: context.LOGIN_ISSUER,
    audience,
    keys: new URL(keys),
    customerClaim: context.LOGIN_CUSTOMER_CLAIM || 'sub',
  })
})

/** The check of an agent's Flex token, by Twilio. */
exports.flexToken = (context) =>
  createFlexTokenCheck({
    accountSid: context.ACCOUNT_SID,
    authToken: context.AUTH_TOKEN,
    ...(context.TWILIO_API && { endpoint: `${context.TWILIO_API}/iam.twilio.com` }),
  })

/** The token a browser connects to its chat with; none where one of the settings that it takes is not set. */
exports.mintToken = (context, identity) => {
  const names = ['API_KEY_SID', 'API_KEY_SECRET', 'CONVERSATIONS_SERVICE_SID']
  const [key, secret, serviceSid] = names.map((name) => exports.needed(context, name))
  if (!key || !secret || !serviceSid) return ''
  const { AccessToken } = require('twilio').jwt
  const token = new AccessToken(context.ACCOUNT_SID, key, secret, { identity, ttl: 3600 })
  token.addGrant(new AccessToken.ChatGrant({ serviceSid }))
  return token.toJwt()
}
