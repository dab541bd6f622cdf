import type { DecidedAnswers } from '../decide/index.js'
import type { Decision } from '../model/index.js'
import type { Suspect } from './suspects.js'

// An answer without what is offered instead: a plan is compared by itself.
type AnswersToSay = Omit<DecidedAnswers, 'stepUp'>

/** Says what is decided of a suspect, equal where nothing is decided otherwise: a route's name decides nothing. */
export function keyOf(about: Suspect['about'], name: string, decision: AnswersToSay): string {
  if (about !== 'route') return said(about, name, decision)
  const { id: _, ...rest } = decision.route
  return JSON.stringify(Object.entries(rest).sort())
}

/**
 * Says what a decision makes of a class, an action or the route, in words that are equal where it
 * is: `masked`, `step_up`, `fraud (fraud-desk, 90)`. What a decision does not name is withheld.
 */
export function said(about: Suspect['about'], name: string, decision: AnswersToSay): string {
  const { disclosure, actions, route } = decision
  switch (about) {
    case 'class':
      return disclosure[name] ?? 'none'
    case 'action':
      return actions[name] ?? 'deny'
    case 'route':
      return sayRoute(route)
  }
}

// Everything that a route says is said where it is there.
const sayRoute = ({ id, queue, priority, ...rest }: Decision['route']): string =>
  `${id} (${[queue, priority, ...Object.entries(rest).flatMap(sayPart)].join(', ')})`

const sayPart = ([name, value]: readonly [string, unknown]): readonly string[] =>
  Array.isArray(value) && value.length === 0 ? [] : [`${name} ${JSON.stringify(value)}`]
