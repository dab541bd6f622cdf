import {
  type Assessment,
  type Instant,
  type Rank,
  type Request,
  type Support,
  shownAmount,
  weaker,
} from '../model/index.js'
import { type SupportFilter, writeRank } from '../trust/index.js'
import type { RepresentativeRule, Requirement, Rule } from './compiled.js'
import { readFloor, writeFloor } from './floors.js'
import type { RequestLogic } from './logic.js'
import {
  asksForProof,
  FILTERING,
  isBoundTo,
  isEveryPart,
  mapParts,
  type PartVisitor,
} from './requirement/parts.js'
import { REPRESENTATIVE, truthsOf } from './truths.js'

/** Leaves out what counts for no action: proofs for nothing in particular, on a channel without a session. */
export function forActions<S extends Pick<RequirementInput, 'supports' | 'trust'>>(assessed: S): S {
  // Mostly there is none of them, and then the assessment is given as it is.
  if (assessed.supports.every(({ general }) => general !== true)) return assessed
  const supports = assessed.supports.filter(({ general }) => general !== true)
  const write = weaker(assessed.trust.write, writeRank(supports))
  return { ...assessed, supports, trust: { ...assessed.trust, write } }
}

/** What requirements are held against: what is asked for and when, trust, and the supports they may filter. */
export type RequirementInput = Pick<Assessment, 'at' | 'supports' | 'acting'> & {
  readonly trust: Pick<Assessment['trust'], 'write' | 'read'>
  readonly request: Request
  /** What is so of the request at that time: worked out once, as every requirement may ask it. */
  readonly truths: RequestLogic<boolean>
}

/** Puts together what requirements are held against, for one assessment of one request. */
export const inputOf = (
  { at, trust, supports, acting }: Pick<Assessment, 'at' | 'trust' | 'supports' | 'acting'>,
  request: Request,
): RequirementInput => ({
  at,
  trust,
  supports,
  ...(acting !== undefined && { acting }),
  request,
  truths: truthsOf(request, at),
})

/**
 * Tells whether everything a rule takes is met, for the class or action of this name.
 *
 * Whoever acts for another needs a tie that the rule names besides, and to be verified and meet what it asks of such. As this
 * comes on top of what is asked of the person themselves, nobody who acts for another ever gets more.
 */
export function meetsRule(rule: Rule, assessed: RequirementInput, name: string): boolean {
  const areMet = ({ requires }: Pick<Rule, 'requires'>): boolean =>
    requires.every((requirement) => meets(requirement, assessed, name))
  // A rule that asks nothing would open to everyone: it opens to nobody.
  if (rule.requires.length === 0 || !areMet(rule)) return false
  if (assessed.acting === undefined) return true
  return assessed.trust.write >= REPRESENTATIVE && namedBy(rule, assessed).some(areMet)
}

/** Lists what a rule says of those as whom somebody acts. */
export const namedBy = (
  { representatives = [] }: Pick<Rule, 'representatives'>,
  { acting }: Pick<RequirementInput, 'acting'>,
): readonly RepresentativeRule[] =>
  representatives.filter(({ as }) => as.some((one) => acting?.as.includes(one)))

/** Tells whether one requirement is met. Nothing but counted supports can meet one that asks for a proof. */
export function meets(requirement: Requirement, assessed: RequirementInput, name: string): boolean {
  // Cheapest first: levels, then what is asked of the request, then proofs.
  const { write, read } = requirement
  if (!isReadBy(assessed, read) || assessed.trust.write < write) return false
  if (!isSoOf(requirement, assessed.truths)) return false
  return isProved(requirement, assessed, name)
}

/**
 * Tells whether enough is proved for a requirement, whatever else it asks of the request.
 *
 * Each part says which proofs count; what counts has to reach the level together (63B-4 §2.2.1). Up to 1 with
 * nothing asked of a proof needs none.
 */
export function isProved(
  requirement: Requirement,
  assessed: Pick<RequirementInput, 'at' | 'supports' | 'request'>,
  name: string,
): boolean {
  const { write } = requirement
  if (write <= 1 && !asksForProof(requirement)) return true
  // Where a proof is asked for, no counted proof is no proof, however low the level.
  const needed = write === 0 ? 1 : write
  const isBound = isBoundTo(requirement)
  const filter = filterOf(requirement, assessed.at, { purpose: name, requirePurpose: isBound })
  if (!isBound) return writeRank(assessed.supports, filter) >= needed
  // Bound to what it is for: both the level and the payment have to be proved for exactly this.
  const { request } = assessed
  const counted = assessed.supports.filter((support) => isForThis(support, request))
  return (
    writeRank(counted, filter) >= needed &&
    writeRank(counted, linkOf(filter, request)) >= weaker(needed, 3)
  )
}

