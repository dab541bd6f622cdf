import {
  type AssessedRequest,
  type Assessment,
  type Engagement,
  type Instant,
  isAbsent,
  type Limits,
  levelOf,
  NEVER,
  type Rank,
  type Reason,
  toInstant,
  weaker,
} from '../model/index.js'
import { assertPlatform } from './assertPlatform.js'
import type { Endpoint, TrustQuestion } from './boundTo.js'
import { capConversation, capSplit } from './capConversation.js'
import { capOfNode, capOfTies } from './caps.js'
import { claimEdges } from './claimEdges.js'
import { pathOf, strictest } from './explainTrust.js'
import type { EdgesFound } from './facts.js'
import { drawGraph, type Graph } from './graph.js'
import { findLines, type SupportLines } from './lines.js'
import { NOBODY, readActing } from './readActing.js'
import { type EvidenceRead, factsAt, readEvidence } from './readFacts.js'
import { type Reading, readingOf } from './readingOf.js'
import { type Readers, readReaders } from './readReaders.js'
import { readTrust } from './readTrust.js'
import { type ResolvedCustomer, resolve } from './resolve.js'
import type { TrustSettings } from './settings.js'
import { toSupports } from './supports.js'
import {
  append,
  type Ceiling,
  FREE,
  lasting,
  merge,
  risksIn,
  type TrustFindings,
} from './trustFindings.js'
import { writeRank } from './writeRank.js'

/**
 * Works out the trust of an engagement: who is asking, how certain that is, how certain it is who
 * will read the answer, why, and until when.
 *
 * It always gives an answer, whatever the engagement holds. What cannot be read counts as absent,
 * and the reasons name it by code and path. Before `changesAt` the answer stays the same.
 */
export function assess(engagement: Engagement, at: Instant, settings: TrustSettings): Assessment {
  return assessReading(readingOf(engagement, settings), at, settings)
}

/**
 * Assesses an engagement that was read already, at one time. For several times `assessorOf` reads the evidence once.
 */
export const assessReading = (reading: Reading, at: Instant, settings: TrustSettings): Assessment =>
  assessorOf(reading, settings)(at)

/** Reads an engagement, and assesses it: what is asked for, and how far whoever asks can be trusted. */
export function assessRequest(
  engagement: Engagement,
  at: Instant,
  settings: TrustSettings,
): AssessedRequest {
  const reading = readingOf(engagement, settings)
  return { request: reading.request, assessment: assessReading(reading, at, settings) }
}

/**
 * Assesses one engagement that was read already, at any time: its evidence and claims are read the first time, and then no more.
 *
 * An instant is milliseconds since the epoch, between the years 2000 and 2200; at any other nothing counts. The
 * answer at one time depends on no other question that was asked before.
 */
export function assessorOf(reading: Reading, settings: TrustSettings): (at: Instant) => Assessment {
  const { boundTo } = reading
  let read: ItemsRead | null | undefined
  return (at) => {
    const now: unknown = at
    if (typeof now !== 'number' || toInstant(now) === null)
      return anonymous(0, { code: 'invalid_time' }, reading)
    if ('code' in boundTo) return anonymous(at, boundTo, reading)
    try {
      const about = { at, boundTo, settings }
      if (read === undefined) read = readItems(reading, about)
      if (read === null) return anonymous(at, { code: 'too_many', at: '/evidence' }, reading)
      return assessCase(reading, read, about)
    } catch {
      // JSON never throws when it is read, but an object with getters can.
      return anonymous(at, { code: 'unreadable', at: '' }, reading)
    }
  }
}

/** What others observed, and what the person says of themselves: read once, whatever the time. */
interface ItemsRead {
  readonly evidence: EvidenceRead
  readonly claims: EdgesFound
}

function readItems(reading: Reading, about: TrustQuestion): ItemsRead | null {
  const evidence = readEvidence(reading.evidence, about)
  if (evidence === null) return null
  return { evidence, claims: claimEdges(reading.claims, evidence, about.settings.regions) }
}

/**
 * The trust of nobody. It is the answer where the engagement, its time or its evidence cannot be read. No proof
 * given in it can reach anything (`limits.proof` is 0), so that no step-up is offered that would lead nowhere.
 */
const anonymous = (at: Instant, reason: Reason, { subject }: Reading): Assessment => ({
  at,
  // Nothing says that an unknown person may act for another. A word that cannot be read says on whose behalf it is as well.
  ...(!isAbsent(subject) && { acting: NOBODY }),
  trust: {
    level: 'anonymous',
    rank: 0,
    write: 0,
    read: 0,
    customer: null,
    resolution: 'none',
    path: [],
    caps: [],
  },
  limits: { proof: 0, reader: 0, others: 4 },
  supports: [],
  risks: [],
  reasons: [reason],
  changesAt: NEVER,
})

/**
 * The way of the data: evidence becomes facts, facts a graph with its caps and ways, edges become lines down to
 * customers, and these one customer, its supports and two ranks. Every step gives a value that brings its reasons, its
 * risks and its next change with it; nothing is written while asking, so neither order nor number of questions matters.
 */
