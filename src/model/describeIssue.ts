import type { Issue } from './result.js'

/**
 * Codes whose plain words differ from the code with its underscores as spaces. A word or a hint may
 * follow, so each reads on: no full stop, and a colon or a comma where something comes after it.
 */
const WORDS: Readonly<Record<string, string>> = {
  invalid_json: 'not valid JSON',
  name_never_used: 'named nowhere else, where others name what is nearly the same:',
  anchor_not_allowed:
    'an anchor (`&`) is not allowed: write the value out where it is needed, or put the text in quotes',
  alias_not_allowed:
    'an alias (`*`) is not allowed: write the value out, or put text that starts with `*` in quotes',
  tag_not_allowed: 'a tag (`!`) is not allowed: take it out, or put the text in quotes',
  several_documents: 'a second document begins here, and a policy is one: take the `---` out',
  merge_conflict: 'a merge conflict that nobody has settled',
  empty_policy:
    'nothing is written here: a policy begins with `policy`, `version`, `classes` and `routes`',
  tab_in_indentation: 'a tab before the text, where only spaces may stand',
  bracket_not_closed: 'a bracket that is opened here is not closed',
  bracket_not_opened: 'a bracket that is closed here was not opened',
  quote_not_closed: 'a quote that is opened here is not closed on its line',
  quote_needed: 'text that starts with this mark has to stand in quotes',
  bad_indentation:
    'not in line with what it belongs to: check the spaces before it and before the next line',
  missing_colon: 'a key without its colon, or without the space behind the colon',
  missing_comma: 'a comma is missing between two parts in brackets',
  second_colon:
    'a second `key: value` on one line, or text with a colon that has to stand in quotes',
  last_route_conditional: 'the last route has to take everybody, so it may have no `when`:',
  missing_file: 'no such file',
  unreadable_file: 'cannot be read',
  disk_full: 'cannot be written, because the disk is full',
  changed_file: 'changed since it was read, so it was left as it is',
  output_is_input: 'is read by this call, so it is not written over',
  invalid_encoding: 'not valid UTF-8',
  placeholder_sid: 'still to be filled in, by hand or by `countersign sids`,',
  loosens_base: 'laxer than what it extends:',
  except_of_named_kinds: 'leaves something out of `*` alone, and here kinds are named one by one',
  pack_loosens: 'looser than without it, and a pack may only tighten:',
  differs_from_base: 'said otherwise by what it extends:',
  adds_to_base: 'not in what it extends:',
  unnamed_fields_looser:
    'now the most sensitive class, which holds all fields that no class names, and laxer than before:',
  field_of_laxer_class: 'held by a stricter class in what it extends:',
  opens_what_base_keeps: 'kept shut by what it extends:',
  unknown_place: 'no part of a policy:',
  extends_itself: 'extends itself in the end:',
  extends_too_deep: 'more policies on top of each other than are read:',
  invalid_file_name: 'not the name of a file beside this one:',
  parameter_not_filled: 'neither filled in nor given a `default`:',
  parameter_out_of_bounds: 'not what the parameter may be,',
  parameter_without_bounds: 'a parameter that does not say what it may be',
  parameter_filled_by_base: 'already filled in by what it extends:',
  cannot_migrate: 'cannot be written in the words of today and stay the same policy',
  compiled_policy: 'a compiled policy, which has no tests, lines or guarantees; name the document',
  newer_shape: 'needs a newer version of countersign, which reads the compiled form',
  newer_record: 'needs a newer version of countersign, which reads records of version',
  more_issues: 'more mistakes than these',
  partial: 'not looked through to its end, because it takes more work than the bound',
  reader_gone: 'closed by its reader, so the rest was not read',
  too_many_files: 'made of more files than are read',
  too_large: 'larger than the bound',
  too_many_states: 'more states than are looked at',
  depends_on_step_up: 'cannot be proved, because it depends on what would be offered to step up,',
  made_by_another_policy:
    'a record of another policy than the old one, which tells nothing of this one,',
  not_recorded:
    'without a fact or topic that only the candidate asks for, so it cannot tell; replay engagements instead,',
  trust_read_otherwise:
    'holds trust as it was, but the policies read evidence otherwise; replay engagements instead,',
}

/** How the thing that something stands against is named. */
const AGAINST: Readonly<Record<string, string>> = {
  route_never_matches: 'shadowed by',
  rung_weaker_than_lower: 'it asks less than the lower',
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

const hintOf = ({ code, path, suggestion, allowed, by, form }: Issue): string => {
  if (by !== undefined && form !== undefined) return `, ${by}; allowed where that says ${form}`
  if (by !== undefined) {
    // Whether a route is shadowed, or its own condition is the cause, is told by the place.
    const against = path.endsWith('/when') ? undefined : AGAINST[code]
    return `, ${against ?? 'because of'} \`${by}\``
  }
  if (suggestion !== undefined) return `, did you mean \`${suggestion}\``
  if (code === 'too_many_states') return form === undefined ? '' : `, ${form}`
  if (form !== undefined) return `, write ${form}`
  return allowed === undefined || allowed.length === 0
    ? ''
    : `, allowed: ${allowed.map((word) => `\`${word}\``).join(', ')}`
}
