// The door of the nouns. What stands here may be used by every room, so it knows no channel, no
// method and no policy: types of plain data, and small readers of them that never throw.
export { type Acting, isRelation, RELATIONS, type Relation } from './acting.js'
export { type Agent, toAgent, workerName } from './agent.js'
export {
  type Assessment,
  CATEGORIES,
  type Cap,
  type Category,
  LAYERS,
  type Limits,
  type OtherCode,
  type PathEdge,
  RESOLUTIONS,
  type Reason,
  type Resolution,
  type Support,
  type Trust,
} from './assessment.js'
export {
  boundValue,
  DEEPEST_POLICY,
  escapeStep,
  LARGEST_POLICY,
  MOST_TOLD,
  pointerOf,
  RESERVED_KEYS,
} from './boundValue.js'
export type { BreakGlass, BreakGlassRead } from './breakGlass.js'
export { compareTexts, sorted } from './compareTexts.js'
export type { Contact, NodeId } from './contact.js'
export { LONGEST_ADDRESS, MOST_PARTICIPANTS, NOT_YET_MADE } from './conversation.js'
export { readAmount, readShownAmount, shownAmount } from './currency.js'
export { compareDecimals, isInRange, readDecimal } from './decimal.js'
export {
  ANSWERS,
  type Answer,
  type BrokenGlass,
  type Decision,
  DISCLOSURES,
  type Disclosure,
  GIVEN_RUNGS,
  type LoginWords,
  NOTHING_GIVEN,
  type Notice,
  type RouteDecision,
  RUNGS,
  type Rung,
  type Shared,
  type StepUp,
} from './decision.js'
export { describeIssue } from './describeIssue.js'
export { digitOfScript } from './digitOfScript.js'
export { DURATION, printDuration, readDuration, readSeconds } from './duration.js'
export {
  type Claims,
  type ClaimValue,
  type Context,
  type Engagement,
  type Evidence,
  type Intent,
  isEvidence,
} from './engagement.js'
export type {
  ConditionValue,
  ConditionWord,
  FactTest,
  FactValue,
  FactWord,
  FormName,
  Forms,
  OpenWord,
  RequestWord,
  SettingForm,
  SettingForms,
  ValueRange,
  ValuesOf,
  WordList,
  WordsOf,
} from './forms.js'
export { addToGroup, groupBy } from './groupBy.js'
export {
  DAY,
  HOUR,
  type Instant,
  LATEST_INSTANT,
  MINUTE,
  NEVER,
  printInstant,
  SECOND,
  sayMoment,
  toInstant,
} from './instant.js'
export { isAlike } from './isAlike.js'
export { isSaidName } from './isSaidName.js'
export {
  isLevel,
  isRank,
  LEVELS,
  type Level,
  levelOf,
  RANKS,
  type Rank,
  rankOf,
  stronger,
  weaker,
} from './level.js'
export { plainDigits } from './plainDigits.js'
export { isPrintable, isSnakeWord, printable } from './printable.js'
export { REASON_CODES, REASONS, type ReasonCode } from './reasons.js'
export {
  isAbsent,
  isAbsentOr,
  isCount,
  isGiven,
  isRecord,
  isScalar,
  isTexts,
  type JsonObject,
} from './record.js'
export {
  AUDIENCES,
  type Audience,
  CHECKSUMS,
  type FieldRule,
  KEEPING_AUDIENCES,
  OWN_MASKS,
  type OwnIdentifier,
  type OwnIdentifiers,
  REDACTION_ACTIONS,
  type Redaction,
  type RedactionAction,
  type RedactionRule,
  type TextRule,
} from './redaction.js'
export {
  type AssessedRequest,
  isByScheme,
  isToAddress,
  NO_PLACE,
  NO_REQUEST,
  plainAddress,
  type Request,
  type RequestPlace,
  toRequest,
} from './request.js'
export { fail, failAll, type Issue, ok, type Result } from './result.js'
export { BAD_RISK_REASONS } from './riskReasons.js'
export { isSid } from './sid.js'
export { LONGEST_WRITTEN, splitScheme } from './splitScheme.js'
export { completeWord, didYouMean, isNear, suggest } from './suggest.js'
export { LARGEST_PRIORITY, LONGEST_WAIT } from './taskLimits.js'
export { withoutAbsent } from './withoutAbsent.js'
