import type { Assessment, Cap, PathEdge, Reason, Resolution, Support } from '../model/assessment.js'
import type { Engagement } from '../model/engagement.js'
import { type Instant, NEVER, toInstant } from '../model/instant.js'
import { levelOf, type Rank, stronger, weaker } from '../model/level.js'
import { isWithin } from './clock.js'
import { gather } from './gather.js'
import type { Graph } from './graph.js'
import { holdOther } from './hold.js'
import { readTrust } from './readTrust.js'
import { isUnread, readSetting } from './setting.js'
import type { TrustSettings } from './settings.js'
import { findLines, type Line, toSupport } from './supports.js'
import { findPair, writeRank } from './writeRank.js'

/**
 * Says who is asking, how sure we are of it and of everyone who would read the answer, why, and until when.
 *
 * Total: whatever the engagement holds, there is an answer, and what cannot be read counts as absent and is named in
 * the reasons by code and place. Before `changesAt` the answer is the same.
 */
export function assess(engagement: Engagement, at: Instant, settings: TrustSettings): Assessment {
  const input: unknown = engagement
  const now: unknown = at
  if (typeof now !== 'number' || toInstant(now) === null)
    return anonymous(0, { code: 'invalid_time' })
  if (!isUnread(input)) return anonymous(at, { code: 'malformed', at: '' })
  const setting = readSetting(input, settings)
  if ('code' in setting) return anonymous(at, setting)
  const graph = gather(input, setting, at, settings)
  if (graph === null) return anonymous(at, { code: 'too_many', at: '/evidence' })
  assertPlatform(graph)
  return conclude(graph, input['readers'])
}

const anonymous = (at: Instant, reason: Reason): Assessment => ({
  at,
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
  supports: [],
  risks: [],
  reasons: [reason],
  changesAt: NEVER,
})

/** Adds what the platform itself asserts of the address: the channel's grade, better or worse by its own evidence. */
function assertPlatform(graph: Graph): void {
  const { channel, node, isPerson } = graph.contact
  if (!isPerson) return void graph.reasons.push({ code: 'not_a_person', at: '/contact/address' })
  let grade = channel.grade
  for (const lift of graph.lifts) {
    if (lift.node === node && isWithin(graph.clock, lift.since, NEVER)) {
      grade = stronger(grade, lift.grade)
    }
  }
  grade = weaker(grade, holdOther(graph, 'platform').max)
  grade = weaker(grade, holdOther(graph, 'platform', node).max)
  if (grade > 0) graph.edges.push({ node, grade, by: 'platform', purpose: null })
}

function conclude(graph: Graph, readers: unknown): Assessment {
  const lines = findLines(graph)
  const { customer, resolution } = resolve(lines)
  const conversation = holdOther(graph, 'conversation')
  const isConflict = resolution === 'conflict'
  if (isConflict || resolution === 'ambiguous') note(graph, resolution)
  const ceiling = weaker(conversation.max, isConflict ? 1 : 4)
  const kept = lines.filter(
    (line) => customer === null || line.way === null || line.way.customer === customer,
  )
  const supports = kept
    .map((line) => toSupport(graph, line, ceiling, customer !== null))
    .filter((support) => support.grade > 0)
  const write = writeRank(supports)
  const read = readTrust(graph, readers, customer, supports, ceiling)
  const best = findBest(supports, write)
  const caps = capsOf(kept, conversation.caps, isConflict)
  return {
    at: graph.clock.at,
    trust: {
      level: levelOf(write),
      rank: write,
      write,
      read,
      customer,
      resolution,
      path: best.flatMap(({ path }): readonly PathEdge[] => path),
      caps,
    },
    supports,
    risks: [...graph.risks].sort(),
    reasons: graph.reasons,
    changesAt: graph.clock.next,
  }
}

function note(graph: Graph, code: 'ambiguous' | 'conflict'): void {
  if (code === 'conflict' || !graph.risks.has(code)) graph.reasons.push({ code })
  graph.risks.add(code)
}

/**
 * Which record the conversation is about, if any. Two customers with 2 or more each contradict each other, which is a
 * risk, never a choice. Ties of 1 to several are ambiguous, unless one customer has more.
 */
function resolve(lines: readonly Line[]): { customer: string | null; resolution: Resolution } {
  const best = new Map<string, Rank>()
  for (const { way, grade } of lines) {
    if (way !== null) best.set(way.customer, stronger(best.get(way.customer) ?? 0, grade))
  }
  if (best.size === 0) return { customer: null, resolution: 'none' }
  const sure = [...best].filter(([, grade]) => grade >= 2)
  const [chosen] = sure.length > 0 ? sure : best
  if (sure.length > 1) return { customer: null, resolution: 'conflict' }
  if (sure.length === 0 && best.size > 1) return { customer: null, resolution: 'ambiguous' }
  return { customer: chosen?.[0] ?? null, resolution: 'unique' }
}

/** The supports that make the rank: the best one, or the two that corroborate. */
function findBest(supports: readonly Support[], rank: Rank): readonly Support[] {
  if (rank === 0) return []
  const whole = supports.filter((support) => support.grade >= rank).sort(byName)[0]
  return whole === undefined ? (findPair(supports) ?? []) : [whole]
}

const byName = (a: Support, b: Support): number =>
  a.path.length - b.path.length || (a.method < b.method ? -1 : a.method > b.method ? 1 : 0)

/** Every limit on the lines that were followed, once. */
function capsOf(
  lines: readonly Line[],
  conversation: readonly Cap[],
  isConflict: boolean,
): readonly Cap[] {
  const caps = new Map<string, Cap>()
  for (const cap of conversation) caps.set(`${cap.code} ${cap.at}`, cap)
  if (isConflict) caps.set('conflict', { code: 'conflict', max: 1, on: 'conversation' })
  for (const line of lines) {
    for (const cap of line.caps) caps.set(`${cap.code} ${cap.on} ${cap.at} ${cap.max}`, cap)
  }
  return [...caps.values()]
}
