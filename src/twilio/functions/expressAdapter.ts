import type { WebHandler } from './webhook.js'

/** The part of an Express (or Node) request that is read. */
export interface ExpressRequest extends AsyncIterable<Uint8Array> {
  readonly method: string
  readonly protocol: string
  readonly originalUrl: string
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>
  /** Set where a body parser ran before. */
  readonly body?: unknown
  /** The body as it arrived, where a parser kept it: `verify: (req, res, raw) => { req.rawBody = raw }`. */
  readonly rawBody?: string | Uint8Array
}

/** The part of an Express response that is used. */
export interface ExpressResponse {
  status(code: number): ExpressResponse
  set(headers: Record<string, string>): ExpressResponse
  send(body: string): unknown
}

/**
 * Puts a webhook behind Express: `app.post('/hook', toExpress(webhook))`, before any body parser, for a signature
 * covers the body as it arrived. After a parser the raw body must have been kept in `rawBody`.
 */
export const toExpress =
  (handler: WebHandler) =>
  async (request: ExpressRequest, response: ExpressResponse): Promise<void> => {
    const answer = await handler(toRequest(request))
    response
      .status(answer.status)
      .set({ 'content-type': answer.headers.get('content-type') ?? 'application/json' })
      .send(await answer.text())
  }

function toRequest(request: ExpressRequest): Request {
  const headers = new Headers()
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined) headers.set(name, typeof value === 'string' ? value : value.join(', '))
  }
  const host = headers.get('host') ?? 'localhost'
  const url = new URL(`${request.protocol}://${host}${request.originalUrl}`)
  if (request.method !== 'POST') return new Request(url, { method: request.method, headers })
  return new Request(url, { method: 'POST', headers, body: bodyOf(request), duplex: 'half' })
}

const bodyOf = (request: ExpressRequest): string | Uint8Array | ReadableStream<Uint8Array> =>
  request.rawBody ?? ReadableStream.from(request)
