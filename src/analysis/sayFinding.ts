import type { Finding, FindingCode } from './finding.js'
import type { RedundantCondition } from './lintConditions.js'
import type { UnreadRow } from './lintTests.js'
import type { EndlessWait } from './lintWaiting.js'
import { sayMeant } from './rowFaults.js'

/** Whatever `lint` finds in a policy that compiles. */
export type LintFinding = Finding | UnreadRow | EndlessWait | RedundantCondition

// What stands beside the policy's own word: what it is up against, and what to write instead.
type Suggestion = Pick<Finding, 'by' | 'suggestion'>

// Words around the policy's own word, and nothing where there is none.
const by =
  (before: string, after = '') =>
  ({ by: word }: Suggestion): string =>
    word === undefined ? '' : `${before}\`${word}\`${after}`

const always = (text: string) => (): string => text

/**
 * What to say beside each code and the policy's word: why, and what to do.
 *
 * Each goes on the line after the word: no full stop, names in backticks, why it is so first and
 * what to do last.
 */
const ADVICE: Readonly<Record<FindingCode, (said: Suggestion) => string>> = {
  action_denied_by_pack: by(': ', ' forbids it in a conversation'),
  action_never_allowed: always(': nobody can ever meet what it asks'),
  address_never_written: always(
    ': no number begins so, write it with `+` and its country, such as `+44*`',
  ),
  address_of_no_length: ({ suggestion = '' }) => `: no number is so long, ${suggestion}`,
  allowed_never_hidden: always(': redaction would not hide it anyway, is it cut off or misspelt?'),
  already_over: always(': it ended before the newest test, take the rule out or move the date'),
  break_glass_among_peers: always(
    ': whoever may open it is approved by their own kind alone, name a role that may not open it',
  ),
  break_glass_opens_nothing: always(
    ': no rung of it shows anything, redaction hides it from agents, or everybody is given it',
  ),
  break_glass_untold: always(': nobody is told that it was opened, name whom'),
  ceiling_gives_nothing: by(
    ': nothing of it is below ',
    ', so there it is given to nobody; write `none`',
  ),
  ceiling_without_effect: by(': nothing of it is above ', ', so it holds nothing down'),
  channel_never_read: always(
    ': the scheme is taken, so whoever writes there stays unknown, choose another',
  ),
  class_never_opened: always(': nobody can ever meet what it asks'),
  class_without_fields: always(': it opens nothing of a record, list what it holds under `fields`'),
  counter_forgets_at_once: always(': a code lives for ten minutes, count for longer'),
  counter_never_reached: by(': ', ' is reached no later and leaves less, so this says nothing'),
  delivery_never_given: ({ by: rules }) =>
    `: whoever meets what it asks is given more, ask less of it${because(rules)}`,
  fact_never_read: always(': nothing asks for it'),
  fact_of_another_type: by(': the tests give ', ', which it never equals'),
  fact_value_never_read: by(': of ', ', no condition names it'),
  field_in_two_classes: by(': also in ', ', and the stricter of the two decides'),
  invariant_always_true: always(': every policy keeps it, so it says nothing'),
  invariant_never_applies: always(': its `when` never holds, so it says nothing'),
  invariant_twice: by(': says the same as '),
  invariants_contradict: by(': no policy keeps it and ', ', take one of them out'),
  issuer_never_counts: always(': none of its words is worth more than `anonymous`'),
  issuer_only_claims: always(
    ': none of its words is worth more than `claimed`, so a login proves nothing, say what it is worth',
  ),
  issuer_without_https: ({ suggestion = '' }) =>
    `: no token names such an issuer, write \`${suggestion}\``,
  knowledge_refused: by(': its evidence is refused by ', ', so it never counts'),
  knowledge_twice: by(': asks the same as '),
  knowledge_widely_known: always(
    ': all that it asks is found out about anybody, ask something that only you two know',
  ),
  known_worker_outlasts: by(
    ': one worker alone is waited for longer than the queue is, which is ',
    ', wait less for the one',
  ),
  level_below_recognized: always(
    ': nobody is given any of it who is not recognized, by whatever they proved',
  ),
  level_never_reached: always(''),
  method_never_offered: always(': it does not stand under `stepUp`, so nobody is asked for it'),
  method_word_unknown: by(': ', ' has no such word, so it proves nothing'),
  name_near_another: ({ suggestion = '' }) => `: used once, did you mean \`${suggestion}\`?`,
  no_worker_has: by(': no worker has it among their ', ', is it misspelt or still to be given?'),
  notice_never_owed: always(': it is never done, so nobody is told'),
  overflow_into_itself: always(': its tasks wait in this queue already'),
  pack_rule_guards_nothing: always(
    ': once it has begun it asks nothing, so it holds nothing back any more',
  ),
  pack_rule_without_effect: by(': nothing here is of a kind it speaks of: '),
  pack_without_effect: always(
    ': no class or action is of a kind it speaks of, give one its `kind`',
  ),
  parameter_never_used: always(
    ': it stands nowhere, write `{ parameter: … }` where it is meant or take it out',
  ),
  priority_inverted: by(': lower than that of the wider ', ''),
  redaction_as_default: by(
    ': without this line it is ',
    ' as well, as `default` says; take it out, or write what was meant',
  ),
  redaction_overridden_by_pack: ({ by: rule = '', suggestion = '' }) =>
    `: \`${rule}\` makes it \`${suggestion}\``,
  relation_gives_nothing: always(
    ': no `representative` of a class or action names it, so whoever goes there gets nothing',
  ),
  representative_never_given: by(
    ': somebody who acts as ',
    ' can never meet it, as they have to meet what the person themselves has to as well',
  ),
  role_never_named: always(': no rung, action or condition asks for it'),
  route_never_taken: always(': its condition never holds'),
  route_redundant: by(': without it its tasks go the same way, by '),
  route_shadowed: always(': routes before it take all of it'),
  rung_never_given: ({ by: rules }) =>
    `: whoever meets what it asks is given more, or nobody can${because(rules)}`,
  rung_removed_by_pack: by(': ', ' never lets it be given'),
  step_up_never_enough: ({ by: rules }) =>
    rules === undefined
      ? ': nothing under `stepUp` gives what it asks'
      : `: all of \`stepUp\` together does not reach it, and these ask it: \`${rules}\``,
  step_up_refused: ({ by: rule }) =>
    rule === 'policy.refuses'
      ? ': its evidence stands under `refuses`'
      : `: its evidence is refused by \`${rule ?? ''}\``,
  test_name_twice: always(': give each test a name of its own'),
  text_for_boolean: ({ suggestion = '' }) =>
    `: it is text, and never equals a truth value, did you mean \`${suggestion}\`?`,
  too_many_states: ({ suggestion = '' }) =>
    `: not all of it was looked at, it asks about ${suggestion}`,
  too_many_to_compare: ({ suggestion = '' }) =>
    `: whether it is needed was not found out, and so perhaps of others; it asks about ${suggestion}`,
  test_twice: by(': gives and expects the same as '),
  until_before_from: by(': it begins at ', ', so it is never in force'),
  window_of_no_time: always(
    ': a new binding would count at once, leave the line out for the default',
  ),
  word_twice: by(': means the same as the earlier '),
}

