import { rankOfAnswer, rankOfOpenness } from '../../decide/index.js'
import type { Answer, Disclosure } from '../../model/index.js'
import { toAttributeKey } from './attributeKey.js'

type Entries<T> = readonly (readonly [string, T])[]

/**
 * Keys disclosures by class in words an expression can read; of two classes that become one key the
 * stricter stays. `[['order-no', 'full'], ['order_no', 'none']]` -> `{ order_no: 'none' }`
 */
export const keyDisclosures = (
  entries: Entries<Disclosure>,
): Readonly<Record<string, Disclosure>> =>
  keyed(entries, (a, b) => (rankOfOpenness(a) < rankOfOpenness(b) ? a : b))

/**
 * Keys answers by action in words an expression can read; of two actions that become one key the
 * stricter stays.
 */
export const keyAnswers = (entries: Entries<Answer>): Readonly<Record<string, Answer>> =>
  keyed(entries, (a, b) => (rankOfAnswer(a) < rankOfAnswer(b) ? a : b))

/** Keys entries; a name that no key can be made of is left out, and so is withheld. */
function keyed<T>(entries: Entries<T>, stricter: (a: T, b: T) => T): Readonly<Record<string, T>> {
  const kept = new Map<string, T>()
  for (const [name, value] of entries) {
    const key = toAttributeKey(name)
    const before = key === null ? undefined : kept.get(key)
    if (key !== null) kept.set(key, before === undefined ? value : stricter(before, value))
  }
  return Object.fromEntries(kept)
}
