import type { ConditionValue } from '../../model/index.js'
import type { AtomWords } from './atom.js'

/** Tells whether conditions are the same ones. Whether others come to the same is left to the exact proof. */
export const isTold = (
  wide: readonly ConditionValue[],
  narrow: readonly ConditionValue[],
): boolean => JSON.stringify(wide) === JSON.stringify(narrow)

/**
 * Says conditions within a condition, one after the other, in brackets of their own: `(a or b)`.
 */
export const sayEach = (
  conditions: readonly ConditionValue[],
  joint: string,
  sayWhole: (when: ConditionValue) => readonly AtomWords[],
): readonly AtomWords[] => [
  conditions.flatMap((when, at) => [
    at === 0 ? '(' : joint,
    ...sayWhole(when).flatMap((said, place) => (place === 0 ? said : [', ', ...said])),
    ...(at === conditions.length - 1 ? [')'] : []),
  ]),
]
