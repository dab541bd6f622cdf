const { createHmac, timingSafeEqual } = require('node:crypto')

const OLDEST = 5 * 60_000
const SHAPE = {
  id: /^[\w-]{1,64}$/,
  kiosk: /^K-\d{1,6}$/,
  session: /^[\w-]{8,64}$/,
}

/** Signs a text with the secret that the kiosk's server and we share. */
exports.sign = (secret, text) => createHmac('sha256', secret).update(text).digest('hex')

const isSigned = (secret, text, signature) => {
  const expected = Buffer.from(exports.sign(secret, text), 'hex')
  const given = Buffer.from(/^[0-9a-f]{64}$/.test(signature) ? signature : '', 'hex')
  return given.length === expected.length && timingSafeEqual(given, expected)
}

/**
 * Reads one signed message of the kiosk's server, or gives the code of why not. The signature is over the very text,
 * so that nothing depends on how either side writes JSON; without a secret nothing is genuine.
 */
exports.readPayload = (secret, { payload, signature }, now) => {
  if (typeof secret !== 'string' || secret.length < 32) return { code: 'no_secret' }
  if (typeof payload !== 'string' || payload.length > 16_384) return { code: 'unreadable' }
  if (!isSigned(secret, payload, String(signature))) return { code: 'not_signed' }
  const message = JSON.parse(payload)
  if (!(Math.abs(now - message.at) <= OLDEST)) return { code: 'too_old' }
  const isWhole = Object.entries(SHAPE).every(([name, form]) => form.test(String(message[name])))
  return isWhole && typeof message.text === 'string' ? { message } : { code: 'unreadable' }
}

/** Twilio's client. Where TWILIO_API is set, as the tests do, its calls go there instead. */
exports.client = (context) => {
  const twilio = require('twilio')
  const httpClient = new twilio.RequestClient({ timeout: 4_000 })
  if (context.TWILIO_API) {
    const send = httpClient.request.bind(httpClient)
    httpClient.request = (options) =>
      send({ ...options, uri: options.uri.replace('https:/', context.TWILIO_API) })
  }
  return twilio(context.ACCOUNT_SID, context.AUTH_TOKEN, { httpClient })
}

/** Answers with a status and a code, never with what was received. */
exports.answer = (callback, status, body) => {
  const response = new Twilio.Response()
  response.setStatusCode(status)
  response.appendHeader('Content-Type', 'application/json')
  response.setBody(body)
  callback(null, response)
}
