import type { FactDeclaration, FactDeclarations } from '../decide/index.js'
import { compareDecimals, entriesInOrder, readDecimal } from '../model/index.js'
import type { FactDocument, PolicyDocument } from './document.js'

/**
 * Reads what a document declares of its facts. Their order, and that of values and thresholds,
 * changes nothing, so two ways to write one declaration have one digest.
 */
export const declarationsOf = (facts: NonNullable<PolicyDocument['facts']>): FactDeclarations =>
  Object.fromEntries(entriesInOrder(facts).map(([name, one]) => [name, declarationOf(one)]))

/**
 * Reads one declaration: `boolean`, a list of values, or thresholds with or without a currency.
 *
 * `boolean`                             -> `{ values: [false, true] }`
 * `['gold', 'basic']`                   -> `{ values: ['basic', 'gold'] }`
 * `{ upTo: [5000, 250], currency: EUR }` -> `{ upTo: ['250', '5000'], currency: 'EUR' }`
 *
 * Thresholds are decimals kept as text, and two spellings of one (`5.0`, `5`) are one.
 */
function declarationOf(one: FactDocument): FactDeclaration {
  if (one === 'boolean') return { values: [false, true] }
  if (!('upTo' in one)) return { values: [...new Set(one)].sort() }
  const { upTo, currency } = one
  const thresholds = new Set(upTo.flatMap((threshold) => readDecimal(threshold) ?? []))
  return {
    upTo: [...thresholds].sort(compareDecimals),
    ...(currency !== undefined && { currency }),
  }
}

/**
 * Prints declared facts as a document writes them: `declarationsOf` of what is printed gives the
 * same.
 */
export const printFacts = (facts: FactDeclarations): NonNullable<PolicyDocument['facts']> =>
  Object.fromEntries(
    Object.entries(facts).map(([name, { values = [], upTo, currency }]): [string, FactDocument] => {
      if (upTo !== undefined) return [name, { upTo, ...(currency !== undefined && { currency }) }]
      const isFlag = values.length === 2 && values.every((value) => typeof value === 'boolean')
      return [name, isFlag ? 'boolean' : values]
    }),
  )
