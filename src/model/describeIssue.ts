import { meaningOfReason } from './meaningOfReason.js'
import type { Issue } from './result.js'
import { didYouMean } from './suggest.js'

/**
 * Codes whose plain words differ from the code with its underscores as spaces. A word or a hint may
 * follow, so each reads on: no full stop, and a colon or a comma where something comes after it.
 */
const WORDS: Readonly<Record<string, string>> = {
  empty_input: 'there is nothing in this input',
  invalid_json: 'this is not valid JSON',
  name_never_used: 'this name is used nowhere, but a name like it is:',
  anchor_not_allowed:
    'an anchor (`&`) is not allowed: write the value out in each place, or put the text in quotes',
  alias_not_allowed:
    'an alias (`*`) is not allowed: write the value out, or put text that starts with `*` in quotes',
  tag_not_allowed: 'a tag (`!`) is not allowed: remove it, or put the text in quotes',
  several_documents:
    'a second document begins here, but a policy is one document: remove the `---`',
  merge_conflict: 'this is the mark of a merge conflict: resolve the conflict first',
  empty_policy:
    'the file is empty: a policy begins with `policy`, `version`, `classes` and `routes`',
  tab_in_indentation: 'this line is indented with a tab: use spaces',
  bracket_not_closed: 'this bracket is never closed',
  bracket_not_opened: 'this bracket was never opened',
  quote_not_closed: 'this quote is not closed on the same line',
  quote_needed: 'text that starts with this character must be in quotes',
  bad_indentation: 'wrong indentation: check the spaces at the start of this line and of the next',
  missing_colon: 'a colon is missing after the key, or a space after the colon',
  missing_space: 'a space is missing after the colon:',
  missing_space_after_dash: 'a space is missing after the `-`',
  strange_space:
    'this line begins with a space of another kind, as texts copied from a page have: use plain spaces',
  missing_comma: 'a comma is missing between two parts in brackets',
  second_colon:
    'a second `key: value` is on this line: begin a new line, or put text with a colon in quotes',
  last_route_conditional: 'the last route must take every task, so remove its `when`:',
  missing_file: 'there is no such file',
  unreadable_file: 'the file cannot be read: check that it is a file, and your rights',
  unwritable_file: 'the file cannot be written: check its folder and your rights',
  disk_full: 'the file cannot be written, because the disk is full',
  changed_file:
    'the file was changed by somebody else in the meantime, so it was not written: run the command again',
  output_is_input:
    'this file is an input of the command, so it was not overwritten: name another output file',
  invalid_time: 'this is not a time with a zone: write it like `2026-11-22T10:00:00Z`',
  invalid_encoding: 'the file is not valid UTF-8: save it as UTF-8',
  placeholder_sid: 'this SID is still a placeholder: fill it in, or run `countersign sids`',
  loosens_base: 'this is looser than in the base policy, and a policy may only tighten its base:',
  except_of_named_kinds:
    '`except` works only together with `*`, but here the kinds are named one by one',
  pack_loosens: 'this is looser than without the pack, and a pack may only tighten a policy:',
  differs_from_base: 'the base policy says something else here:',
  adds_to_base: 'this is not in the base policy:',
  unnamed_fields_looser:
    'this is now the most sensitive class, so it holds all fields that no class names, and it is looser than before:',
  field_of_laxer_class: 'in the base policy a stricter class holds this field:',
  opens_what_base_keeps: 'the base policy does not let this be changed:',
  unknown_place: 'a policy has no such part:',
  extends_itself: 'the policy extends itself:',
  extends_too_deep: 'too many policies extend one another:',
  invalid_file_name: 'this is not the name of a file beside this one:',
  parameter_not_filled: 'this parameter has no value and no `default`:',
  parameter_out_of_bounds: 'this parameter may not have this value',
  parameter_without_bounds: 'say which values this parameter may have',
  parameter_filled_by_base: 'the base policy has set this parameter already:',
  cannot_migrate:
    'this policy cannot be written in the current form without changing what it decides',
  compiled_policy:
    'this is a compiled policy, which has no tests, lines or invariants: name its YAML file',
  newer_shape: 'this compiled policy needs a newer version of countersign, one that reads form',
  newer_record: 'this record needs a newer version of countersign, one that reads record version',
  more_issues: 'there are more mistakes than are shown',
  partial: 'only a part was searched, because the text needs more work than the limit allows',
  reader_gone: 'the program that reads the output has ended, so the rest of the input was not read',
  too_many_files: 'the policy is made of too many files',
  too_large: 'it is larger than the limit',
  too_many_states: 'the policy has too many states to look at',
  depends_on_step_up: 'this cannot be proved, because it depends on which step-up would be offered',
  made_by_another_policy:
    'another policy than the old one made this record, so replay the records of that policy with it',
  not_recorded:
    'the record does not hold a fact or topic that the new policy asks for: replay engagements instead',
  wrong_type: 'this value has the wrong form',
  requirement_without_level: 'this says no level of trust',
  requirement_impossible: 'nobody can ever meet this',
  requirement_conflict:
    'a proof is asked for, but the level needs no proof: raise the level, or ask for no proof',
  representative_exceeds_subject:
    'a representative would get a rung that the person themselves never gets:',
  representative_not_verified: 'a representative must be verified at least',
  never_or_always: 'an invariant says either `never` or `always`, and exactly one of them',
  claim_in_condition:
    'by its name this is what the person says, which no condition may use; give a fact of yours another name:',
  claim_in_route:
    'a queue or a skill may not come from a claim, which is only what the person says:',
  rungs_out_of_order: 'the rungs are not in order',
  rung_weaker_than_lower: 'this rung gives more than a lower rung, but asks less:',
  fact_not_of_words:
    'a skill needs a fact whose values are all words (letters, digits, `_` and `-`):',
  wait_out_of_range: 'TaskRouter does not take this waiting time:',
  no_overflow: 'the route has no `overflow`, so its tasks have nowhere to go:',
  overflow_never_reached:
    'the route needs a `timeout` or `skip_if`, or no task ever reaches its `overflow`:',
  open_too_long: 'the glass may not stay broken for this time:',
  method_never_enough: 'this login is never worth `verified`, so nobody is asked for it:',
  day_without_zone: 'a day needs a time zone:',
  record_malformed: 'a part of the record has the wrong type',
  record_without_evidence:
    'the record was made without the evidence, so it cannot be decided again',
  not_a_record: 'this is not a decision record',
  existing_file: 'the file exists already',
  not_a_file: 'this is a folder, not a file',
  not_a_folder: 'this is a file, not a folder',
  cannot_add_tests: 'the tests could not be added: add them by hand',
  tests_not_a_block:
    'the tests are written in `[ ]`: write them as a list, one `-` for each test, so that others can be added',
  no_account: 'no account is given: set ACCOUNT_SID and AUTH_TOKEN, or name a file with --env',
  thread_stopped: 'a thread stopped before its work was done, so the result is not complete',
  digest_mismatch: 'this compiled policy was changed by hand: compile it again',
  no_target: 'this filter has no target, so its tasks are cancelled',
  no_default_filter: 'there is no default filter, so a task that matches no filter is cancelled',
  duplicate_name: 'this name is taken already:',
  missing: 'a required part is missing',
  required: 'a required field is missing',
  malformed_sid: 'this is not a SID of this kind',
  missing_sid: 'the SID of this name is missing:',
  duplicate_key: 'this key stands twice:',
  duplicate_route: 'another route has this name:',
  trust_read_otherwise:
    'the two policies read evidence differently, but a record holds the trust already worked out: replay engagements instead',
}

