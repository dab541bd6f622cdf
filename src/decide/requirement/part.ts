import type {
  ConditionValue,
  FormName,
  Forms,
  Instant,
  SettingForm,
  Support,
  WordList,
} from '../../model/index.js'
import type { SupportFilter } from '../../trust/index.js'
import type { RequestLogic } from '../logic.js'
import type { StepUpMethod } from '../stepUpMethods.js'

/**
 * A part of what a rung, an action or a delivery takes, and all that is known about it. Everything that speaks of parts
 * goes over the table of them: the document's form, the compiled form, what is met and what falls short, the order of
 * rungs, proofs, mutants, lint, and the words of the report.
 */
export interface RequirementPart<
  F extends FormName,
  Word extends string = string,
  Of extends WordList = WordList,
> extends SettingForm<F, Word, Of> {
  /** What falls short where it is not met, as RFC 9470 would name it, and the reason that is given for it. */
  readonly shortfall: string
  readonly reason: string
  /** Whether it asks something of a proof: a level that needs none contradicts it. Absent for what never does. */
  asksForProof?(value: Forms[F]['value']): boolean
  /** Whether only proofs count that were given for this very class or action. */
  readonly isBound?: true
  /** Whether it tells proofs apart by their age alone, so that it is looked at beside whatever else is asked. */
  readonly isOfAge?: true
  /** What has to be so of the request besides the proofs. */
  states?<Statement>(value: Forms[F]['value'], logic: RequestLogic<Statement>): Statement
  /** Which proofs count, and what is asked of those that do. */
  filter?(value: Forms[F]['value'], at: Instant): SupportFilter
  /** From which age on a proof does not count, in milliseconds. */
  age?(value: Forms[F]['value']): number
  /** What a proof adds towards it, so that proofs that no part tells apart count as one; `false` for nothing. */
  tells?(value: Forms[F]['value'], support: Support): string | boolean
  /** Whether no requirement can meet it. */
  isImpossible?(value: Forms[F]['value'], isRefused: (method: string) => boolean): boolean
  /** Whether whatever meets the one value meets the other. Absent asks nothing. */
  isAtLeast(value: Forms[F]['value'] | undefined, other: Forms[F]['value'] | undefined): boolean
  /** Whether what a business can offer could be enough for it; absent where it takes nothing that is offered. */
  isWithinReach?(value: Forms[F]['value'], offered: readonly StepUpMethod[]): boolean
  /** Says it in plain words. */
  say(value: Forms[F]['value'], sayWhole: (when: ConditionValue) => string): string
}

/** Checks a part's own type, and keeps its word for the types of documents. */
export const part = <const Word extends string, F extends FormName, Of extends WordList = never>(
  one: RequirementPart<F, Word, Of>,
): RequirementPart<F, Word, Of> => one

/** Tells whether a flag asks at least what another does. */
export const isFlagAtLeast = (value: boolean | undefined, other: boolean | undefined): boolean =>
  value === true || other !== true

/** Tells whether a list of words asks at least what another does: it leaves open nothing that the other closes. */
export const isListAtLeast = (
  value: readonly string[] | undefined,
  other: readonly string[] | undefined,
): boolean => other === undefined || (value?.every((word) => other.includes(word)) ?? false)

/** Says words of a list, any of which will do. */
export const sayWords = (words: readonly string[]): string =>
  words.map((word) => word.replaceAll('_', ' ')).join(' or ')
