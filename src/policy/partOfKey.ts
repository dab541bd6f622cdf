import { isRecord } from '../model/index.js'
import { keysAt } from './policyJsonSchema.js'
import type { PathSteps } from './readSource.js'

// Parts whose members have names of the author's own, so that one which begins too far to the left is no known key.
const NAMED_PARTS = ['classes', 'actions'] as const

/**
 * Finds the part of a document that a key at its beginning was meant for, by what it holds: a class or an action that
 * lacks the spaces before it. `undefined` where it holds anything else.
 */
export function partOfKey(
  steps: PathSteps,
  held: unknown,
): (typeof NAMED_PARTS)[number] | undefined {
  const keys = steps.length === 1 && isRecord(held) ? Object.keys(held) : []
  return keys.length === 0
    ? undefined
    : NAMED_PARTS.find((part) => {
        const known = keysAt([part, 'name'])
        return keys.every((key) => known.includes(key))
      })
}
