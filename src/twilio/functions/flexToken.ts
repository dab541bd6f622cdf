import { isRecord } from '../../model/record.js'
import { parseJson, textOf } from './readField.js'
import { readText } from './readText.js'

/** Who a Flex token speaks for, as Twilio says. */
export interface FlexWorker {
  readonly worker: string
  readonly roles: readonly string[]
}

/** Where Flex tokens are checked, and on whose behalf. */
export interface FlexTokenSettings {
  readonly accountSid: string
  readonly authToken: string
  /** Twilio's token service; only a test points elsewhere. */
  readonly endpoint?: string
}

/** Checks a Flex token and says which worker holds it; `null` for one that is not valid. */
export type ValidateFlexToken = (token: string, signal: AbortSignal) => Promise<FlexWorker | null>

const ENDPOINT = 'https://iam.twilio.com'
const LIMIT = 16_384
// A Flex token is a JWE of a few kilobytes.
const LONGEST = 8_192

/**
 * Makes the check of a Flex UI token: asks Twilio (`POST /v1/Accounts/{sid}/Tokens/validate`), as Twilio's own
 * validator for Functions does. An answer that is late, odd or not valid names no worker.
 */
export const createFlexTokenCheck =
  ({ accountSid, authToken, endpoint = ENDPOINT }: FlexTokenSettings): ValidateFlexToken =>
  async (token, signal) => {
    if (token === '' || token.length > LONGEST) return null
    const response = await fetch(`${endpoint}/v1/Accounts/${accountSid}/Tokens/validate`, {
      method: 'POST',
      headers: {
        authorization: `Basic ${btoa(`${accountSid}:${authToken}`)}`,
        'content-type': 'application/json',
      },
      body: JSON.stringify({ token }),
      redirect: 'error',
      signal,
    })
    const text = await readText(response.body, LIMIT)
    return response.status === 200 && text !== null ? readWorker(parseJson(text)) : null
  }

function readWorker(answer: unknown): FlexWorker | null {
  if (!isRecord(answer) || answer['valid'] !== true) return null
  const worker = textOf(answer, 'worker_sid') ?? textOf(answer, 'identity')
  const roles: unknown = answer['roles']
  if (worker === undefined || !Array.isArray(roles)) return null
  return { worker, roles: roles.filter((role) => typeof role === 'string') }
}
