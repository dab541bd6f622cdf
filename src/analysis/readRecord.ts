import type { Category } from '../model/assessment.js'
import type { Rank } from '../model/level.js'
import { isRecord } from '../model/record.js'
import { fail, ok, type Result } from '../model/result.js'
import type { DecisionRecord, SupportBand } from '../policy/decisionRecord.js'

/** What of a decision record a replay needs: the evidence bands and the request, not what was decided. */
export type Replayable = DecisionRecord

type Json = Readonly<Record<string, unknown>>

/**
 * Reads a decision record from a log. What is not a record of ours, or was recorded without its evidence, is refused
 * by code and place; nothing it holds is repeated.
 */
export function readRecord(value: unknown): Result<Replayable> {
  if (!isRecord(value) || value['record'] !== 'countersign/1') return fail('not_a_record')
  const { trust, intent, context, channel, supports, risks, policy } = value
  if (supports === null) return fail('record_without_evidence', '/supports')
  if (typeof channel !== 'string') return fail('record_malformed', '/channel')
  if (!isTrust(trust)) return fail('record_malformed', '/trust')
  if (!isIntent(intent)) return fail('record_malformed', '/intent')
  if (!isRecord(context)) return fail('record_malformed', '/context')
  if (!isWords(risks)) return fail('record_malformed', '/risks')
  if (!isRecord(policy)) return fail('record_malformed', '/policy')
  if (!isBands(supports)) return fail('record_malformed', '/supports')
  return isDecisionRecord(value) ? ok(value) : fail('record_malformed')
}

// The parts were looked at one by one just above.
const isDecisionRecord = (value: Json): value is Json & DecisionRecord =>
  value['record'] !== undefined

const isRank = (value: unknown): value is Rank =>
  value === 0 || value === 1 || value === 2 || value === 3 || value === 4

const isWords = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((word) => typeof word === 'string')

const isTrust = (value: unknown): boolean =>
  isRecord(value) &&
  isRank(value['write']) &&
  isRank(value['read']) &&
  typeof value['resolution'] === 'string' &&
  typeof value['tied'] === 'boolean' &&
  isRecord(value['caps'])

const isIntent = (value: unknown): boolean =>
  isRecord(value) && isWords(value['classes']) && isWords(value['actions'])

const isBands = (value: unknown): value is readonly SupportBand[] =>
  Array.isArray(value) && value.every(isBand)

const CATEGORIES: readonly Category[] = ['knowledge', 'possession', 'inherence']

const isBand = (value: unknown): boolean =>
  isRecord(value) &&
  isRank(value['grade']) &&
  typeof value['method'] === 'string' &&
  typeof value['age'] === 'number' &&
  value['age'] >= 0 &&
  typeof value['phishable'] === 'boolean' &&
  Array.isArray(value['causes']) &&
  Array.isArray(value['categories']) &&
  value['categories'].every((category) => CATEGORIES.some((known) => known === category))
