import type { Deadline } from './withinBudget.js'

/** Twilio's `context`: environment variables, and a function that gives Twilio's client. */
export interface FunctionContext {
  readonly [name: string]: unknown
}

/**
 * Twilio's `event`: query and body together. Studio sends every value as text. Do not trust it
 * before it is read.
 */
export interface FunctionEvent {
  readonly [name: string]: unknown
}

/** Twilio's `callback`: an error, or a payload to send with status 200. */
export type FunctionCallback = (error: unknown, payload?: unknown) => void

/**
 * A Twilio Function, on Node 20 or later: assign it to `exports.handler`. Twilio calls it with
 * three arguments; a webhook also passes the time that is left.
 */
export type FunctionHandler = (
  context: FunctionContext,
  event: FunctionEvent,
  callback: FunctionCallback,
  deadline?: Deadline,
) => Promise<void>

/** How one function answers. */
export interface AnsweringSteps<T> {
  /** Does the work within the deadline; after its signal nothing may be written or sent. */
  readonly handle: (
    context: FunctionContext,
    event: FunctionEvent,
    deadline: Deadline,
  ) => Promise<T>
  /** The whole answer with everything withheld, and the code that says why. */
  readonly withhold: (code: string) => T
  /** Milliseconds for everything together. Twilio ends a function at 10 s; the default is 8 s. */
  readonly deadline?: number | undefined
}
