import { fail, isRecord, ok, type Result } from '../../model/index.js'
import { checkSignature } from './checkSignature.js'
import { issueCode } from './issueCode.js'
import { type PublicUrl, publicUrlOf } from './publicUrl.js'
import { readBodyText } from './readBodyText.js'
import { claimDelivery, type DeliverySettings, deliveryOf } from './repeats.js'
import { readWebhookCall, sizeOfCall, type WebhookCall } from './webhookCall.js'
import { type Deadline, withinBudget } from './withinBudget.js'
import { writeJson } from './writeJson.js'

/**
 * A handler as servers on Node take it. Like all of `countersign/functions`, it needs Node 20 or
 * later.
 */
export type WebHandler = (request: Request) => Promise<Response>

/**
 * How a webhook is protected, and what it does. With `store`, it remembers which calls it has
 * handled, and answers a repeat without handling it again. Repeats of pre-action events are always
 * handled again.
 */
export interface WebhookSettings extends DeliverySettings {
  /**
   * Auth tokens that may have signed a call: the current one, and during rotation the next; or
   * `'gateway'` if Twilio checked the signature before the call, as for a protected Function.
   */
  readonly tokens: readonly string[] | 'gateway'
  /** How the public URL is known; the default is the URL of the request. */
  readonly url?: PublicUrl | undefined
  /**
   * The most bytes of a call, counted after decoding; the default is 64 KiB (a message body has 32
   * KB at most).
   */
  readonly limit?: number | undefined
  /**
   * Milliseconds for everything together; the default is 4,500, because Conversations waits 5 s.
   */
  readonly budget?: number | undefined
  /**
   * Does the work and gives the JSON to answer with. What it throws, or what cannot be written as JSON, is dropped, and
   * answered with 500. After the deadline's signal it must write and send nothing more: a retry may be at it already.
   * `delivery` is what Twilio repeats when it tries again, where it tells. A `refusal` is answered with 403 and its code.
   */
  readonly handle: (
    call: WebhookCall,
    deadline: Deadline,
    delivery: string | null,
  ) => Promise<unknown>
  /**
   * Answers if the work is late or fails, for the given code. Without it: status 500 and no body,
   * so that Twilio tries again.
   */
  readonly withhold?: (call: WebhookCall, code: string) => unknown
  /**
   * Answers with status 200 instead of a refusal, for a call that is not signed, or with `null` for
   * one that cannot be read. Use it for a caller who continues as usual after a refusal. Without
   * it, the answer is a status and a code.
   */
  readonly refuse?: (call: WebhookCall | null, code: string) => unknown
}

// The same in every file of the package, of which more than one may hold this.
const REFUSED = Symbol.for('countersign.refused')

/** The answer of a webhook that forbids what it was asked about. */
export interface Refusal {
  readonly [REFUSED]: true
  /** Why, as a code that the answer holds. */
  readonly code: string
}

/**
 * Makes the answer with which a webhook forbids what it was asked about: status 403, and a code.
 */
export const refusal = (code: string): Refusal => ({ [REFUSED]: true, code })

const isRefusal = (value: unknown): boolean => isRecord(value) && REFUSED in value

const LIMIT = 65_536
const BUDGET = 4_500
// The most that one byte takes on the wire: six as an escape of JSON, three in a form.
const WIRE = 6

/** A call as it arrives, whatever serves it. */
export interface IncomingRequest {
  readonly method: string
  /** The URL it arrived at, before any proxy is thought of. */
  readonly url: string
  readonly headers: Headers
  /** The body as text, of so many bytes at most; `null` where it is longer or no text. */
  readonly read: (limit: number) => Promise<string | null>
}

/** What to answer: a status, and JSON as text, so that nothing is left that cannot be written. */
export interface WebhookAnswer {
  readonly status: number
  readonly json: string
}

/**
 * Answers one call within its budget, never rejecting. Refusals are a status and one code, nothing
 * of what was received: 405 not POST, 408 slow to arrive, 413 too long, 415 neither form nor JSON,
 * 400 unreadable, 403 not signed, 503 still being handled by somebody else.
 */
export async function answerWebhook(
  settings: WebhookSettings,
  incoming: IncomingRequest,
): Promise<WebhookAnswer> {
  const budget = settings.budget ?? BUDGET
  const began = performance.now()
  const arrived = await withinBudget(budget, () => readIncoming(settings, incoming))
  const read = arrived.ok ? arrived.value : fail('body_late')
  if (!read.ok) return refused(settings, null, issueCode(read))
  const { call } = read.value
  const left = budget - (performance.now() - began)
  const done = await withinBudget(left, async (whole) =>
    isGenuine(incoming, read.value, settings)
      ? handleOnce(call, incoming, settings, whole)
      : refused(settings, call, 'not_signed'),
  )
  return done.ok ? done.value : failed(settings, call, 'internal_failure')
}

