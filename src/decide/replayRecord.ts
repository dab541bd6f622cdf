import {
  type Assessment,
  type Cap,
  type Engagement,
  type Instant,
  LAYERS,
  levelOf,
  NEVER,
  type PathEdge,
  type Rank,
  type Request,
  SECOND,
  type Support,
  shownAmount,
  toInstant,
} from '../model/index.js'
import { readRequest } from '../trust/index.js'
import type { CompiledPolicy } from './compiled.js'
import { type Decided, decideRequest } from './decide.js'
import type { DecisionRecord } from './decisionRecord.js'
import type { SupportBand } from './supportBands.js'

/**
 * Decides a record again, by the policy that made it or by a candidate; `null` for a record without
 * its assessment. Trust is taken as it was recorded. So a candidate that reads evidence differently
 * (by its `risk`, `issuers`, `channels` or `refuses`) must be replayed on engagements.
 */
export function replayRecord(policy: CompiledPolicy, record: DecisionRecord): Decided | null {
  const { supports, intent, channel, scheme, context } = record
  if (supports === null) return null
  const money = moneyOf(policy, context)
  const engagement: Engagement = {
    // Whatever a record leaves out is filled with words that no policy can know, and so decides nothing.
    conversation: 'replayed',
    contact: {
      channel,
      address: scheme === undefined ? '' : `${scheme}:`,
      // The beginning of an address stands for all addresses that begin with it.
      ...(record.to === undefined ? {} : { to: record.to.replace(/\*$/, '') }),
    },
    intent: {
      classes: intent.classes,
      actions: intent.actions,
      ...(intent.amount ? { amount: money.amount } : {}),
      ...(intent.payee ? { payee: PAYEE } : {}),
      ...(money.currency === undefined ? {} : { currency: money.currency }),
    },
    context,
  }
  // Trust is what it was; only what the policy makes of it is decided anew.
  const assessment = assessmentOf(record, supports, shownAmount(money) ?? AMOUNT)
  const request = readRequest(engagement, policy)
  const name = assessment.channel?.name ?? request.channel
  return decideRequest(policy, assessment, {
    ...request,
    channel: name,
    ...staffOf(record, assessment.at),
  })
}

/**
 * Gives who saw it, and with whose word, as far as the record names them. Ages count back from the
 * time of replay, so a glass that was open is open again.
 */
function staffOf(
  { roles = [], breakGlass }: DecisionRecord,
  now: Instant,
): Pick<Request, 'agent' | 'breakGlass'> {
  if (breakGlass === undefined) return { agent: { roles } }
  const { reason, requestedBy, approvedBy, approverRoles, age, left } = breakGlass
  return {
    agent: { worker: requestedBy, roles },
    breakGlass: {
      // A record keeps how long ago it was approved and how long it still holds, so both count from the time of
      // replay.
      ...{ reason, requestedBy, approvedBy: { worker: approvedBy, roles: approverRoles } },
      at: now - age * SECOND,
      until: now + left * SECOND,
    },
  }
}

/** Finds the amount that was asked for, as far as the record tells: one that stands for its band, in its currency. */
function moneyOf({ facts = {} }: CompiledPolicy, context: DecisionRecord['context']) {
  // A fact with a currency is the amount that was asked for, kept as the band in which it lies.
  for (const [name, { currency }] of Object.entries(facts)) {
    const amount = context[name]
    if (currency !== undefined && amount !== undefined) return { amount: String(amount), currency }
  }
  return { amount: AMOUNT }
}

// Stand-ins: proofs are only ever compared with what was asked for, so any one word will do for it, and another for
// the rest.
const AMOUNT = 'amount'
const PAYEE = 'payee'
const OTHER = 'other'

/**
 * Where the policy named no date no moment is kept, and none of a candidate's dates is known to
 * have passed: a time that cannot be one. Ages are counted from it all the same.
 */
const NO_TIME: Instant = Date.UTC(2300, 0, 1)

/**
 * Makes the assessment that a record was made from, as far as a decision looks at it.
 *
 * Reasons of trust are not decided on, so they stay out; and as nothing is read again, nothing of it changes with
 * time.
 */
function assessmentOf(
  record: DecisionRecord,
  supports: readonly SupportBand[],
  amount: string,
): Assessment {
  const { write, read, resolution, tied, caps } = record.trust
  const { channel, session, limits, acting: as, heldFor } = record
  const at = toInstant(record.time) ?? NO_TIME
  return {
    at,
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
    ...(as !== undefined && { acting: { as, subject: as.length === 0 ? null : 'subject' } }),
    ...(limits !== undefined && { limits }),
    ...(heldFor !== undefined && { heldFor }),
    supports: supports.map((band) => supportOf(band, amount, at)),
    risks: record.risks,
    reasons: [],
    changesAt: NEVER,
  }
}

/**
 * Reads a cap out of its recorded name, `layer.code`. A layer that is not known caps the identifier, where it is in
 * public view.
 */
const capOf = ([name, max]: readonly [string, Rank]): Cap => {
  const [on, code = 'other'] = name.split('.')
  return { code, max, on: LAYERS.find((layer) => layer === on) ?? 'identifier' }
}

/** Makes a support out of its band. Causes are compared with each other only, so their numbers stand for them. */
const supportOf = (band: SupportBand, amount: string, at: Instant): Support => ({
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
  // Ages are whole seconds in a record, and milliseconds everywhere else.
  since: at - band.age * 1_000,
  purpose: band.purpose,
  ...(band.amount === 'none' ? {} : { amount: band.amount === 'same' ? amount : OTHER }),
  ...(band.payee === 'none' ? {} : { payee: band.payee === 'same' ? PAYEE : OTHER }),
  node: band.number === undefined ? '' : 'tel:',
  // Of the number that writes the path below it matters: how far it leads is the most that a code to it can open.
  path: band.number === undefined ? [] : [edge(band.grade), edge(band.number)],
})

/** One step of a path, of which a plan reads nothing but the grade. */
const edge = (grade: Rank): PathEdge => ({
  from: 'conversation',
  to: 'identifier',
  by: 'platform',
  grade,
})
