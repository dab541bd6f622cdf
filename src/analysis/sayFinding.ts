import { meaningOfReason } from '../model/index.js'
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
const aroundWord =
  (before: string, after = '') =>
  ({ by: word }: Suggestion): string =>
    word === undefined ? '' : `${before}\`${word}\`${after}`

const sayAlways = (text: string) => (): string => text

/**
 * What to say beside each code and the policy's word: why, and what to do.
 *
 * Each stands on the line after the word: why it is so, then what to do. It ends as a sentence, and
 * names are in backticks.
 */
const ADVICE: Readonly<Record<FindingCode, (said: Suggestion) => string>> = {
  action_denied_by_pack: aroundWord(': the pack rule ', ' never allows it in a conversation.'),
  action_never_allowed: sayAlways(
    ': nobody can ever meet what it asks. Ask less, or write `denied: true`.',
  ),
  address_never_written: sayAlways(
    ': no telephone number begins like this. Write `+` and the country code, such as `+44*`.',
  ),
  address_of_no_length: ({ suggestion = '' }) =>
    `: no telephone number has this length, ${suggestion}.`,
  allowed_never_hidden: sayAlways(
    ': redaction would not hide this anyway. Is it cut off or misspelt?',
  ),
  already_over: sayAlways(
    ': its end is before the newest test. Remove the rule, or change the date.',
  ),
  break_glass_among_peers: sayAlways(
    ': everybody who may approve has the same role as the person who asks. Name another role under `second`.',
  ),
  break_glass_opens_nothing: sayAlways(
    ': breaking the glass shows nothing more of this class. Everybody gets it already, redaction hides it from agents, or it has no rung that shows anything.',
  ),
  break_glass_untold: sayAlways(
    ': nobody is told that the glass was broken. Name whom to tell under `notice`.',
  ),
  ceiling_gives_nothing: aroundWord(
    ': the lowest rung of this class is ',
    ', so this channel gives nothing of it. Write `none`.',
  ),
  ceiling_without_effect: aroundWord(
    ': the highest rung of this class is ',
    ', so this limits nothing. Remove it.',
  ),
  channel_never_read: sayAlways(
    ': this scheme is taken already, so nobody on this channel is ever known. Choose another scheme.',
  ),
  class_never_opened: sayAlways(
    ': nobody can ever meet what it asks. Ask less, or remove the rung.',
  ),
  class_without_fields: sayAlways(
    ': it shows nothing of a record. List its fields under `fields`.',
  ),
  counter_forgets_at_once: sayAlways(
    ': a code is valid for ten minutes. Count for longer than that.',
  ),
  counter_never_reached: aroundWord(
    ': ',
    ' is reached first and caps trust lower, so this has no effect. Remove it.',
  ),
  delivery_never_given: ({ by: rules }) =>
    `: whoever meets what it asks is given more than a delivery. Ask less for it.${packRuleOf(rules)}`,
  fact_never_read: sayAlways(
    ': nothing in the policy uses it. Name it in a condition, or remove it.',
  ),
  fact_of_another_type: aroundWord(
    ': the tests give ',
    ', which never equals this value. Write both in the same form.',
  ),
  fact_value_never_read: aroundWord(
    ': no condition names this value of ',
    '. Name it in one, or remove it.',
  ),
  field_in_two_classes: aroundWord(
    ': this field is in ',
    ' too. The stricter of the two classes decides.',
  ),
  invariant_always_true: sayAlways(
    ': it holds under every policy, so it proves nothing. Make it stronger, or remove it.',
  ),
  invariant_never_applies: sayAlways(
    ': its `when` never holds, so it proves nothing. Correct the condition.',
  ),
  invariant_twice: aroundWord(': it says the same as ', '. Remove one of them.'),
  invariants_contradict: aroundWord(': no policy can keep both this and ', '. Remove one of them.'),
  issuer_never_counts: sayAlways(
    ': every word of this issuer is worth `anonymous` only. Give one of them a higher level.',
  ),
  issuer_only_claims: sayAlways(
    ': every word of this issuer is worth `claimed` at most, so a login proves nothing. Say what a login is worth.',
  ),
  issuer_without_https: ({ suggestion = '' }) =>
    `: a login token never names an issuer without https. Write \`${suggestion}\`.`,
  knowledge_refused: aroundWord(
    ': ',
    ' refuses its evidence, so it never counts. Remove the check.',
  ),
  knowledge_twice: aroundWord(': it asks the same as ', '. Remove one of them.'),
  knowledge_widely_known: sayAlways(
    ': strangers can find out all that it asks. Ask for something that only you and the customer know.',
  ),
  known_worker_outlasts: aroundWord(
    ': it waits longer for one worker than for the queue, which is ',
    '. Wait a shorter time for the worker.',
  ),
  level_below_recognized: sayAlways(
    ': below `recognized`, nobody is ever given any of this. Write `recognized`.',
  ),
  level_never_reached: sayAlways(': no evidence that this policy accepts leads to this level.'),
  method_never_offered: sayAlways(
    ': it is not under `stepUp`, so nobody is ever asked for it. Add it there.',
  ),
  method_word_unknown: aroundWord(
    ': ',
    ' does not name this word, so such a login proves nothing. Name the word there.',
  ),
  name_near_another: ({ suggestion = '' }) =>
    `: this name is used only once. Did you mean \`${suggestion}\`?`,
  no_worker_has: aroundWord(
    ': no worker has this in ',
    '. Is it misspelt, or must it still be given to a worker?',
  ),
  notice_never_owed: sayAlways(': the action is never allowed, so nobody is ever told about it.'),
  overflow_into_itself: sayAlways(': its tasks wait in this queue already. Name another queue.'),
  pack_rule_guards_nothing: sayAlways(
    ': its date has passed and it asks nothing else, so it protects nothing. Remove the rule.',
  ),
  pack_rule_without_effect: aroundWord(
    ': no class or action here has the kind ',
    '. Give one that `kind`.',
  ),
  pack_without_effect: aroundWord(
    ': no class or action here has one of the kinds that the pack protects. Give one a `kind`: ',
    '.',
  ),
  parameter_never_used: sayAlways(
    ': no part of the policy uses it. Write `{ parameter: … }` in its place, or remove it.',
  ),
  priority_inverted: aroundWord(
    ': this priority is lower than that of ',
    ', which takes more tasks.',
  ),
  redaction_as_default: aroundWord(
    ': without this line it is ',
    ' too, as every kind without a line is. Remove the line, or write what you meant.',
  ),
  redaction_overridden_by_pack: ({ by: rule = '', suggestion = '' }) =>
    `: the pack rule \`${rule}\` changes this to \`${suggestion}\`. Write that.`,
  relation_gives_nothing: sayAlways(
    ': no class or action names it under `representative`, so whoever acts as this is given nothing.',
  ),
  representative_never_given: aroundWord(
    ': nobody who acts as ',
    ' can ever meet what it asks, because they must also meet what the person themselves must meet.',
  ),
  role_never_named: sayAlways(
    ': no rung, action or condition names this role. Name it in one, or remove it.',
  ),
  route_never_taken: sayAlways(
    ': its condition never holds. Correct the condition, or remove the route.',
  ),
  route_redundant: aroundWord(
    ': without it, its tasks take the route ',
    ' and go the same way. You can remove it.',
  ),
  route_shadowed: sayAlways(': earlier routes take all its tasks. Move it up, or remove it.'),
  rung_never_given: ({ by: rules }) =>
    `: nobody ever gets this rung: whoever meets what it asks is given more, or nobody can meet it.${packRuleOf(rules)}`,
  rung_removed_by_pack: aroundWord(': the pack rule ', ' never lets this be given. Remove it.'),
  step_up_never_enough: ({ by: rules }) =>
    rules === undefined
      ? ': no method under `stepUp` gives what it asks. Add one that does.'
      : `: all methods under \`stepUp\` together do not give what it asks. These rules ask it: \`${rules}\`.`,
  step_up_refused: ({ by: rule }) =>
    rule === 'policy.refuses'
      ? ': the policy refuses its evidence under `refuses`. Remove it from one of the two.'
      : `: \`${rule ?? ''}\` refuses its evidence. Remove the method.`,
  test_name_twice: sayAlways(': another test has the same name. Give each test its own name.'),
  text_for_boolean: ({ suggestion = '' }) =>
    `: this is text, and text never equals \`true\` or \`false\`. Did you mean \`${suggestion}\`?`,
  too_many_states: ({ suggestion = '' }) =>
    `: it was not checked to the end, because there are too many states. It asks about ${suggestion}.`,
  too_many_to_compare: ({ suggestion = '' }) =>
    `: there are too many states to find out whether it is needed, and perhaps for other parts too. It asks about ${suggestion}.`,
  test_twice: aroundWord(': it gives and expects the same as ', '. Remove one of them.'),
  until_before_from: aroundWord(
    ': it begins at ',
    ', which is not before its end, so it never applies. Correct the dates.',
  ),
  window_of_no_time: sayAlways(
    ': with no time, a new address would count at once. Remove the line to use the default.',
  ),
  word_twice: aroundWord(': it means the same as the earlier ', '. Remove one of them.'),
}

/** Names the rules of packs that ask for it, where any do: they may be why. */
const packRuleOf = (rules: string | undefined): string =>
  rules === undefined ? '' : ` This rule asks for it: \`${rules}\`.`

/**
 * Says in one sentence what was found, without the place, such as "route shadowed `vip`:
 * earlier routes take all its tasks. …". The words before the name are the code itself, so that whoever
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
    const meant = sayMeant(found)
    const what = `: ${found.reason.replaceAll('_', ' ')}${meant}${meant.endsWith('?') ? '' : '.'}`
    const remedy = meant === '' ? meaningOfReason(found.reason)?.remedy : undefined
    return remedy === undefined ? what : `${what} ${remedy}`
  }
  if (found.code === 'condition_redundant')
    return `: every decision stays the same without it. Delete \`${found.remove}\`.`
  if (found.code === 'route_may_wait_for_ever')
    return ': give it a `timeout`, and name the next queue under `overflow`.'
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
