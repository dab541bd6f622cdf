import type { CompiledPolicy, Route } from '../decide/index.js'
import type { Disclosure } from '../model/index.js'
import {
  all,
  any,
  disclosures,
  FALSE,
  type Formula,
  isAllowed,
  isMet,
  not,
  openQuestion,
  routesTaken,
  type State,
  type Terms,
  TRUE,
} from '../space/index.js'
import { actionOf, classOf } from './space/ask.js'
import { type Changes, changesOf, type Suspect } from './suspects.js'

/** A way in which two policies may answer otherwise of one and the same assessment: nothing known of trust rules it out. */
export interface Split {
  readonly before: string
  readonly after: string
  /** The state that would have to be ruled out; `null` where there was more to tell apart than is looked at. */
  readonly state: State | null
}

/** Lists what two policies say otherwise, and so may decide otherwise of one and the same assessment. */
export function textSuspects(one: CompiledPolicy, other: CompiledPolicy): readonly Suspect[] {
  const { routes, classes, actions } = changesOf(one, other)
  return [
    ...classes.map((name) => ({ about: 'class' as const, name })),
    ...actions.map((name) => ({ about: 'action' as const, name })),
    ...(routes ? [{ about: 'route' as const, name: 'route' }] : []),
  ]
}

/**
 * Lists every way in which two policies may answer a suspect otherwise, over all that a decision can read, evidence that
 * does not exist yet included. Where it lists none, there is none. `supposed` states are those that a plan supposes.
 */
export function splitsOf(
  before: CompiledPolicy,
  after: CompiledPolicy,
  suspect: Suspect,
  {
    most = Number.POSITIVE_INFINITY,
    states = 'real',
  }: {
    readonly most?: number
    readonly states?: 'real' | 'supposed'
  } = {},
): readonly Split[] {
  const question = openQuestion([before, after], [], states)
  const [old = [], next = []] = [before, after].map((policy) =>
    answersTo(question.terms, policy, suspect),
  )
  const splits: Split[] = []
  for (const [one, first] of old) {
    for (const [other, second] of next) {
      if (one === other || splits.length >= most) continue
      const solved = question.solve(first, second)
      if (solved.type === 'none') continue
      const state = solved.type === 'found' ? solved.state : null
      splits.push({ before: one, after: other, state })
    }
  }
  return splits
}

type Answers = readonly (readonly [string, Formula])[]

/** Lists what a policy may answer about a suspect, each with the statement that it does. */
function answersTo(terms: Terms, policy: CompiledPolicy, { about, name }: Suspect): Answers {
  switch (about) {
    case 'class': {
      const found = classOf(policy)(name)
      const none: readonly (readonly [Disclosure, Formula])[] = [['none', TRUE]]
      return found === undefined ? none : disclosures(terms, found)
    }
    case 'action':
      return answersOfAction(terms, policy, name)
    case 'route': {
      const taken = routesTaken(terms, policy)
      const groups = new Map<string, Formula[]>()
      for (const [at, route] of policy.routes.entries()) {
        const key = outcomeOf(route)
        groups.set(key, [...(groups.get(key) ?? []), taken[at] ?? FALSE])
      }
      return [...groups].map(([key, parts]) => [key, any(...parts)])
    }
    case 'trust':
      return []
  }
}

function answersOfAction(terms: Terms, policy: CompiledPolicy, name: string): Answers {
  const found = actionOf(policy, name)
  if (found === undefined) return [['withheld', TRUE]]
  const { deliver } = found
  const allowed = isAllowed(terms, found)
  const refused = not(allowed, terms.full)
  const delivered = deliver === undefined ? FALSE : isMet(terms, deliver, { name, about: 'action' })
  return [
    ['allow', allowed],
    ['deliver_to_record', all(refused, delivered)],
    ['withheld', all(refused, not(delivered, terms.full))],
  ]
}

/** Says where a route leads and how it goes on from there, in words that are equal where that is. */
const outcomeOf = ({ id: _, when: __, skills, ...rest }: Route): string =>
  JSON.stringify([Object.entries(rest).sort(), [...skills].sort()])

/**
 * Tells whether two policies are proved to decide alike: they trust alike, nothing that either says otherwise is ever
 * answered otherwise, and neither offers other ways to step up.
 */
export function isProvedAlike(one: CompiledPolicy, other: CompiledPolicy): boolean {
  const changes = changesOf(one, other)
  if (changes.trust) return false
  const suspects = textSuspects(one, other)
  if (suspects.some((suspect) => splitsOf(one, other, suspect, { most: 1 }).length > 0))
    return false
  return isPlannedAlike(one, other, changes)
}

// The same methods are at hand, and no rule is ever met under one policy only, whatever proofs are supposed.
function isPlannedAlike(
  one: CompiledPolicy,
  other: CompiledPolicy,
  { classes, actions, methods }: Changes,
): boolean {
  if (one.stepUp.length === 0 && other.stepUp.length === 0) return true
  if (methods) return false
  const suspects: readonly Suspect[] = [
    ...classes.map((name) => ({ about: 'class' as const, name })),
    ...actions.map((name) => ({ about: 'action' as const, name })),
  ]
  return suspects.every(
    (suspect) => splitsOf(one, other, suspect, { most: 1, states: 'supposed' }).length === 0,
  )
}
