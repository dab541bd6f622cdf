/** What the functions share. Private: no address of its own. */
export const SETUP = `const { compilePolicy } = require('countersign')
const {
  createLoginVerifier,
  fileDirectory,
  memoryStore,
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

/** The token a browser connects to its chat with. */
exports.mintToken = (context, identity) => {
  if (!context.API_KEY_SID) return ''
  const { AccessToken } = require('twilio').jwt
  const { ACCOUNT_SID, API_KEY_SID, API_KEY_SECRET, CONVERSATIONS_SERVICE_SID } = context
  const token = new AccessToken(ACCOUNT_SID, API_KEY_SID, API_KEY_SECRET, { identity, ttl: 3600 })
  token.addGrant(new AccessToken.ChatGrant({ serviceSid: CONVERSATIONS_SERVICE_SID }))
  return token.toJwt()
}
`

/** The Run Function widget `decide`. */
export const DECIDE = `const { createDecideHandler } = require('countersign/functions')
const setup = require(Runtime.getFunctions()['setup'].path)

// Every key of the answer is there on every path, so that no split of the flow reads an old one. The client is asked who
// else is in a conversation, for Studio does not tell, and readers who are not known are shown next to nothing.
exports.handler = createDecideHandler({
  policy: setup.policy,
  client: setup.client,
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

/** What the web page calls to start a chat. */
export const WEB_CHAT_START = `const { createWebChatStartHandler } = require('countersign/functions')
const setup = require(Runtime.getFunctions()['setup'].path)

// Public: your page calls it. Whoever calls, only a login token that verifies gives an identity.
exports.handler = (context, event, callback) => {
  const login = setup.login(context)
  const policy = setup.policy()
  return createWebChatStartHandler({
    client: setup.client,
    address: ({ WEB_CHAT_ADDRESS_SID }) => WEB_CHAT_ADDRESS_SID,
    ...(login && { login }),
    // A login that the policy grades as none gets no token: it would open somebody's chats.
    ...(policy.ok && { issuers: policy.value.issuers }),
    mintToken: setup.mintToken,
    ledgerKeys: setup.ledgerKeys,
    store: setup.store,
    origins: (context.PAGES ?? '').split(',').filter((page) => page !== ''),
  })(context, event, callback)
}
`

/** What the web page calls to go on with a chat whose token is about to end. */
export const WEB_CHAT_TOKEN = `const { createWebChatTokenHandler } = require('countersign/functions')
const setup = require(Runtime.getFunctions()['setup'].path)

// Public: a token that is still good renews itself; where a login started the chat, with the login again.
exports.handler = (context, event, callback) => {
  const login = setup.login(context)
  const policy = setup.policy()
  return createWebChatTokenHandler({
    client: setup.client,
    ...(login && { login }),
    ...(policy.ok && { issuers: policy.value.issuers }),
    tokenSecret: ({ API_KEY_SECRET }) => API_KEY_SECRET ?? '',
    mintToken: setup.mintToken,
    ledgerKeys: setup.ledgerKeys,
    origins: (context.PAGES ?? '').split(',').filter((page) => page !== ''),
  })(context, event, callback)
}
`
