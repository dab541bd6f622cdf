import { fail, type Intent, ok, type Result, readAmount, withoutAbsent } from '../../model/index.js'
import { readBoundedJson } from './boundedJson.js'
import { AMOUNT, SHOWN_NAME, TYPED_CURRENCY } from './intentForms.js'
import type { StudioFields } from './studioFields.js'

// As policies name classes and actions.
const NAME = /^[A-Za-z0-9_.-]{1,64}$/

// Far more than a policy has.
const MOST_NAMES = 64

/**
 * Reads what a flow asks for: `classes` and `actions` as names with commas between or a JSON list,
 * amount, payee, currency. `orders, balance` -> `['orders', 'balance']`.
 *
 * Codes, each at its parameter: `invalid_name`, `invalid_format`. What asks for nothing is
 * `undefined`.
 */
export function readStudioIntent(fields: StudioFields): Result<Intent | undefined> {
  const { amount, payee, currency } = fields
  const classes = readNames(fields.classes)
  if (!classes.ok) return fail('invalid_name', 'classes')
  const actions = readNames(fields.actions)
  if (!actions.ok) return fail('invalid_name', 'actions')
  if (amount !== undefined && !isAmount(amount, currency)) return fail('invalid_format', 'amount')
  if (payee !== undefined && !SHOWN_NAME.test(payee)) return fail('invalid_format', 'payee')
  if (currency !== undefined && !TYPED_CURRENCY.test(currency))
    return fail('invalid_format', 'currency')
  const intent = {
    ...withoutAbsent({ classes: classes.value, actions: actions.value, amount, payee, currency }),
  }
  return ok(Object.keys(intent).length === 0 ? undefined : intent)
}

// An amount with more decimals than its currency has is refused.
const isAmount = (amount: string, currency = ''): boolean =>
  AMOUNT.test(amount) &&
  (currency === '' || readAmount(amount, currency.trim().toUpperCase()) !== null)

/** Reads a list of names; an empty one is a list of none. */
function readNames(text: string | undefined): Result<readonly string[] | undefined> {
  if (text === undefined) return ok(undefined)
  const list = text.startsWith('[') ? readBoundedJson(text) : ok(splitNames(text))
  return list.ok && areNames(list.value) ? ok(list.value) : fail('invalid_name')
}

/** Tells whether a value is a list of names, of which there are not too many. */
const areNames = (value: unknown): value is readonly string[] =>
  Array.isArray(value) &&
  value.length <= MOST_NAMES &&
  value.every((name) => typeof name === 'string' && NAME.test(name))

const splitNames = (text: string): readonly string[] =>
  text
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '')
