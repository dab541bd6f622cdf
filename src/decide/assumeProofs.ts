import {
  type Assessment,
  type Cap,
  isByScheme,
  type Limits,
  type Rank,
  type Request,
  type Support,
  shownAmount,
  stronger,
  weaker,
} from '../model/index.js'
import { isSaidAnew, OF_DIRECTORY, RISK_SIGNALS, writeRank } from '../trust/index.js'
import type { CompiledPolicy } from './compiled.js'
import { isRefused } from './isRefused.js'
import type { RequirementInput } from './meets.js'
import { OF_MAILBOXES, OF_NUMBERS, type StepUpMethod } from './stepUpMethods.js'
import { truthsOf } from './truths.js'
import { MAILBOX_CHANNELS, NUMBER_CHANNELS, SESSION_CHANNELS } from './vocabulary.js'

/** Where a plan starts from: what counts already, and what is publicly known to hold further proof down. */
export interface PlanStart extends RequirementInput {
  /** How sure we would be of the reader if the person were who they say, on a channel without a session. */
  readonly reader: Rank
  /** The most that anybody can be sure of who reads, whatever is proved: others read as well. */
  readonly others: Rank
  readonly session: boolean
  /** The most a method can prove here, by name of the cap that holds it. */
  readonly caps: ReadonlyMap<string, Rank>
  /** The most that anything can prove in this conversation. */
  readonly ceiling: Rank
  /** The most that any proof of the contact's own number leads to. */
  readonly number: Rank
  /** The same of their own mailbox. */
  readonly mailbox: Rank
  /** What is not asked for, and has proof of its own already: what else it takes shows once it is asked for. */
  readonly heldFor: readonly string[]
}

/**
 * Says where a plan starts. Below `recognized` it starts from nothing but what is in public view: it supposes a
 * genuine customer whose factors were enrolled before, so that no answer depends on the directory.
 */
export function planStartOf(
  { at, trust, limits = NO_LIMITS, supports, channel, risks, acting: who, heldFor }: Assessment,
  { request, truths }: Pick<RequirementInput, 'request' | 'truths'>,
  policy: CompiledPolicy,
): PlanStart {
  const session = channel?.session ?? hasSession(request, policy.channels)
  const held = namesOf(policy, heldFor)
  const from = channel?.name ?? request.channel
  const news = {
    number: NUMBER_CHANNELS.includes(from) ? newsOf(trust.caps) : 4,
    mailbox: MAILBOX_CHANNELS.includes(from) ? newsOf(trust.caps) : 4,
  } as const
  // From `recognized` on the person may be told what is known of them; below it nothing may show that a record
  // exists.
  const isKnown = trust.write >= 2 && trust.customer !== null
  // The strictest of each name holds.
  const caps = new Map<string, Rank>()
  for (const { code, max, on } of trust.caps) {
    // What holds an account down may have been found by way of the directory.
    if (isKnown || on === 'identifier') caps.set(code, weaker(max, caps.get(code) ?? 4))
  }
  // A risk that shut a path altogether leaves no cap on any path.
  for (const code of risks) {
    if (!caps.has(code) && (isKnown || OF_IDENTIFIERS.has(code))) caps.set(code, 0)
  }
  const shown = isKnown
    ? {
        supports,
        trust,
        reader: trust.read,
        others: limits.others,
        ceiling: ceilingOf(trust.caps, ['conversation', 'customer']),
      }
    : shownOfStranger({ trust, limits, caps }, { from, address: request.address }, policy)
  // Every name is written out: to begin with another object's names and then add to them takes engines many times as long.
  return {
    at,
    supports: shown.supports,
    trust: shown.trust,
    reader: shown.reader,
    others: shown.others,
    ceiling: shown.ceiling,
    number: isKnown ? weaker(leadOf(supports, 'tel:'), news.number) : news.number,
    mailbox: isKnown ? weaker(leadOf(supports, 'mailto:'), news.mailbox) : news.mailbox,
    session,
    caps,
    heldFor: held,
    ...(who !== undefined && { acting: who }),
    request,
    truths,
  }
}

