import { answerRequest, type CompiledPolicy, type DecidedAnswers } from '../decide/index.js'
import {
  type Formula,
  findExample,
  type PutTogether,
  plainSituations,
  type Question,
  type Situation,
  type SolvedState,
  startBudget,
  type TooMany,
  trustKey,
} from '../space/index.js'
import { assess, readRequest } from '../trust/index.js'
import { partFor, saidOn } from './answerOn.js'
import { glassDifference } from './glassDifference.js'
import type { OnProgress } from './onProgress.js'
import { isPlannedAlike, type JudgedSituation, judgeSituation } from './redecide.js'
import { outcomeOf } from './routeSplits.js'
import { said } from './sayAnswer.js'
import { differencesAmongSituations, type PolicyDifference } from './situationDifferences.js'
import { type Split, splitsOf, textSuspects } from './splits.js'
import type { ChangedParts, Suspect } from './suspects.js'

/**
 * What two policies offer otherwise to somebody, though they answer everything the same: which
 * further proof would open something.
 */
export type PlanDifference = Pick<PolicyDifference, 'name' | 'situation'> & {
  readonly about: 'plan'
}

/**
 * A way in which two policies are shown to answer otherwise, over all states in which it is so. Its
 * situation is one engagement that was decided under both.
 */
export interface ShownDifference extends PolicyDifference {
  readonly question: Question
  readonly statements: readonly Formula[]
}

/** A way in which two policies may answer otherwise: nothing rules it out, and no engagement was built that shows it. */
export interface PossibleDifference {
  readonly suspect: Suspect
  readonly before: string
  readonly after: string
  /** The state that would have to be ruled out, or of what there was more to tell apart than is looked at. */
  readonly state: SolvedState | TooMany
}

/** What a search over what two policies say otherwise came to. */
export interface DifferenceSearch {
  readonly shown: readonly ShownDifference[]
  readonly unshown: readonly PossibleDifference[]
  readonly steps: number
}

/** How much is looked for, and who hears how far it has come. */
interface DifferenceOptions {
  readonly most?: number
  readonly onProgress?: OnProgress | undefined
}

/**
 * Finds every way in which two policies answer otherwise of one and the same assessment, each with
 * an engagement.
 *
 * A split that the solver finds is tried on real engagements. One that none shows is `unshown` and
 * not dropped: it may be so of evidence that no specimen makes. `most` ends the search after so
 * many that are shown.
 */
export function searchDifferences(
  before: CompiledPolicy,
  after: CompiledPolicy,
  { most = Number.POSITIVE_INFINITY, onProgress }: DifferenceOptions = {},
): DifferenceSearch {
  const shown: ShownDifference[] = []
  const unshown: PossibleDifference[] = []
  let steps = 0
  // What was put together for one suspect serves the next, as the policies are the same.
  const made: PutTogether = new Map()
  const budget = startBudget()
  const openComparison = startComparing(before, after)
  const suspects = textSuspects(before, after)
  for (const [done, suspect] of suspects.entries()) {
    onProgress?.(done, suspects.length, suspect.name)
    const { question, splits, steps: taken } = splitsOf(before, after, suspect, { budget })
    steps += taken
    const partingIn = openComparison(suspect)
    for (const { before: one, after: other, statements } of splits) {
      if (shown.length >= most) return { shown, unshown, steps }
      // An engagement built for one split may part at another: then it shows that one, and nothing of this.
      const shows = (situation: Situation): boolean => {
        const parting = partingIn(situation)
        return parting?.before === one && parting.after === other
      }
      const found = findExample([before, after], question, statements, { shows, made })
      // No state after all: the split was listed because its own search was given up.
      if (found.type === 'none') continue
      if (found.type === 'example') {
        const difference = differenceIn(before, after, suspect, found.situation)
        shown.push({ ...difference, question, statements })
      } else {
        const state = found.type === 'open' ? found.state : found
        unshown.push({ suspect, before: one, after: other, state })
      }
    }
  }
  return { shown, unshown, steps }
}

