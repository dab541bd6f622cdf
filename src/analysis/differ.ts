import { evaluate } from '../evaluate.js'
import type { Decision } from '../model/decision.js'
import { ok, type Result } from '../model/result.js'
import type { ActionRule, CompiledPolicy, Condition } from '../policy/compiled.js'
import type { Situation } from './engagementOf.js'
import { answer, disclose, isMet, routeIn, rulesOfAction } from './space/answers.js'
import { type About, actionOf, ask, classOf } from './space/ask.js'
import { enumerate } from './space/enumerate.js'
import type { Space } from './space/openSpace.js'
import { trustKey } from './space/universe.js'
import type { View } from './space/view.js'
import { witnessOf } from './space/witness.js'

/** What of two policies may differ: only that is compared. */
export interface Suspect {
  readonly about: 'class' | 'action' | 'route' | 'trust' | 'plan'
  readonly name: string
}

/** Where two policies decide otherwise. */
export interface Difference extends Suspect {
  readonly situation: Situation
}

/** Whether two policies ever decide otherwise, and over how many states that was found out. */
export interface Comparison {
  readonly difference: Difference | null
  readonly states: number
}

/** Lists what may differ between two policies: what they say otherwise, and everything where they trust otherwise. */
export function suspectsOf(one: CompiledPolicy, other: CompiledPolicy): readonly Suspect[] {
  const isTrusted = trustKey(one) === trustKey(other)
  const names = (key: 'classes' | 'actions'): readonly string[] => [
    ...new Set([...one[key], ...other[key]].map(({ name }) => name)),
  ]
  const differs = (a: unknown, b: unknown): boolean => JSON.stringify(a) !== JSON.stringify(b)
  const classes = names('classes').filter(
    (name) => !isTrusted || differs(rungsOf(one, name), rungsOf(other, name)),
  )
  const actions = names('actions').filter(
    (name) => !isTrusted || differs(takesOf(one, name), takesOf(other, name)),
  )
  const discloses = [...one.routes, ...other.routes].flatMap(({ when }) =>
    Object.keys(when.discloses ?? {}),
  )
  const isRouted =
    !isTrusted ||
    differs(one.routes, other.routes) ||
    classes.some((name) => discloses.includes(name))
  const isPlanned = differs(one.stepUp, other.stepUp)
  return [
    ...(isTrusted ? [] : [{ about: 'trust' as const, name: 'trust' }]),
    ...classes.map((name) => ({ about: 'class' as const, name })),
    ...actions.map((name) => ({ about: 'action' as const, name })),
    ...(isRouted ? [{ about: 'route' as const, name: 'route' }] : []),
    ...(isPlanned ? names('actions') : actions).map((name) => ({ about: 'plan' as const, name })),
  ]
}

const rungsOf = (policy: CompiledPolicy, name: string): unknown => {
  const found = classOf(policy)(name)
  return (
    found && [found.rungs.map(({ rung, requires }) => [rung, requires]), found.deliver?.requires]
  )
}

const takesOf = (policy: CompiledPolicy, name: string): unknown => {
  const found = actionOf(policy, name)
  return found && [found.requires, found.denied, found.deliver?.requires]
}

/** Finds a smallest engagement that two policies decide otherwise, or shows over every state that there is none. */
export function findDifference(
  space: Space,
  suspects: readonly Suspect[] = suspectsOfSpace(space),
): Result<Comparison> {
  let states = 0
  for (const suspect of suspects) {
    const compared = compareOn(space, suspect)
    if (!compared.ok) return compared
    states += compared.value.states
    const { difference } = compared.value
    if (difference !== null) return ok({ difference, states })
  }
  return ok({ difference: null, states })
}

const suspectsOfSpace = ({ policies: [one, other] }: Space): readonly Suspect[] =>
  one === undefined || other === undefined ? [] : suspectsOf(one, other)

function compareOn(space: Space, suspect: Suspect): Result<Comparison> {
  const { policies, universe } = space
  const [one, other] = policies
  if (one === undefined || other === undefined) return ok({ difference: null, states: 0 })
  const scope = ask(policies, universe, aboutOf(policies, suspect))
  if (!scope.ok) return scope
  const isPlan = suspect.about === 'plan'
  const found = enumerate(universe, {
    ...scope.value,
    answer: (views) => {
      const [first, second] = policies.map((policy, at) => {
        const side = universe.sideOf[at] ?? 0
        const view = views[side]
        return view === undefined ? '' : answerIn(policy, side, view, suspect)
      })
      return isPlan ? `${first} ${second}` : String(first === second)
    },
  })
  if (!found.ok) return found
  const states = [...found.value.states].sort((a, b) => a.size - b.size)
  const situations = states
    .filter((state) => isPlan || state.answer === 'false')
    .map((state) => witnessOf(isPlan ? asking(state, policies) : state, policies))
  const differing = isPlan
    ? situations.find((situation) => plansOf(one, situation) !== plansOf(other, situation))
    : situations[0]
  return ok({
    difference: differing === undefined ? null : { ...suspect, situation: differing },
    states: found.value.views,
  })
}

function aboutOf(policies: readonly CompiledPolicy[], { about, name }: Suspect): About {
  const conditions = policies.flatMap(({ routes }) => routes.map(({ when }) => when))
  const nothing: About = { classes: [], actions: [], conditions: [] }
  switch (about) {
    case 'class':
      return { ...nothing, classes: [name] }
    case 'action':
      return { ...nothing, actions: [name] }
    case 'route':
      return { ...nothing, conditions: distinct(conditions) }
    case 'trust':
      return nothing
    case 'plan':
      return {
        ...nothing,
        actions: policies.flatMap(({ actions }) => actions.map((one) => one.name)).slice(0, 4),
      }
  }
}

const distinct = (conditions: readonly Condition[]): readonly Condition[] => [
  ...new Map(conditions.map((when) => [JSON.stringify(when), when])).values(),
]

function answerIn(
  policy: CompiledPolicy,
  side: number,
  view: View,
  { about, name }: Suspect,
): string {
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
      return found === undefined ? '' : `${found.queue} ${found.priority} ${found.skills.join()}`
    }
    case 'trust':
      return `${view.write} ${view.read}`
    case 'plan': {
      const rules = rulesOfAction(actionOf(policy, name) ?? NOTHING)
      const met = rules.map((rule) => isMet(rule, name, side, view))
      return [view.write, view.read, view.resolution, ...met].join(' ')
    }
  }
}

// Plans are made for what is asked, so everything is.
const asking = <State extends { readonly request: View['request'] }>(
  state: State,
  policies: readonly CompiledPolicy[],
): State => ({
  ...state,
  request: {
    ...state.request,
    topics: [
      ...new Set(
        policies.flatMap(({ classes, actions }) =>
          [...classes, ...actions].map(({ name }) => name),
        ),
      ),
    ],
  },
})

const plansOf = (policy: CompiledPolicy, { engagement, at }: Situation): string => {
  const { actions, stepUp }: Decision = evaluate(policy, engagement, at)
  return JSON.stringify([actions, stepUp.map(({ methods, opens }) => [methods, opens])])
}

const NOTHING: ActionRule = {
  id: '',
  name: '',
  requires: [],
  sources: [],
  notify: [],
  denied: true,
}
