import type { ActionRule, Condition, DataClass, Requirement, Route } from '../decide/index.js'
import { sorted } from '../model/index.js'

/** Roles, one of which somebody must have. */
export type RoleChoice = readonly string[]

/**
 * Finds the roles without which an agent could do nothing of what a route is for: of each choice they need one.
 *
 * Said of a route that asks for topics by `intent`. A class counts by its lowest rung, and an action by what allows it or
 * has it delivered: where any of them takes no role, everybody can do something. A task is decided for nobody in
 * particular, so that what its attributes hold is what is given without a role, and says nothing of this.
 */
export function rolesOfRoute(
  {
    classes,
    actions,
  }: { readonly classes: readonly DataClass[]; readonly actions: readonly ActionRule[] },
  { when }: Pick<Route, 'when'>,
): readonly RoleChoice[] {
  const ofTopic = (name: string): readonly RoleChoice[] => {
    const found = classes.find((one) => one.name === name)
    const lowest = found?.rungs[0] ?? actions.find((one) => one.name === name)
    if (lowest === undefined) return []
    const delivered = 'deliver' in lowest ? lowest.deliver : found?.deliver
    return eitherOf([lowest, ...(delivered === undefined ? [] : [delivered])].map(choicesOf))
  }
  return distinctChoices(ofCondition(when, ofTopic))
}

/** What a requirement asks of whoever sees it, for each of its parts that does. */
const choicesOf = (rule: { readonly requires: readonly Requirement[] }): readonly RoleChoice[] =>
  rule.requires.flatMap(({ roles }) => (roles === undefined ? [] : [roles]))

function ofCondition(
  { intent, all = [], any = [] }: Condition,
  ofTopic: (name: string) => readonly RoleChoice[],
): readonly RoleChoice[] {
  return [
    ...(intent === undefined ? [] : eitherOf(intent.map(ofTopic))),
    ...all.flatMap((part) => ofCondition(part, ofTopic)),
    ...(any.length === 0 ? [] : eitherOf(any.map((part) => ofCondition(part, ofTopic)))),
  ]
}

/**
 * Gives the choices of whoever can do one of several things: of every way to take one
 * choice of each, all together.
 */
const eitherOf = (several: readonly (readonly RoleChoice[])[]): readonly RoleChoice[] =>
  several.reduce<readonly RoleChoice[]>(
    (made, choices) =>
      distinctChoices(made.flatMap((one) => choices.map((next) => [...one, ...next]))),
    [[]],
  )

/** Each choice once, its roles in one order. */
const distinctChoices = (choices: readonly RoleChoice[]): readonly RoleChoice[] => [
  ...new Map(
    choices.map((choice) => sorted(choice)).map((choice) => [choice.join('\n'), choice]),
  ).values(),
]