/** What either policy says of the example itself: of an action also whether more proof is offered instead. */
const differenceIn = (
  before: CompiledPolicy,
  after: CompiledPolicy,
  { about, name }: Suspect,
  situation: Situation,
): PolicyDifference => ({
  about,
  name,
  before: saidOn(before, { about, name }, situation),
  after: saidOn(after, { about, name }, situation),
  situation,
})

/**
 * Says of a suspect how two policies part, in the words of a split, or `null` where they answer it alike. What a class
 * gives and where a route leads takes no plan, and of an action only what is offered instead of it does: so the plan is
 * left out until the rest differs, and so is whatever the suspect does not depend on.
 *
 * So most engagements are decided by a policy of one class and one route.
 */
function startComparing(before: CompiledPolicy, after: CompiledPolicy) {
  const isTrustedAlike = trustKey(before) === trustKey(after)
  return (suspect: Suspect) => {
    const { about } = suspect
    const one = partFor(before, suspect, 'unplanned')
    const other = partFor(after, suspect, 'unplanned')
    return (situation: Situation): Pick<Split, 'before' | 'after'> | null => {
      const { engagement, at } = situation
      const first = assess(engagement, at, before)
      const second = isTrustedAlike ? first : assess(engagement, at, after)
      const request = readRequest(engagement, before)
      const old = answerRequest(one, first, request)
      const next = answerRequest(
        other,
        second,
        isTrustedAlike ? request : readRequest(engagement, after),
      )
      // Alike without a plan is alike with one, but for an action, which may be offered other
      // proof.
      const parting = { before: splitWordOf(suspect, old), after: splitWordOf(suspect, next) }
      if (parting.before === parting.after) return null
      const isOffered =
        about === 'action' &&
        saidOn(before, suspect, situation) === saidOn(after, suspect, situation)
      return isOffered ? null : parting
    }
  }
}

/** Says what is answered without a plan in the words of a split. */
function splitWordOf({ about, name }: Suspect, answered: DecidedAnswers): string {
  if (about === 'route') return outcomeOf(answered.route)
  const word = said(about, name, answered)
  return word === 'deny' ? 'withheld' : word
}

/** Judges people of every kind, who ask for everything. */
const judgedSituations = (policy: CompiledPolicy): readonly JudgedSituation[] =>
  plainSituations([policy], 'kinds').map((one) => judgeSituation(policy, one))

/** The result of a search for one difference. */
interface FoundDifference {
  readonly difference: PolicyDifference | PlanDifference | null
  /** Over how many states it was looked for. */
  readonly states: number
  /** Set where nothing but what is offered may be otherwise: it is proved that all else is decided alike. */
  readonly isDecidedAlike: boolean
}

/**
 * Finds an engagement that two policies decide otherwise, and says over how many states it was looked for: first in what
 * they say otherwise of one assessment, then on people of every kind.
 *
 * `null` says that none was found. Only `likenessOf` can say that there is none.
 */
export function findDifference(
  before: CompiledPolicy,
  after: CompiledPolicy,
  changes: ChangedParts,
): FoundDifference {
  const { shown, unshown, steps } = searchDifferences(before, after, { most: 1 })
  const { trust, methods, classes, actions } = changes
  const isDecidedAlike = shown.length + unshown.length === 0 && !trust
  const [first] = shown
  if (first !== undefined) return { difference: first, states: steps, isDecidedAlike }
  const situation = glassDifference(before, after)
  if (situation !== null)
    return {
      difference: { about: 'plan', name: 'break_glass', situation },
      states: steps,
      isDecidedAlike,
    }
  // Where evidence is read otherwise the two do not share an assessment, so there are examples
  // alone.
  if (trust) {
    for (const difference of differencesAmongSituations(before, after, changes))
      return { difference, states: steps, isDecidedAlike }
    return { difference: null, states: steps, isDecidedAlike }
  }
  if (!methods && classes.length + actions.length === 0)
    return { difference: null, states: steps, isDecidedAlike }
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
  return { difference, states: steps + pool.length, isDecidedAlike }
}
