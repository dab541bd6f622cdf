import { listOf } from '../policy/index.js'
import { factsWrittenIn } from './factsWritten.js'
import type { Check, Finding } from './finding.js'

/**
 * Finds values of facts in conditions that are of another type than the tests give: `'true'` is
 * never `true`.
 *
 * A condition compares without converting, so `vip: 'true'` in a route never holds for an
 * engagement whose context says `vip: true`. The tests are taken for what the business really
 * sends; a fact that no test gives is not looked at, and a range takes any number.
 */
export const lintFacts: Check = ({ document }) => {
  const { tests = [] } = document
  const given = tests.flatMap((row) => Object.entries(row.given.context ?? {}))
  return factsWrittenIn(document).flatMap(({ facts, path }) =>
    Object.entries(facts).flatMap(([name, values]) => {
      const types = new Set(given.flatMap(([fact, value]) => (fact === name ? [typeof value] : [])))
      if (types.size === 0) return []
      return listOf(values).flatMap((value, index): readonly Finding[] =>
        typeof value === 'object' || types.has(typeof value)
          ? []
          : [
              {
                code: 'fact_of_another_type',
                path: [...path, name, ...(Array.isArray(values) ? [index] : [])],
                word: JSON.stringify(value),
                by: [...types].map((type) => TYPES[type] ?? type).join(' or '),
              },
            ],
      )
    }),
  )
}

const TYPES: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  boolean: 'true or false',
}
