import { isRecord } from '../model/index.js'
import { type FormIssue, meaningOf } from './formIssues.js'

/** A part of a document that declares names which other parts ask for. */
type DeclaringPart =
  | 'classes'
  | 'actions'
  | 'routes'
  | 'channels'
  | 'facts'
  | 'identifiers'
  | 'methods'
  | 'roles'

// Every part that declares names: what another part may ask for by name is added here and in `DECLARED_IN`.
const PARTS: readonly DeclaringPart[] = [
  'classes',
  'actions',
  'routes',
  'channels',
  'facts',
  'identifiers',
  'methods',
  'roles',
]

/** By the code of an issue, the parts in which the word that it doubts may be declared. */
const DECLARED_IN: Readonly<Record<string, readonly DeclaringPart[]>> = {
  unknown_class: ['classes'],
  unknown_action: ['actions'],
  unknown_class_or_action: ['classes', 'actions'],
  unknown_route: ['routes'],
  unknown_queue: ['routes'],
  unknown_channel: ['channels'],
  unknown_fact: ['facts'],
  unknown_role: ['roles'],
  unknown_identifier: ['identifiers', 'classes'],
  unknown_method: ['methods'],
  unknown_step_up_method: ['methods'],
}

/**
 * Finds the parts whose names cannot be known, because the part is missing, of another form, or has lost one of its
 * names to a mistake that is told there. What names something of theirs may be right.
 */
export function lostLists(
  value: unknown,
  issues: readonly FormIssue[],
): ReadonlySet<DeclaringPart> {
  const members = isRecord(value) ? value : {}
  const hasStrangeKey = issues.some(
    (issue) =>
      issue.code === 'unknown_key' && issue.steps.length === 1 && meaningOf(issue) === undefined,
  )
  return new Set(
    PARTS.filter(
      (part) =>
        issues.some((issue) => losesName(issue, part)) ||
        (hasStrangeKey && !Object.hasOwn(members, part)),
    ),
  )
}

// Items of lists are known by what they say of themselves, members of records by their keys.
const NAMING = ['id', 'queue', 'scheme']

const losesName = ({ code, steps: [root, item, key] }: FormIssue, part: DeclaringPart): boolean =>
  root === part &&
  (item === undefined ||
    code === 'invalid_name' ||
    (typeof item === 'number' && (key === undefined || NAMING.includes(String(key)))))

/** Tells whether an issue doubts a word that may be declared in a part whose names are lost. */
export const isOfLostList = (
  { code, steps }: FormIssue,
  lost: ReadonlySet<DeclaringPart>,
): boolean =>
  DECLARED_IN[code]?.some((part) => lost.has(part)) === true ||
  // Which route and queue a test expects is told as any other word of it.
  (code === 'unknown_word' &&
    steps.at(-2) === 'expect' &&
    (steps.at(-1) === 'route' || steps.at(-1) === 'queue') &&
    lost.has('routes'))
