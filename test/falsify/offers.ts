import type { CompiledPolicy } from '../../src/decide/index.js'
import type { Decision, Engagement, StepUp } from '../../src/model/index.js'
import { assess } from '../../src/trust/index.js'
import { NOW } from '../trust/evidenceWorld.js'
import { sameOwner } from './cleanLookup.js'
import type { Counts } from './counts.js'
import { type Done, doAll, type FollowedCustomer, onFile } from './following.js'
import { loginsFor, type SaidLogin } from './logins.js'
import { type Followed, isSomebodyElse, openness, wrongWords } from './offerWords.js'

type OfferCounts = Pick<Counts, 'offers' | 'falseOffers' | 'falseSmallest' | 'words' | 'falseWords'>

type Follower = Pick<FollowedCustomer, 'customer' | 'enrolled'>

const requirementsOf = ({ classes, actions }: CompiledPolicy, name: string): unknown =>
  classes.find((one) => one.name === name)?.rungs.map(({ requires }) => requires) ??
  actions.find((one) => one.name === name)?.requires

/**
 * Who may follow an offer: whose record is known, or a genuine customer of whom nothing is known. What the directory
 * hides is left out, as no offer may show it.
 */
function followerOf(engagement: Engagement, { trust, reasons }: Decision): Follower | null {
  const { customer, write, resolution } = trust
  if (customer !== null && write >= 2) return { customer, enrolled: [] }
  if (resolution !== 'none' || reasons.some(({ code }) => HIDDEN.includes(code))) return null
  const { address } = engagement.contact
  const phone = /\+1\d{10}/.exec(address)?.[0]
  // Nobody is on file by an address that a browser makes up.
  const isOnFile = phone !== undefined || /[@:]/.test(address)
  return {
    customer: 'C-77',
    enrolled: [
      ...(isOnFile ? [onFile({ address }, 'C-77')] : []),
      ...(phone === undefined ? [] : [sameOwner(phone)]),
    ],
  }
}

const HIDDEN = ['conflict', 'ambiguous', 'directory_unknown', 'subject_unknown']

/** Does what a step-up offer asks of a person whose record is known, and sees whether it opens what it says. */
export function checkOffers(
  policy: CompiledPolicy,
  engagement: Engagement,
  decision: Decision,
  counts: OfferCounts,
  report: (kind: string, detail: unknown) => void,
): void {
  const follower = followerOf(engagement, decision)
  if (follower === null) return
  // Of somebody who is not known an offer counts no proof that they gave: whether it leads to a record is not to be shown.
  const isSizable =
    follower.enrolled.length === 0 ||
    assess(engagement, NOW, policy).supports.every(({ method }) => GIVEN_BY_NOBODY.includes(method))
  const follow = startFollowing(policy, engagement, follower)
  for (const { methods, opens, channel, ...said } of decision.stepUp) {
    for (const name of opens) {
      const doing = (some: readonly string[], login: SaidLogin | undefined): Done | null => {
        const there = some.includes('portal') ? channel : undefined
        return follow({ name, methods: some, channel: there, login })
      }
      // An issuer may answer by any login that satisfies the words of the offer: what opens least shows what it opens.
      const [after] = answersTo(policy, methods, said)
        .flatMap((login) => doing(methods, login) ?? [])
        .toSorted((one, other) => openness(one, name) - openness(other, name))
      if (after === undefined) continue
      // What was shut off before may have led to somebody else: then this is not who wrote.
      if (decision.trust.write < 2 && isSomebodyElse(after)) continue
      // Whom the risk is about was known here by the address alone.
      if (channel !== undefined && after.reasons.some(({ code }) => HIDDEN.includes(code))) continue
      counts.offers += 1
      const opened = openness(after, name)
      // Somebody may lack what the smallest offer takes, so others stand beside it: but no part of one is enough, and the
      // first that names something takes as few as any.
      const isFirst = !decision.stepUp.some(
        (other) => other.opens.includes(name) && other.methods.length < methods.length,
      )
      // What is capped here is offered in no set.
      const among = isFirst ? [...new Set(decision.stepUp.flatMap((one) => one.methods))] : methods
      const sets = isSizable ? setsOf(among, methods.length) : []
      const less = sets.find((some) => {
        // Being on file may be enough for somebody of whom nothing is known: that is no step they could take.
        if (some.length === 0 && follower.enrolled.length > 0) return false
        return answersTo(policy, some, FACTOR).every((login) => {
          const fewer = doing(some, login)
          return fewer !== null && openness(fewer, name) >= opened
        })
      })
      if (less !== undefined) {
        counts.falseSmallest += 1
        report('larger', {
          methods,
          said,
          less,
          name,
          policy: policy.digest,
          contact: engagement.contact,
        })
      }
      if (opened > openness(decision, name)) continue
      counts.falseOffers += 1
      report('offer', {
        methods,
        channel,
        said,
        name,
        policy: policy.digest,
        contact: engagement.contact,
        readers: engagement.readers,
        before: [decision.trust.write, decision.trust.read, decision.trust.caps],
        after: [after.trust.write, after.trust.read, after.trust.caps],
        requires: requirementsOf(policy, name),
      })
    }
  }
}