/** What a plan for somebody who is not recognized starts from: what is in public view of the address they write from. */
function shownOfStranger(
  { trust, limits, caps }: Pick<PlanStart, 'caps'> & Required<Pick<Assessment, 'trust' | 'limits'>>,
  { from, address }: { readonly from: string; readonly address: string },
  policy: CompiledPolicy,
) {
  const reader = weaker(
    limits.reader,
    weakest([...caps].flatMap(([code, max]) => (OF_IDENTIFIERS.has(code) ? max : []))),
  )
  // Where nobody may look up a number, whether it has a new owner stays unknown, and that caps read trust there.
  const isByNumber = NUMBER_CHANNELS.includes(from) && address.includes('+')
  const isLeftUnknown = isRefused(policy, 'lookup') && isByNumber
  const sure = isLeftUnknown ? weaker(reader, policy.risk.reassignmentUnknown) : reader
  // Whether another reader is known to be theirs would show what the directory holds: that there is one is no secret.
  const isAlone = limits.others === 4
  return {
    supports: [],
    // Not even how far they got: a claim is all that is sure of somebody who is not recognized.
    trust: { write: weaker(trust.write, 1), read: 0 },
    reader: isAlone && !isRefused(policy, 'directory') ? sure : 0,
    others: isAlone ? 4 : 0,
    ceiling: weaker(limits.proof, ceilingOf(trust.caps, ['conversation'])),
  } as const
}

// What no rule knows opens nothing, and words from outside are not to be remembered with the plan.
function namesOf(
  { classes, actions }: CompiledPolicy,
  words: readonly string[] = [],
): readonly string[] {
  if (words.length === 0) return words
  return [...classes, ...actions].flatMap(({ name }) => (words.includes(name) ? [name] : []))
}

const NO_LIMITS: Limits = { proof: 4, reader: 3, others: 4 }

// How far the address they write from leads, where it is of this kind.
function leadOf(supports: readonly Support[], scheme: string): Rank {
  // The first step is the address itself; what comes after it is how far that address leads.
  for (const { method, node, path } of supports) {
    if (method === 'platform' && node.startsWith(scheme)) {
      return weakest(path.slice(1).map(({ grade }) => grade))
    }
  }
  return 4
}

// How far risks of the address they write from cap it. What a tie of the address is worth is known to the directory,
// and not said here.
const newsOf = (caps: readonly Cap[]): Rank =>
  lowestOf(caps, ({ code, on }) => on === 'identifier' && RISK_SIGNALS.includes(code))

// What comes from the directory must not show in what is offered.
const isOfDirectory = (code: string): boolean => code === 'conflict' || OF_DIRECTORY.includes(code)
const ceilingOf = (caps: readonly Cap[], layers: readonly string[]): Rank =>
  lowestOf(caps, ({ code, on }) => layers.includes(on) && !isOfDirectory(code))

/** The strictest of the caps that count. */
function lowestOf(caps: readonly Cap[], isCounted: (cap: Cap) => boolean): Rank {
  let lowest: Rank = 4
  for (const cap of caps) if (isCounted(cap)) lowest = weaker(lowest, cap.max)
  return lowest
}

const hasSession = (request: Request, declared: CompiledPolicy['channels']): boolean =>
  declared.find(({ scheme }) => isByScheme(scheme, request))?.session ??
  SESSION_CHANNELS.includes(request.channel)

// Public facts of a number or a mailbox, whoever it belongs to.
const OF_IDENTIFIERS: ReadonlySet<string> = new Set([...OF_NUMBERS, ...OF_MAILBOXES])

const weakest = (grades: readonly Rank[]): Rank => grades.reduce<Rank>(weaker, 4)

/** Gives the kind of a cause, such as `sim`, without what it is. */
export function kindOfCause(cause: string): string {
  const end = cause.indexOf(':')
  return end < 0 ? cause : cause.slice(0, end)
}

