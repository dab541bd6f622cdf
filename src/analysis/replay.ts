import {
  CHANNEL_NAMES,
  type CompiledPolicy,
  compareDecisions,
  conditionsOf,
  type DecisionRecord,
  type Difference,
  datedIn,
  factsIn,
  momentsIn,
  replayRecord,
} from '../decide/index.js'
import { evaluate } from '../evaluate.js'
import {
  type Engagement,
  fail,
  type Instant,
  isRecord,
  ok,
  type Result,
  toInstant,
} from '../model/index.js'
import { agesOf, trustKey } from '../space/index.js'
import { readRecord } from './readRecord.js'

/** One past decision, made again under the policy it was made by and under a candidate. */
export interface Replayed {
  readonly channel: string
  /** What the candidate decides otherwise; empty where nothing. */
  readonly differences: readonly Difference[]
}

/**
 * Decides past decisions again, one at a time. It never throws, and no code or path repeats what
 * was received.
 */
export type Replay = (value: unknown) => Result<Replayed>

/**
 * How many different records are remembered; the bands of evidence make most records alike. What it buys: 30,000 records
 * under the bank's example policy take 0.3 s, and 1 s when each is decided.
 */
const MOST_REMEMBERED = 50_000

/**
 * Makes a replay of two policies. It takes decision records, engagements with a time (`{engagement,
 * at}`), or bare engagements, which are decided at `now`.
 *
 * A record holds trust as it was worked out, so it does not always show what the new policy would
 * decide. Codes of what is refused:
 *
 * - `trust_read_otherwise`: the two policies read evidence differently (`risk`, `issuers`,
 *   `channels`, `knowledge`, `counters` or `refuses`);
 * - `not_recorded`: the new policy asks for a fact, topic, role, address or date that the old
 *   policy does not name;
 * - `made_by_another_policy`: the record has another digest than the old policy;
 * - `not_a_record`, `newer_record`, `record_malformed`, `record_without_evidence`: it cannot be
 *   read.
 *
 * Records that neither policy can tell apart are decided once.
 *
 * @example
 * ```ts
 * const replay = makeReplay(live, candidate, now)
 * const tally = startTally()
 * for (const record of records) tally.add(replay(record))
 * const { looser, stricter, broken } = tally.counts()
 * ```
 */
export function makeReplay(old: CompiledPolicy, next: CompiledPolicy, now: Instant): Replay {
  const bounds = boundsOf(old, next)
  const remembered = new Map<string, readonly Difference[]>()
  const isReadAlike = trustKey(old) === trustKey(next)
  const isToldAll = tellsAll(old, next)
  return (value) => {
    if (isRecord(value) && 'record' in value) {
      if (!isReadAlike) return fail('trust_read_otherwise', '/trust')
      if (!isToldAll) return fail('not_recorded', '/context')
      const record = readRecord(value)
      if (!record.ok) return record
      // By the words of the policy that made it, what it left out may have been known.
      if (record.value.policy.digest !== old.digest)
        return fail('made_by_another_policy', '/policy/digest')
      return replayOne(record.value)
    }
    const situation = situationOf(value, now)
    if (situation === null) return fail('not_a_record')
    const { engagement, at } = situation
    const before = evaluate(old, engagement, at)
    const differences = compareDecisions(before, evaluate(next, engagement, at))
    return ok({ channel: before.channel === '' ? 'other' : before.channel, differences })
  }

  function replayOne(record: DecisionRecord): Result<Replayed> {
    const key = keyOf(record, bounds)
    const known = remembered.get(key)
    const channel = CHANNEL_NAMES.find((name) => name === record.channel) ?? 'other'
    if (known !== undefined) return ok({ channel, differences: known })
    const before = replayRecord(old, record)
    const after = replayRecord(next, record)
    if (before === null || after === null) return fail('record_without_evidence', '/supports')
    const differences = compareDecisions(before, after)
    // A full list stays as it is, because the most frequent records came first.
    if (remembered.size < MOST_REMEMBERED) remembered.set(key, differences)
    return ok({ channel, differences })
  }
}

