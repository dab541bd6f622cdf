import {
  type CompiledPolicy,
  rulesOf,
  rulesOfAction,
  SHORTFALLS,
  stepUpWords,
} from '../decide/index.js'
import {
  type Decision,
  DISCLOSURES,
  didYouMean,
  REASON_CODES,
  RELATIONS,
  suggest,
} from '../model/index.js'

/** What a test may name: by the kind of thing, the words there are; a kind that is absent cannot be checked. */
export type KnownNames = Readonly<Partial<Record<NamedThing, readonly string[]>>>

/** A kind of thing that a test names. */
export type NamedThing = 'class' | 'topic' | 'rung' | 'route' | 'method' | 'cause' | 'relation'

const SAID: Readonly<Record<NamedThing, string>> = {
  class: 'class',
  topic: 'class or action',
  rung: 'disclosure',
  route: 'route',
  method: 'step-up method',
  cause: 'rule, shortfall or reason',
  relation: 'relation',
}

/**
 * Gives every word that a test of this policy may name. A misspelt name would otherwise pass for one that is
 * withheld, never taken or no cause.
 */
export function namesOfPolicy(policy: CompiledPolicy): KnownNames {
  const { classes, actions, routes, methods = [], knowledge = [] } = policy
  const rules = [...classes.flatMap(rulesOf), ...actions.flatMap(rulesOfAction)].flatMap(
    ({ id, requires }) => [id, ...requires.flatMap(({ rule }) => rule ?? [])],
  )
  const closed = classes.flatMap(({ name, refusedBy = [] }) => [`class.${name}`, ...refusedBy])
  const names = classes.map(({ name }) => name)
  return {
    class: names,
    topic: [...names, ...actions.map(({ name }) => name)],
    rung: DISCLOSURES,
    relation: RELATIONS,
    route: routes.map(({ id }) => id),
    method: [...stepUpWords, ...[...methods, ...knowledge].map(({ name }) => name)],
    cause: [...new Set([...rules, ...closed, ...SHORTFALLS, ...REASON_CODES])],
  }
}

/**
 * Gives the words that a test of a bare decision may name: it tells all its classes and actions, but only the route and
 * the rules that were used.
 */
export function namesOfDecision({ disclosure, actions, stepUp }: Decision): KnownNames {
  const names = Object.keys(disclosure)
  return {
    class: names,
    topic: [...names, ...Object.keys(actions)],
    rung: DISCLOSURES,
    relation: RELATIONS,
    method: [...stepUpWords, ...stepUp.flatMap(({ methods }) => methods)],
  }
}

/**
 * Says that there is no such word, and which one may be meant; `null` when there is. Where the words are not known, that
 * is said if they must be.
 */
export function findMisspelt(
  names: KnownNames,
  thing: NamedThing,
  word: string,
  mustBeKnown: boolean,
): string | null {
  const known = names[thing]
  if (known === undefined)
    return mustBeKnown
      ? `a decision alone does not show every ${SAID[thing]}; use the result of \`deciding\``
      : null
  if (known.includes(word)) return null
  const meant = suggest(word, known)
  const said = `there is no ${SAID[thing]} \`${word}\``
  return meant === undefined ? said : `${said}${didYouMean(meant)}`
}
