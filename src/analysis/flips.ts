import type { CompiledPolicy } from '../decide/index.js'
import { findMethod } from '../evidence/index.js'
import { DAY, type Engagement, HOUR, isRecord, isScalar, MINUTE, toAgent } from '../model/index.js'
import { currencyOf, type ScenePart, startTerms, TO } from '../space/index.js'
import type { Situation } from './engagementOf.js'
import { type MoreProof, moreOf } from './moreProof.js'

/**
 * A small change of an engagement after which the decision is different. For what is removed, it
 * names only places and codes; what is added holds only made-up people.
 */
export interface Flip {
  /** What changes, in words, with the place of what goes. */
  readonly change: string
  /** The engagement after the change. */
  readonly situation: Situation
}

/**
 * Finds the nearest change after which something is so; `null` where none of those that are known
 * does, and `not_all_tried` where there were more than are tried.
 */
export type FlipSearch<Seen> = (isSo: (seen: Seen) => boolean) => Flip | null | 'not_all_tried'

/**
 * How many items of evidence are read, over all changes: each change is decided anew, with all
 * there is. With 10 items 4,545 changes are tried, with 5,000 nine.
 */
const MOST_READ = 50_000

/**
 * Opens a search for changes to one situation. What a change leads to is decided once, whatever is
 * asked of it, and only as many changes are tried as go with the size of the engagement. `decide`
 * says as much of a decision as is asked about: with many changes to try, what nobody looks at
 * takes longest. The engagement may be anything: what throws when it is looked at has no changes.
 */
export function searchFlips<Seen>(
  policy: CompiledPolicy,
  situation: Situation,
  decide: (changed: Situation) => Seen,
): FlipSearch<Seen> {
  const size = sizeOf(situation.engagement)
  if (size === null) return () => null
  const changes = changesTo(policy, situation)
  const tried: { readonly flip: Flip; readonly seen: Seen }[] = []
  const most = Math.floor(MOST_READ / size)
  return (isSo) => {
    const known = tried.find(({ seen }) => isSo(seen))
    if (known !== undefined) return known.flip
    while (tried.length < most) {
      const flip = nextOf(changes)
      if (flip === null) return null
      const seen = decide(flip.situation)
      tried.push({ flip, seen })
      if (isSo(seen)) return flip
    }
    return 'not_all_tried'
  }
}

/** Counts what is read of an engagement; `null` for what is none, or throws when it is looked at. */
function sizeOf(engagement: Engagement): number | null {
  try {
    if (!isRecord(engagement)) return null
    return 1 + listOf(engagement.evidence).length + listOf(engagement.readers).length
  } catch {
    return null
  }
}

/** Gives the next change; none where the engagement has code in it that throws when it is looked at. */
function nextOf(changes: Generator<Flip, undefined>): Flip | null {
  try {
    return changes.next().value ?? null
  } catch {
    return null
  }
}

/**
 * Lists changes, the nearest first: less evidence, another time, another fact, one proof more, then
 * two, then a fact and a proof. One at a time, as few are looked at.
 */
function* changesTo(policy: CompiledPolicy, situation: Situation): Generator<Flip, undefined> {
  const { engagement, at } = situation
  yield* lessOf(engagement, at)
  yield* timesOf(engagement, at)
  yield* factsOf(policy, engagement, at)
  // What may be added depends on who writes and when. No other change affects these, so it is made once for all.
  const more = moreOf(policy, situation, 0)
  for (const one of more) yield withMore(situation, one)
  // Of two proofs both are of the better sort: what weaker ones open, one good one opens.
  const good = more.filter(({ isGood }) => isGood)
  // The second proof has names of its own, so that it is never the first one once again.
  const goodSecond = moreOf(policy, situation, 1).filter(({ isGood }) => isGood)
  for (const first of good) yield* alsoWith(withMore(situation, first), goodSecond)
  for (const fact of factsOf(policy, engagement, at)) yield* alsoWith(fact, good)
  return undefined
}

function* alsoWith(first: Flip, more: readonly MoreProof[]): Generator<Flip> {
  for (const one of more) {
    const { situation, change } = withMore(first.situation, one)
    yield { situation, change: `${first.change}; ${change}` }
  }
}

