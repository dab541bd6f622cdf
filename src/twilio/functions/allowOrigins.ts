import { isRecord } from '../../model/index.js'
import type { FunctionCallback, FunctionEvent, FunctionHandler } from './functionHandler.js'
import { textOf } from './readField.js'
import { twilioResponse } from './twilioResponse.js'

/**
 * Lets pages of the named origins read a handler's answer (Fetch standard, CORS protocol); others
 * may call it but not read it. Twilio's runtime answers the preflight itself. This guards the
 * page's user, not the function: who may do what is decided by tokens alone.
 */
export const allowOrigins =
  (handler: FunctionHandler, origins: readonly string[]): FunctionHandler =>
  (context, event, callback, deadline) => {
    const origin = originOf(event)
    if (origin === undefined || !origins.includes(origin)) {
      return handler(context, event, callback, deadline)
    }
    const headers = { 'Access-Control-Allow-Origin': origin, Vary: 'Origin' }
    const allowed: FunctionCallback = (error, payload) =>
      callback(error, twilioResponse(200, headers, payload))
    return handler(context, event, allowed, deadline)
  }

/**
 * Gives the page that calls, by its `Origin` header; `undefined` for a server, or where a parameter
 * called `request` stands in the place of the headers: then no page is allowed to read.
 */
function originOf(event: FunctionEvent): string | undefined {
  const request = event['request']
  return textOf(isRecord(request) ? request['headers'] : null, 'origin')
}
