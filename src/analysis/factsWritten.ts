import { isRecord } from '../model/index.js'
import type { PolicyDocument } from '../policy/index.js'
import type { PathSteps } from './mutation/edit.js'

interface FactsWritten {
  readonly facts: Readonly<Record<string, unknown>>
  readonly path: PathSteps
}

/**
 * Lists the facts that conditions of routes and invariants name, also in a condition within a condition. What a class or an
 * action asks is left out: there only declared facts may stand, and the compiler holds their values to the declaration.
 */
export const factsWrittenIn = ({
  routes,
  invariants = [],
}: Pick<PolicyDocument, 'routes' | 'invariants'>): readonly FactsWritten[] => [
  ...routes.flatMap(({ when }, index) => factsBelow(when, ['routes', index, 'when'])),
  ...invariants.flatMap(({ when, unless }, index) => [
    ...factsBelow(when, ['invariants', index, 'when']),
    ...factsBelow(unless, ['invariants', index, 'unless']),
  ]),
]

/** Walks through a condition and those within it, which stand under `any`, `all` and `not`. */
function factsBelow(when: unknown, path: PathSteps): readonly FactsWritten[] {
  if (Array.isArray(when)) return when.flatMap((one: unknown, at) => factsBelow(one, [...path, at]))
  if (!isRecord(when)) return []
  const { context } = when
  return [
    ...(isRecord(context) ? [{ facts: context, path: [...path, 'context'] }] : []),
    ...NESTED.flatMap((key) => factsBelow(when[key], [...path, key])),
  ]
}

const NESTED = ['any', 'all', 'not'] as const
