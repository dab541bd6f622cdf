import {
  ANSWERS,
  type Answer,
  type Decision,
  type Disclosure,
  type Engagement,
  RUNGS,
} from '../model/index.js'
import type { CompiledPolicy } from './compiled.js'

/** How something that is decided otherwise bears on those it concerns: more is given, less is, or tasks go elsewhere. */
export const CHANGES = ['looser', 'stricter', 'rerouted'] as const

/** What a policy decides of an engagement, of which each may be another under a candidate. */
export const DECIDED_THINGS = ['class', 'action', 'route'] as const

/** One thing that a candidate policy decides differently. */
export interface Difference {
  /** What sort of thing is decided differently. */
  readonly about: (typeof DECIDED_THINGS)[number]
  /** The class or action; `route` for the route. */
  readonly name: string
  /** What the live policy decides. */
  readonly live: string
  /** What the candidate decides. */
  readonly candidate: string
  /** Whether that is stricter, looser or another route. */
  readonly change: (typeof CHANGES)[number]
}

/** What a policy decides, and what a candidate would have decided in its place. */
export interface Shadowed {
  readonly decision: Decision
  readonly candidate: Decision
  readonly differences: readonly Difference[]
}

/**
 * Evaluates a candidate policy beside the live one. Act only on the live decision; the differences
 * belong in the record. `evaluate` is passed in, because it is in a higher room.
 */
export function shadow<At>(
  evaluate: (policy: CompiledPolicy, engagement: Engagement, at: At) => Decision,
  policies: { readonly live: CompiledPolicy; readonly candidate: CompiledPolicy },
  engagement: Engagement,
  at: At,
): Shadowed {
  const decision = evaluate(policies.live, engagement, at)
  const candidate = evaluate(policies.candidate, engagement, at)
  return { decision, candidate, differences: compareDecisions(decision, candidate) }
}

/** The part of a decision that policies can disagree about. */
export type ComparedOutcome = Pick<Decision, 'disclosure' | 'actions' | 'route'>

/**
 * Names everything in which the decision of a candidate differs: what is stricter, looser, or goes
 * to another route.
 */
export function compareDecisions(
  live: ComparedOutcome,
  candidate: ComparedOutcome,
): readonly Difference[] {
  // A class that only one of them knows is withheld by the other, an action denied.
  const classes = differencesOf('class', live.disclosure, candidate.disclosure, {
    least: 'none',
    rankOf: rankOfOpenness,
  })
  const actions = differencesOf('action', live.actions, candidate.actions, {
    least: 'deny',
    rankOf: rankOfAnswer,
  })
  const [from, to] = [live.route, candidate.route]
  // By what TaskRouter is told, not by the name of the route: a route that was only renamed sends nobody elsewhere.
  const isSame =
    from.queue === to.queue && from.priority === to.priority && skillsOf(from) === skillsOf(to)
  return isSame
    ? [...classes, ...actions]
    : [
        ...classes,
        ...actions,
        { about: 'route', name: 'route', live: from.id, candidate: to.id, change: 'rerouted' },
      ]
}

/**
 * Orders disclosures: nothing, elsewhere, then rung by rung. What is delivered elsewhere shows nothing here, and is
 * more than nothing.
 */
export const rankOfOpenness = (disclosure: Disclosure): number =>
  disclosure === 'deliver_to_record' ? 0.5 : RUNGS.indexOf(disclosure)

/** Orders answers: deny, elsewhere, after more proof, now. */
export const rankOfAnswer = (answer: Answer): number => -ANSWERS.indexOf(answer)

function differencesOf<Given extends string>(
  about: 'class' | 'action',
  live: Readonly<Record<string, Given>>,
  candidate: Readonly<Record<string, Given>>,
  { least, rankOf }: { readonly least: Given; rankOf(given: Given): number },
): readonly Difference[] {
  const names = new Set([...Object.keys(live), ...Object.keys(candidate)])
  return [...names].flatMap((name) => {
    const [before, after] = [live[name] ?? least, candidate[name] ?? least]
    const change = rankOf(after) > rankOf(before) ? 'looser' : 'stricter'
    return before === after ? [] : [{ about, name, live: before, candidate: after, change }]
  })
}

// Skills are a set: their order says nothing to TaskRouter.
const skillsOf = ({ skills }: Decision['route']): string => skills.toSorted().join('\n')
