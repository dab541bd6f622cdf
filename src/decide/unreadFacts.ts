import { type Reason, type Request, readAmount } from '../model/index.js'
import type { CompiledPolicy } from './compiled.js'
import { bandOf } from './declaredFacts.js'
import type { FactDeclaration, FactDeclarations } from './factDeclaration.js'

// What the business says of routing, for no rule to ask.
const KNOWN_WORKER = 'known_worker'

/**
 * Says what of the facts that were given cannot be read, and so is not known: a value that a declared fact cannot have, a
 * name that the policy does not declare, an amount of which nothing declared can tell how much it is. Of names
 * only the policy's own are repeated.
 */
export function unreadFactsOf(
  { facts }: Pick<CompiledPolicy, 'facts'>,
  request: Request,
): readonly Reason[] {
  // A policy that declares none closes no list.
  if (facts === undefined) return []
  const given = Object.entries(request.context).filter(
    ([name, value]) => value !== undefined && value !== '' && name !== KNOWN_WORKER,
  )
  const unread = given.filter(([name, value]) => {
    const declared = declarationOf(facts, name)
    return declared !== undefined && bandOf(declared, value) === undefined
  })
  const isUnknown = given.some(([name]) => declarationOf(facts, name) === undefined)
  return [
    ...unread.map(([name]) => ({ code: 'unknown_fact_value', at: `/context/${name}` })),
    ...(isUnknown ? [{ code: 'unknown_fact', at: '/context' }] : []),
    ...unreadAmountOf(facts, request),
  ]
}

// An amount is what is asked for, so one that is given as a fact is under no name that is declared for facts.
function declarationOf(facts: FactDeclarations, name: string): FactDeclaration | undefined {
  const declared = Object.hasOwn(facts, name) ? facts[name] : undefined
  return declared?.currency === undefined ? declared : undefined
}

/** Says of an amount that it is in no currency that the policy compares, or that it is none in that currency. */
function unreadAmountOf(
  facts: FactDeclarations,
  { amount, currency = '' }: Request,
): readonly Reason[] {
  const currencies = Object.values(facts).flatMap((fact) => fact.currency ?? [])
  if (amount === undefined || currencies.length === 0) return []
  if (!currencies.includes(currency)) return [{ code: 'unknown_currency', at: '/intent/currency' }]
  return readAmount(amount, currency) === null
    ? [{ code: 'unknown_amount', at: '/intent/amount' }]
    : []
}
