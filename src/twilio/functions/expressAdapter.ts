import { isHost } from './publicUrl.js'
import type { WebHandler } from './webhook.js'

/** The part of an Express (or Node) request that is read. */
export interface ExpressRequest extends AsyncIterable<Uint8Array> {
  /** The method, such as `POST`. */
  readonly method: string
  /** `https` behind a proxy only where Express trusts it (`trust proxy`). */
  readonly protocol: string
  /**
   * Path and query as they arrived: `url` loses what a router was mounted at, and Twilio signed the
   * whole.
   */
  readonly originalUrl: string
  /** The headers, by names in lower case. */
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>
  /** Set where a body parser ran before. */
  readonly body?: unknown | undefined
  /**
   * The body as it arrived, where a parser kept it: `verify: (req, res, raw) => { req.rawBody = raw
   * }`.
   */
  readonly rawBody?: string | Uint8Array | undefined
}

/** The part of an Express response that is used. */
export interface ExpressResponse {
  /** Sets the status code. */
  status(code: number): ExpressResponse
  /** Sets headers. */
  set(headers: Record<string, string>): ExpressResponse
  /** Sends the body, and ends the answer. */
  send(body: string): unknown
}

/**
 * Puts a webhook into Express: `app.post('/hook', toExpress(webhook))`. Put it before any body
 * parser, because a signature covers the body as it arrived. After a parser, the raw body must be
 * in `rawBody`.
 *
 * It never rejects, because with Express 4 a rejection ends the process. A malformed request is
 * answered with 400, and a handler that throws with 500.
 */
export const toExpress =
  (handler: WebHandler) =>
  async (request: ExpressRequest, response: ExpressResponse): Promise<void> => {
    const { status, headers, text } = await answerTo(handler, request)
    try {
      response.status(status).set(headers).send(text)
    } catch {
      // Whoever asked is gone, so there is nobody to answer.
    }
  }

/** What is sent, written out, so that nothing can fail once the status is. */
interface HttpAnswer {
  readonly status: number
  readonly headers: Record<string, string>
  readonly text: string
}

/** Answers a request, whatever the handler does. */
async function answerTo(handler: WebHandler, request: ExpressRequest): Promise<HttpAnswer> {
  const read = toRequest(request)
  if (read === null) return refuse(400, 'invalid_request')
  try {
    const answer = await handler(read)
    const type = answer.headers.get('content-type') ?? JSON_TYPE
    return {
      status: answer.status,
      headers: headersOf(answer.status, type),
      text: await answer.text(),
    }
  } catch {
    return refuse(500, 'internal_failure')
  }
}

const JSON_TYPE = 'application/json'

/** A status and a code, in the form in which webhooks answer themselves. */
const refuse = (status: number, code: string): HttpAnswer => ({
  status,
  headers: headersOf(status, JSON_TYPE),
  text: JSON.stringify({ code }),
})

// A sender whose body comes too slowly may not keep the connection.
const headersOf = (status: number, type: string): Record<string, string> => ({
  'content-type': type,
  ...(status === 408 && { connection: 'close' }),
})

/** Reads what Express gives as a request; `null` where it is none. */
function toRequest(request: ExpressRequest): Request | null {
  try {
    const headers = new Headers()
    for (const [name, value] of Object.entries(request.headers)) {
      if (value !== undefined)
        headers.set(name, typeof value === 'string' ? value : value.join(', '))
    }
    const host = headers.get('host') ?? 'localhost'
    if (!isHost(host) || !request.originalUrl.startsWith('/')) return null
    const url = new URL(`${request.protocol}://${host}${request.originalUrl}`)
    if (request.method !== 'POST') return new Request(url, { method: request.method, headers })
    return new Request(url, { method: 'POST', headers, body: bodyOf(request), duplex: 'half' })
  } catch {
    // A port above 65535, a percent sign in a host, a method that Fetch forbids.
    return null
  }
}

/** The body as a parser kept it, or as it still streams in. */
const bodyOf = (request: ExpressRequest): string | Uint8Array | ReadableStream<Uint8Array> =>
  request.rawBody ?? ReadableStream.from(request)