function assessCase(
  reading: Reading,
  { evidence, claims }: ItemsRead,
  about: TrustQuestion,
): Assessment {
  const facts = factsAt(evidence, about)
  const graph = drawGraph(facts, about)
  const platform = assertPlatform(graph, about)
  const edges = append(facts.proofs, platform.edges)
  const sure = findLines(edges, graph, about)
  const claimed = findLines(claims.edges, graph, about)
  const lines = append(sure.lines, claimed.lines)
  const resolved = resolve(edges, claims.edges, lines, graph)
  const readers = readReaders(reading.readers, about)
  const { subject } = reading
  const concluded = conclude(
    { graph, platform, claims, sure, claimed, resolved, readers, subject },
    about,
  )
  const heldFor = purposesOf(evidence.candidates)
  return heldFor.length === 0 ? concluded : { ...concluded, heldFor }
}

/**
 * Lists for what else proof was given than for what is asked: once that is asked for, the proof counts, and may lead to
 * somebody else. Nothing of these proofs counts here.
 */
function purposesOf(candidates: EvidenceRead['candidates']): readonly string[] {
  const purposes: string[] = []
  for (const { unbound, edge } of candidates) {
    if (unbound === 'other_purpose' && edge.purpose !== null) purposes.push(edge.purpose)
  }
  return purposes
}

/** All that was followed, and the one customer that it leads to, if any. */
interface FollowedFacts {
  readonly graph: Graph
  readonly platform: EdgesFound
  readonly claims: EdgesFound
  /** What the platform asserts, and what was proved. */
  readonly sure: SupportLines
  readonly claimed: SupportLines
  readonly resolved: ResolvedCustomer
  readonly readers: Readers
  /** On whose behalf they say they write. */
  readonly subject: unknown
}

/**
 * The caps that no proof can lift: those of the contact's address and of what is tied to it, whoever it
 * leads to.
 */
const limit = ({ channel }: Endpoint, held: readonly Ceiling[], others: Rank): Limits => ({
  proof: 4,
  reader: held.reduce<Rank>((least, { max }) => weaker(least, max), channel.readCeiling),
  others,
})

function conclude(followed: FollowedFacts, about: TrustQuestion): Assessment {
  const { graph, platform, claims, sure, claimed, readers } = followed
  const { customer, resolution } = followed.resolved
  const { contact } = about.boundTo
  // A cap of the whole conversation caps every line, whoever it leads to.
  const conversation = capConversation(graph)
  const isProved = sure.lines.some(({ way }) => way !== null)
  const split = capSplit(resolution, isProved)
  const ceiling = weaker(conversation.max, split.max)
  const all = append(sure.lines, claimed.lines)
  // Lines to other customers say nothing of this one, and are not shown.
  const kept =
    customer === null ? all : all.filter(({ way }) => way === null || way.customer === customer)
  const made = toSupports(kept, { ceiling, isTied: customer !== null, caps: graph.caps }, about)
  const { supports } = made
  const read = readTrust(graph, readers, { customer, contact, supports, ceiling })
  const others = (readers.readers ?? []).map((reader) =>
    reader === null ? FREE : capOfNode(graph.caps, reader.node),
  )
  // A cap of 0 on the contact's own path leaves no line, so it would not be found on one.
  const own = contact.isPerson ? capOfNode(graph.caps, contact.node) : FREE
  const ties = capOfTies(graph.caps, contact.node)
  // Risks of what was proved, and of who else reads; what is only claimed brings reasons, and no risk.
  const bad: TrustFindings[] = [platform.found, ...sure.met, conversation.found]
  for (const other of others) bad.push(other.found)
  const write = writeRank(supports)
  const { acting, found } = readActing(followed.subject, graph.facts, { customer, write }, about)
  const rest = [
    readers.found,
    ...claimed.met,
    split.found,
    made.found,
    read.found,
    own.found,
    found,
  ]
  // The ties cap what may still be proved, so that when they end is an end of this answer, without a reason.
  const later = lasting(ties.found.changesAt)
  const { reasons, changesAt } = merge([graph.facts.found, claims.found, ...bad, ...rest, later])
  const caps = [conversation.caps, own.caps, split.caps]
  for (const line of kept) caps.push(...line.caps)
  return {
    at: about.at,
    channel: { name: contact.channel.name, session: contact.channel.session },
    trust: {
      level: levelOf(write),
      rank: write,
      write,
      read: read.rank,
      customer,
      resolution,
      path: pathOf(supports, write),
      caps: strictest(caps),
    },
    ...(acting !== undefined && { acting }),
    limits: limit(contact, [own, ties], read.others),
    supports,
    // Claims are left out of it, so that nobody is sent anywhere by what they say.
    risks: risksIn([...bad, split.found]),
    reasons,
    changesAt,
    ...sureAt(graph.facts, reasons),
  }
}

/**
 * Gives the instant at which the first of the proofs that count is over, where this surely shows in the answer.
 *
 * A proof that is over has a reason of its own: unless there is one like it already, the decision from then on
 * differs, and whoever looks for the end of a decision need not assess it again.
 */
function sureAt(
  { expiry }: Graph['facts'],
  reasons: readonly Reason[],
): Pick<Assessment, 'surelyAt'> {
  if (expiry === null) return {}
  const { instant, reason } = expiry
  const isKnown = reasons.some(({ code, at }) => code === reason.code && at === reason.at)
  return isKnown ? {} : { surelyAt: instant }
}
