import {
  ATOM_NAMES,
  type Condition,
  conditionAtoms,
  covers,
  type DataClass,
  isEveryAtom,
  isSomeAtom,
  type TrustReached,
} from '../decide/index.js'
import { RANKS, RESOLUTIONS, readSeconds } from '../model/index.js'
import { buildClasses } from './buildClasses.js'
import { buildCondition } from './buildPolicy.js'
import { checkConditionFacts } from './checkFacts.js'
import { checkConditionWords, type DeclaredNames } from './checkWords.js'
import type { PolicyDocument, RouteDocument } from './document.js'
import { type FormIssue, wordIssue } from './formIssues.js'
import { plainDocument } from './plainConditions.js'
import type { PathSteps } from './readSource.js'
import { checkSkills, plainSkills } from './routeSkills.js'

/**
 * Checks routes: known words, nothing claimed, none that never matches, and a last one that always
 * does, so that every task goes somewhere.
 *
 * Whether a route can match is asked of its compiled condition and of classes as packs leave them:
 * a route for a rung that a pack closes is never taken.
 */
export function checkRoutes(document: PolicyDocument, names: DeclaredNames): readonly FormIssue[] {
  const plain = plainDocument(document)
  const conditions = plain.routes.map(({ when }) => buildCondition(when ?? {}))
  const classes = buildClasses(plain)
  const last = document.routes.length - 1
  return document.routes.flatMap((route, index) => {
    const at = ['routes', index]
    const condition = conditions[index] ?? {}
    const isTwin = document.routes.findIndex(({ id }) => id === route.id) < index
    return [
      ...(isTwin ? [wordIssue('duplicate_name', [...at, 'id'], route.id)] : []),
      ...checkClaims(route, at),
      ...checkWaiting(route, at),
      ...checkSkills(route, at, names.declared),
      ...checkConditionWords(route.when ?? {}, [...at, 'when'], names),
      ...checkConditionFacts(route.when ?? {}, [...at, 'when'], {
        names,
        isStrict: names.facts.length > 0,
      }),
      ...(isImpossible(condition, classes)
        ? [neverMatches([...at, 'when'], route, causeOf(condition, classes))]
        : checkShadow(document.routes, conditions, index)),
      ...(index === last && !alwaysHolds(condition)
        ? [wordIssue('last_route_conditional', [...at, 'when'], route.id)]
        : []),
    ]
  })
}

/** Tells whether a condition holds for every engagement. */
const alwaysHolds = (condition: Condition): boolean => Object.keys(condition).length === 0

/**
 * Tells whether no engagement can meet a condition: at no reach there is do all its atoms hold, or
 * it names a rung that is never given.
 *
 * `{ trust: verified, resolution: none }` is impossible, because nobody who is not found is
 * verified. Atoms that do not speak of the reach (`allows` is absent) do not count against it: what
 * this calls possible may still be met by nobody, and the proof of that is the analysis's.
 */
export const isImpossible = (condition: Condition, classes: readonly DataClass[]): boolean =>
  !REACHES.some((reach) =>
    isEveryAtom(condition, (atom, value) => atom.allows?.(value, reach) ?? true),
  ) || isSomeAtom(condition, (atom, value) => atom.isImpossible?.(value, classes) ?? false)

/**
 * Names what has to go so that a condition can be met: a rule of a pack that gives a rung to
 * nobody, or the parts of the condition that exclude each other, such as `trust with resolution`.
 *
 * A part is a cause where the condition could be met without it.
 */
function causeOf(condition: Condition, classes: readonly DataClass[]): string {
  const waits = Object.keys(condition.discloses ?? {}).flatMap(
    (word) => classes.find(({ name }) => name === word)?.refusedBy ?? [],
  )
  const parts = ATOM_NAMES.filter(
    (name) =>
      condition[name] !== undefined && !isImpossible({ ...condition, [name]: undefined }, classes),
  )
  const words = parts.map((name) => conditionAtoms[name].word)
  return waits.length > 0 && parts.includes('discloses') ? waits.join(', ') : words.join(' with ')
}

