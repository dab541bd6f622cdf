import { fail, ok, type Result } from '../../model/result.js'
import { type Parameters, readForm } from './formParameters.js'
import { parseJson } from './readField.js'

/** A call that Twilio made: form parameters, or the JSON it sent. */
export type WebhookCall =
  | { readonly type: 'form'; readonly parameters: Parameters }
  | { readonly type: 'json'; readonly json: unknown }

/** Reads a call's body by its content type; nothing is guessed from the body itself. */
export function readWebhookCall(contentType: string | null, text: string): Result<WebhookCall> {
  const type = contentType?.split(';')[0]?.trim().toLowerCase()
  if (type === 'application/x-www-form-urlencoded') {
    const form = readForm(text)
    return form.ok ? ok({ type: 'form', parameters: form.value }) : form
  }
  if (type !== 'application/json') return fail('unsupported_type')
  const json = parseJson(text)
  return json === undefined ? fail('invalid_json') : ok({ type: 'json', json })
}
