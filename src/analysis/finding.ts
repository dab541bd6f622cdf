import type { CompiledPolicy } from '../decide/index.js'
import type { PolicyDocument } from '../policy/index.js'
import type { Question } from '../space/index.js'
import type { PathSteps } from './mutation/edit.js'

/**
 * A part of a policy that compiles, but that its author probably did not intend. A policy with
 * findings decides as usual; the caller of `lint` says whether a finding stops a build.
 */
export interface Finding {
  /** What kind of mistake it is. */
  readonly code: FindingCode
  /** Where it is in the document, step by step, so that an editor can show the line. */
  readonly path: PathSteps
  /** The policy's own word. */
  readonly word: string
  /** What it stands against, in the policy's own words or as a pack's rule is called. */
  readonly by?: string
  /** What to write in its place. */
  readonly suggestion?: string
}

/**
 * The codes of findings: a promise to whoever reads the output by machine. What to say of each is
 * in `sayFinding.ts`, which does not compile while one of them is missing.
 */
export type FindingCode =
  | 'action_denied_by_pack'
  | 'action_never_allowed'
  | 'address_never_written'
  | 'address_of_no_length'
  | 'allowed_never_hidden'
  | 'already_over'
  | 'break_glass_among_peers'
  | 'break_glass_opens_nothing'
  | 'break_glass_untold'
  | 'ceiling_gives_nothing'
  | 'ceiling_without_effect'
  | 'channel_never_read'
  | 'class_never_opened'
  | 'class_without_fields'
  | 'counter_forgets_at_once'
  | 'counter_never_reached'
  | 'delivery_never_given'
  | 'fact_never_read'
  | 'fact_of_another_type'
  | 'fact_value_never_read'
  | 'field_in_two_classes'
  | 'invariant_always_true'
  | 'invariant_never_applies'
  | 'invariant_twice'
  | 'invariants_contradict'
  | 'issuer_never_counts'
  | 'issuer_only_claims'
  | 'issuer_without_https'
  | 'known_worker_outlasts'
  | 'knowledge_refused'
  | 'knowledge_twice'
  | 'knowledge_widely_known'
  | 'level_below_recognized'
  | 'level_never_reached'
  | 'method_never_offered'
  | 'method_word_unknown'
  | 'name_near_another'
  | 'no_worker_has'
  | 'notice_never_owed'
  | 'overflow_into_itself'
  | 'pack_rule_guards_nothing'
  | 'pack_rule_without_effect'
  | 'pack_without_effect'
  | 'parameter_never_used'
  | 'priority_inverted'
  | 'redaction_as_default'
  | 'redaction_overridden_by_pack'
  | 'relation_gives_nothing'
  | 'representative_never_given'
  | 'role_never_named'
  | 'route_never_taken'
  | 'route_redundant'
  | 'route_shadowed'
  | 'rung_never_given'
  | 'rung_removed_by_pack'
  | 'step_up_never_enough'
  | 'step_up_refused'
  | 'test_name_twice'
  | 'test_twice'
  | 'text_for_boolean'
  | 'too_many_states'
  | 'too_many_to_compare'
  | 'until_before_from'
  | 'window_of_no_time'
  | 'word_twice'

/**
 * A policy as it is written and as it is compiled: what a check of `lint` looks at.
 *
 * The document tells what was written where, the compiled policy what comes of it with its packs.
 */
export interface Lintable {
  readonly document: PolicyDocument
  readonly policy: CompiledPolicy
}

/**
 * One check of `lint`: what is written, without a search. It never throws, as the document has been
 * parsed and compiled before.
 */
export type Check = (lintable: Lintable) => readonly Finding[]

/** Says that something has more to tell apart than is looked at, and of what, with what to do about it. */
export const tooMany = (path: Finding['path'], word: string, widest: string): Finding => ({
  code: 'too_many_states',
  path,
  word,
  suggestion: widest,
})

/**
 * Says that a part was not wholly searched, because otherwise it would look as if nothing was wrong
 * there. Gives nothing where each search of the question ended.
 */
export function notWhollySearched(
  question: Question,
  path: Finding['path'],
  word: string,
): readonly Finding[] {
  const widest = question.givenUp()
  return widest === null ? [] : [tooMany(path, word, widest)]
}

/**
 * Says of a part that it could not be compared with the policy without it, so that nobody knows whether it is needed:
 * silence would say that it is.
 */
export const tooManyToCompare = (path: Finding['path'], word: string, widest: string): Finding => ({
  code: 'too_many_to_compare',
  path,
  word,
  suggestion: widest,
})

/** Keeps the first of the parts that could not be compared: where one is too much, most are, for the same cause. */
export function unlookedOnce<Found extends { readonly code: string }>(
  found: readonly Found[],
): readonly Found[] {
  const first = found.find(({ code }) => code === 'too_many_to_compare')
  return found.filter((one) => one.code !== 'too_many_to_compare' || one === first)
}
