import { stepUpWords } from '../decide/index.js'
import { failAll, type Issue, isRecord, ok, type Result } from '../model/index.js'
import { declarationsOf } from './buildFacts.js'
import { checkDocument } from './checkDocument.js'
import { channelWordsOf, type DeclaredNames } from './checkWords.js'
import { type DeclaringName, declaredNames, wordsBehind } from './declaringParts.js'
import type { PolicyDocument } from './document.js'
import { formDocument, type ReadForm } from './formDocument.js'
import { type FormIssue, MOST_ISSUES, placeIssue } from './formIssues.js'
import { isOfLostList, lostLists } from './lostLists.js'
import { tellMisspeltDeclarations } from './misspeltDeclarations.js'
import { asWritten, renameKey } from './misspeltKeys.js'
import type { PathSteps, Source } from './readSource.js'
import { namesOfRoutes } from './routeSkills.js'
import { METHOD_WORDS, RISK_NAMES } from './vocabulary.js'

/**
 * Checks a policy that was read and put together: its form, then what it means. All mistakes at
 * once, each in place.
 *
 * One slip is reported once. What only follows from it is sifted out here, in three ways: places where
 * something stood in (`isNew`), names of a part that has lost some (`isOfLostList`), and
 * declarations that are misspelt themselves (`tellMisspeltDeclarations`).
 */
export function parseSource(source: Source): Result<PolicyDocument> {
  const { value } = source
  const formed = formDocument(value)
  const found = [...formed.issues, ...meaningIssues(value, formed)]
  if (found.length === 0 && formed.document !== null) return ok(formed.document)
  const all = found.slice(0, MOST_ISSUES).map((issue) => placeIssue(issue, source))
  const told = tellMisspeltDeclarations(
    all.filter((issue) => !isMisspelt(issue, all)),
    source,
  )
  const more = found.length > MOST_ISSUES ? [{ code: 'more_issues', path: '' }] : []
  return failAll([...issuesInOrder(told), ...more])
}

/**
 * Finds what is wrong with the meaning of a document, but for what only seems so because its form
 * was wrong.
 */
function meaningIssues(
  value: unknown,
  { document, issues, mended, renamings }: ReadForm,
): readonly FormIssue[] {
  if (document === null) return []
  const meant = renamings.reduce(renameKey, value)
  const found = checkDocument(document, namesOf(meant, document)).filter(({ steps, code }) =>
    isNew(steps, code, mended),
  )
  const lost = lostLists(meant, [...issues, ...found])
  return found
    .filter((issue) => !isOfLostList(issue, lost))
    .map((issue) => ({ ...issue, steps: asWritten(issue.steps, renamings) }))
}

/** Tells whether a key that seems to be missing stands there misspelt, which is told already. */
const isMisspelt = ({ code, path }: Issue, all: readonly Issue[]): boolean =>
  code === 'missing' &&
  all.some(
    (other) =>
      `${other.path.slice(0, other.path.lastIndexOf('/'))}/${other.suggestion ?? other.word?.split(':')[0]}` ===
      path,
  )

/**
 * Lists the names that a document declares, from what was written, wherever it could be read: a
 * class whose requirement has a mistake is a class all the same, and what names it is right.
 *
 * Only what facts may be is taken from the mended document: their values have to be of the right
 * form to be compared.
 */
function namesOf(value: unknown, { facts = {} }: PolicyDocument): DeclaredNames {
  const names = (part: DeclaringName): readonly string[] =>
    declaredNames(value, part).map(({ word }) => word)
  const behind = (key: string): readonly string[] => wordsBehind(value, 'routes', key)
  const channels = names('channels').map((scheme) => ({ scheme }))
  const [classes, actions] = [names('classes'), names('actions')]
  return {
    classes,
    actions,
    topics: [...classes, ...actions],
    routes: namesOfRoutes(value, names('routes'), declarationsOf(facts)),
    queues: [...behind('queue'), ...behind('overflow'), ...overflowQueues(value)],
    channels: channelWordsOf({ channels }),
    risks: RISK_NAMES,
    roles: names('roles'),
    methods: METHOD_WORDS,
    steps: [...stepUpWords, ...names('methods'), ...names('knowledge')],
    identifiers: names('identifiers'),
    facts: names('facts'),
    declared: declarationsOf(facts),
  }
}

/**
 * Lists the queues that tasks overflow into, where the document writes more of them than
 * their names.
 */
const overflowQueues = (value: unknown): readonly string[] => {
  const routes = isRecord(value) ? value['routes'] : undefined
  const list: readonly unknown[] = Array.isArray(routes) ? routes : []
  return list.flatMap((route) => {
    const overflow = isRecord(route) ? route['overflow'] : undefined
    const queue = isRecord(overflow) ? overflow['queue'] : undefined
    return typeof queue === 'string' ? [queue] : []
  })
}

/**
 * Tells whether an issue is of the author's making. What stands in for a part of the wrong form
 * must not be reported as theirs.
 *
 * Something that seems to be missing is checked by its very place; what follows from its
 * surroundings, by the class, action or route that it is in.
 */
const isNew = (steps: PathSteps, code: string, mended: readonly PathSteps[]): boolean => {
  if (code === 'missing')
    return !mended.some((cut) => isSamePlace(cut, steps) || isItemOver(cut, steps))
  if (!CONSEQUENCES.has(code)) return true
  // Whether a route is ever taken depends on all that stands before it, and on what classes give.
  if (code === 'route_never_matches') return !mended.some(([root]) => SHAPES.has(String(root)))
  return !mended.some((cut) => cut.slice(0, 2).every((step, index) => steps[index] === step))
}

const isSamePlace = (one: PathSteps, other: PathSteps): boolean =>
  one.length === other.length && one.every((step, index) => other[index] === step)

/** Tells whether a whole item of a list was stood in for, and a place is in it. */
const isItemOver = (cut: PathSteps, steps: PathSteps): boolean =>
  typeof cut.at(-1) === 'number' && cut.every((step, index) => steps[index] === step)

/** Parts on which it depends whether a route is ever taken. */
const SHAPES = new Set(['classes', 'packs', 'routes'])

/** What may seem wrong only because a part beside it was cut out or stood in for. */
const CONSEQUENCES = new Set([
  'requirement_without_level',
  'requirement_conflict',
  'rung_weaker_than_lower',
  'representative_exceeds_subject',
  'representative_not_verified',
  'route_never_matches',
  'last_route_conditional',
  'never_or_always',
  'duplicate_name',
])

/** Puts issues in the order of their places; those without one come first, as they stand. */
export const issuesInOrder = (issues: readonly Issue[]): readonly Issue[] =>
  issues.toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0))
