import type { CompiledPolicy } from '../decide/index.js'
import { readDecimal, suggest } from '../model/index.js'
import type { RowFault } from './formFaults.js'

/**
 * Finds facts in a test that can only be slips of the hand: one whose name is nearly a declared one, and a value that the
 * declared fact cannot have. Either would count as not known, and a test of what is withheld would pass. An amount with
 * a currency is what the intent asks for, so a value of it among the facts is read by nobody.
 */
export const factFaultsOf = (
  { facts = {} }: Pick<CompiledPolicy, 'facts'>,
  context: Readonly<Record<string, unknown>> = {},
): readonly RowFault[] =>
  Object.entries(context).flatMap(([name, value]): readonly RowFault[] => {
    const declared = Object.hasOwn(facts, name) ? facts[name] : undefined
    const path = ['context', name]
    if (declared === undefined) {
      // What is near no declared name may be a fact that this policy has no use for.
      const suggestion = suggest(name, Object.keys(facts))
      return suggestion === undefined
        ? []
        : [{ code: 'unknown_fact', path, word: name, suggestion }]
    }
    // A fact is declared by its values, or by the greatest number that it may be.
    const { values, upTo, currency } = declared
    if (currency !== undefined) return [{ code: 'amount_among_facts', path, word: name }]
    const isKnown = upTo === undefined ? values?.some((one) => one === value) : isNumber(value)
    if (isKnown === true) return []
    const word = String(value)
    // The same in letters is another type: `'true'` is never `true`.
    const suggestion = suggest(word, (values ?? []).map(String))
    return [
      {
        code: 'unknown_fact_value',
        path,
        word,
        ...(suggestion !== undefined && { suggestion }),
      },
    ]
  })

const isNumber = (value: unknown): boolean => typeof readDecimal(value) === 'string'
