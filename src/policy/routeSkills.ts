import { type FactDeclarations, isVariant, type Route, variantOf } from '../decide/index.js'
import { isRecord } from '../model/index.js'
import { type FormIssue, wordIssue } from './formIssues.js'
import { asList } from './levelWords.js'
import type { PathSteps } from './readSource.js'
import type { FactSkill, RouteDocument } from './routeDocument.js'

/**
 * A route for one value of the fact that its skills name, or for whom that is not known. The skills
 * of a compiled route are constants, so a route with such a skill becomes several.
 */
export interface SkilledRoute extends Omit<RouteDocument, 'skills'> {
  /** The skills, the value of the fact among them. */
  readonly skills: readonly string[]
  /** The fact that is not known where this route is taken: no skill is asked for it. */
  readonly unknownSkills?: readonly string[]
}

const isPlain = (skill: string | FactSkill): skill is string => typeof skill === 'string'

/** A condition that a fact has a value. */
export interface FactCondition {
  /** The fact by its name, and the one value. */
  readonly context: Readonly<Record<string, readonly string[]>>
}

/** Gives the skills of a route that are words. */
export const plainSkills = ({ skills = [] }: Pick<RouteDocument, 'skills'>): readonly string[] =>
  skills.filter(isPlain)

/**
 * Gives the names that a route has in decisions: its own, and one for each value of the fact that
 * its skills name.
 */
const namesOfRoute = (
  route: Pick<RouteDocument, 'id' | 'skills' | 'when'>,
  facts: FactDeclarations,
): readonly string[] => spreadSkills(route, facts, () => ({})).map(({ id }) => id)

/**
 * Gives the names that the routes of a document have, as it was written: nothing of its form is
 * known yet. Tests and invariants may name a route by any of them.
 */
export function namesOfRoutes(
  value: unknown,
  ids: readonly string[],
  facts: FactDeclarations,
): readonly string[] {
  const routes: readonly unknown[] =
    isRecord(value) && Array.isArray(value['routes']) ? value['routes'] : []
  const variants = routes.flatMap((route) => {
    const { id, skills } = isRecord(route) ? route : {}
    if (typeof id !== 'string' || !Array.isArray(skills)) return []
    const named = skills.flatMap((skill: unknown) => {
      const fact = isRecord(skill) ? skill['fact'] : undefined
      return typeof fact === 'string' ? [{ fact }] : []
    })
    return namesOfRoute({ id, skills: named }, facts)
  })
  return [...new Set([...ids, ...variants])]
}

/**
 * Writes a route whose skills name a fact as one route for each of its values, with that value as a
 * skill, and after these one for whom it is not known, with none. `both` joins two conditions.
 *
 * `{ id: help, skills: [billing, { fact: language }] }` with `language: [en, de]` -> a route with
 * the skills `billing, en`, one with `billing, de`, and `help` itself with `billing`. They stand in
 * the place of the one, so the order of routes is kept.
 */
export function spreadSkills<One extends Pick<RouteDocument, 'id' | 'skills' | 'when'>>(
  route: One,
  facts: FactDeclarations,
  both: (one: RouteDocument['when'], context: FactCondition) => RouteDocument['when'],
): readonly (Omit<One, 'skills'> & Pick<SkilledRoute, 'skills' | 'unknownSkills'>)[] {
  const skills = plainSkills(route)
  const named = route.skills?.find((skill) => typeof skill !== 'string')
  if (named === undefined) return [{ ...route, skills }]
  const asked = route.when?.context?.[named.fact]
  const values = (facts[named.fact]?.values ?? []).map(String)
  // Where the route is for some values alone, it is for no other.
  const left = asked === undefined ? values : values.filter((one) => asList(asked).includes(one))
  const variants = left.map((value) => {
    const when = both(route.when, { context: { [named.fact]: [value] } })
    return {
      ...route,
      id: variantOf(route.id, value),
      skills: [...skills, value],
      ...(when !== undefined && { when }),
    }
  })
  return [...variants, { ...route, skills, unknownSkills: [named.fact] }]
}

/**
 * What TaskRouter compares without escapes, and what a name of a route may hold: letters, digits,
 * `_` and `-`, 64 at most.
 */
const SKILL = /^[A-Za-z0-9_][A-Za-z0-9_-]{0,63}$/

/**
 * Checks the fact that skills of a route name: one that is declared (`unknown_fact`), whose values
 * are words that a skill can have (`fact_not_of_words`), and only one (`too_many`): two would make
 * a route for every pair of values.
 */
export function checkSkills(
  route: Pick<RouteDocument, 'skills'>,
  at: PathSteps,
  facts: FactDeclarations,
): readonly FormIssue[] {
  return (route.skills ?? []).flatMap((skill, index) => {
    if (isPlain(skill)) return []
    const path = [...at, 'skills', index]
    const isFirst = route.skills?.findIndex((one) => !isPlain(one)) === index
    if (!isFirst) return [wordIssue('too_many', path)]
    const declared = facts[skill.fact]
    if (declared === undefined)
      return [wordIssue('unknown_fact', [...path, 'fact'], skill.fact, Object.keys(facts))]
    const isNamed = declared.values?.every((one) => typeof one === 'string' && SKILL.test(one))
    return isNamed === true ? [] : [wordIssue('fact_not_of_words', [...path, 'fact'], skill.fact)]
  })
}

/**
 * Gives compiled routes as their document had them: those for the values of a fact are one again.
 * The route for whom the fact is not known has all that is needed.
 */
export const gatherSkills = (
  routes: readonly Route[],
): readonly (Omit<Route, 'skills'> & Required<Pick<RouteDocument, 'skills'>>)[] =>
  routes
    .filter(({ id }) => !isVariant(id))
    .map(({ unknownSkills = [], ...route }) => ({
      ...route,
      skills: [...route.skills, ...unknownSkills.map((fact) => ({ fact }))],
    }))
