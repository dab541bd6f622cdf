import { compareDecimals, type FactTest, type ValueRange } from '../../model/index.js'
import type { RequestLogic } from '../logic.js'
import { atom } from './atom.js'

/**
 * Facts from the business: each named fact is one of the values, or lies in one of the ranges. A
 * fact that is not given is no value at all, so it satisfies nothing and its opposite neither.
 */
export const context = atom({
  word: 'context',
  form: 'facts',
  isOfRequest: true,
  isOpposable: true,
  description:
    'Each fact from the business has one of these values. What the person says is no fact.',
  states: (facts, logic) =>
    logic.all(
      ...Object.entries(facts).map(([name, tests]) =>
        logic.any(...tests.map((test) => stateTest(name, test, logic))),
      ),
    ),
  covers: (wide, narrow) =>
    Object.entries(wide).every(([name, tests]) => {
      const inner = narrow[name]
      return inner?.every((one) => tests.some((test) => isTestCovered(test, one))) ?? false
    }),
  say: (facts) =>
    Object.entries(facts).map(([name, tests]) => [
      { words: [name] },
      ' is ',
      { words: tests.map((test) => (typeof test === 'object' ? sayRange(test) : String(test))) },
    ]),
})

/** States that a fact passes one test: it equals a value, or lies in a range. */
const stateTest = <Statement>(
  name: string,
  test: FactTest,
  logic: RequestLogic<Statement>,
): Statement => (typeof test === 'object' ? logic.within(name, test) : logic.fact(name, test))

/** Tells whether whatever passes the narrow test of a fact passes the wide one. */
export function isTestCovered(wide: FactTest, narrow: FactTest): boolean {
  if (typeof wide !== 'object' || typeof narrow !== 'object') return wide === narrow
  // A range covers another of the same currency alone; where an end is open, nothing beyond it is left out.
  return (
    wide.currency === narrow.currency &&
    (wide.above === undefined || isAtLeast(narrow.above, wide.above)) &&
    (wide.upTo === undefined || (narrow.upTo !== undefined && isAtLeast(wide.upTo, narrow.upTo)))
  )
}

/** Compares decimals as they are written, so that no amount is rounded. */
const isAtLeast = (value: string | undefined, least: string): boolean =>
  value !== undefined && compareDecimals(value, least) >= 0

/** Says a range as people read it: `above 10 up to 100 EUR`. */
const sayRange = ({ above, upTo, currency }: ValueRange): string =>
  [
    ...(above === undefined ? [] : [`above ${above}`]),
    ...(upTo === undefined ? [] : [`up to ${upTo}`]),
    ...(currency === undefined ? [] : [currency]),
  ].join(' ')
