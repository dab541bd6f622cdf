import type { requirementParts } from '../decide/index.js'
import type { Level, Rank, RequestWord, WordsOf } from '../model/index.js'
import type { riskSettings } from '../trust/index.js'
import type { KnownWords } from './vocabulary.js'

/** A level by its name or its rank: `verified` or 3. */
export type LevelWord = Level | Rank

/**
 * What a rung, an action or a delivery takes, as the document says it: two levels, and the parts of
 * the table.
 */
export interface RequirementDocument extends WordsOf<typeof requirementParts, KnownWords> {
  /** How sure of who is asking; taken from `read` where it is left out, and the other way round. */
  readonly write?: LevelWord
  /** How sure of everyone who would see the answer. */
  readonly read?: LevelWord
  /** It is not given where this condition holds, nor where it is not known whether it holds. */
  readonly unless?: RequestWord
  /** Where the rule comes from: a law, a standard, a house rule. */
  readonly source?: string | readonly string[]
}

/** A requirement, or one level that is asked in both directions. */
export type RequirementWord = LevelWord | RequirementDocument

/** Caps for what was not checked, and windows. A level caps; a duration is a window. */
export interface RiskDocument extends WordsOf<typeof riskSettings> {}
