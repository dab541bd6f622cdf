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
      : 'This is not an address of this channel, so the person is not known by it.',
    claims:
      odd.length === 0
        ? ''
        : `These lines have no name with a colon, so they were left out: line ${odd.join(', ')}.`,
    amount:
      amount === '' || readDecimal(amount) !== null
        ? ''
        : 'Write the amount in digits, with a point before the cents.',
    currency:
      currency === '' || CURRENCY.test(currency)
        ? ''
        : 'Write the currency in three capital letters, such as EUR.',
    facts: wrong.length === 0 ? '' : `Not a number: ${wrong.map(({ name }) => name).join(', ')}.`,
  }
}

/** The form of a currency (ISO 4217): three capitals. Whether there is such a one is not asked. */
const CURRENCY = /^[A-Z]{3}$/
