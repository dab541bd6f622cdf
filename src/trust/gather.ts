import { parseIdentifier } from '../channels/index.js'
import {
  type Clean,
  type Fact,
  findMethod,
  isAccount,
  isTelephone,
  type Limit,
  type Proof,
} from '../evidence/index.js'
import type { Draft } from '../model/draft.js'
import type { Evidence } from '../model/engagement.js'
import type { Rank } from '../model/level.js'
import { findOutOfTime, findUnbound } from './bind.js'
import { startClock } from './clock.js'
import {
  addLimit,
  type Edge,
  factsOf,
  type Graph,
  type PlacedLimit,
  type PlacedTie,
  startGraph,
} from './graph.js'
import { isUnread, type Setting, type Unread } from './setting.js'
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
  engagement: Unread,
  setting: Setting,
  at: number,
  settings: TrustSettings,
): Graph | null {
  const { conversation, contact } = setting
  const graph = startGraph(startClock(at), settings, conversation, contact)
  const { claims, evidence } = engagement
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
  if (!isEvidence(item)) return void graph.reasons.push({ code: 'malformed', at })
  const { kind } = item
  const method = findMethod(kind)
  if (method === undefined) {
    return void graph.reasons.push({ code: 'unknown_kind', at: `${at}/kind` })
  }
  for (const refusal of graph.settings.refuses) {
    if (refusal.kind !== kind) continue
    return void graph.reasons.push({ code: 'refused', at, rule: refusal.rule })
  }
  const read = method.read(item, graph.settings)
  if (!read.ok) {
    for (const issue of read.issues) graph.reasons.push({ code: issue.code, at: at + issue.path })
    return
  }
  const source: Source = { item, kind, at, unbound: findUnbound(item, setting) }
  let isLeftOut = false
  for (const fact of read.value) if (place(gathering, fact, source)) isLeftOut = true
  if (isLeftOut && source.unbound !== null) graph.reasons.push({ code: source.unbound, at })
}

// The places of the items that nearly every engagement has.
const PLACES: readonly string[] = Array.from({ length: 64 }, (_, index) => `/evidence/${index}`)

const isEvidence = (item: unknown): item is Evidence =>
  isUnread(item) && typeof item['kind'] === 'string'

interface Source {
  readonly item: Unread
  readonly kind: string
  readonly at: string
  readonly unbound: string | null
}

/** Puts one fact in its place; tells whether it was left out because its item is not bound here. */
function place(gathering: Gathering, fact: Fact, source: Source): boolean {
  const { graph } = gathering
  switch (fact.type) {
    case 'proof':
      propose(gathering, fact, source)
      return source.unbound !== null
    case 'tie':
      if (fact.local === true && source.unbound !== null) return true
      addTie(graph, { tie: fact, by: source.kind, at: source.at })
      return false
    case 'limit':
      if (isOfAnother(fact, source.item, gathering.setting)) return true
      addLimit(graph, placeLimit(graph, fact, source.at))
      return false
    case 'clean':
      addClean(graph, fact)
      return false
    case 'lift':
      if (source.unbound === null) graph.lifts.push(fact)
      return source.unbound !== null
    case 'said':
      addClaim(graph, fact.text, source.at)
      return false
    case 'note':
      graph.reasons.push({ code: fact.code, at: source.at + fact.path })
      return false
  }
}

function addTie(graph: Graph, placed: PlacedTie): void {
  const facts = factsOf(graph, placed.tie.from)
  if (facts.ties === null) facts.ties = [placed]
  else facts.ties.push(placed)
}

function addClean(graph: Graph, clean: Clean): void {
  const facts = factsOf(graph, clean.node)
  if (facts.cleans === null) facts.cleans = [clean]
  else facts.cleans.push(clean)
}

function placeLimit({ settings }: Graph, limit: Limit, at: string): PlacedLimit {
  const { code, on, target = '' } = limit
  const max = code === 'non_fixed_voip' ? settings.risk.nonFixedVoip : limit.max
  const isDirect = on === 'conversation' || on === 'customer'
  const layer = isDirect ? on : isAccount(target) ? 'account' : 'identifier'
  return { limit, at, cap: { code, max, on: layer, at }, isNoted: false }
}

/** Bad news about a conversation or a message counts unless it plainly speaks of another one. */
function isOfAnother(limit: Limit, item: Unread, setting: Setting): boolean {
  if (limit.on !== 'conversation' && limit.on !== 'platform') return false
  const { conversation, message } = item
  if (typeof conversation === 'string' && conversation !== setting.conversation) return true
  return limit.on === 'platform' && typeof message === 'string' && message !== setting.message
}

function propose(gathering: Gathering, proof: Proof, source: Source): void {
  const { kind, at, unbound, item } = source
  const { purpose } = item
  const candidate: Candidate = {
    proof,
    unbound,
    edge: {
      node: proof.node,
      grade: proof.grade,
      by: kind,
      at,
      purpose: typeof purpose === 'string' ? purpose : null,
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
 * count here, then the narrower, so that a copy never opens more.
 */
function isOriginal(one: Candidate, other: Candidate): boolean {
  if (one.proof.since !== other.proof.since) return one.proof.since < other.proof.since
  if ((one.unbound === null) !== (other.unbound === null)) return one.unbound !== null
  const [a, b] = [one.edge.purpose, other.edge.purpose]
  if (a !== b) return a !== null && (b === null || a < b)
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

// What a chat widget writes when nobody has said a name.
const NOBODY: ReadonlySet<string> = new Set([
  'anonymous',
  'customer',
  'guest',
  'unknown',
  'visitor',
])

function readClaims(graph: Graph, claims: unknown): void {
  if (claims === undefined || claims === null) return
  if (!isUnread(claims)) return void graph.reasons.push({ code: 'malformed', at: '/claims' })
  for (const value of Object.values(claims)) {
    if (typeof value === 'string') addClaim(graph, value)
    else if (typeof value === 'number' && Number.isFinite(value)) addClaim(graph, 'number')
  }
}

const CLAIMED: Rank = 1
// A longer text names no identifier.
const LONGEST = 320

/** A claim never makes an edge above 1. One that names a phone number or an e-mail address leads to its node. */
function addClaim(graph: Graph, value: string, at?: string): void {
  const text = value.trim()
  if (text === '' || NOBODY.has(text.toLowerCase())) return
  const node = namesIdentifier(text) ? parseIdentifier(text) : null
  const isNode = node !== null && (isTelephone(node) || node.startsWith('mailto:'))
  const claim: Draft<Edge> = {
    node: isNode ? node : 'claim:said',
    grade: CLAIMED,
    by: 'claim',
    purpose: null,
  }
  if (at !== undefined) claim.at = at
  graph.claims.push(claim)
}

const namesIdentifier = (text: string): boolean =>
  text.length <= LONGEST && (text.startsWith('+') || text.includes('@'))
