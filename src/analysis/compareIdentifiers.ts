import { type CompiledPolicy, printCanonical } from '../decide/index.js'
import type { Bearing } from './textChange.js'

/** A kind of identifier of a policy's own, as two policies describe it; `none` where one does not. */
export interface IdentifierPair {
  readonly name: string
  readonly bearing: Bearing
  readonly old: string
  readonly next: string
}

/**
 * Pairs the kinds of identifier that two policies describe. A kind that is no longer looked for is shown; whether
 * another form finds more or less cannot be told.
 */
export function compareIdentifiers(
  { identifiers: before = {} }: CompiledPolicy,
  { identifiers: after = {} }: CompiledPolicy,
): readonly IdentifierPair[] {
  const print = (own: typeof before, name: string): string =>
    Object.hasOwn(own, name) ? printCanonical(own[name]) : 'none'
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].map((name) => {
    const [old, next] = [print(before, name), print(after, name)]
    const bearing = old === 'none' ? 'stricter' : next === 'none' ? 'looser' : 'changed'
    return { name, bearing, old, next }
  })
}
