import type { ProofFact } from '../evidence/index.js'
import {
  DAY,
  type Instant,
  NEVER,
  type PathEdge,
  type Rank,
  type Support,
  weaker,
} from '../model/index.js'
import type { Caps } from './caps.js'
import { layerOf } from './facts.js'
import { type Found, findings } from './found.js'
import type { SupportLine } from './lines.js'
import type { Case } from './setting.js'
import type { Way } from './ways.js'

/** Supports, and when the first of them counts for less. */
export interface Supports {
  readonly supports: readonly Support[]
  readonly found: Found
}

/** What holds down, or leaves alone, every line. */
export interface TrustCeiling {
  readonly ceiling: Rank
  /** Whether it is known which customer the conversation is about. */
  readonly isTied: boolean
  readonly caps: Caps
}

/** Makes the supports of lines, held down by what holds down the whole conversation. */
export function toSupports(
  lines: readonly SupportLine[],
  whole: TrustCeiling,
  about: Case,
): Supports {
  const open = whole.ceiling === 0 ? [] : lines
  const next = open.map((line) => agesOf(line).find((instant) => instant > about.at) ?? NEVER)
  const supports = open.map((line) => toSupport(line, whole, about))
  return {
    supports,
    found: findings(
      [],
      next.reduce((first, one) => Math.min(first, one), NEVER),
    ),
  }
}

// A proof older than this still verifies, but no longer helps to `strong` (63B-4 §2.2.3, AAL2 overall time-out).
const CORROBORATES = DAY

/** When a line's proof stops to corroborate others; none for what does not corroborate. */
const agesOf = ({ edge: { proof }, grade }: SupportLine): readonly Instant[] =>
  proof === undefined || grade < 3 ? [] : [proof.since + CORROBORATES]

function toSupport(line: SupportLine, whole: TrustCeiling, about: Case): Support {
  const { edge } = line
  const { proof = NO_PROOF, by: method, purpose, node } = edge
  const { via, amount, payee, vouched } = proof
  const way = whole.isTied ? line.way : null
  const isGeneral =
    proof !== NO_PROOF &&
    purpose === null &&
    edge.namesMessage !== true &&
    !about.setting.contact.channel.session
  return {
    customer: way === null ? null : way.customer,
    grade: weaker(way === null ? 1 : line.grade, whole.ceiling),
    method,
    category: proof.category,
    categories: proof.categories,
    causes: proof.causes,
    phishable: proof.phishable,
    since: proof.since ?? about.at,
    purpose,
    node,
    path: pathOf(line, way, whole.ceiling),
    ...(vouched === true && { vouched }),
    ...(via !== undefined && { via }),
    ...(amount !== undefined && { amount }),
    ...(payee !== undefined && { payee }),
    ...(isGeneral && { general: true }),
    ...(isAlone(line, whole, about.at) && { alone: true }),
  }
}

// What a platform asserts, or somebody says, rests on nothing, and is said anew at every message.
const NO_PROOF: Omit<Partial<ProofFact>, 'category' | 'categories' | 'causes' | 'phishable'> &
  Pick<ProofFact, 'category' | 'categories' | 'causes' | 'phishable'> = {
  category: null,
  categories: [],
  causes: [],
  phishable: true,
}

/** Whether a proof that could corroborate another does not: it is too old, or what it speaks of is held down. */
function isAlone(line: SupportLine, { ceiling, caps }: TrustCeiling, at: Instant): boolean {
  const { edge, grade, way } = line
  if (edge.proof === undefined || grade < 3) return false
  if (agesOf(line).some((instant) => instant <= at)) return true
  return ceiling < 4 || (way !== null && (caps.customers.get(way.customer)?.max ?? 4) < 4)
}

/** The path of a line: its edge, then its way. */
function pathOf({ edge, first }: SupportLine, way: Way | null, ceiling: Rank): readonly PathEdge[] {
  const { node, by, at } = edge
  const to = layerOf(node)
  const steps = way?.steps ?? []
  const least = steps.reduce((least, { grade }) => weaker(least, grade), weaker(first, ceiling))
  const grade = weaker(first, ceiling)
  // The first of the weakest edges is the one that would have to be better.
  const weakest = grade === least ? -1 : steps.findIndex((step) => step.grade === least)
  const place = at === undefined ? {} : { at }
  const bottleneck = (index: number) => (index === weakest ? { bottleneck: true } : {})
  const begin: PathEdge = { from: 'conversation', to, by, grade, ...place, ...bottleneck(-1) }
  return [
    begin,
    ...steps.map((step, index) => ({
      from: index === 0 ? to : ('account' as const),
      to: step.to,
      by: step.by,
      grade: step.grade,
      at: step.at,
      ...bottleneck(index),
    })),
  ]
}
