/** What a function answered; `null` when it was late, or could not be reached. */
export interface FunctionAnswer {
  readonly status: number
  readonly type: string
  readonly body: string
}

/** Calls a function as Studio's Run Function does: a form, by POST. */
export type CallFunction = (
  url: string,
  parameters: URLSearchParams,
) => Promise<FunctionAnswer | null>

/** How long Studio waits for a function, in milliseconds (https://www.twilio.com/docs/studio/widget-library/run-function). */
const PATIENCE = 10_000

/** The most bytes Studio reads of an answer. */
const LARGEST_ANSWER = 65_536

/** Calls functions over HTTP, at the address that `locate` gives for the public one. */
export const callOverHttp =
  (locate: (url: string) => string, patience = PATIENCE): CallFunction =>
  async (url, parameters) => {
    try {
      const response = await fetch(locate(url), {
        method: 'POST',
        body: parameters,
        signal: AbortSignal.timeout(patience),
      })
      return {
        status: response.status,
        type: response.headers.get('content-type') ?? '',
        body: await response.text(),
      }
    } catch {
      return null
    }
  }

/** Tells whether Studio takes an answer as success: 2xx or 3xx, in time, not too long. */
export const isSuccess = (answer: FunctionAnswer | null): answer is FunctionAnswer =>
  answer !== null &&
  answer.status >= 200 &&
  answer.status < 400 &&
  Buffer.byteLength(answer.body) <= LARGEST_ANSWER

/** What Studio parses of an answer: a successful `application/json` object, never an array; otherwise nothing. */
export function parsedOf(answer: FunctionAnswer | null): Readonly<Record<string, unknown>> {
  if (!isSuccess(answer) || !/^application\/json\b/i.test(answer.type)) return {}
  try {
    const value: unknown = JSON.parse(answer.body)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {}
  } catch {
    return {}
  }
}
