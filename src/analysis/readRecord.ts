import {
  type DecisionRecord,
  LINKS,
  newerThan,
  RECORD_FORM,
  RECORD_VERSION,
  type SupportBand,
} from '../decide/index.js'
import {
  CATEGORIES,
  fail,
  failAll,
  isAbsentOr,
  isRank,
  isRecord,
  isRelation,
  isScalar,
  isTexts,
  type JsonObject,
  ok,
  toInstant,
} from '../model/index.js'

/**
 * Reads a decision record from a log. What is not a record of ours, or was recorded without its
 * evidence, is refused by code and place; nothing it holds is repeated.
 *
 * - `not_a_record`: no object, or without `record: countersign/1`,
 * - `newer_record`: of a form that only a newer version knows, with its number,
 * - `record_without_evidence`: made without the assessment, so that nothing can be decided again,
 * - `record_malformed`: a part that decides is of another type, with its place.
 *
 * What it does not check is never read by `replayRecord`, such as what was decided.
 */
export function readRecord(value: unknown) {
  const newer = isRecord(value) ? newerRecord(value['record']) : null
  if (newer !== null)
    return failAll([{ code: 'newer_record', path: '/record', word: `${newer}`, allowed: ['1'] }])
  if (!isRecord(value) || value['record'] !== RECORD_FORM) return fail('not_a_record')
  const { trust, intent, context, channel, scheme, session, supports, risks, policy, limits, to } =
    value
  if (supports === null) return fail('record_without_evidence', '/supports')
  if (typeof channel !== 'string') return fail('record_malformed', '/channel')
  if (!isAbsentOr(scheme, isWord)) return fail('record_malformed', '/scheme')
  if (!isAbsentOr(to, isWord)) return fail('record_malformed', '/to')
  if (!isAbsentOr(value['time'], isTime)) return fail('record_malformed', '/time')
  if (!isAbsentOr(session, isTruth)) return fail('record_malformed', '/session')
  if (!isTrust(trust)) return fail('record_malformed', '/trust')
  if (!isAbsentOr(limits, isLimits)) return fail('record_malformed', '/limits')
  if (!isAbsentOr(value['heldFor'], isTexts)) return fail('record_malformed', '/heldFor')
  if (!isAbsentOr(value['acting'], isRelations)) return fail('record_malformed', '/acting')
  if (!isAbsentOr(value['roles'], isTexts)) return fail('record_malformed', '/roles')
  if (!isAbsentOr(value['breakGlass'], isGlass)) return fail('record_malformed', '/breakGlass')
  if (!isIntent(intent)) return fail('record_malformed', '/intent')
  if (!isRecord(context) || !Object.values(context).every(isScalar))
    return fail('record_malformed', '/context')
  if (!isTexts(risks)) return fail('record_malformed', '/risks')
  if (!isRecord(policy)) return fail('record_malformed', '/policy')
  if (!isBands(supports)) return fail('record_malformed', '/supports')
  return isDecisionRecord(value) ? ok(value) : fail('record_malformed')
}

/**
 * The version of a form that only a newer program knows. The number of a form is nobody's data, so
 * it may be said.
 */
const newerRecord = (form: unknown): number | null => {
  const [, version] = /^countersign\/([1-9]\d{0,2})$/.exec(String(form)) ?? []
  return version === undefined ? null : newerThan(Number(version), RECORD_VERSION)
}

// The parts were looked at one by one just above.
const isDecisionRecord = (value: JsonObject): value is JsonObject & DecisionRecord =>
  value['record'] !== undefined

const isWord = (value: unknown): boolean => typeof value === 'string'

const isTime = (value: unknown): boolean => isWord(value) && toInstant(value) !== null

const isTruth = (value: unknown): boolean => typeof value === 'boolean'

const isRelations = (value: unknown): boolean => isTexts(value) && value.every(isRelation)

/** A broken glass as it is recorded. Ages are whole seconds; `left` is how long it still held. */
const isGlass = (value: unknown): boolean =>
  isRecord(value) &&
  isWord(value['reason']) &&
  isWord(value['requestedBy']) &&
  isWord(value['approvedBy']) &&
  isTexts(value['approverRoles']) &&
  Number.isSafeInteger(value['age']) &&
  Number.isSafeInteger(value['left'])

/**
 * Tells whether trust has the form that a record keeps. What made the weakest edge is kept there
 * for readers, and decides nothing.
 */
const isTrust = (value: unknown): boolean =>
  isRecord(value) &&
  isRank(value['write']) &&
  isRank(value['read']) &&
  isWord(value['resolution']) &&
  isTruth(value['tied']) &&
  isRecord(value['caps']) &&
  Object.values(value['caps']).every(isRank)

const isLimits = (value: unknown): boolean =>
  isRecord(value) && isRank(value['proof']) && isRank(value['reader']) && isRank(value['others'])

const isIntent = (value: unknown): boolean =>
  isRecord(value) &&
  isTexts(value['classes']) &&
  isTexts(value['actions']) &&
  isTruth(value['amount']) &&
  isTruth(value['payee'])

const isBands = (value: unknown): value is readonly SupportBand[] =>
  Array.isArray(value) && value.every(isBand)

/**
 * Tells whether a value is a support as a record keeps it. Every member that decides is looked at:
 * one that is read as something else would count for something else.
 *
 * An age below zero would be a proof of the future, which counts for everything.
 */
const isBand = (value: unknown): boolean =>
  isRecord(value) &&
  isRank(value['grade']) &&
  typeof value['method'] === 'string' &&
  typeof value['age'] === 'number' &&
  value['age'] >= 0 &&
  isTruth(value['phishable']) &&
  isAbsentOr(value['via'], isWord) &&
  isAbsentOr(value['alone'], isTruth) &&
  isAbsentOr(value['general'], isTruth) &&
  isAbsentOr(value['vouched'], isTruth) &&
  isAbsentOr(value['number'], isRank) &&
  isTruth(value['tied']) &&
  (value['purpose'] === null || isWord(value['purpose'])) &&
  LINKS.some((link) => link === value['amount']) &&
  LINKS.some((link) => link === value['payee']) &&
  isTexts(value['causes']) &&
  Array.isArray(value['categories']) &&
  value['categories'].every((category) => CATEGORIES.some((known) => known === category))