/** Names the rules of packs that ask for it, where any do: they may be why. */
const because = (rules: string | undefined): string =>
  rules === undefined ? '' : `; \`${rules}\` asks for it`

/**
 * Says in one sentence what was found, without the place, such as "route shadowed `vip`: routes
 * before it take all of it". The words before the name are the code itself, so that whoever
 * searches for the one finds the other.
 */
export const sayFound = (found: LintFinding): string => {
  const what = found.code.replaceAll('_', ' ')
  return `${what} \`${found.word}\`${adviceOf(found)}`
}

/**
 * What to add for findings that carry more than a word: the form that a test row should have, what
 * to delete, where a task should go on.
 */
function adviceOf(found: LintFinding): string {
  if (found.code === 'test_not_read') {
    return `: ${found.reason.replaceAll('_', ' ')}${sayMeant(found)}`
  }
  if (found.code === 'condition_redundant') return `, delete \`${found.remove}\``
  if (found.code === 'route_may_wait_for_ever')
    return ', give it a `timeout` and the queue of its `overflow`'
  return ADVICE[found.code](found)
}

/** Tells whether it is a choice that a business may make; the rest are mistakes. */
export const isAdvice = ({ code }: LintFinding): boolean => ADVISED.includes(code)

const ADVISED: readonly LintFinding['code'][] = [
  'already_over',
  'class_without_fields',
  'fact_value_never_read',
  'issuer_only_claims',
  'known_worker_outlasts',
  // It gives less than it says, and so harms nobody.
  'level_below_recognized',
  'method_never_offered',
  'name_near_another',
  // Somebody may be trained or hired before it is in force.
  'no_worker_has',
  // A base may declare it for those that extend it alone.
  'parameter_never_used',
  'pack_rule_without_effect',
  'priority_inverted',
  // It may be there to be read.
  'redaction_as_default',
  'relation_gives_nothing',
  'route_may_wait_for_ever',
  'route_redundant',
  // A login may come with the chat, without ever being offered.
  'step_up_never_enough',
  'test_name_twice',
  // What is superfluous does no harm.
  'too_many_to_compare',
]
