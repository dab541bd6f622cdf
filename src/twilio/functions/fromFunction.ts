import type { FunctionCallback, FunctionContext, FunctionHandler } from './functionHandler.js'
import type { WebhookCall } from './webhookCall.js'
import type { Deadline } from './withinBudget.js'

/**
 * Lets a webhook on any server do what a handler of this door does: `createWebhook({ tokens,
 * handle: fromFunction(createDecideHandler({ policy })) })`. The context takes the place of
 * Twilio's: the settings of the handler look for their values there.
 */
export const fromFunction =
  (handler: FunctionHandler, context: FunctionContext = {}) =>
  (call: WebhookCall, deadline?: Deadline): Promise<unknown> =>
    new Promise((resolve, reject) => {
      const answer: FunctionCallback = (error, payload) => {
        if (error === null) resolve(payload)
        else reject(new TypeError('handler_failed'))
      }
      handler(context, eventOf(call), answer, deadline).catch(reject)
    })

/**
 * What a Function's `event` would be: the fields of the call. Headers are no part of it here, so a
 * field called `request` is one like any other.
 */
const eventOf = (call: WebhookCall): FunctionContext => {
  const fields = call.type === 'form' ? call.parameters : call.json
  return typeof fields === 'object' && fields !== null ? { ...fields } : {}
}
