import { isRecord, workerName } from '../../model/index.js'
import { readBodyText } from './readBodyText.js'
import { parseJson, textOf } from './readField.js'

/** The worker that a Flex token belongs to, as Twilio says. */
export interface FlexWorker {
  /** One spelling for one worker. */
  readonly worker: string
  /** The name the worker signed in by, where Twilio gives the worker another. */
  readonly identity?: string
  /** Flex's roles, such as `agent` or `supervisor`. */
  readonly roles: readonly string[]
}

/** Where Flex tokens are checked, and for which account. */
export interface FlexTokenSettings {
  /** SID of the account (`AC…`). */
  readonly accountSid: string
  /** Auth token of the account. */
  readonly authToken: string
  /** Twilio's token service; only a test points elsewhere. */
  readonly endpoint?: string | undefined
}

/**
 * Checks a Flex token and says which worker holds it; `null` for a token that is not valid. It
 * throws if that could not be found out.
 */
export type ValidateFlexToken = (token: string, signal: AbortSignal) => Promise<FlexWorker | null>

/** Twilio's token service. */
const ENDPOINT = 'https://iam.twilio.com'

/** Bytes of an answer; a longer one is none. */
const LIMIT = 16_384
// A Flex token is a JWE of a few kilobytes.
const LONGEST = 8_192

// What Twilio's door says of a token, and not of us, of itself or of the traffic (RFC 9110 §15.5).
const REFUSALS: readonly number[] = [400, 404, 410, 422]

/**
 * Makes the check of a Flex UI token. It asks Twilio (`POST /v1/Accounts/{sid}/Tokens/validate`),
 * as Twilio's own validator for Functions does. A token is invalid only if an answer says so. If
 * the answer is late, strange or about something else, the token is not checked, and the check
 * throws.
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
    const text = await readBodyText(response.body, LIMIT)
    if (REFUSALS.includes(response.status)) return null
    const answer = response.status === 200 && text !== null ? parseJson(text) : undefined
    if (!isRecord(answer) || typeof answer['valid'] !== 'boolean') throw new TypeError('unchecked')
    return answer['valid'] ? readWorker(answer) : null
  }

/**
 * Reads whom a valid token is of; `null` where the answer names nobody, for a token of nobody is
 * none. The worker's SID comes before their name, which can be changed.
 */
function readWorker(answer: Readonly<Record<string, unknown>>): FlexWorker | null {
  const identity = textOf(answer, 'identity')
  const worker = textOf(answer, 'worker_sid') ?? identity
  const roles: unknown = answer['roles']
  if (worker === undefined || !Array.isArray(roles)) return null
  return {
    worker: workerName(worker),
    ...(identity !== undefined && { identity: workerName(identity) }),
    roles: roles.filter((role) => typeof role === 'string'),
  }
}

/** Tells whether two tokens are of one worker, by either name. */
export const isSameWorker = (one: FlexWorker, other: FlexWorker): boolean =>
  namesOf(one).some((name) => namesOf(other).includes(name))

/** Both names of a worker: one token may carry the SID and the other the name alone. */
const namesOf = ({ worker, identity }: FlexWorker): readonly string[] =>
  [worker, ...(identity === undefined ? [] : [identity])].map(workerName)
