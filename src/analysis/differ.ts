import { type CompiledPolicy, decide } from '../decide/index.js'
import { evaluate, evaluateAssessed } from '../evaluate.js'
import type { Assessment, Decision } from '../model/index.js'
import {
  allSituations,
  type Formula,
  findExample,
  type Made,
  plainSituations,
  type Question,
  type Situation,
  type State,
  trustKey,
} from '../space/index.js'
import { assess } from '../trust/index.js'
import { glassDifference } from './glassDifference.js'
import type { OnProgress } from './onProgress.js'
import { isPlannedAlike, type JudgedSituation, judge } from './redecide.js'
import { splitsOf, textSuspects } from './splits.js'
import { type Changes, changesOf, type Suspect } from './suspects.js'

/** What two policies decide otherwise of one engagement. */
export interface PolicyDifference {
  readonly about: Suspect['about']
  readonly name: string
  readonly before: string
  readonly after: string
  readonly situation: Situation
}

/** The same, with what either of them decides. */
export interface DecidedDifference extends PolicyDifference {
  readonly old: Decision
  readonly next: Decision
}

/** What two policies offer otherwise to somebody, though they answer everything the same. */
export type PlanDifference = Pick<PolicyDifference, 'name' | 'situation'> & {
  readonly about: 'plan'
}

/** A way in which two policies are shown to answer otherwise, over all states in which it is so. */
export interface Shown extends PolicyDifference {
  readonly question: Question
  readonly statements: readonly Formula[]
}

/** A way in which two policies may answer otherwise: nothing rules it out, and no engagement was built that shows it. */
export interface Unshown {
  readonly suspect: Suspect
  readonly before: string
  readonly after: string
  /** The state that would have to be ruled out; `null` where there was more to tell apart than is looked at. */
  readonly state: State | null
}

/** What a search over what two policies say otherwise came to. */
export interface DifferenceSearch {
  readonly shown: readonly Shown[]
  readonly unshown: readonly Unshown[]
  readonly steps: number
}

/** How much is looked for, and who hears how far it has come. */
interface DifferenceOptions {
  readonly most?: number
  readonly onProgress?: OnProgress | undefined
}

/** Finds every way in which two policies answer otherwise of one and the same assessment, each with an engagement. */
export function searchDifferences(
  before: CompiledPolicy,
  after: CompiledPolicy,
  { most = Number.POSITIVE_INFINITY, onProgress }: DifferenceOptions = {},
): DifferenceSearch {
  const shown: Shown[] = []
  const unshown: Unshown[] = []
  let steps = 0
  const made: Made = new Map()
  const openComparison = startComparing(before, after)
  const suspects = textSuspects(before, after)
  for (const [done, suspect] of suspects.entries()) {
    onProgress?.(done, suspects.length, suspect.name)
    const { question, splits, steps: taken } = splitsOf(before, after, suspect)
    steps += taken
    const isOtherwise = openComparison(suspect)
    for (const { before: one, after: other, statements } of splits) {
      if (shown.length >= most) return { shown, unshown, steps }
      const found = findExample([before, after], question, statements, isOtherwise, { made })
      if (found.type === 'none') continue
      if (found.type === 'example') {
        const difference = differenceIn(before, after, suspect, found.situation)
        shown.push({ ...difference, question, statements })
      } else {
        const state = found.type === 'open' ? found.state : null
        unshown.push({ suspect, before: one, after: other, state })
      }
    }
  }
  return { shown, unshown, steps }
}

const differenceIn = (
  before: CompiledPolicy,
  after: CompiledPolicy,
  { about, name }: Suspect,
  situation: Situation,
): PolicyDifference => ({
  about,
  name,
  before: said(about, name, decideOn(before, situation)),
  after: said(about, name, decideOn(after, situation)),
  situation,
})

/** Decides a situation under a policy. */
export const decideOn = (policy: CompiledPolicy, { engagement, at }: Situation): Decision =>
  evaluate(policy, engagement, at)

/**
 * Tells of a suspect whether two policies answer it otherwise. What a class gives and where a route leads takes no plan,
 * and of an action only what is offered instead of it does: so the plan is left out until the rest differs, and so is
 * whatever the suspect does not depend on.
 */
function startComparing(before: CompiledPolicy, after: CompiledPolicy) {
  const isTrustedAlike = trustKey(before) === trustKey(after)
  return ({ about, name }: Suspect) => {
    const [one, other] = [partFor(before, about, name), partFor(after, about, name)]
    return (situation: Situation): boolean => {
      const { engagement, at } = situation
      const first = assess(engagement, at, before)
      const second = isTrustedAlike ? first : assess(engagement, at, after)
      const [old, next] = [decide(one, first, engagement), decide(other, second, engagement)]
      if (keyOf(about, name, old) === keyOf(about, name, next)) return false
      return (
        about !== 'action' ||
        said(about, name, decideOn(before, situation)) !==
          said(about, name, decideOn(after, situation))
      )
    }
  }
}