/** Does what offers ask, each thing once: what one asks is a part of another. */
function startFollowing(policy: CompiledPolicy, engagement: Engagement, follower: Follower) {
  const known = new Map<string, Done | null>()
  return (asked: Omit<FollowedCustomer, keyof Follower>): Done | null => {
    const key = JSON.stringify(asked)
    const before = known.get(key)
    if (before !== undefined) return before
    const done = doAll(policy, engagement, { ...follower, ...asked })
    known.set(key, done)
    return done
  }
}

/** Holds every word of an offer against what it opens once it is done in the plainest way that it takes. */
export function checkWords(
  policy: CompiledPolicy,
  engagement: Engagement,
  before: Decision,
  counts: OfferCounts,
  report: (kind: string, detail: unknown) => void,
): void {
  const follower = followerOf(engagement, before)
  if (follower === null) return
  for (const offer of before.stepUp) {
    const { methods, opens } = offer
    // Whether it is capped, and how old it is: asked of what is done here.
    if (offer.channel !== undefined) continue
    // To be asked for may be what opens it further.
    if (opens.some((name) => /"intent"/.test(JSON.stringify(requirementsOf(policy, name)))))
      continue
    const followed = opens.flatMap((name): readonly Followed[] => {
      const asked = { acr: 'verified', ...(offer.logins && { logins: offer.logins }) }
      const all = answersTo(policy, methods, asked).flatMap((login): readonly Followed[] => {
        const doing = { ...follower, name, methods, login }
        const after = doAll(policy, engagement, doing)
        return after === null ? [] : [{ policy, engagement, before, offer, doing, after }]
      })
      // In the plainest way that it takes: by the login that opens least.
      const [plainest] = all.toSorted((a, b) => openness(a.after, name) - openness(b.after, name))
      const isOpened = plainest && openness(plainest.after, name) > openness(before, name)
      return isOpened ? [plainest] : []
    })
    // What leads to somebody else opens nothing.
    if (followed.length < opens.length) continue
    counts.words += 1
    const wrong = wrongWords(followed)
    if (wrong.length === 0) continue
    counts.falseWords += 1
    report('words', {
      wrong,
      offer,
      policy: policy.digest,
      contact: engagement.contact,
      trust: before.trust,
      requires: opens.map((name) => requirementsOf(policy, name)),
    })
  }
}

const GIVEN_BY_NOBODY: readonly string[] = ['platform', 'claim']

type OfferedLogin = Pick<StepUp, 'acr' | 'logins'>

// A login that counts at all, of which nothing more is asked.
const FACTOR: OfferedLogin = { acr: 'verified' }

// Those whose issuer chooses what they say.
const LOGINS: readonly string[] = ['login', 'portal', 'account_link']

const answersTo = (
  policy: CompiledPolicy,
  methods: readonly string[],
  words: OfferedLogin,
): readonly (SaidLogin | undefined)[] =>
  methods.some((word) => LOGINS.includes(word)) ? loginsFor(policy, words) : [undefined]

/** Lists every set of fewer methods than so many. */
const setsOf = (methods: readonly string[], size: number): readonly (readonly string[])[] =>
  everySetOf(methods).filter((set) => set.length < size)

const everySetOf = ([first, ...rest]: readonly string[]): readonly (readonly string[])[] =>
  first === undefined ? [[]] : everySetOf(rest).flatMap((set) => [set, [first, ...set]])
