import type { Assessment } from '../model/assessment.js'
import { type SupportFilter, writeRank } from '../trust/writeRank.js'
import { asksForProof } from './asksForProof.js'
import type { Requirement, Rule } from './compiled.js'
import type { Request } from './readRequest.js'

/** What falls short of a requirement, as RFC 9470 would name it. */
export type Shortfall =
  | 'read'
  | 'write'
  | 'max_age'
  | 'purpose'
  | 'amount'
  | 'method'
  | 'category'
  | 'phishable'

/** What requirements are held against: trust, and the supports they may filter. */
export type Standing = Pick<Assessment, 'at' | 'supports'> & {
  readonly trust: Pick<Assessment['trust'], 'write' | 'read'>
}

/** Tells whether everything a rule takes is met, for the class or action of this name. */
export const meetsRule = (
  rule: Rule,
  standing: Standing,
  request: Request,
  name: string,
): boolean =>
  rule.requires.length > 0 &&
  rule.requires.every((requirement) => meets(requirement, standing, request, name))

/** Tells whether one requirement is met. Nothing but counted supports can meet one that asks for a proof. */
export function meets(
  requirement: Requirement,
  standing: Standing,
  request: Request,
  name: string,
): boolean {
  const { write, read, linked } = requirement
  if (standing.trust.read < floorOf(read) || standing.trust.write < write) return false
  if (linked === true && (request.amount === undefined || request.payee === undefined)) return false
  const proves = asksForProof(requirement)
  if (write <= 1 && !proves) return true
  // Where a proof is asked for, no counted proof is no proof, however low the level.
  const needed = write === 0 ? 1 : write
  return writeRank(standing.supports, filterOf(requirement, standing, request, name)) >= needed
}

/** Names everything in which a requirement falls short: what would still be missing if the rest were there. */
export function shortfalls(
  requirement: Requirement,
  standing: Standing,
  request: Request,
  name: string,
): readonly Shortfall[] {
  if (meets(requirement, standing, request, name)) return []
  const isMet = (only: Partial<Requirement>, write: Requirement['write'] = 1): boolean =>
    meets({ write, read: 0, ...only }, standing, request, name)
  const { maxAge, purpose, linked, methods, categories, forbidPhishableOnly } = requirement
  const isLinked = request.amount !== undefined && request.payee !== undefined
  const found: readonly (Shortfall | false)[] = [
    standing.trust.read < floorOf(requirement.read) && 'read',
    !isMet({}, requirement.write) && 'write',
    maxAge !== undefined &&
      !isMet({ maxAge }, requirement.write) &&
      isMet({}, requirement.write) &&
      'max_age',
    purpose === true && !isMet({ purpose }) && 'purpose',
    linked === true && (!isLinked || !isMet({ linked })) && 'amount',
    methods !== undefined && !isMet({ methods }) && 'method',
    categories !== undefined && !isMet({ categories }) && 'category',
    forbidPhishableOnly === true && !isMet({ forbidPhishableOnly }) && 'phishable',
  ]
  const named = found.filter((shortfall) => shortfall !== false)
  return named.length > 0 ? named : ['write']
}

// Who reads cannot rest on a claim: below `recognized` nothing is known of the reader, and the directory must not show.
const floorOf = (read: Requirement['read']): Requirement['read'] => (read === 1 ? 2 : read)

function filterOf(
  requirement: Requirement,
  { at }: Standing,
  request: Request,
  name: string,
): SupportFilter {
  const { maxAge, purpose, linked, methods, categories, forbidPhishableOnly } = requirement
  return {
    purpose: name,
    // Fresh until, not including, `since + maxAge`.
    ...(maxAge === undefined ? {} : { since: at - maxAge + 1 }),
    ...(purpose === true || linked === true ? { purposeBound: true } : {}),
    ...((purpose === true || linked === true) && request.amount !== undefined
      ? { amount: request.amount }
      : {}),
    ...((purpose === true || linked === true) && request.payee !== undefined
      ? { payee: request.payee }
      : {}),
    ...(methods === undefined ? {} : { methods }),
    ...(categories === undefined ? {} : { categories }),
    ...(forbidPhishableOnly === undefined ? {} : { forbidPhishableOnly }),
  }
}
