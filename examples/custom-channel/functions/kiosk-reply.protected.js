const kiosk = require(Runtime.getFunctions()['kiosk'].path)

/**
 * Conversations webhook `onMessageAdded`: takes replies to the kiosk's server, signed. Protected: Twilio has checked
 * the call. The kiosk's own messages are not sent back to it.
 */
exports.handler = async (context, event, callback) => {
  try {
    if (/^kiosk:/.test(String(event.Author))) return callback(null, { code: 'own' })
    const { uniqueName } = await kiosk
      .client(context)
      .conversations.v1.conversations(event.ConversationSid)
      .fetch()
    const [, place, session] = /^kiosk-(K-\d{1,6})-([\w-]{8,64})$/.exec(uniqueName) ?? []
    if (place === undefined) return callback(null, { code: 'not_a_kiosk' })
    const payload = JSON.stringify({ at: Date.now(), kiosk: place, session, text: event.Body })
    const response = await fetch(context.KIOSK_URL, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ payload, signature: kiosk.sign(context.KIOSK_SECRET, payload) }),
      signal: AbortSignal.timeout(4_000),
    })
    callback(null, { code: response.ok ? 'delivered' : 'not_delivered' })
  } catch {
    callback(null, { code: 'internal_failure' })
  }
}