/**
 * Makes a webhook for every server on Node, 20 or later, that speaks `(Request) =>
 * Promise<Response>`.
 *
 * @example
 * ```ts
 * const decide = createDecideHandler({ policy, client: () => client })
 * const webhook = createWebhook({
 *   tokens: ['the auth token', 'the next one while it is turned over'],
 *   url: { from: 'origin', origin: 'https://hooks.example.com' },
 *   store: memoryStore(),
 *   handle: fromFunction(decide),
 * })
 * const answer = await webhook(new Request('https://hooks.example.com/inbound', { method: 'POST' }))
 * ```
 */
export const createWebhook =
  (settings: WebhookSettings): WebHandler =>
  async (request) => {
    const { method, url, headers, body } = request
    const read = (limit: number) => readBodyText(body, limit)
    const { status, json } = await answerWebhook(settings, { method, url, headers, read })
    return new Response(json, { status, headers: { 'content-type': 'application/json' } })
  }

/** The status of each refusal (RFC 9110 §15); what is not here is 400. */
const STATUS: Readonly<Record<string, number>> = {
  not_signed: 403,
  method_not_allowed: 405,
  body_late: 408,
  body_too_long: 413,
  unsupported_type: 415,
  internal_failure: 500,
  in_progress: 503,
}

/** A call, and the very text it came in, which is what was signed. */
interface ReadCall {
  readonly call: WebhookCall
  readonly text: string
}

/**
 * Reads a call before anything is known of who made it: bounded first by what its headers say, then
 * by what arrives, then by what it says.
 */
async function readIncoming(
  { limit = LIMIT }: WebhookSettings,
  { method, headers, read }: IncomingRequest,
): Promise<Result<ReadCall>> {
  if (method !== 'POST') return fail('method_not_allowed')
  if (Number(headers.get('content-length')) > limit * WIRE) return fail('body_too_long')
  const text = await read(limit * WIRE).catch(() => null)
  if (text === null) return fail('body_too_long')
  const call = readWebhookCall(headers.get('content-type'), text)
  if (!call.ok) return call
  return sizeOfCall(call.value, text) > limit
    ? fail('body_too_long')
    : ok({ call: call.value, text })
}

/**
 * Tells whether Twilio made the call. `'gateway'` is for where it checked that itself. With tokens or
 * an address that were never set nothing is signed.
 */
function isGenuine(
  { headers, url }: IncomingRequest,
  { call, text }: ReadCall,
  settings: WebhookSettings,
): boolean {
  if (settings.tokens === 'gateway') return true
  try {
    return checkSignature(settings.tokens, {
      url: publicUrlOf(url, headers, settings.url ?? { from: 'request' }),
      signature: headers.get('x-twilio-signature') ?? '',
      content: call.type === 'form' ? { form: call.parameters } : { json: text },
    })
  } catch {
    return false
  }
}

/**
 * Handles a call unless it was handled already. A repeat is answered `{}` with 200, so that Twilio
 * does not try again.
 */
async function handleOnce(
  call: WebhookCall,
  incoming: IncomingRequest,
  settings: WebhookSettings,
  whole: Deadline,
): Promise<WebhookAnswer> {
  const claim = await claimDelivery(settings, incoming, call, whole)
  if (claim.state === 'done') return { status: 200, json: '{}' }
  if (claim.state === 'held') return failed(settings, call, 'in_progress')
  if (claim.state === 'unknown') return failed(settings, call, 'internal_failure')
  const done = await withinBudget(
    whole.left(),
    (deadline) => settings.handle(call, deadline, deliveryOf(incoming.headers)),
    whole,
  )
  const answer = done.ok ? answerWith(() => done.value) : null
  await claim.settle(answer === null ? 'free' : 'done', whole)
  return answer ?? failed(settings, call, 'internal_failure')
}

/** Writes an answer; `null` where it cannot be written, or is not given. */
function answerWith(say: () => unknown): WebhookAnswer | null {
  let status = 200
  const json = writeJson(() => {
    const said = say()
    if (isRefusal(said)) status = 403
    return said
  })
  return json === null ? null : { status, json }
}

/** What is answered to a call that is not looked at. */
const refused = (
  { refuse }: WebhookSettings,
  call: WebhookCall | null,
  code: string,
): WebhookAnswer => answerInstead(refuse && (() => refuse(call, code)), code)

/** What is answered where the work failed. */
const failed = ({ withhold }: WebhookSettings, call: WebhookCall, code: string): WebhookAnswer =>
  answerInstead(withhold && (() => withhold(call, code)), code)

/** Answers what the settings say instead of a status; the status and the code where they say nothing, or throw. */
const answerInstead = (say: (() => unknown) | undefined, code: string): WebhookAnswer =>
  (say === undefined ? null : answerWith(say)) ?? {
    status: STATUS[code] ?? 400,
    json: JSON.stringify({ code }),
  }
