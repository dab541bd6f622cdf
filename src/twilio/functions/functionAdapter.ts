import { isRecord } from '../../model/index.js'
import type { FunctionContext, FunctionEvent, FunctionHandler } from './functionHandler.js'
import { parseJson, textOf } from './readField.js'
import { twilioResponse } from './twilioResponse.js'
import { answerWebhook, type IncomingRequest, type WebhookSettings } from './webhook.js'

/**
 * Puts a webhook into a Twilio Function. Name the file `….protected.js`, and give the webhook
 * `tokens: 'gateway'`: Twilio then checks the signature before the call. Inside a Function the
 * original body is not available, so the hash of a JSON body cannot be checked. Answers are JSON
 * with status 200, or Twilio's own response object for another status. Twilio's runtime has its own
 * global `Response`, so none is made here.
 *
 * @example
 * ```ts
 * // functions/redact-message.protected.js
 * const rules = [{ target: 'text', identifier: 'default', action: 'mask' }] as const
 * const handler = toFunction(messageRedactor({ tokens: 'gateway', rules }))
 * ```
 */
export const toFunction =
  (settings: WebhookSettings): FunctionHandler =>
  async (context, event, callback) => {
    const { status, json } = await answerWebhook(settings, readIncoming(context, event))
    const payload = parseJson(json)
    callback(null, status === 200 ? payload : twilioResponse(status, {}, payload))
  }

// What cannot be read is answered as such, by what the webhook says to it.
function readIncoming(context: FunctionContext, event: unknown): IncomingRequest {
  try {
    return incomingOf(context, isRecord(event) ? event : {})
  } catch {
    const read = () => Promise.resolve(null)
    return { method: 'POST', url: '', headers: new Headers(), read }
  }
}

/**
 * Makes of Twilio's event what arrives at any webhook: its fields as a form, which they came as. A
 * JSON body's fields are merged into the event as well, and those that are no text are lost; one of
 * Twilio's own among them makes the call unreadable.
 */
function incomingOf(context: FunctionContext, event: FunctionEvent): IncomingRequest {
  const host = textOf(context, 'DOMAIN_NAME') ?? 'localhost'
  const path = textOf(context, 'PATH') ?? '/'
  const form = new URLSearchParams()
  for (const [name, value] of Object.entries(event)) {
    // A list of several is a parameter that was given more than once: refused as such, and not left out.
    const values: readonly unknown[] = Array.isArray(value) && value.length > 1 ? value : [value]
    if (name !== 'request')
      for (const one of values) if (typeof one === 'string') form.append(name, one)
  }
  const body = form.toString()
  const isUnread = Object.entries(event).some(
    ([name, value]) => TWILIO_NAME.test(name) && typeof value !== 'string',
  )
  return {
    method: 'POST',
    url: `https://${host}${path}`,
    headers: headersOf(event),
    read: (limit) => Promise.resolve(isUnread || body.length > limit ? null : body),
  }
}

// Twilio's own parameters are text and begin with a capital. One that is a list was given twice,
// which Twilio never does.
const TWILIO_NAME = /^[A-Z]/

// A parameter called `request` can take this place, so no header decides anything but which
// delivery this is.
function headersOf(event: FunctionEvent): Headers {
  const request = event['request']
  const token = textOf(isRecord(request) ? request['headers'] : null, IDEMPOTENCY) ?? ''
  return new Headers({
    'content-type': 'application/x-www-form-urlencoded',
    ...(TOKEN.test(token) && { [IDEMPOTENCY]: token }),
  })
}

/** The header that Twilio repeats with every try of one delivery. */
const IDEMPOTENCY = 'i-twilio-idempotency-token'

/** The form of it: what else stands there was put there by somebody. */
const TOKEN = /^[\w-]{1,128}$/
