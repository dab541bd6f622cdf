import { isRecord } from '../model/index.js'
import { type FormIssue, meaningOf } from './formIssues.js'

/**
 * Every part that declares names. What another part may ask for by name is added here and
 * in `DECLARED_IN`.
 */
const PARTS = [
  'classes',
  'actions',
  'routes',
  'channels',
  'facts',
  'identifiers',
  'issuers',
  'knowledge',
  'methods',
  'packs',
  'roles',
] as const

/** A part of a document that declares names which other parts ask for. */
type DeclaringPart = (typeof PARTS)[number]

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
  unknown_issuer: ['issuers'],
  unknown_kind: ['packs'],
  unknown_step_up_method: ['methods', 'knowledge'],
}

/** By the key of what a row expects, the parts in which its words may be declared: each is told as any other word. */
const EXPECTED_IN: Readonly<Record<string, readonly DeclaringPart[]>> = {
  route: ['routes'],
  queue: ['routes'],
  step_up: ['methods', 'knowledge'],
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

/**
 * What an item is known by: items of lists by what they say of themselves, members of
 * records by their keys. Packs declare kinds.
 */
const NAMING = ['id', 'queue', 'scheme', 'issuer', 'kinds']

/** Tells whether a mistake leaves it open which names a part declares. */
const losesName = ({ code, steps: [root, item, key] }: FormIssue, part: DeclaringPart): boolean =>
  root === part &&
  // A word that is the name of no pack declares nothing.
  code !== 'unknown_pack' &&
  (item === undefined ||
    code === 'invalid_name' ||
    (typeof item === 'number' && (key === undefined || NAMING.includes(String(key)))))

/** Tells whether an issue doubts a word that may be declared in a part whose names are lost. */
export function isOfLostList(
  { code, steps: [root, , given, key = ''] }: FormIssue,
  lost: ReadonlySet<DeclaringPart>,
): boolean {
  const isExpected = code === 'unknown_word' && root === 'tests' && given === 'expect'
  const parts = isExpected ? EXPECTED_IN[key] : DECLARED_IN[code]
  return parts?.some((part) => lost.has(part)) === true
}
