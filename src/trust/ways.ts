import { isAccount, type TieFact } from '../evidence/index.js'
import { type Cap, NEVER, type NodeId, type Rank, stronger, weaker } from '../model/index.js'
import type { TrustQuestion } from './boundTo.js'
import { type Caps, capOfNode } from './caps.js'
import { capTie } from './capTie.js'
import { type FactOfItem, type Facts, layerOf } from './facts.js'
import {
  append,
  both,
  findings,
  join,
  lasting,
  NOTHING,
  type TrustFindings,
} from './trustFindings.js'
import { changeOf, findOutOfTime } from './window.js'

interface WayStep {
  readonly to: 'account' | 'customer'
  readonly by: string
  readonly at: string
  readonly grade: Rank
}

/**
 * The best path from a node to one customer.
 *
 * `raw` is never lower than `grade`.
 */
export interface CustomerPath {
  readonly customer: string
  readonly grade: Rank
  /** Its grade before risk and ambiguity: which records are spoken of does not depend on how risky they are. */
  readonly raw: Rank
  /** The best grade of a way over an account to this customer, whichever way was chosen; 0 where there is none. */
  readonly linked: Rank
  readonly steps: readonly WayStep[]
  readonly caps: readonly Cap[]
}

/** The best way from a node to each customer it leads to. */
export interface CustomerPaths {
  readonly ways: readonly CustomerPath[]
  readonly found: TrustFindings
}

/** A node that leads nowhere. */
export const NOWHERE: CustomerPaths = { ways: [], found: NOTHING }

type TiesAndCleans = Pick<Facts, 'ties' | 'cleans'>

/**
 * Finds the best way from every node that has ties down to each customer it leads to.
 *
 * The layers are `identifier → account → customer` and nothing else: no way through another customer, another
 * identifier or another conversation (identity facts §7, A1). So accounts come first, and identifiers find theirs done.
 */
export function findWays(
  facts: TiesAndCleans,
  caps: Caps,
  about: TrustQuestion,
): ReadonlyMap<NodeId, CustomerPaths> {
  if (facts.ties.size === 0) return NO_WAYS
  const all = new Map<NodeId, CustomerPaths>()
  // Accounts, then identifiers: an identifier may lead to an account, and then finds its ways worked out.
  for (const isUpper of [false, true]) {
    for (const [node, ties] of facts.ties) {
      if (isAccount(node) === isUpper) continue
      all.set(node, waysFrom(node, ties, all, { facts, caps, about }))
    }
  }
  return all
}

const NO_WAYS: ReadonlyMap<NodeId, CustomerPaths> = new Map()

interface TiesFollowed {
  readonly facts: TiesAndCleans
  readonly caps: Caps
  readonly about: TrustQuestion
}

/**
 * Lists the best paths from one node. Nearly always there is a single tie, and nothing to choose.
 */
function waysFrom(
  node: NodeId,
  ties: readonly FactOfItem<TieFact>[],
  below: ReadonlyMap<NodeId, CustomerPaths>,
  by: TiesFollowed,
): CustomerPaths {
  const [only, ...others] = ties
  if (only === undefined) return NOWHERE
  if (others.length === 0) return follow(only, below, by)
  const parts = ties.map((tie) => follow(tie, below, by))
  return choose(node, parts)
}

/**
 * Follows one tie: to a customer, or to an account and on by the account's own ways. A tie that is
 * over or not yet begun opens nothing, and has a reason.
 */
function follow(
  placed: FactOfItem<TieFact>,
  below: ReadonlyMap<NodeId, CustomerPaths>,
  { facts, caps, about }: TiesFollowed,
): CustomerPaths {
  const { fact: tie, by, at } = placed
  const changesAt = changeOf(about.at, tie.starts, tie.until)
  const code = findOutOfTime(about.at, tie.starts, tie.until)
  if (code !== null) return { ways: [], found: findings([{ code, at }], changesAt) }
  const lasts = lasting(changesAt)
  const { byItself, whole } = capTie(placed, facts, caps, about)
  const grade = weaker(tie.grade, whole.max)
  const raw = weaker(tie.grade, byItself.max)
  if ('customer' in tie.to) {
    const steps = [{ to: 'customer', by, at, grade }] as const
    const { customer } = tie.to
    const way = { customer, grade, raw, linked: 0, steps, caps: whole.caps } as const
    return { ways: [way], found: both(whole.found, lasts) }
  }
  const { account } = tie.to
  // A tie from an account to another account, or to something that is no account, leads nowhere: it
  // would merge two people.
  if (isAccount(tie.from) || !isAccount(account))
    return { ways: [], found: both(whole.found, lasts) }
  // A risk about the account caps every path over it, such as a revoked session (CAEP).
  const held = capOfNode(caps, account)
  const rest = below.get(account) ?? NOWHERE
  const step = { to: 'account', by, at, grade: weaker(grade, held.max) } as const
  const ways = rest.ways.map((way) => {
    const grade = weaker(step.grade, way.grade)
    const caps = append(append(whole.caps, held.caps), way.caps)
    return {
      ...way,
      grade,
      linked: grade,
      raw: weaker(raw, way.raw),
      steps: [step, ...way.steps],
      caps,
    }
  })
  return { ways, found: join([whole.found, lasts, held.found, rest.found]) }
}

/**
 * Chooses, of all ways that the ties of a node open, the best to each customer. A node that leads to several customers is
 * ambiguous, and every way from it is capped at 1.
 */
function choose(node: NodeId, parts: readonly CustomerPaths[]): CustomerPaths {
  const best = new Map<string, CustomerPath>()
  for (const way of parts.flatMap(({ ways }) => ways)) {
    const rival = best.get(way.customer)
    best.set(way.customer, rival === undefined ? way : betterOf(way, rival))
  }
  const ways = [...best.values()]
  const found = parts.map((part) => part.found)
  if (ways.length < 2) return { ways, found: join(found) }
  // The place is that of each first step, so that the business finds the records in its directory.
  const ambiguous = ways.map(({ steps: [first] }) => ({
    code: 'ambiguous',
    ...(first !== undefined && { at: first.at }),
  }))
  return {
    ways: ways.map((way) => capAmbiguous(node, way)),
    found: join([...found, findings(ambiguous, NEVER, ['ambiguous'])]),
  }
}

// The record is chosen by the better of both paths before risk, even where risk makes the other one
// stronger.
const betterOf = (way: CustomerPath, rival: CustomerPath): CustomerPath => ({
  ...(isBetter(way, rival) ? way : rival),
  raw: stronger(way.raw, rival.raw),
  // A directory that knows the address as well does not weaken the link.
  linked: stronger(way.linked, rival.linked),
})

/** The stronger way; of equals the shorter, then by the name of what made it, so that order does not matter. */
function isBetter(way: CustomerPath, rival: CustomerPath): boolean {
  if (way.grade !== rival.grade) return way.grade > rival.grade
  if (way.steps.length !== rival.steps.length) return way.steps.length < rival.steps.length
  return (way.steps[0]?.by ?? '') < (rival.steps[0]?.by ?? '')
}

/**
 * Caps a path at 1: it is not known which of several customers it is, so it is worth no more than a
 * claim.
 */
const capAmbiguous = (node: NodeId, way: CustomerPath): CustomerPath => ({
  ...way,
  grade: weaker(1, way.grade),
  linked: weaker(1, way.linked),
  steps: way.steps.map((step) => ({ ...step, grade: weaker(1, step.grade) })),
  caps: [...way.caps, { code: 'ambiguous', max: 1, on: layerOf(node) }],
})
