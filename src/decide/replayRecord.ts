import {
  type Assessment,
  type Cap,
  type Engagement,
  type Instant,
  levelOf,
  NEVER,
  type PathEdge,
  type Rank,
  type Support,
} from '../model/index.js'
import type { CompiledPolicy } from './compiled.js'
import { type Decided, decide } from './decide.js'
import type { DecisionRecord, SupportBand } from './decisionRecord.js'

/**
 * Decides a record again, under the policy that made it or a candidate; `null` for one recorded without its
 * assessment. Trust is taken as it was recorded, so a candidate that reads evidence otherwise (its `risk`,
 * `issuers`, `channels` or `refuses`) has to be replayed on engagements instead.
 */
export function replayRecord(policy: CompiledPolicy, record: DecisionRecord): Decided | null {
  const { supports, intent, channel, scheme, context } = record
  if (supports === null) return null
  const engagement: Engagement = {
    conversation: 'replayed',
    contact: { channel, address: scheme === undefined ? '' : `${scheme}:` },
    intent: {
      classes: intent.classes,
      actions: intent.actions,
      ...(intent.amount ? { amount: AMOUNT } : {}),
      ...(intent.payee ? { payee: PAYEE } : {}),
    },
    context,
  }
  return decide(policy, assessmentOf(record, supports), engagement)
}

const AMOUNT = 'amount'
const PAYEE = 'payee'
const OTHER = 'other'

// Any instant will do: ages are kept, moments are not.
const AT: Instant = Date.UTC(2100, 0, 1)

function assessmentOf(record: DecisionRecord, supports: readonly SupportBand[]): Assessment {
  const { write, read, resolution, tied, caps } = record.trust
  const { channel, session, limits } = record
  return {
    at: AT,
    ...(session === undefined ? {} : { channel: { name: channel, session } }),
    trust: {
      level: levelOf(write),
      rank: write,
      write,
      read,
      customer: tied ? 'customer' : null,
      resolution,
      path: [],
      caps: Object.entries(caps).map(capOf),
    },
    ...(limits !== undefined && { limits }),
    supports: supports.map(supportOf),
    risks: record.risks,
    reasons: [],
    changesAt: NEVER,
  }
}

const capOf = ([name, max]: readonly [string, Rank]): Cap => {
  const [on, code = 'other'] = name.split('.')
  return { code, max, on: LAYERS.find((layer) => layer === on) ?? 'identifier' }
}

const LAYERS = ['conversation', 'identifier', 'account', 'customer'] as const

const supportOf = (band: SupportBand): Support => ({
  customer: band.tied ? 'customer' : null,
  grade: band.grade,
  method: band.method,
  ...(band.via === undefined ? {} : { via: band.via }),
  category: band.categories[0] ?? null,
  categories: band.categories,
  causes: band.causes,
  phishable: band.phishable,
  ...(band.alone === true ? { alone: true as const } : {}),
  ...(band.general === true ? { general: true as const } : {}),
  ...(band.vouched === true ? { vouched: true as const } : {}),
  since: AT - band.age * 1_000,
  purpose: band.purpose,
  ...(band.amount === 'none' ? {} : { amount: band.amount === 'same' ? AMOUNT : OTHER }),
  ...(band.payee === 'none' ? {} : { payee: band.payee === 'same' ? PAYEE : OTHER }),
  node: band.number === undefined ? '' : 'tel:',
  path: band.number === undefined ? [] : [edge(band.grade), edge(band.number)],
})

const edge = (grade: Rank): PathEdge => ({
  from: 'conversation',
  to: 'identifier',
  by: 'platform',
  grade,
})
