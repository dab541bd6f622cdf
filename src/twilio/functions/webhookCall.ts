import { fail, ok, type Result } from '../../model/index.js'
import { hasKeyTwice } from '../inbound/index.js'
import { type CallParameters, readForm } from './formParameters.js'
import { parseJson } from './readField.js'

/** A call that Twilio made: form parameters, or the JSON it sent. */
export type WebhookCall =
  | { readonly type: 'form'; readonly parameters: CallParameters }
  | { readonly type: 'json'; readonly json: unknown }

/**
 * Reads a call's body by its content type; nothing is guessed from the body itself. Codes:
 * `unsupported_type`, `invalid_json`, and those of forms, for JSON may name a parameter twice as well.
 */
export function readWebhookCall(contentType: string | null, text: string): Result<WebhookCall> {
  const type = contentType?.split(';')[0]?.trim().toLowerCase()
  if (type === 'application/x-www-form-urlencoded') {
    const form = readForm(text)
    return form.ok ? ok({ type: 'form', parameters: form.value }) : form
  }
  if (type !== 'application/json') return fail('unsupported_type')
  const json = parseJson(text)
  if (json === undefined) return fail('invalid_json')
  return hasKeyTwice(text) ? fail('duplicate_parameter') : ok({ type: 'json', json })
}

/**
 * Bytes that a call says, without what its encoding adds: an escape, in a form or in JSON, counts
 * as what it stands for.
 */
export function sizeOfCall(call: WebhookCall, text: string): number {
  if (call.type === 'json') return Buffer.byteLength(text.replace(JSON_ESCAPES, '_'))
  return Object.entries(call.parameters).reduce(
    (size, [name, value]) => size + Buffer.byteLength(name) + Buffer.byteLength(value),
    0,
  )
}

// RFC 8259 §7.
const JSON_ESCAPES = /\\(?:u[0-9A-Fa-f]{4}|.)/g
