import type { Condition, DataClass } from '../decide/index.js'
import { RUNGS, readSeconds } from '../model/index.js'
import { buildClasses } from './buildClasses.js'
import { buildCondition } from './buildPolicy.js'
import { checkConditionWords, type Names } from './checkWords.js'
import type { PolicyDocument, RouteDocument } from './document.js'
import { CLAIM, type FormIssue, wordIssue } from './formIssues.js'
import { packs } from './packs/index.js'
import type { Step } from './readSource.js'

/** Checks routes: known words, nothing claimed, none that never matches, and a last one that always does. */
export function checkRoutes(document: PolicyDocument, names: Names): readonly FormIssue[] {
  const conditions = document.routes.map(({ when }) => buildCondition(when ?? {}))
  const classes = buildClasses(
    document.classes,
    packs.filter(({ name }) => document.packs?.includes(name)),
  )
  const last = document.routes.length - 1
  return document.routes.flatMap((route, index) => {
    const at = ['routes', index]
    const condition = conditions[index] ?? {}
    const isTwin = document.routes.findIndex(({ id }) => id === route.id) < index
    return [
      ...(isTwin ? [wordIssue('duplicate_name', [...at, 'id'], route.id)] : []),
      ...checkClaims(route, at),
      ...checkWaiting(route, at),
      ...checkConditionWords(route.when ?? {}, [...at, 'when'], names),
      ...(isImpossible(condition, classes)
        ? [wordIssue('route_never_matches', [...at, 'when'], route.id)]
        : []),
      ...(isImpossible(condition, classes) ? [] : checkShadow(document.routes, conditions, index)),
      ...(index === last && !isAlways(condition)
        ? [wordIssue('last_route_conditional', [...at, 'when'], route.id)]
        : []),
    ]
  })
}

/** Tells whether a condition holds for every engagement. */
export const isAlways = (condition: Condition): boolean => Object.keys(condition).length === 0

/**
 * Tells whether no engagement can meet a condition: thresholds that cross, more trust than goes with no one record
 * (an ambiguous match or a conflict holds write trust at 1 and read trust at 0), or a rung that is never given.
 */
export const isImpossible = (condition: Condition, classes: readonly DataClass[]): boolean => {
  const { trust, trustBelow, read, resolution, discloses } = condition
  const isSomebody = (trust ?? 0) >= 2 || (read ?? 0) >= 1
  return (
    (trust ?? 0) >= (trustBelow ?? 5) ||
    (isSomebody && resolution?.includes('unique') === false) ||
    Object.entries(discloses ?? {}).some(([name, rung]) => {
      const found = classes.find((dataClass) => dataClass.name === name)
      return found !== undefined && !reachesRung(found, rung)
    })
  )
}

const reachesRung = ({ rungs }: DataClass, rung: (typeof RUNGS)[number]): boolean =>
  RUNGS.indexOf(rungs.at(-1)?.rung ?? 'none') >= RUNGS.indexOf(rung)

/** Tells whether every engagement that meets the narrow condition meets the wide one. */
export function covers(wide: Condition, narrow: Condition): boolean {
  const isWithin = <Word>(outer?: readonly Word[], inner?: readonly Word[]): boolean =>
    outer === undefined || (inner?.every((word) => outer.includes(word)) ?? false)
  return (
    (narrow.trust ?? 0) >= (wide.trust ?? 0) &&
    (narrow.trustBelow ?? 5) <= (wide.trustBelow ?? 5) &&
    (narrow.read ?? 0) >= (wide.read ?? 0) &&
    isWithin(wide.risk, narrow.risk) &&
    isWithin(wide.channel, narrow.channel) &&
    isWithin(wide.intent, narrow.intent) &&
    isWithin(wide.resolution, narrow.resolution) &&
    Object.entries(wide.context ?? {}).every(([key, values]) =>
      isWithin(values, narrow.context?.[key]),
    ) &&
    Object.entries(wide.discloses ?? {}).every(
      ([name, rung]) => RUNGS.indexOf(narrow.discloses?.[name] ?? 'none') >= RUNGS.indexOf(rung),
    )
  )
}

// Claims may choose a topic or a language, never a privilege.
function checkClaims(route: RouteDocument, at: readonly Step[]): readonly FormIssue[] {
  const words = [
    { word: route.queue, steps: [...at, 'queue'] },
    ...overflowQueue(route).map((word) => ({ word, steps: [...at, 'overflow'] })),
    ...(route.skills ?? []).map((word, index) => ({ word, steps: [...at, 'skills', index] })),
  ]
  const keys = Object.keys(route.when?.context ?? {})
  return [
    ...words
      .filter(({ word }) => TEMPLATE.test(word))
      .map(({ word, steps }) => wordIssue('claim_in_route', steps, word)),
    ...keys
      .filter((key) => CLAIM.test(key))
      .map((key) => wordIssue('claim_in_condition', [...at, 'when', 'context', key], key)),
  ]
}

const overflowQueue = ({ overflow }: RouteDocument): readonly string[] => {
  if (overflow === undefined) return []
  return [typeof overflow === 'string' ? overflow : overflow.queue]
}

// TaskRouter cancels a task whose time runs out with nowhere to go, and never asks an overflow that nothing leads to.
function checkWaiting(route: RouteDocument, at: readonly Step[]): readonly FormIssue[] {
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

// A queue or skill is a constant: a placeholder would let what the customer types choose it.
const TEMPLATE = /\{\{|\$\{|\bclaim(?:s|ed)\./

function checkShadow(
  routes: readonly RouteDocument[],
  conditions: readonly Condition[],
  index: number,
): readonly FormIssue[] {
  const condition = conditions[index] ?? {}
  const earlier = conditions.slice(0, index).findIndex((before) => covers(before, condition))
  const shadow = routes[earlier]
  return shadow === undefined
    ? []
    : [wordIssue('route_never_matches', ['routes', index], routes[index]?.id, [shadow.id])]
}
