import type { CompiledPolicy, Requirement } from '../../src/decide/index.js'
import { type Decision, type Engagement, LEVELS, MINUTE, RUNGS } from '../../src/model/index.js'
import { assess } from '../../src/trust/index.js'
import { NOW } from '../trust/evidenceWorld.js'
import { type Done, doAll, type FollowedCustomer } from './following.js'

/** An offer, one thing that it opens, and what that was once somebody had done it as the plan supposes. */
export interface Followed {
  readonly policy: CompiledPolicy
  readonly engagement: Engagement
  readonly before: Decision
  readonly offer: Decision['stepUp'][number]
  readonly doing: FollowedCustomer
  readonly after: Done
}

/** How far something is open: the place of its rung, or whether an action is allowed. */
export const openness = (
  { disclosure, actions }: Pick<Done, 'disclosure' | 'actions'>,
  name: string,
): number => {
  const given = disclosure[name]
  if (given !== undefined) return given === 'deliver_to_record' ? 0 : RUNGS.indexOf(given)
  return actions[name] === 'allow' ? 1 : 0
}

/** What somebody has already that what they are offered may be sent to or be a login of. */
type Has = Pick<FollowedCustomer, 'phone' | 'mail' | 'subject'>

/**
 * Whatever the conversation is about already, an offer opens by that as well: nothing is offered that a risk in public
 * view caps, or that leads no further than the address they write from.
 */
function isOpenedByTheirOwn(followed: Followed): boolean {
  const { policy, engagement, before, doing } = followed
  const has = ownOf(followed)
  if (Object.keys(has).length === 0) return true
  const after = doAll(policy, engagement, { ...doing, ...has })
  // It led to somebody else as well, or what it was linked to is no longer: an offer may show neither.
  if (after === null || isSomebodyElse(after) || isUnlinked(engagement)) return true
  return openness(after, doing.name) > openness(before, doing.name)
}

/** Whether somebody else is, or may be, who writes. */
export const isSomebodyElse = ({ trust, reasons }: Done): boolean =>
  trust.resolution === 'conflict' || reasons.some(({ code }) => code === 'ambiguous')

const isUnlinked = ({ evidence = [] }: Engagement): boolean =>
  evidence.some((item) => item.kind === 'account_link' && item['status'] === 'unlinked')

function ownOf({ policy, engagement, doing }: Followed): Has {
  const { address } = engagement.contact
  const isUnknown = doing.enrolled.length > 0
  // Of somebody who is known a number or mailbox is theirs where it led to them.
  const { supports } = assess(engagement, NOW, policy)
  const isTheirs = (scheme: string): boolean =>
    isUnknown ||
    supports.some(
      ({ method, node, customer }) =>
        method === 'platform' && customer !== null && node.startsWith(scheme),
    )
  const phone = /\+1\d{10}/.exec(address)?.[0]
  return {
    ...(phone !== undefined && isTheirs('tel:') && { phone }),
    ...(address.includes('@') && isTheirs('mailto:') && { mail: address }),
  }
}

/** The requirements of what was reached, and of those who act for another. */
function reachedBy({ policy, doing: { name }, after }: Followed): readonly Requirement[] {
  const rung = RUNGS[openness(after, name)]
  const rule =
    policy.classes.find((one) => one.name === name)?.rungs.find((one) => one.rung === rung) ??
    policy.actions.find((one) => one.name === name)
  const { requires = [], representatives = [] } = rule ?? {}
  const isNamed = representatives.filter(({ as }) =>
    as.some((one) => after.acting?.as.includes(one)),
  )
  return [...requires, ...isNamed.flatMap((one) => one.requires)]
}

/** Says what is wrong with the words of an offer, once each thing that it opens is reached; nothing where all is right. */
export function wrongWords(followed: readonly Followed[]): readonly string[] {
  const [first] = followed
  if (first === undefined) return []
  const { acr, maxAge } = first.offer
  const requires = followed.flatMap(reachedBy)
  const least = Math.max(...requires.map(({ write }) => write))
  const most = Math.max(
    ...requires.map(({ write, read }) => (read === 0 ? write : Math.max(write, read, 2))),
  )
  // What is worth less than a factor is of no kind.
  const takesKind = requires.some(
    ({ categories, forbidPhishableOnly }) => categories !== undefined || forbidPhishableOnly,
  )
  const said = LEVELS.map(String).indexOf(acr ?? '')
  const ages = requires.flatMap((one) => one.maxAge ?? [])
  const age = ages.length === 0 ? undefined : Math.floor(Math.min(...ages) / 1_000)
  return [
    ...(said < least ? ['acr too low'] : []),
    ...(said > (takesKind ? Math.max(most, 3) : most) ? ['acr too high'] : []),
    ...(age === maxAge ? [] : ['another maxAge']),
    ...(followed.every(isOfPurpose) ? [] : ['purposes']),
    ...(followed.every(isFresh) ? [] : ['maxAge too long']),
    // What the address alone is enough for is as fresh as the message, and an older proof still tells who reads.
    ...(isProofAged(followed, requires) && isOpenedByOld(followed) ? ['maxAge too short'] : []),
    ...(followed.every(isOpenedByTheirOwn) ? [] : ['capped']),
  ]
}

/** Whether something of an age takes more than the address, which of somebody unknown may be on file. */
const isProofAged = ([first]: readonly Followed[], requires: readonly Requirement[]): boolean => {
  const byAddress = first !== undefined && first.doing.enrolled.length > 0 ? 2 : 1
  return requires.some(({ maxAge, write }) => maxAge !== undefined && write > byAddress)
}

const isReached = (followed: Followed, otherwise: Partial<FollowedCustomer>): boolean => {
  const { policy, engagement, doing, after } = followed
  const other = doAll(policy, engagement, { ...doing, ...otherwise })
  return other !== null && openness(other, doing.name) >= openness(after, doing.name)
}

/** What is not among the purposes opens by a proof that names none, and what is among them does not. */
const isOfPurpose = (followed: Followed): boolean => {
  const { name } = followed.doing
  const isNeeded = followed.offer.purposes?.includes(name) === true
  // Being on file may be enough for somebody of whom nothing is known.
  if (isNeeded && isReached(followed, { methods: [] })) return true
  return isReached(followed, { purpose: null }) !== isNeeded
}

// A code counts for ten minutes whatever is asked, so that no more can be seen of a longer age.
const SEEN = 9 * MINUTE

/** Proofs that are as old as is said open it, as long as they count at all. */
const isFresh = (followed: Followed): boolean => {
  // A proof from before the risk no longer counts.
  const { evidence = [] } = followed.engagement
  if (evidence.some(({ kind }) => kind === 'security_event')) return true
  const oldest = (followed.offer.maxAge ?? Number.POSITIVE_INFINITY) * 1_000 - 1
  return isReached(followed, { age: Math.min(oldest, SEEN) })
}

/** Whether proofs that are older than is said open everything all the same. */
const isOpenedByOld = (followed: readonly Followed[]): boolean => {
  const age = followed[0]?.offer.maxAge
  return (
    age !== undefined &&
    age * 1_000 <= SEEN &&
    followed.every((one) => isReached(one, { age: age * 1_000 + 999 }))
  )
}