const withMore = ({ engagement, at }: Situation, { change, part }: MoreProof): Flip => ({
  change,
  situation: { engagement: addPart(engagement, part), at },
})

/** Reads a list that may be anything: what is no list holds nothing. */
const listOf = <Item>(list: readonly Item[] | null | undefined): readonly Item[] =>
  Array.isArray(list) ? list : []

// Places are said, and the kind where it is one of ours; never what stands there.
function* lessOf(engagement: Engagement, at: number): Generator<Flip> {
  const { evidence, readers } = engagement
  for (const [index, item] of listOf(evidence).entries())
    yield {
      change: `without /evidence/${index}${kindOf(item)}`,
      situation: { engagement: { ...engagement, evidence: without(listOf(evidence), index) }, at },
    }
  for (const index of listOf(readers).keys())
    yield {
      change: `without /readers/${index}`,
      situation: { engagement: { ...engagement, readers: without(listOf(readers), index) }, at },
    }
}

const without = <Item>(list: readonly Item[], index: number): readonly Item[] =>
  list.filter((_, other) => other !== index)

// A kind that is known is a word of ours; anything else may be a value that was received.
const kindOf = (item: unknown): string => {
  const method = isRecord(item) ? findMethod(item['kind']) : undefined
  return method === undefined ? '' : ` (${method.kind})`
}

// Long enough to pass what usually ends: a code, a login, the day in which proofs corroborate.
const SPANS: readonly (readonly [string, number])[] = [
  ['10 minutes', 10 * MINUTE],
  ['an hour', HOUR],
  ['a day', DAY],
]

const timesOf = (engagement: Engagement, at: number): readonly Flip[] =>
  SPANS.flatMap(([span, length]) => [
    { change: `${span} earlier`, situation: { engagement, at: at - length } },
    { change: `${span} later`, situation: { engagement, at: at + length } },
  ])

/** Lists what becomes of each fact that the policy compares: every value it names, and for numbers one of each band. */
function* factsOf(policy: CompiledPolicy, engagement: Engagement, at: number): Generator<Flip> {
  // What only routes compare opens nothing.
  for (const [fact, values] of startTerms([{ ...policy, routes: [] }]).facts) {
    // Which of its addresses is written to is nothing that the business says.
    if (fact === TO) continue
    const currency = currencyOf(fact)
    for (const value of values) {
      if (!isScalar(value)) continue
      const changed =
        currency === undefined
          ? { ...engagement, context: { ...recordOf(engagement.context), [fact]: value } }
          : {
              ...engagement,
              intent: { ...recordOf(engagement.intent), amount: String(value), currency },
            }
      const what = currency === undefined ? `${fact} ${value}` : `an amount of ${value} ${currency}`
      yield { change: `with ${what}`, situation: { engagement: changed, at } }
    }
  }
  // Another of the staff, who has one role more.
  const agent = toAgent(engagement.agent) ?? { roles: [] }
  for (const role of policy.roles ?? []) {
    const changed = { ...engagement, agent: { ...agent, roles: [...agent.roles, role] } }
    yield { change: `with an agent of the role ${role}`, situation: { engagement: changed, at } }
  }
}

const recordOf = (value: unknown): object => (isRecord(value) ? value : {})

/**
 * Adds what somebody does now. Evidence of the scene names the scene's conversation; here it is gathered for this one, in
 * its epoch, and for this message: where there is no session, proof that names none opens no action.
 */
function addPart(engagement: Engagement, { evidence = [], claims = {} }: ScenePart): Engagement {
  const { conversation, epoch, message = THIS_MESSAGE } = engagement
  const here = { conversation, message, ...(epoch !== undefined && { epoch }) }
  return {
    ...engagement,
    message,
    claims: { ...(isRecord(engagement.claims) ? engagement.claims : {}), ...claims },
    evidence: [
      ...listOf(engagement.evidence),
      ...evidence.map((item) => ('conversation' in item ? { ...item, ...here } : item)),
    ],
  }
}

// A name for the message that is answered, where the engagement has none.
const THIS_MESSAGE = 'this-message'
