import twilio from 'twilio'
import type { FunctionHandler } from '../../../src/twilio/functions/functionHandler.js'

/** Keys of the ledger in these tests. */
export const KEYS = [{ id: 'k1', secret: 'a test secret of thirty-two bytes or more' }]

/** Calls a handler as Twilio's runtime does, and gives what it called back with. */
export const call = (
  handler: FunctionHandler,
  event: Readonly<Record<string, unknown>>,
  context: Readonly<Record<string, unknown>> = {},
): Promise<Readonly<Record<string, unknown>>> =>
  new Promise((done, failed) => {
    handler(context, event, (error, payload) => {
      if (typeof payload === 'object' && payload !== null && error === null) done({ ...payload })
      else failed(new TypeError('no answer'))
    }).catch(failed)
  })

/** The real client, its calls sent to a stand-in on this machine. */
export function loopbackClient(url: string): ReturnType<typeof twilio> {
  const httpClient = new twilio.RequestClient({ timeout: 2_000 })
  const send = httpClient.request.bind(httpClient)
  httpClient.request = (options) => send({ ...options, uri: options.uri.replace('https:/', url) })
  return twilio(`AC${'0'.repeat(32)}`, '0'.repeat(32), { httpClient })
}
