import {
  isAbsent,
  isRecord,
  type JsonObject,
  readShownAmount,
  shownAmount,
} from '../model/index.js'
import { isName } from './fields.js'

/**
 * Reads the payment from what a Verify push showed the person: its `details.fields` labelled `Amount` and `Payee`, and
 * `Currency` where the amount does not say it, in any case (PSD2 Art 97(2); Regulation (EU) 2018/389 Art 5(1)(a): the payer is made aware of both). What is in
 * `hidden_details` they never saw, so it names nothing. `null` when it cannot be told what was shown.
 */
export function shownPayment(details: unknown) {
  if (isAbsent(details)) return {}
  if (!isRecord(details)) return null
  const fields = details['fields'] ?? []
  if (!Array.isArray(fields) || !fields.every(isRecord)) return null
  const amount = textUnder(fields, 'amount')
  const currency = textUnder(fields, 'currency')
  const payee = textUnder(fields, 'payee')
  if (amount === null || currency === null || payee === null) return null
  const shown = shownAmount({ ...(amount && { amount }), ...(currency && { currency }) })
  return {
    ...(shown !== undefined && { amount: readShownAmount(shown) }),
    ...(payee !== undefined && { payee }),
  }
}

/** `undefined` where nothing has this label, `null` where what has is no text, or two texts. */
function textUnder(fields: readonly JsonObject[], name: string): string | null | undefined {
  const values = fields.filter(({ label }) => isLabel(label, name)).map(({ value }) => value)
  const [first] = values
  if (values.length === 0) return undefined
  return isName(first) && values.every((value) => value === first) ? first : null
}

const isLabel = (label: unknown, name: string): boolean =>
  typeof label === 'string' && label.trim().toLowerCase() === name
