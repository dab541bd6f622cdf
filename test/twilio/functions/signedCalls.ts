import { createHash } from 'node:crypto'
import webhooks from 'twilio/lib/webhooks/webhooks.js'
import { createWebhook, type WebhookSettings } from '../../../src/twilio/functions/webhook.js'
import type { WebhookCall } from '../../../src/twilio/functions/webhookCall.js'

export const TOKEN = 'the auth token of a test account'
export const URL_CALLED = 'https://hooks.example.com/inbound'
export const FORM = {
  MessageSid: 'SM01',
  SmsMessageSid: 'SM01',
  From: '+14155550100',
  To: '+18005550199',
  Body: 'hello & bye',
}

/** How and with what a call is signed. */
export interface Signed {
  readonly url?: string
  readonly token?: string
  readonly headers?: Readonly<Record<string, string>>
  /** Where the request arrives, when that is not where it was sent to. */
  readonly arrives?: string
}

/** A form as Twilio sends it, signed. */
export const formRequest = (
  form: Readonly<Record<string, string>>,
  signed: Signed = {},
): Request => {
  const { url = URL_CALLED, token = TOKEN, headers = {}, arrives = url } = signed
  return new Request(arrives, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'x-twilio-signature': webhooks.getExpectedTwilioSignature(token, url, form),
      ...headers,
    },
    body: new URLSearchParams(form).toString(),
  })
}

/** JSON as Twilio sends it, signed by the hash in the URL. */
export const jsonRequest = (
  body: string,
  url = `${URL_CALLED}?bodySHA256=${sha256(body)}`,
): Request =>
  new Request(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'x-twilio-signature': webhooks.getExpectedTwilioSignature(TOKEN, url, {}),
    },
    body,
  })

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

/** A webhook that remembers the calls it handles. */
export const make = (settings: Partial<WebhookSettings> = {}) => {
  const calls: WebhookCall[] = []
  const handler = createWebhook({
    tokens: [TOKEN],
    handle: (call) => {
      calls.push(call)
      return Promise.resolve({ done: true })
    },
    ...settings,
  })
  return { calls, handler }
}