/** Takes causes by kind alone: a second SIM or mailbox counts as the same, which can only offer less. */
export const simplify = (base: PlanStart): PlanStart => ({
  ...base,
  supports: base.supports.map((support) => ({
    ...support,
    causes: support.causes.map(kindOfCause),
  })),
})

/** The channel that a set of methods moves the conversation to, the first that is named; mostly to none. */
export const channelMovedTo = (methods: readonly StepUpMethod[]): string | undefined =>
  methods.find(({ channel }) => channel !== undefined)?.channel

/** What is asked for, as it would be asked on another channel: which address of the business gets it there is not known. */
export function movedTo(channel: string, { to: _, ...request }: Request): Request {
  return { ...request, channel, address: '' }
}

/** Proofs that are supposed, and what for. */
export interface SupposedProofs {
  readonly given: readonly Support[]
  /** The class or action that they are to open. */
  readonly purpose: string
  /** Where they move the conversation to; absent where it stays. */
  readonly channel: string | undefined
}

/**
 * Supposes further proofs, given now and for this very purpose. Where they move the conversation to another channel,
 * nothing that counted here counts there, and whoever else reads here does not read there.
 *
 * Trust is supposed to rise by them as it would: the same `writeRank` weighs what is given and what
 * is supposed.
 */
export function assumeProofs(
  base: PlanStart,
  { given, purpose, channel }: SupposedProofs,
): RequirementInput {
  const { at, trust, others, acting } = base
  const who = acting === undefined ? {} : { acting }
  // Whoever goes to another channel starts there with what they prove there, and reads alone.
  if (channel !== undefined) {
    const write = writeRank(given)
    const request = movedTo(channel, base.request)
    const truths = truthsOf(request, at)
    return { at, supports: given, trust: { write, read: write }, ...who, request, truths }
  }
  const { request, truths } = base
  const supports = [...base.supports, ...given]
  const write = stronger(trust.write, writeRank(supports, { purpose }))
  // Every proof given here makes it more certain who reads, whatever it was for.
  const proved = writeRank(supports.filter((support) => !isSaidAnew(support)))
  const read = base.session ? weaker(stronger(trust.read, proved), others) : base.reader
  return { at, supports, trust: { write, read }, ...who, request, truths }
}

/**
 * Tells whether a method proves anything here: capped below `verified` it says no more than an address does. A knowledge
 * check is worth as much as an address, and opens as much where there is none. Where the whole conversation is capped, a
 * method that reaches the cap is of use.
 */
export const isOfUse = (base: PlanStart, method: StepUpMethod): boolean =>
  gradeOf(base, method) >= weaker(method.cause === 'knowledge' ? method.grade : 3, base.ceiling)

function gradeOf(base: PlanStart, { grade, heldBy, cause }: StepUpMethod): Rank {
  const held = weakest(heldBy.flatMap((code) => base.caps.get(code) ?? []))
  // A proof of the number that writes leads no further than that number leads; another way may lead further.
  const own = cause === 'sim' ? base.number : cause === 'mailbox' ? base.mailbox : 4
  return weakest([grade, held, own, base.ceiling])
}

/**
 * A proof as it would be if it were given now, for something. It names the amount and payee that are asked for where
 * its method can.
 */
export function proofBy(method: StepUpMethod, base: PlanStart, purpose: string): Support {
  const { kind, via, categories, cause, phishable, vouched, linkable } = method
  const request = linkable ? base.request : NO_PAYMENT
  const amount = shownAmount(request)
  const { payee } = request
  return {
    customer: null,
    grade: gradeOf(base, method),
    method: kind,
    ...(via === undefined ? {} : { via }),
    category: categories[0] ?? null,
    categories,
    causes: [cause],
    phishable,
    ...(vouched === true && { vouched }),
    // A cap of the whole conversation ends corroboration.
    ...(base.ceiling < 4 && { alone: true as const }),
    since: base.at,
    purpose,
    ...(amount !== undefined && { amount }),
    ...(payee !== undefined && { payee }),
    node: cause,
    path: [],
  }
}

const NO_PAYMENT: Pick<Request, 'amount' | 'currency' | 'payee'> = {}