/** Tells whether everything is so that a requirement asks of the request itself, and of the time. */
const isSoOf = (requirement: Requirement, truths: RequestLogic<boolean>): boolean =>
  isEveryPart(requirement, (part, value) => part.states?.(value, truths) ?? true)

// A proof that names another amount or payee was given for another payment.
const isForThis = ({ amount, payee }: Support, request: Request): boolean =>
  (amount === undefined || amount === shownAmount(request)) &&
  (payee === undefined || payee === request.payee)

// Of the proofs for a payment one at least names it: a login for it cannot, the code or approval does.
const linkOf = ({ since, purpose }: SupportFilter, request: Request): SupportFilter => ({
  requirePurpose: true,
  since,
  purpose,
  amount: shownAmount(request),
  payee: request.payee,
})

/**
 * Names everything in which a requirement of an action falls short. Where a proof for nothing in particular would have
 * been enough, what is missing is that it was given for this.
 */
export function shortfallsOfAction(
  requirement: Requirement,
  assessed: RequirementInput,
  name: string,
): readonly string[] {
  // Held against what counts for an action; then against all of it, to tell what the difference is.
  const acting = forActions(assessed)
  const found = shortfalls(requirement, acting, name)
  if (acting === assessed) return found
  const rest = shortfalls(requirement, assessed, name)
  const isOwed = found.some((shortfall) => !rest.includes(shortfall))
  return isOwed && !rest.includes('purpose') ? [...rest, 'purpose'] : rest
}

/** Names everything in which a requirement falls short: what would still be missing if the rest were there. */
export function shortfalls(
  requirement: Requirement,
  assessed: RequirementInput,
  name: string,
): readonly string[] {
  if (meets(requirement, assessed, name)) return []
  // Each part is asked alone, as if the rest were met.
  const isMet = (only: Partial<Requirement>, write: Requirement['write'] = 1): boolean =>
    meets({ write, read: 0, ...only }, assessed, name)
  // What was given for something else is not too old for this: it would not count if it were new.
  const bound = onlyBinding(requirement)
  const isShort: PartVisitor<string | false> = (one, value, part) => {
    const { shortfall, isOfAge } = one
    if (one.states?.(value, assessed.truths) === false) return shortfall
    if (one.filter === undefined && one.isBound !== true) return false
    if (isOfAge !== true) return !isMet({ [part]: value }) && shortfall
    const isFresh = isMet({ ...bound, [part]: value }, requirement.write)
    return !isFresh && isMet(bound, requirement.write) && shortfall
  }
  const found: readonly (string | false)[] = [
    !isReadBy(assessed, requirement.read) && 'read',
    !isMet({}, requirement.write) && 'write',
    ...mapParts(requirement, isShort),
  ]
  const named = found.filter((shortfall) => shortfall !== false)
  return named.length > 0 ? named : ['write']
}

const onlyBinding = (requirement: Requirement): Partial<Requirement> =>
  Object.assign(
    {},
    ...mapParts(requirement, ({ isBound }, value, part) => (isBound ? { [part]: value } : {})),
  )

const isReadBy = ({ trust }: RequirementInput, read: Rank): boolean =>
  trust.write >= writeFloor(0, read) && trust.read >= readFloor(read)

// What several parts ask of a proof has to be met at once, beside what it must be for.
function filterOf(
  requirement: Requirement,
  at: Instant,
  { purpose, requirePurpose }: Pick<SupportFilter, 'purpose' | 'requirePurpose'>,
): SupportFilter {
  const filters = mapParts(requirement, (part, value) => part.filter?.(value, at), FILTERING)
  const [only, second] = filters
  // Most ask one thing of proofs, or none.
  if (second === undefined) {
    return { purpose, requirePurpose, since: only?.since, among: only?.among }
  }
  // The youngest age that any part asks for is the one that counts.
  const ages = filters.flatMap(({ since }) => since ?? [])
  return {
    purpose,
    requirePurpose,
    since: ages.length === 0 ? undefined : Math.max(...ages),
    among: filters.flatMap(({ among }) => among ?? []),
  }
}
