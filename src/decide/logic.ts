import type {
  ConditionValue,
  FactValue,
  Instant,
  Rank,
  Relation,
  Resolution,
  Rung,
  ValueRange,
} from '../model/index.js'

/**
 * What a requirement may say of a request, besides what it takes of proofs. It is said once, in these words, and read
 * twice: as whether it is so in one engagement, by which a decision is made, and as a statement over every engagement
 * there can be, by which it is proved. So the two cannot differ.
 */
export interface RequestLogic<Statement> {
  all(...parts: readonly Statement[]): Statement
  any(...parts: readonly Statement[]): Statement
  not(part: Statement): Statement
  /** It came by this channel, or by the scheme of one that the policy declares. */
  channel(word: string): Statement
  /** It was written to this address of the business, or to one that begins so. */
  to(pattern: string): Statement
  /** A class or action is asked for. */
  topic(name: string): Statement
  /** Whoever of the staff would see the answer has this role. */
  role(name: string): Statement
  /**
   * The business says that the fact has this value. Where it says nothing, the fact has no value.
   */
  fact(name: string, value: FactValue): Statement
  /** A number that the business gives, or the amount asked for, lies in a range. What is no number lies in none. */
  within(name: string, range: ValueRange): Statement
  /** It is this moment, or later. */
  from(moment: Instant): Statement
  /** It is before this moment. */
  until(moment: Instant): Statement
  /** Every atom of a condition holds, of those that may be asked here. */
  condition(when: ConditionValue): Statement
  /** An amount and a payee are named. */
  payment(): Statement
}

/** What the condition of a route may say: also what is known of the person, and what is disclosed to them. */
export interface RouteLogic<Statement> extends RequestLogic<Statement> {
  /** Write trust is at least so high. */
  write(least: Rank): Statement
  /** Read trust is at least so high. */
  read(least: Rank): Statement
  /** A risk is bad now. */
  risk(name: string): Statement
  resolution(word: Resolution): Statement
  /** They are verified, and a tie of theirs to whom they write for counts, as this. */
  acting(relation: Relation): Statement
  /** A class is disclosed at least so far. */
  disclosed(name: string, rung: Rung): Statement
}