/**
 * Tells whether records of the old policy hold all that a candidate asks for: facts are recorded only where the policy
 * names them and they are what it names, and what is asked for only where it is the policy's own class or action.
 */
function tellsAll(old: CompiledPolicy, next: CompiledPolicy): boolean {
  const [known, asked] = [old, next].map((policy) =>
    factsIn(conditionsOf(policy)).map(([fact, test]) => {
      const declared = policy.facts?.[fact]
      return JSON.stringify(declared === undefined ? [fact, test] : [fact, declared])
    }),
  )
  const addresses = conditionsOf(old).flatMap(({ to = [] }) => to)
  const moments = momentsIn(datedIn(old))
  const topics = [...old.classes, ...old.actions].map(({ name }) => name)
  return (
    (asked ?? []).every((fact) => known?.includes(fact)) &&
    momentsIn(datedIn(next)).every((moment) => moments.includes(moment)) &&
    (next.roles ?? []).every((role) => (old.roles ?? []).includes(role)) &&
    conditionsOf(next).every(
      ({ intent = [], to = [] }) =>
        intent.every((topic) => topics.includes(topic)) &&
        to.every((address) => addresses.includes(address)),
    )
  )
}

/** Gives every age that either policy tells apart, in milliseconds, the least first. */
export const boundsOf = (old: CompiledPolicy, next: CompiledPolicy): readonly number[] =>
  [...new Set([...agesOf(old), ...agesOf(next)])].sort((a, b) => a - b)

/** Counts the bounds that an age in seconds has reached: ages of one place are alike to both policies. */
export function placeOf(seconds: number, bounds: readonly number[]): number {
  const milliseconds = seconds * 1_000
  let place = 0
  while (place < bounds.length && milliseconds >= (bounds[place] ?? 0)) place += 1
  return place
}

/** Reads an engagement with its time, or bare; `null` for what is neither, or has no time. */
function situationOf(
  value: unknown,
  now: Instant,
): { readonly engagement: Engagement; readonly at: Instant } | null {
  if (!isRecord(value)) return null
  const { engagement, at } = value
  if (isEngagement(engagement)) {
    const time = toInstant(at)
    return time === null ? null : { engagement, at: time }
  }
  return isEngagement(value) ? { engagement: value, at: now } : null
}

/**
 * Gives a key that is equal for two records only where both policies decide them alike: all that `replayRecord` reads,
 * with each age of a proof as the bound it has passed. What is left out here would be answered by another's answer.
 */
function keyOf(record: DecisionRecord, bounds: readonly number[]): string {
  const { channel, scheme, session, trust, risks, supports, intent, context, to, roles } = record
  const { time, acting, limits, breakGlass, heldFor } = record
  let key = `${channel} ${scheme} ${session} ${trust.write}${trust.read}${trust.tied} ${trust.resolution} ${risks.join()}`
  for (const cap in trust.caps) key += ` ${cap}${trust.caps[cap]}`
  for (const band of supports ?? []) {
    const place = placeOf(band.age, bounds)
    key += `|${band.grade}${band.method} ${band.via} ${band.categories.join()} ${band.causes.join()} ${band.phishable}${band.alone}${band.general}${band.vouched}${place} ${band.purpose} ${band.amount} ${band.payee} ${band.tied}${band.number}`
  }
  key += `|${intent.classes.join()}|${intent.actions.join()}|${intent.amount}${intent.payee}`
  key += `|${to}|${roles?.join()}|${time}|${acting?.join()}|${heldFor?.join()}|${JSON.stringify([limits, breakGlass])}`
  for (const fact in context) key += `|${fact}=${JSON.stringify(context[fact])}`
  return key
}

/** Tells whether a value may be an engagement. Evaluation reads everything else with care. */
export const isEngagement = (value: unknown): value is Engagement =>
  isRecord(value) && typeof value['conversation'] === 'string' && isRecord(value['contact'])
