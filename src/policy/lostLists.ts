import { isRecord } from '../model/index.js'
import { type DeclaringName, declaringNames, declaringParts, itemKeyOf } from './declaringParts.js'
import { type FormIssue, meaningOf } from './formIssues.js'
import { partOfKey } from './partOfKey.js'

/**
 * Finds the parts whose names cannot be known, because the part is missing, of another form, or has
 * lost one of its names to a mistake that is told there. What names something of theirs may be
 * right.
 *
 * Without this a single slip in `classes` would be reported once there, and once more wherever the
 * class is named.
 */
export function lostLists(
  value: unknown,
  issues: readonly FormIssue[],
): ReadonlySet<DeclaringName> {
  const members = isRecord(value) ? value : {}
  const hasStrangeKey = issues.some(
    (issue) =>
      issue.code === 'unknown_key' && issue.steps.length === 1 && meaningOf(issue) === undefined,
  )
  const misplaced = issues.flatMap(({ code, steps }) =>
    code === 'unknown_key' ? (partOfKey(steps, members[String(steps[0])]) ?? []) : [],
  )
  return new Set(
    declaringNames.filter(
      (part) =>
        issues.some((issue) => losesName(issue, part)) ||
        misplaced.some((one) => one === part) ||
        (hasStrangeKey && !Object.hasOwn(members, part)),
    ),
  )
}

/**
 * Tells whether a mistake leaves it open which names a part declares. A mistake elsewhere in an
 * item than in its name loses no name.
 */
const losesName = ({ code, steps: [root, item, key] }: FormIssue, part: DeclaringName): boolean =>
  root === part &&
  // A word that is the name of no pack declares nothing.
  code !== 'unknown_pack' &&
  (item === undefined ||
    code === 'invalid_name' ||
    (typeof item === 'number' && (key === undefined || isNaming(part, String(key)))))

const isNaming = (part: DeclaringName, key: string): boolean =>
  key === itemKeyOf(part) || declaringParts[part].also?.includes(key) === true

/** Tells whether an issue doubts a word that may be declared in a part whose names are lost. */
export function isOfLostList(
  { code, steps: [root, , given, key = ''] }: FormIssue,
  lost: ReadonlySet<DeclaringName>,
): boolean {
  const isExpected = code === 'unknown_word' && root === 'tests' && given === 'expect'
  const isDoubted = (part: DeclaringName): boolean => {
    const { doubted, expected = [] } = declaringParts[part]
    return isExpected ? expected.includes(String(key)) : doubted.includes(code)
  }
  return [...lost].some(isDoubted)
}
