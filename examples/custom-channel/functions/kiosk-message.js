const { createLoginVerifier, memoryStore, sealLedger, syncStore } = require('countersign/functions')
const kiosk = require(Runtime.getFunctions()['kiosk'].path)

const HOUR = 3_600_000
const local = memoryStore()
let login

/**
 * A message from a channel that Twilio does not have. Public, and so guarded here: signed by the kiosk's server, fresh,
 * never twice. The person has signed in at the kiosk, and the conversation starts with that login as sealed evidence:
 * what the message itself says about who writes is a claim like any other.
 */
exports.handler = async (context, event, callback) => {
  let release = async () => undefined
  try {
    const now = Date.now()
    const read = kiosk.readPayload(context.KIOSK_SECRET, event, now)
    if (read.code) return kiosk.answer(callback, 403, { code: read.code })
    const { message } = read
    const store = storeOf(context)
    const key = `kiosk.${message.id}`
    if (!(await store.put(key, { at: now }, null, 600)))
      return kiosk.answer(callback, 200, { code: 'repeated' })
    release = () => forget(store, key)
    const sid = await findOrStart(context, message, now)
    if (sid === null) return kiosk.answer(callback, 401, { code: 'login_refused' })
    await kiosk
      .client(context)
      .conversations.v1.conversations(sid)
      .messages.create({
        author: `kiosk:${message.kiosk}`,
        body: message.text.slice(0, 1_600),
        // Without it the message would not start the flow.
        xTwilioWebhookEnabled: 'true',
      })
    kiosk.answer(callback, 200, { code: 'taken' })
  } catch {
    // What was not taken may be sent again.
    await release().catch(() => undefined)
    // Nothing of the error: an API or a parser may repeat what was sent.
    kiosk.answer(callback, 500, { code: 'internal_failure' })
  }
}

const storeOf = (context) =>
  context.SYNC_SERVICE_SID
    ? syncStore(kiosk.client(context).sync.v1.services(context.SYNC_SERVICE_SID))
    : local

async function forget(store, key) {
  const claimed = await store.get(key)
  if (claimed) await store.put(key, {}, claimed.revision, 1)
}

// One conversation for each login at a kiosk: whoever signs in next starts another, with nothing of this one.
async function findOrStart(context, message, now) {
  const { conversations } = kiosk.client(context).conversations.v1
  const uniqueName = `kiosk-${message.kiosk}-${message.session}`
  const found = await conversations(uniqueName).fetch().catch(ifMissing)
  if (found) return found.sid
  const session = await verifyLogin(context, message, now)
  if (!session.ok) return null
  const { sid } = await conversations.create({ uniqueName, friendlyName: `Kiosk ${message.kiosk}` })
  const by = { channel: 'custom', address: `kiosk:${message.kiosk}` }
  const ledger = seal(context, { ...session.value, conversation: sid, by }, now)
  if (!ledger.ok) throw new Error(ledger.issues[0].code)
  await conversations(sid).update({
    attributes: JSON.stringify({ countersign_ledger: ledger.value }),
  })
  await conversations(sid).participants.create({ identity: `kiosk:${message.kiosk}` })
  await conversations(sid).webhooks.create({
    target: 'studio',
    'configuration.flowSid': context.STUDIO_FLOW_SID,
  })
  return sid
}

const ifMissing = (error) => {
  if (error.status !== 404) throw error
  return null
}

function verifyLogin(context, message, now) {
  login ??= createLoginVerifier({
    issuer: 'https://login.example.com',
    audience: 'acme-shop',
    keys: new URL(
      context.TWILIO_API
        ? `${context.TWILIO_API}/login.example.com/jwks.json`
        : 'https://login.example.com/jwks.json',
    ),
    customerClaim: 'customer_id',
  })
  return login(message.login, { conversation: '', nonce: null, at: now })
}

// Bound to the conversation that Twilio has just named and to the kiosk the person stands at, and to no other.
function seal(context, session, now) {
  const [id, ...secret] = (context.LEDGER_KEYS ?? '').split(',')[0].split(':')
  return sealLedger(
    {
      conversation: session.conversation,
      sequence: 1,
      issued: now,
      expires: now + HOUR,
      evidence: [session],
    },
    [{ id, secret: secret.join(':') }],
  )
}
