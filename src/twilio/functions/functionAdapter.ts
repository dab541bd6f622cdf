import type { FunctionContext, FunctionEvent, FunctionHandler } from './functionHandler.js'
import { isRecord, textOf } from './isRecord.js'
import { twilioResponse } from './twilioResponse.js'
import type { WebHandler } from './webhook.js'

/**
 * Puts a webhook into a Twilio Function. Name the file `….protected.js` and give the webhook `tokens: 'gateway'`:
 * Twilio then checks the signature before the call, and inside a Function the body as it arrived is gone, so that a
 * JSON body's hash can no longer be checked. Answers are JSON with status 200, or Twilio's own response object where
 * the status is another.
 */
export const toFunction =
  (handler: WebHandler): FunctionHandler =>
  async (context, event, callback) => {
    const request = toRequest(context, event)
    const answer = await handler(request).catch(() => null)
    if (answer === null) return callback(null, { code: 'internal_failure' })
    const payload: unknown = await answer.json()
    callback(null, answer.status === 200 ? payload : twilioResponse(answer.status, {}, payload))
  }

function toRequest(context: FunctionContext, event: FunctionEvent): Request {
  const host = textOf(context, 'DOMAIN_NAME') ?? 'localhost'
  const path = textOf(context, 'PATH') ?? '/'
  const form = new URLSearchParams()
  for (const [name, value] of Object.entries(event)) {
    if (name !== 'request' && typeof value === 'string') form.append(name, value)
  }
  return new Request(new URL(path, `https://${host}`), {
    method: 'POST',
    headers: { ...headersOf(event), 'content-type': 'application/x-www-form-urlencoded' },
    body: form.toString(),
  })
}

// A parameter called `request` can take this place, so only headers that were sent as text are read.
function headersOf(event: FunctionEvent): Record<string, string> {
  const request = event['request']
  const token = textOf(isRecord(request) ? request['headers'] : null, IDEMPOTENCY)
  return token === undefined || !TOKEN.test(token) ? {} : { [IDEMPOTENCY]: token }
}

const IDEMPOTENCY = 'i-twilio-idempotency-token'
const TOKEN = /^[\w-]{1,128}$/
