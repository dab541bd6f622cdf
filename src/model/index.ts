// The door of the nouns. What stands here may be used by every room, so it knows no channel, no
// method and no policy: types of plain data, and small readers of them that never throw.
export * from './acting.js'
export * from './agent.js'
export { ANSWER_REASONS } from './answerReasons.js'
export * from './assessment.js'
export * from './boundValue.js'
export type { BreakGlass, BreakGlassRead } from './breakGlass.js'
export * from './compareTexts.js'
export * from './contact.js'
export * from './conversation.js'
export * from './currency.js'
export * from './decimal.js'
export * from './decision.js'
export * from './describeIssue.js'
export * from './digitOfScript.js'
export * from './duration.js'
export * from './engagement.js'
export * from './forms.js'
export * from './groupBy.js'
export * from './instant.js'
export * from './isAlike.js'
export * from './isSaidName.js'
export * from './level.js'
export * from './plainDigits.js'
export * from './printable.js'
export {
  meaningOfReason,
  REASON_CODES,
  REASONS,
  type ReasonCode,
  type ReasonMeaning,
} from './reasons.js'
export * from './record.js'
export * from './redaction.js'
export * from './request.js'
export * from './result.js'
export { BAD_RISK_REASONS } from './riskReasons.js'
export * from './sid.js'
export { LONGEST_WRITTEN, splitScheme } from './splitScheme.js'
export * from './suggest.js'
export * from './taskLimits.js'
export * from './withoutAbsent.js'
