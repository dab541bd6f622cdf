import { findMethod, type Proof } from '../evidence/index.js'
import type { Evidence } from '../model/engagement.js'
import { findOtherGiver, findOutOfTime, findUnbound } from './bind.js'
import { startClock } from './clock.js'
import { type Edge, type Graph, startGraph } from './graph.js'
import { placeFact, type Source } from './placeFact.js'
import { readClaims } from './readClaims.js'
import type { Reading } from './readEngagement.js'
import { isUnread, type Setting } from './setting.js'
import type { TrustSettings } from './settings.js'

// More items than any conversation gathers; beyond it nothing is read.
const MOST = 1024

/** A proof that was read, with the reason why it may not count. */
interface Candidate {
  readonly edge: Edge
  readonly proof: Proof
  readonly unbound: string | null
}

interface Gathering {
  readonly graph: Graph
  readonly setting: Setting
  /** The original of each approval, once there are several proofs of a name. */
  once: Map<string, Candidate> | null
  readonly candidates: Candidate[]
}

/** Reads an engagement's claims and evidence into a graph. `null` when there is more evidence than may be read. */
export function gather(
  reading: Pick<Reading, 'claims' | 'evidence'>,
  setting: Setting,
  at: number,
  settings: TrustSettings,
): Graph | null {
  const { conversation, contact } = setting
  const graph = startGraph(startClock(at), settings, conversation, contact)
  const { claims, evidence } = reading
  if (Array.isArray(evidence) && evidence.length > MOST) return null
  const gathering: Gathering = { graph, setting, once: null, candidates: [] }
  if (Array.isArray(evidence)) {
    for (let index = 0; index < evidence.length; index++)
      readItem(gathering, evidence[index], index)
  } else if (evidence !== undefined && evidence !== null) {
    graph.reasons.push({ code: 'malformed', at: '/evidence' })
  }
  findOriginals(gathering)
  for (const candidate of gathering.candidates) admit(gathering, candidate)
  readClaims(graph, claims)
  return graph
}

function readItem(gathering: Gathering, item: unknown, index: number): void {
  const { graph, setting } = gathering
  const at = PLACES[index] ?? `/evidence/${index}`
  // Nobody can say of what kind it is, so it may be bad news.
  if (!isEvidence(item)) {
    graph.reasons.push({ code: 'malformed', at })
    return void graph.unreadable.push({ unreadable: {}, at })
  }
  const method = findMethod(item.kind)
  if (method === undefined) {
    return void graph.reasons.push({ code: 'unknown_kind', at: `${at}/kind` })
  }
  const { kind } = method
  for (const refusal of graph.settings.refuses) {
    if (refusal.kind !== kind) continue
    return void graph.reasons.push({ code: 'refused', at, rule: refusal.rule })
  }
  const read = method.read(item, graph.settings)
  if (!read.ok) {
    for (const issue of read.issues) graph.reasons.push({ code: issue.code, at: at + issue.path })
    return
  }
  const other = method.bound ? findOtherGiver(item, setting, graph.settings) : null
  const unbound = other ?? findUnbound(item, setting)
  const source: Source = { item, kind, at, unbound, isByAnother: other !== null }
  let isLeftOut = false
  for (const fact of read.value) {
    if (fact.type === 'proof') propose(gathering, fact, source)
    else if (!placeFact(graph, setting, fact, source)) continue
    isLeftOut = true
  }
  if (isLeftOut && source.unbound !== null) graph.reasons.push({ code: source.unbound, at })
}

// The places of the items that nearly every engagement has.
const PLACES: readonly string[] = Array.from({ length: 64 }, (_, index) => `/evidence/${index}`)

const isEvidence = (item: unknown): item is Evidence =>
  isUnread(item) && typeof item['kind'] === 'string'

function propose(gathering: Gathering, proof: Proof, source: Source): void {
  const { kind, at, unbound, item } = source
  const { purpose, message } = item
  const candidate: Candidate = {
    proof,
    unbound,
    edge: {
      node: proof.node,
      grade: proof.grade,
      by: kind,
      at,
      purpose: typeof purpose === 'string' ? purpose : null,
      ...(typeof message === 'string' && message !== '' && { namesMessage: true }),
      proof,
    },
  }
  gathering.candidates.push(candidate)
}

/** Finds the original of every approval. A lone proof is its own. */
function findOriginals(gathering: Gathering): void {
  const { candidates } = gathering
  if (candidates.length < 2) return
  const once = new Map<string, Candidate>()
  for (const candidate of candidates) {
    if (candidate.proof.once === undefined) continue
    const key = onceKey(candidate)
    const rival = once.get(key)
    if (rival === undefined || isOriginal(candidate, rival)) once.set(key, candidate)
  }
  gathering.once = once
}

const onceKey = ({ edge, proof }: Candidate): string => `${edge.by} ${proof.once}`

/**
 * Of one approval presented several times the earliest is the original; at the same instant the one that does not
 * count here, then the narrower, so that a copy never opens more. For the same purpose that is the one that names no
 * message: on a channel without a session it opens no action.
 */
function isOriginal(one: Candidate, other: Candidate): boolean {
  if (one.proof.since !== other.proof.since) return one.proof.since < other.proof.since
  if ((one.unbound === null) !== (other.unbound === null)) return one.unbound !== null
  const [a, b] = [one.edge.purpose, other.edge.purpose]
  if (a !== b) return a !== null && (b === null || a < b)
  if (one.edge.namesMessage !== other.edge.namesMessage) return other.edge.namesMessage === true
  return one.proof.node < other.proof.node
}

function admit({ graph, setting, once }: Gathering, candidate: Candidate): void {
  const { edge, proof, unbound } = candidate
  if (unbound !== null) return
  const { at = '' } = edge
  const original =
    once === null || proof.once === undefined ? candidate : once.get(onceKey(candidate))
  if (original !== candidate) return void graph.reasons.push({ code: 'used_before', at })
  const late = findOutOfTime(graph.clock, proof, setting.contact.channel.session)
  if (late !== null) return void graph.reasons.push({ code: late, at })
  graph.edges.push(edge)
}
