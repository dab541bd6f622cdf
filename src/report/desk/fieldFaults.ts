import { parseContact } from '../../channels/index.js'
import type { CompiledPolicy } from '../../decide/index.js'
import { readDecimal } from '../../model/index.js'
import type { DeskFields } from './changeState.js'
import type { DeskState } from './deskState.js'
import { factFieldsOf, readFact } from './factFields.js'

/** What is wrong in each field of the desk that can hold something wrong, by the field's name; empty where nothing is. */
export type FieldFaults = Readonly<Record<(typeof FAULTY_FIELDS)[number], string>>

/** The fields of the desk that say what is wrong in them, where it was typed. */
export const FAULTY_FIELDS = ['address', 'claims', 'amount', 'currency', 'facts'] as const

/**
 * Says what cannot be read of what was typed. Nothing of it is repeated: it stands right above. A
 * field that is empty says nothing, and so has no fault.
 */
export function faultsIn(
  policy: CompiledPolicy,
  { given }: DeskState,
  { claims, amount, currency = '', facts = [] }: DeskFields,
): FieldFaults {
  const { channel, address } = given
  const isRead = parseContact({ channel, address }, policy.channels).ok
  const odd = claims
    .split('\n')
    .flatMap((line, index) => (line.trim() === '' || line.indexOf(':') > 0 ? [] : [index + 1]))
  const fields = factFieldsOf(policy)
  const wrong = fields.filter(
    (field, index) =>
      (facts[index] ?? '').trim() !== '' && readFact(field, facts[index] ?? '') === undefined,
  )
  return {
    address: isRead
      ? ''
      : 'No address of this channel can be read from this, so nobody is known by it.',
    claims:
      odd.length === 0 ? '' : `Left out, for want of a name and a colon: line ${odd.join(', ')}.`,
    amount:
      amount === '' || readDecimal(amount) !== null
        ? ''
        : 'An amount is digits, with a point before the cents.',
    currency:
      currency === '' || CURRENCY.test(currency)
        ? ''
        : 'A currency is three capitals, such as EUR.',
    facts: wrong.length === 0 ? '' : `No number: ${wrong.map(({ name }) => name).join(', ')}.`,
  }
}

/** The form of a currency (ISO 4217): three capitals. Whether there is such a one is not asked. */
const CURRENCY = /^[A-Z]{3}$/
