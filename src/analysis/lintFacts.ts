import { asList, FORMS } from '../policy/index.js'
import { factsWrittenIn } from './factsWritten.js'
import type { Check, Finding } from './finding.js'

/**
 * Finds values of facts in conditions that are of another type than the tests give: `'true'` is
 * never `true`.
 *
 * A condition compares without converting, so `vip: 'true'` in a route never holds for an
 * engagement whose context says `vip: true`. The tests are taken for what the business really
 * sends; of a fact that no test gives only such a text is told, and a range takes any number.
 */
export const lintFacts: Check = ({ document }) => {
  const { tests = [], facts: declared = {} } = document
  const given = tests.flatMap((row) => Object.entries(row.given.context ?? {}))
  return factsWrittenIn(document).flatMap(({ facts, path }) =>
    Object.entries(facts).flatMap(([name, values]) => {
      // What is declared cannot be of another type: then the policy does not compile.
      if (Object.hasOwn(declared, name)) return []
      const types = new Set(given.flatMap(([fact, value]) => (fact === name ? [typeof value] : [])))
      return asList(values).flatMap((value, index): readonly Finding[] => {
        if (typeof value === 'object' || types.has(typeof value)) return []
        const place = [...path, name, ...(Array.isArray(values) ? [index] : [])]
        const word = JSON.stringify(value)
        if (types.size === 0)
          return BOOLEANS.includes(value)
            ? [{ code: 'text_for_boolean', path: place, word, suggestion: String(value) }]
            : []
        const by = [...types].map((type) => TYPES[type] ?? type).join(' or ')
        return [{ code: 'fact_of_another_type', path: place, word, by }]
      })
    }),
  )
}

const BOOLEANS: readonly unknown[] = ['true', 'false']

const TYPES: Readonly<Record<string, string>> = {
  string: 'text',
  number: FORMS.number,
  boolean: 'true or false',
}
