import { checkSignature } from './checkSignature.js'
import { issueCode } from './issueCode.js'
import { type PublicUrl, publicUrlOf } from './publicUrl.js'
import { readText } from './readText.js'
import { claimDelivery, type Delivery } from './repeats.js'
import type { Store } from './store.js'
import { readWebhookCall, type WebhookCall } from './webhookCall.js'
import { type Deadline, withinBudget } from './withinBudget.js'

/** A handler in the form every modern server speaks. */
export type WebHandler = (request: Request) => Promise<Response>

/** How a webhook is guarded and what it does. */
export interface WebhookSettings {
  /**
   * Auth tokens that a call may be signed with, the current one and during rotation the next; or `'gateway'` where
   * Twilio itself checked it before the call, as for a protected Function.
   */
  readonly tokens: readonly string[] | 'gateway'
  /** How the public URL is known; the request's own unless told otherwise. */
  readonly url?: PublicUrl
  /** Bytes of body that are read; 64 KiB unless told otherwise (a message body is 32 KB at most). */
  readonly limit?: number
  /** Remembers what was handled, so that a repeat is answered and not handled again. Absent: repeats are handled. */
  readonly store?: Store
  /** Milliseconds for the work; 4,500 unless told otherwise, for Conversations waits 5 s. */
  readonly budget?: number
  /** Does the work and gives the JSON to answer with. What it throws is dropped, and answered with 500. */
  readonly handle: (call: WebhookCall, deadline: Deadline) => Promise<unknown>
  /** Answers where the work is late or fails; absent: status 500 and no body, so that Twilio tries again. */
  readonly withhold?: (call: WebhookCall) => unknown
}

const LIMIT = 65_536
const BUDGET = 4_500

/** A call as it arrives, whatever serves it. */
export interface Incoming {
  readonly method: string
  /** The URL it arrived at, before any proxy is thought of. */
  readonly url: string
  readonly headers: Headers
  /** The body as text, of so many bytes at most; `null` where it is longer or no text. */
  readonly read: (limit: number) => Promise<string | null>
}

/** What to answer: a status, and JSON. */
export interface WebhookAnswer {
  readonly status: number
  readonly payload: unknown
}

/**
 * Answers one call, never rejecting. Refusals are a status and one code, nothing of what was received: 405 not POST,
 * 413 too long, 415 neither form nor JSON, 400 unreadable, 403 not signed.
 */
export async function answerWebhook(
  settings: WebhookSettings,
  incoming: Incoming,
): Promise<WebhookAnswer> {
  if (incoming.method !== 'POST') return refuse(405, 'method_not_allowed')
  const limit = settings.limit ?? LIMIT
  if (Number(incoming.headers.get('content-length')) > limit) return refuse(413, 'body_too_long')
  const text = await incoming.read(limit).catch(() => null)
  if (text === null) return refuse(413, 'body_too_long')
  const call = readWebhookCall(incoming.headers.get('content-type'), text)
  if (!call.ok) {
    const code = issueCode(call)
    return refuse(code === 'unsupported_type' ? 415 : 400, code)
  }
  if (!isGenuine(incoming, text, call.value, settings)) return refuse(403, 'not_signed')
  const delivery = await claimDelivery(settings.store, incoming.headers, call.value).catch(
    () => null,
  )
  if (delivery === null) return failed(settings, call.value)
  return delivery.repeat ? answer({}) : handleOnce(call.value, delivery, settings)
}

/** Makes a webhook for every server that speaks `(Request) => Promise<Response>`. */
export const createWebhook =
  (settings: WebhookSettings): WebHandler =>
  async (request) => {
    const { method, url, headers, body } = request
    const read = (limit: number) => readText(body, limit)
    const { status, payload } = await answerWebhook(settings, { method, url, headers, read })
    return Response.json(payload, { status })
  }

const isGenuine = (
  { headers, url }: Incoming,
  text: string,
  call: WebhookCall,
  settings: WebhookSettings,
): boolean =>
  settings.tokens === 'gateway' ||
  checkSignature(settings.tokens, {
    url: publicUrlOf(url, headers, settings.url ?? { from: 'request' }),
    signature: headers.get('x-twilio-signature') ?? '',
    content: call.type === 'form' ? { form: call.parameters } : { json: text },
  })

async function handleOnce(
  call: WebhookCall,
  delivery: Delivery,
  settings: WebhookSettings,
): Promise<WebhookAnswer> {
  const done = await withinBudget(settings.budget ?? BUDGET, (deadline) =>
    settings.handle(call, deadline),
  )
  if (done.ok) return answer(done.value)
  await delivery.release().catch(() => undefined)
  return failed(settings, call)
}

const failed = ({ withhold }: WebhookSettings, call: WebhookCall): WebhookAnswer =>
  withhold === undefined ? refuse(500, 'internal_failure') : answer(withhold(call))

const answer = (payload: unknown): WebhookAnswer => ({ status: 200, payload: payload ?? {} })

const refuse = (status: number, code: string): WebhookAnswer => ({ status, payload: { code } })
