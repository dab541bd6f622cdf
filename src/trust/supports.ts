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
import type { TrustQuestion } from './boundTo.js'
import type { Caps } from './caps.js'
import { layerOf } from './facts.js'
import type { SupportLine } from './lines.js'
import { lasting, NOTHING, type TrustFindings } from './trustFindings.js'
import type { CustomerPath } from './ways.js'

/** Supports, and when the first of them counts for less. */
export interface Supports {
  readonly supports: readonly Support[]
  /** When the first of them stops to corroborate others. */
  readonly found: TrustFindings
}

/** What every line is capped by. */
export interface ConversationCeiling {
  readonly ceiling: Rank
  /** Whether it is known which customer the conversation is about. */
  readonly isTied: boolean
  readonly caps: Caps
}

/** Makes the supports of lines, capped as the whole conversation is. */
export function toSupports(
  lines: readonly SupportLine[],
  whole: ConversationCeiling,
  about: TrustQuestion,
): Supports {
  // A conversation that is shut has no support to be filtered, whatever was proved in it.
  if (whole.ceiling === 0) return { supports: [], found: NOTHING }
  let next = NEVER
  for (const line of lines) {
    const ages = agesAt(line)
    if (ages > about.at) next = Math.min(next, ages)
  }
  return { supports: lines.map((line) => toSupport(line, whole, about)), found: lasting(next) }
}

// A proof older than this still verifies, but no longer helps to `strong` (63B-4 §2.2.3, AAL2 overall time-out).
const CORROBORATES = DAY

/** When a line's proof stops to corroborate others; `NEVER` for what does not corroborate. */
const agesAt = ({ edge: { proof }, grade }: SupportLine): Instant =>
  proof === undefined || grade < 3 ? NEVER : proof.since + CORROBORATES

function toSupport(line: SupportLine, whole: ConversationCeiling, about: TrustQuestion): Support {
  const { edge } = line
  const { proof = NO_PROOF, by: method, purpose, node } = edge
  const { via, amount, payee, vouched } = proof
  const way = whole.isTied ? line.way : null
  // The proof is for nothing in particular, on a channel where somebody who forges the address may ask: it opens
  // classes, and never an action.
  const isGeneral =
    proof !== NO_PROOF &&
    purpose === null &&
    edge.namesMessage !== true &&
    !about.boundTo.contact.channel.session
  const support: Writable<Support> = {
    customer: way === null ? null : way.customer,
    // A path that leads to no record says that somebody is there, and not who, which is worth 1.
    grade: weaker(way === null ? 1 : line.grade, whole.ceiling),
    method,
    category: proof.categories[0] ?? null,
    categories: proof.categories,
    causes: proof.causes,
    phishable: proof.phishable,
    since: proof.since ?? about.at,
    purpose,
    node,
    path: pathOf(line, way, whole.ceiling),
  }
  // Set one by one: to spread an object for each of them takes several times as long, at every message.
  if (vouched === true) support.vouched = vouched
  if (via !== undefined) support.via = via
  if (amount !== undefined) support.amount = amount
  if (payee !== undefined) support.payee = payee
  if (isGeneral) support.general = true
  if (isAlone(line, whole, about.at)) support.alone = true
  return support
}

/** A value that is still being made. */
type Writable<Of> = { -readonly [Key in keyof Of]: Of[Key] }

// What a platform asserts, or somebody claims, has no cause and no age, because it is said again
// with every message.
const NO_PROOF: Omit<Partial<ProofFact>, 'categories' | 'causes' | 'phishable'> &
  Pick<ProofFact, 'categories' | 'causes' | 'phishable'> = {
  categories: [],
  causes: [],
  phishable: true,
}

/**
 * Whether a proof that could corroborate another does not: it is older than a day, or what it speaks of is
 * capped.
 *
 * A cap of 3 holds each proof at 3 and would leave two of them at 4 together, so it also ends corroboration.
 */
function isAlone(line: SupportLine, { ceiling, caps }: ConversationCeiling, at: Instant): boolean {
  const { edge, grade, way } = line
  if (edge.proof === undefined || grade < 3) return false
  if (agesAt(line) <= at) return true
  return ceiling < 4 || (way !== null && (caps.customers.get(way.customer)?.max ?? 4) < 4)
}

/**
 * The path of a line: its edge, then its way, with the first of the weakest steps marked. Grades are after caps, as
 * the decision shows them.
 */
function pathOf(
  { edge, first }: SupportLine,
  way: CustomerPath | null,
  ceiling: Rank,
): readonly PathEdge[] {
  const { node, by, at } = edge
  const to = layerOf(node)
  const begin: Writable<PathEdge> = {
    from: 'conversation',
    to,
    by,
    grade: weaker(first, ceiling),
  }
  if (at !== undefined) begin.at = at
  const path = [begin]
  // The first of the weakest edges is the one that would have to be better.
  let weakest = begin
  for (const step of way?.steps ?? []) {
    const from = path.length === 1 ? to : 'account'
    const edge: Writable<PathEdge> = {
      from,
      to: step.to,
      by: step.by,
      grade: step.grade,
      at: step.at,
    }
    path.push(edge)
    if (edge.grade < weakest.grade) weakest = edge
  }
  weakest.bottleneck = true
  return path
}