/**
 * Everything that trust can come to: 5 levels of writing by 5 of reading by 4 resolutions, without
 * those that there are not. An ambiguous match or a conflict holds write trust at 1 and read trust
 * at 0, and so does knowing no record.
 */
const REACHES: readonly TrustReached[] = RANKS.flatMap((write) =>
  RANKS.flatMap((read) =>
    RESOLUTIONS.filter((resolution) => resolution === 'unique' || (write < 2 && read < 1)).map(
      (resolution) => ({ write, read, resolution }),
    ),
  ),
)

/**
 * Checks that queue and skills are constants (`claim_in_route`). What a customer claims may choose
 * a topic or a language, never a privilege. The value of a declared fact is no claim, so a skill
 * that is one is not looked at.
 */
function checkClaims(route: RouteDocument, at: PathSteps): readonly FormIssue[] {
  const words = [
    { word: route.queue, steps: [...at, 'queue'] },
    ...overflowQueue(route).map((word) => ({ word, steps: [...at, 'overflow'] })),
    ...plainSkills(route).map((word) => ({
      word,
      steps: [...at, 'skills', (route.skills ?? []).indexOf(word)],
    })),
  ]
  return words
    .filter(({ word }) => TEMPLATE.test(word))
    .map(({ word, steps }) => wordIssue('claim_in_route', steps, word))
}

/** Gives the queue that a route's tasks overflow into, in either way of writing it. */
const overflowQueue = ({ overflow }: RouteDocument): readonly string[] => {
  if (overflow === undefined) return []
  return [typeof overflow === 'string' ? overflow : overflow.queue]
}

/**
 * Checks what happens to a task that waits. TaskRouter cancels a task whose time runs out with
 * nowhere to go, and never asks an overflow that nothing leads to
 * (twilio.com/docs/taskrouter/workflow-configuration).
 *
 * Codes: `wait_out_of_range` for less than a second or more than TaskRouter takes, `no_overflow`,
 * `overflow_never_reached`.
 */
function checkWaiting(route: RouteDocument, at: PathSteps): readonly FormIssue[] {
  const waits = (['known_worker', 'timeout'] as const).filter((key) => {
    const text = route[key]
    return text !== undefined && readSeconds(text) === null
  })
  const leaves = (['timeout', 'skip_if'] as const).filter((key) => route[key] !== undefined)
  return [
    ...waits.map((key) => wordIssue('wait_out_of_range', [...at, key], route[key])),
    ...(route.overflow === undefined
      ? leaves.map((key) => wordIssue('no_overflow', [...at, key], route.id))
      : []),
    ...(route.overflow !== undefined && leaves.length === 0
      ? [wordIssue('overflow_never_reached', [...at, 'overflow'], route.id)]
      : []),
  ]
}

/**
 * The signs of a placeholder, which would let what the customer types choose the queue or
 * the skill.
 */
const TEMPLATE = /\{\{|\$\{|\bclaim(?:s|ed)\./

/**
 * Checks that no earlier route takes everything that this one is for: the first that applies is
 * taken, so this one would never be. The issue names the earlier one. One earlier route has to
 * cover it alone; several that do so together are found by the analysis.
 */
function checkShadow(
  routes: readonly RouteDocument[],
  conditions: readonly Condition[],
  index: number,
): readonly FormIssue[] {
  const condition = conditions[index] ?? {}
  const earlier = conditions.slice(0, index).findIndex((before) => covers(before, condition))
  const shadow = routes[earlier]
  return shadow === undefined ? [] : [neverMatches(['routes', index], routes[index], shadow.id)]
}

const neverMatches = (at: PathSteps, route: RouteDocument | undefined, by: string): FormIssue => ({
  ...wordIssue('route_never_matches', at, route?.id),
  by,
})
