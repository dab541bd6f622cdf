import { type Clean, isTelephone, type Limit, type ProofFact } from '../evidence/index.js'
import { type Cap, type Instant, NEVER, type NodeId, type Rank, weaker } from '../model/index.js'
import { type FactOfItem, type Facts, groupBy, layerOf } from './facts.js'
import { type Ceiling, ceilingOf, FREE, findings, freeUntil, lowest } from './found.js'
import type { RiskSettings } from './riskSettings.js'
import type { Case } from './setting.js'
import { changeOf, isWithin } from './window.js'

/** How far everything that anything is said of is held down, whatever the proof. */
export interface Caps {
  readonly nodes: ReadonlyMap<NodeId, Ceiling>
  /** The ties of a node. */
  readonly ties: ReadonlyMap<NodeId, Ceiling>
  readonly customers: ReadonlyMap<string, Ceiling>
  /** What the platform asserts. */
  readonly platform: Ceiling
  readonly conversation: Ceiling
  /** A telephone number that nothing is said of. */
  readonly unknownNumber: Ceiling
  /** Limits that speak of some proofs only. */
  readonly qualified: readonly FactOfItem<Limit>[]
}

/** Works out how far bad news, and what was not checked, hold down each thing that anything is said of. */
export function capAll({ limits, cleans }: Facts, { at, settings: { risk } }: Case): Caps {
  const plain = limits.filter(({ fact }) => !isQualified(fact))
  const on = (layer: Limit['on']): ReadonlyMap<string, Ceiling> => {
    const placed = plain.filter(({ fact }) => fact.on === layer)
    if (placed.length === 0) return NO_CEILINGS
    const groups = groupBy(placed, ({ fact: { target = '' } }) => target)
    return new Map([...groups].map(([target, group]) => [target, collect(group, at, risk)]))
  }
  const limited = on('node')
  const named = limits.flatMap(({ fact: { target } }) => target ?? [])
  const nodes = [...new Set([...named, ...cleans.keys()])].map((node) => {
    const unknown = isTelephone(node) ? capUnchecked(cleans.get(node) ?? [], at, risk) : FREE
    return [node, lowest([limited.get(node) ?? FREE, unknown])] as const
  })
  return {
    nodes: new Map(nodes),
    ties: on('tie'),
    customers: on('customer'),
    platform: on('platform').get('') ?? FREE,
    conversation: on('conversation').get('') ?? FREE,
    unknownNumber: capUnchecked([], at, risk),
    qualified: limits.filter(({ fact }) => isQualified(fact)),
  }
}

const NO_CEILINGS: ReadonlyMap<string, Ceiling> = new Map()

/** Tells how far a node is held down. */
export const capOfNode = ({ nodes, unknownNumber }: Caps, node: NodeId): Ceiling =>
  nodes.get(node) ?? (isTelephone(node) ? unknownNumber : FREE)

/** Tells how far whatever a node is tied to is held down. */
export const capOfTies = ({ ties }: Caps, node: NodeId): Ceiling => ties.get(node) ?? FREE

/** Tells how far limits that speak of some proofs only hold down this one. */
export function capOfProof(
  proof: ProofFact | undefined,
  { qualified }: Caps,
  on: Pick<Limit, 'on' | 'target'>,
  { at, settings }: Case,
): Ceiling {
  if (proof === undefined || qualified.length === 0) return FREE
  const own = qualified.filter(
    ({ fact }) => fact.on === on.on && fact.target === on.target && speaksOf(fact, proof),
  )
  return collect(own, at, settings.risk)
}

const isQualified = ({ via, before }: Limit): boolean => via !== undefined || before !== undefined

function speaksOf({ via, before }: Limit, proof: ProofFact): boolean {
  if (via !== undefined && via !== proof.via) return false
  return before === undefined || proof.since < before
}

function collect(placed: readonly FactOfItem<Limit>[], at: Instant, risk: RiskSettings): Ceiling {
  if (placed.length === 0) return FREE
  const now = placed.filter(({ fact }) => isWithin(at, fact.since, fact.until))
  const caps = now.map(({ fact, at: place }) => capOf(fact, place, risk))
  return {
    max: caps.reduce<Rank>((least, { max }) => weaker(least, max), 4),
    // A limit of 4 names a risk and holds nothing down.
    caps: caps.filter(({ max }) => max < 4),
    found: findings(
      now.map(({ fact: { code }, at: place }) => ({ code, at: place })),
      earliest(placed.map(({ fact }) => changeOf(at, fact.since, fact.until))),
      now.map(({ fact }) => fact.code),
    ),
  }
}

/** The cap that a limit is reported as. */
function capOf(
  { code, on, target = '', max, setting }: Limit,
  at: string,
  risk: RiskSettings,
): Cap {
  const isDirect = on === 'conversation' || on === 'customer'
  const layer = isDirect ? on : layerOf(target)
  return { code, max: setting === undefined ? max : risk[setting], on: layer, at }
}

// What has to be checked of a telephone number, with the policy's line for one that was not.
const CHECKS = [
  { signal: 'sim_swap', code: 'sim_swap_unknown', setting: 'simSwapUnknown' },
  { signal: 'line_type', code: 'line_type_unknown', setting: 'lineTypeUnknown' },
] as const

/** Unknown is never clean: without a clean answer that still holds, the default cap applies. */
function capUnchecked(cleans: readonly Clean[], at: Instant, risk: RiskSettings): Ceiling {
  return lowest(
    CHECKS.map(({ signal, code, setting }) => {
      const { isClean, changesAt } = holdsClean(
        cleans.filter((clean) => clean.signal === signal),
        at,
      )
      if (isClean) return freeUntil(changesAt)
      const max = risk[setting]
      const ceiling = ceilingOf({ code, max, on: 'identifier' }, changesAt)
      return max < 4 ? ceiling : { max, caps: [], found: ceiling.found }
    }),
  )
}

/** Tells whether one of these clean answers holds now, and until when none, or one, does. */
export function holdsClean(
  cleans: readonly Clean[],
  at: Instant,
): { readonly isClean: boolean; readonly changesAt: Instant } {
  const now = cleans.filter(({ since, until }) => isWithin(at, since, until))
  if (now.length > 0) return { isClean: true, changesAt: Math.max(...now.map((one) => one.until)) }
  return {
    isClean: false,
    changesAt: earliest(cleans.map(({ since, until }) => changeOf(at, since, until))),
  }
}

const earliest = (instants: readonly Instant[]): Instant =>
  instants.reduce((first, instant) => Math.min(first, instant), NEVER)