/** Gives a policy with nothing but what an answer depends on, and without a plan. */
export function partFor(
  policy: CompiledPolicy,
  about: Suspect['about'],
  name: string,
): CompiledPolicy {
  const named = policy.routes.flatMap(({ when }) => Object.keys(when.discloses ?? {}))
  return {
    ...policy,
    stepUp: [],
    classes: policy.classes.filter((one) =>
      about === 'route' ? named.includes(one.name) : about === 'class' && one.name === name,
    ),
    actions: policy.actions.filter((one) => about === 'action' && one.name === name),
    routes: about === 'route' ? policy.routes : policy.routes.slice(-1),
  }
}

type Answered = Pick<Decision, 'disclosure' | 'actions' | 'route'>

// A route's name decides nothing.
function keyOf(about: Suspect['about'], name: string, decision: Answered): string {
  if (about !== 'route') return said(about, name, decision)
  const { id: _, ...rest } = decision.route
  return JSON.stringify(Object.entries(rest).sort())
}

/** Says what a decision makes of a class, an action or the route, in words that are equal where it is. */
export function said(about: Suspect['about'], name: string, decision: Answered): string {
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

/**
 * Compares what two policies decide of people of every kind, where they read evidence otherwise or offer other ways to
 * step up: that is told by examples, and what they do not show is not ruled out by them.
 */
export function* differencesAmongSituations(
  before: CompiledPolicy,
  after: CompiledPolicy,
  { trust }: Changes = changesOf(before, after),
): Generator<DecidedDifference> {
  const situations = trust ? allSituations([before, after]) : plainSituations([before, after])
  const classes = namesOf(before, after, 'classes').map(
    (name) => ({ about: 'class', name }) as const,
  )
  const actions = namesOf(before, after, 'actions').map(
    (name) => ({ about: 'action', name }) as const,
  )
  const suspects = [...classes, ...actions, { about: 'route', name: 'route' } as const]
  const seen = new Set<string>()
  for (const situation of situations) {
    const { engagement, at } = situation
    const first = assess(engagement, at, before)
    const second = trust ? assess(engagement, at, after) : first
    const [one, other] = [whatMatters(first), whatMatters(second)]
    // What is assessed alike by both is compared in their words, and what was seen before is not looked at again.
    if ((trust && one === other) || seen.has(`${one} ${other}`)) continue
    seen.add(`${one} ${other}`)
    const old = evaluateAssessed(before, engagement, first)
    const next = evaluateAssessed(after, engagement, second)
    for (const { about, name } of suspects) {
      if (keyOf(about, name, old) === keyOf(about, name, next)) continue
      const words = { before: said(about, name, old), after: said(about, name, next) }
      yield { about, name, ...words, situation, old, next }
    }
  }
}

// Everything that a decision depends on: by which way it came about is only told.
const whatMatters = ({ channel, trust, limits, supports, risks }: Assessment): string =>
  JSON.stringify([
    channel,
    { ...trust, path: [] },
    limits,
    supports.map((support) => ({ ...support, path: [] })),
    risks,
  ])

const namesOf = (
  before: CompiledPolicy,
  after: CompiledPolicy,
  of: 'classes' | 'actions',
): readonly string[] => [
  ...new Set([before, after].flatMap((policy) => policy[of].map(({ name }) => name))),
]

const judged = new WeakMap<CompiledPolicy, readonly JudgedSituation[]>()

/** Judges people of every kind, who ask for everything, once for each policy. */
function judgedSituations(policy: CompiledPolicy): readonly JudgedSituation[] {
  const known =
    judged.get(policy) ?? plainSituations([policy], 'kinds').map((one) => judge(policy, one))
  judged.set(policy, known)
  return known
}

/**
 * Finds an engagement that two policies decide otherwise, and says over how many states it was looked for: first in what
 * they say otherwise of one assessment, then on people of every kind.
 */
export function findDifference(
  before: CompiledPolicy,
  after: CompiledPolicy,
  changes: Changes,
): { readonly difference: PolicyDifference | PlanDifference | null; readonly states: number } {
  const { shown, steps } = searchDifferences(before, after, { most: 1 })
  const [first] = shown
  if (first !== undefined) return { difference: first, states: steps }
  const situation = glassDifference(before, after)
  if (situation !== null)
    return {
      difference: { about: 'plan', name: 'break_glass', situation },
      states: steps,
    }
  const { trust, methods, classes, actions } = changes
  if (trust) {
    for (const difference of differencesAmongSituations(before, after, changes))
      return { difference, states: steps }
    return { difference: null, states: steps }
  }
  if (!methods && classes.length + actions.length === 0) return { difference: null, states: steps }
  const pool = judgedSituations(before)
  const found = pool.find((one) => !isPlannedAlike(after, changes, one))
  const difference =
    found === undefined
      ? null
      : ({
          about: 'plan',
          name: 'plan',
          before: '',
          after: '',
          situation: found.situation,
        } as const)
  return { difference, states: steps + pool.length }
}