/** How the thing that something stands against is named. */
const AGAINST: Readonly<Record<string, string>> = {
  route_never_matches: 'shadowed by',
  rung_weaker_than_lower: 'the lower rung is',
}

/**
 * Says in one line what is wrong and where, such as `policy.yaml:12:5: unknown level at
 * /classes/phi/full`, with what may be meant.
 *
 * A word is shown only where an issue carries its author's own, so an issue about something that
 * was received shows none. `source` names the text, where the issue does not name its file.
 */
export function describeIssue(source: string, issue: Issue): string {
  const file = issue.file ?? source
  const place = issue.line === undefined ? file : `${file}:${issue.line}:${issue.column ?? 1}`
  const what = WORDS[issue.code] ?? issue.code.replaceAll('_', ' ')
  const word = issue.word === undefined ? '' : ` \`${issue.word}\``
  const at = issue.path === '' ? '' : ` at \`${issue.path}\``
  return `${place}: ${what}${word}${at}${hintOf(issue)}`
}

const hintOf = (issue: Issue): string => {
  const { code, path, suggestion, allowed, by, form } = issue
  if (by !== undefined && form !== undefined) return `, ${by}; to allow it, write ${form} there`
  if (by !== undefined) {
    // The place says whether the route is shadowed or its own condition is the cause.
    const against = path.endsWith('/when') ? undefined : AGAINST[code]
    return `, ${against ?? 'because of'} \`${by}\``
  }
  if (suggestion !== undefined) return didYouMean(suggestion)
  if (code === 'too_many_states' || code === 'too_large')
    return form === undefined ? '' : `: ${form}`
  if (form !== undefined) return `; write ${form}`
  return allowed === undefined || allowed.length === 0
    ? remedyOf(issue)
    : `; allowed: ${allowed.map((word) => `\`${word}\``).join(', ')}`
}

/**
 * What to do about a field of JSON that was received: what the reason of the same code says. A
 * policy has lines, and its mistakes have words of their own.
 */
const remedyOf = ({ code, line }: Issue): string => {
  if (line !== undefined || !/^(?:invalid|scheme|unknown)_/.test(code)) return ''
  const meaning = meaningOfReason(code)
  return meaning === undefined || code in WORDS ? '' : `. ${meaning.remedy}`
}
