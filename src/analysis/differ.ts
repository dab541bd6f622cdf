import type { CompiledPolicy, Condition } from '../decide/index.js'
import { ok, type Result } from '../model/index.js'
import type { Situation } from './engagementOf.js'
import { isPlannedAlike, type Judged, judge } from './redecide.js'
import { answer, disclose, isMet, routeIn, rulesOfAction } from './space/answers.js'
import { type About, actionOf, ask, classOf } from './space/ask.js'
import { enumerate } from './space/enumerate.js'
import type { Space } from './space/openSpace.js'
import type { View } from './space/view.js'
import { witnessOf } from './space/witness.js'
import { HOLDS } from './space/worlds.js'
import { type Changes, changesOf, type Suspect, suspectsOf } from './suspects.js'

/** Where two policies decide otherwise. */
export interface Difference {
  readonly about: Suspect['about'] | 'plan'
  readonly name: string
  readonly situation: Situation
}

/** Whether two policies ever decide otherwise, and over how many states that was found out. */
export interface Comparison {
  readonly difference: Difference | null
  readonly states: number
}

// What anything takes, what is trusted, or the methods there are: all but the routes.
const mayPlanOtherwise = ({ trust, methods, classes, actions }: Changes): boolean =>
  trust || methods || classes.length > 0 || actions.length > 0

/**
 * Finds a smallest engagement that two policies decide otherwise, or shows over every state that there is none. What
 * is offered to step up is compared on one engagement of every kind in the pool.
 */
export function findDifference(space: Space, pool: () => readonly Judged[]): Result<Comparison> {
  const [one, other] = space.policies
  if (one === undefined || other === undefined) return ok({ difference: null, states: 0 })
  let states = 0
  for (const suspect of suspectsOf(one, other)) {
    const compared = compareOn(space, suspect)
    if (!compared.ok) return compared
    states += compared.value.states
    const { difference } = compared.value
    if (difference !== null) return ok({ difference, states })
  }
  const changes = changesOf(one, other)
  if (!mayPlanOtherwise(changes)) return ok({ difference: null, states })
  const judged = pool()
  const found = judged.find((one) => !isPlannedAlike(other, changes, one))
  states += judged.length
  return ok({
    difference:
      found === undefined ? null : { about: 'plan', name: 'plan', situation: found.situation },
    states,
  })
}

function compareOn(space: Space, suspect: Suspect): Result<Comparison> {
  const { policies, universe } = space
  const scope = ask(policies, universe, aboutOf(policies, suspect))
  if (!scope.ok) return scope
  const found = enumerate(universe, {
    ...scope.value,
    // Words a policy does not have cannot be written into its tests.
    closed: topicsOf(policies).every((name) => scope.value.purposes.includes(name)),
    answer: (views) => {
      const [first, second] = policies.map((policy, at) =>
        answerIn(policy, universe.sideOf[at] ?? 0, views, suspect),
      )
      return String(first === second)
    },
  })
  if (!found.ok) return found
  const state = found.value.states.find((one) => one.answer === 'false')
  const { views } = found.value
  if (state === undefined) return ok({ difference: null, states: views })
  return ok({ difference: { ...suspect, situation: witnessOf(state, policies) }, states: views })
}

const topicsOf = (policies: readonly CompiledPolicy[]): readonly string[] =>
  policies.flatMap(({ classes, actions }) => [...classes, ...actions].map(({ name }) => name))

/** Says what has to be looked at for a suspect. */
export function aboutOf(policies: readonly CompiledPolicy[], { about, name }: Suspect): About {
  const nothing: About = { classes: [], actions: [], conditions: [] }
  switch (about) {
    case 'class':
      return { ...nothing, classes: [name] }
    case 'action':
      return { ...nothing, actions: [name] }
    case 'route':
      return { ...nothing, conditions: distinct(policies.flatMap(conditionsOf)) }
    case 'trust':
      return nothing
  }
}

const conditionsOf = ({ routes }: CompiledPolicy): readonly Condition[] =>
  routes.map(({ when }) => when)

const distinct = (conditions: readonly Condition[]): readonly Condition[] => [
  ...new Map(conditions.map((when) => [JSON.stringify(when), when])).values(),
]

/** Says what a policy answers about a suspect in a view, in words that are equal where the answers are. */
export function answerIn(
  policy: CompiledPolicy,
  side: number,
  views: readonly View[],
  { about, name }: Suspect,
): string {
  const view = views[side]
  if (view === undefined) return ''
  switch (about) {
    case 'class': {
      const found = classOf(policy)(name)
      return found === undefined ? 'none' : disclose(found, side, view)
    }
    case 'action': {
      const found = actionOf(policy, name)
      return found === undefined ? 'withheld' : answer(found, side, view)
    }
    case 'route': {
      const found = routeIn(policy.routes, side, view, classOf(policy))
      return found === undefined ? '' : JSON.stringify([found.queue, found.priority, found.skills])
    }
    case 'trust':
      return `${view.write} ${view.read}`
  }
}

/** Judges one engagement, asking for everything, of every kind that an action of a policy tells apart. */
export function poolOf({ policies: [policy], universe }: Space): readonly Judged[] {
  if (policy === undefined) return []
  const topics = [...policy.classes, ...policy.actions].map(({ name }) => name)
  return policy.actions.flatMap((action) => {
    const { name } = action
    const scope = ask([policy], universe, {
      classes: [],
      actions: [name],
      conditions: [{ risk: HOLDS }],
    })
    const found = scope.ok
      ? enumerate(universe, {
          ...scope.value,
          resolution: true,
          answer: ([view]) => {
            if (view === undefined) return ''
            const met = rulesOfAction(action).map((rule) => isMet(rule, name, 0, view))
            const isHeld = HOLDS.some((risk) => view.isBad(risk))
            return [view.write, view.read, view.resolution, isHeld, ...met].join(' ')
          },
        })
      : scope
    if (!found.ok) return []
    return found.value.states.map((state) =>
      judge(policy, witnessOf({ ...state, request: { ...state.request, topics } }, [policy])),
    )
  })
}
