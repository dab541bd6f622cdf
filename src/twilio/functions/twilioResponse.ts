import { isRecord } from '../../model/index.js'

/** Twilio's response object, which its runtime puts in the global scope. */
interface TwilioResponse {
  setStatusCode(status: number): void
  setBody(body: unknown): void
  appendHeader(name: string, value: string): void
}

/**
 * Gives a JSON answer with a status and headers in the form Twilio's runtime takes; outside that
 * runtime the plain payload, which means status 200.
 */
export function twilioResponse(
  status: number,
  headers: Readonly<Record<string, string>>,
  payload: unknown,
): unknown {
  try {
    return buildResponse(status, headers, payload) ?? payload
  } catch {
    return payload
  }
}

/** Makes Twilio's response object; nothing where the runtime has none. */
function buildResponse(
  status: number,
  headers: Readonly<Record<string, string>>,
  payload: unknown,
): unknown {
  const twilio: unknown = Reflect.get(globalThis, 'Twilio')
  const build = isRecord(twilio) ? twilio['Response'] : undefined
  if (typeof build !== 'function') return null
  const response: TwilioResponse = Reflect.construct(build, [])
  response.setStatusCode(status)
  response.appendHeader('Content-Type', 'application/json')
  for (const [name, value] of Object.entries(headers)) response.appendHeader(name, value)
  response.setBody(payload)
  return response
}
