import { type CompiledPolicy, conditionAtoms, requirementParts } from '../decide/index.js'
import { isRecord, ok, type Result } from '../model/index.js'
import {
  actionsOf,
  CLASS_RULES,
  compilePolicy,
  type PolicyDocument,
  type PolicyTest,
  type RouteDocument,
} from '../policy/index.js'
import { type Budget, startBudget } from '../space/index.js'
import { areAnsweredApart, assessRows } from './answeredApart.js'
import { type BareDocument, openEditing } from './compileEdited.js'
import { type Finding, tooManyToCompare, unlookedOnce } from './finding.js'
import { type PathSteps, partAt } from './mutation/edit.js'
import { inTurn, type OnProgress } from './onProgress.js'
import { type Likeness, likenessOf, startComparing } from './splits.js'
import { changesOf, isAnything } from './suspects.js'

/** A condition of a policy that can be removed: no decision changes. */
export interface RedundantCondition {
  /** What kind of finding it is. */
  readonly code: 'condition_redundant'
  /** Where it stands in the document. */
  readonly path: PathSteps
  /** Where it stands, in the policy's own words, such as `actions.pay.categories`. */
  readonly word: string
  /** What to delete, such as `categories: 2`. */
  readonly remove: string
}

/**
 * Finds conditions that change nothing: parts of a requirement, or of the condition of a route,
 * that the rest of the policy already ensures. Each is checked by itself. If two imply each other,
 * both are named, and only one of them may be removed.
 *
 * A condition that was too much to check may be needed, so it is not named as redundant. The first
 * of these is named by `too_many_to_compare`.
 *
 * A condition that only a pack makes redundant is not named: a policy may say what it takes without
 * its packs.
 */
export function lintConditions(
  document: PolicyDocument,
  onProgress?: OnProgress,
): Result<readonly (RedundantCondition | Finding)[]> {
  const { tests = [], invariants: _, ...whole } = document
  // All conditions share what may be looked at.
  const budget = startBudget()
  // Under the policy, and under it without its packs.
  const provers = [
    openProver(whole, tests, budget),
    ...(document.packs === undefined ? [] : [openProver({ ...whole, packs: [] }, tests, budget)]),
  ]
  const found = inTurn(
    conditionsOf(document),
    (path): readonly (RedundantCondition | Finding)[] => {
      const likeness = firstOther(provers, path)
      if (likeness.type === 'too_many')
        return [tooManyToCompare(path, sayPath(path), likeness.widest)]
      return likeness.type === 'alike' ? [findingOf(document, path)] : []
    },
    sayPath,
    onProgress,
  )
  return ok(unlookedOnce(found))
}

/**
 * Asks under each policy until one says that the condition is needed. It is free only where it is
 * under every policy that is asked: first by what takes no search.
 */
function firstOther(provers: readonly Prover[], path: PathSteps): Likeness {
  const searches: (() => Likeness)[] = []
  for (const { edit, compare } of provers) {
    const other = edit(path)
    if (other === null) return NEEDED
    searches.push(() => compare(other))
  }
  for (const search of searches) {
    const likeness = search()
    if (likeness.type !== 'alike') return likeness
  }
  return provers.every(({ isWhole }) => isWhole(path)) ? { type: 'alike' } : NEEDED
}

// As the policy names it.
const sayPath = (path: PathSteps): string => path.map(String).join('.')

/** Says what to delete in the policy's own words, as it stands there. */
const findingOf = (document: PolicyDocument, path: PathSteps): RedundantCondition => ({
  code: 'condition_redundant',
  path,
  word: sayPath(path),
  remove: `${String(path.at(-1) ?? '')}: ${printWord(partAt(document, path))}`,
})

const printWord = (part: unknown): string =>
  typeof part === 'string' ? part : JSON.stringify(part ?? null)

/** What does not compile alone is needed by what does not compile without it. */
const NEEDED: Likeness = { type: 'other' }

/** Tells whether a policy decides the same without a part of it, in steps. */
interface Prover {
  /** Gives the policy without the part; `null` where that is seen to be needed without a search. */
  edit(path: PathSteps): CompiledPolicy | null
  compare(other: CompiledPolicy): Likeness
  /** Tells whether what is left compiles as a whole. */
  isWhole(path: PathSteps): boolean
}

/**
 * Opens the question "is it the same without?" for one document. A document that does not compile
 * answers that every condition is needed.
 */
function openProver(document: BareDocument, tests: readonly PolicyTest[], budget: Budget): Prover {
  const compiled = compilePolicy(document)
  if (!compiled.ok) return ALL_NEEDED
  const policy = compiled.value
  const { compileWithout, isWhole } = openEditing(document, policy)
  // Every edit leaves one part out, so all of them are said in the words of the whole.
  const comparing = startComparing(policy, budget)
  const rows = assessRows(policy, tests)
  return {
    edit(path) {
      const other = compileWithout(path)
      if (other === null) return null
      const changes = changesOf(policy, other)
      // Where nothing is said otherwise the compiler made nothing of it, so there is no condition to
      // take out. Mostly a test of the policy's own holds one.
      const isNeeded = !isAnything(changes) || areAnsweredApart([policy, other], changes, rows)
      return isNeeded ? null : other
    },
    compare: (other) => likenessOf(policy, other, comparing),
    isWhole,
  }
}

const ALL_NEEDED: Prover = { edit: () => null, compare: () => NEEDED, isWhole: () => false }

/**
 * Lists every condition that may be left out. Thresholds of a requirement always ask something, so
 * they are none.
 */
function conditionsOf(document: PolicyDocument): readonly PathSteps[] {
  const { classes, routes } = document
  return [
    ...Object.entries(classes).flatMap(([name, one]) =>
      CLASS_RULES.flatMap((rung) => partsOf(['classes', name, rung], one[rung], PARTS)),
    ),
    ...Object.entries(actionsOf(document))
      .filter(([, { denied }]) => denied !== true)
      .flatMap(([name, one]) => [
        ...partsOf(['actions', name], one, ['read', ...PARTS]),
        ...partsOf(['actions', name, 'deliver_to_record'], one.deliver_to_record, PARTS),
      ]),
    ...routes.flatMap(conditionsOfRoute),
  ]
}

// Every part there is, as their table names them, and what is written beside them.
const PARTS = [...Object.values(requirementParts).map(({ word }) => word), 'unless']

const partsOf = (path: PathSteps, word: unknown, names: readonly string[]): readonly PathSteps[] =>
  isRecord(word)
    ? names.filter((name) => word[name] !== undefined).map((name) => [...path, name])
    : []

// Facts and disclosures are conditions one by one.
const GROUPS = Object.values(conditionAtoms)
  .filter(({ form }) => form === 'facts' || form === 'rungs')
  .map(({ word }): string => word)

/**
 * Lists the conditions of one route: each atom, and of facts and disclosures each by itself, as
 * they are written one by one.
 */
const conditionsOfRoute = ({ when }: RouteDocument, at: number): readonly PathSteps[] =>
  Object.entries(when ?? {}).flatMap(([name, value]) =>
    GROUPS.includes(name) && isRecord(value) && Object.keys(value).length > 1
      ? Object.keys(value).map((key) => ['routes', at, 'when', name, key])
      : [['routes', at, 'when', name]],
  )
