import type { CompiledPolicy } from '../decide/index.js'
import { RANKS } from '../model/index.js'
import { callersOf } from './contacts.js'
import { buildExample, type ShowsWanted } from './examples.js'
import { all, type Formula, not } from './formula.js'
import type { PutTogether } from './putTogether.js'
import type { SolvedState } from './realise.js'
import type { Situation } from './scene.js'
import type { Question, TooMany } from './solve.js'
import { ACTING, ACTS_AS } from './statements.js'
import {
  type BusinessAddress,
  isByWay,
  isOneOf,
  isResolved,
  isSo,
  namesUnder,
  READ,
  RISK,
  type Terms,
  TOPIC,
  WRITE,
} from './terms.js'

/**
 * What became of a search.
 *
 * - `example`: an engagement that shows it, as it was really decided.
 * - `open`: a state that nothing rules out and no engagement was built for. Whoever asked has to treat it
 *   as something that may happen.
 * - `none`: there is no such state. This is the only answer that proves anything.
 * - `too_many`: there is more to tell apart than is looked at.
 */
export type ExampleSearch =
  | { readonly type: 'example'; readonly situation: Situation; readonly steps: number }
  | { readonly type: 'open'; readonly state: SolvedState; readonly steps: number }
  | { readonly type: 'none'; readonly steps: number }
  | TooMany

/** So many states are tried at each level of trust: of those that laws allow, not every one can come about. */
const MOST_STATES = 12

/** So many engagements are tried in all: an example that there is has mostly been found after a few. */
const MOST_TRIED = 2_000

/** What an example has to show, what was put together before, and who hears how many states of how many were tried. */
interface ExampleOptions {
  readonly shows: ShowsWanted
  readonly made?: PutTogether
  readonly onTried?: (done: number, total: number) => void
}

/**
 * Looks for an engagement in which some statements hold, at the lowest level of trust at which there is one: a state
 * is solved for, an engagement is built of specimens, and what is really decided of it says whether it shows it. What was
 * put together for one question about some policies is at hand for the next where `made` is the same.
 */
export function findExample(
  policies: readonly CompiledPolicy[],
  question: Question,
  statements: readonly Formula[],
  { shows, made = new Map(), onTried }: ExampleOptions,
): ExampleSearch {
  const { terms, solve } = question
  const first = solve(...statements)
  if (first.type !== 'found') return first
  const purposes = [
    ...new Set(terms.counts.flatMap(({ about, name }) => (about === 'action' ? [name] : []))),
  ]
  const spoken = spokenIn(terms)
  let { steps } = first
  let left = MOST_TRIED
  const showsAtMost: ShowsWanted = (situation) => {
    left -= 1
    return left >= 0 && shows(situation)
  }
  // From nobody upwards: the example with the least trust says most about a policy that gives too
  // much.
  for (const rank of RANKS) {
    const tried: Formula[] = []
    for (let count = 0; count < MOST_STATES && left > 0; count += 1) {
      const solved = solve(...statements, isOneOf(WRITE, [rank]), ...tried)
      if (solved.type !== 'found') break
      onTried?.(rank * MOST_STATES + count, RANKS.length * MOST_STATES)
      steps += solved.steps
      const situation = buildExample(
        policies,
        { state: solved.state, purposes, spoken, made },
        showsAtMost,
      )
      if (situation !== null) return { type: 'example', situation, steps }
      // A state of the same sort would be built of the same parts, so the next is to be of another.
      tried.push(not(stateSameExamples(terms, solved.state), terms.full))
    }
  }
  // The first state is as good as any to be named as what would have to be ruled out.
  return { type: 'open', state: first.state, steps }
}

/** Lists the topics that a question tells apart: by what is asked for, or by what is proved. */
const spokenIn = (terms: Terms): ReadonlySet<string> =>
  new Set([
    ...terms.counts.map(({ name }) => name),
    ...namesUnder(terms, TOPIC).map(([topic]) => topic),
  ])

/** States what is alike to a state as far as examples of it go: the same trust, on a channel of the same sort. */
function stateSameExamples(terms: Terms, { assessment, way }: SolvedState): Formula {
  const { trust, risks, acting } = assessment
  return all(
    isOneOf(WRITE, [trust.write]),
    isOneOf(READ, [trust.read]),
    isResolved(trust.resolution),
    isByWay(terms, (one) => sortOf(terms, one) === sortOf(terms, way)),
    ...(terms.known.has(ACTING) ? [isSo(terms, ACTING, acting !== undefined)] : []),
    ...(acting === undefined
      ? []
      : namesUnder(terms, ACTS_AS).map(([one, at]) =>
          isOneOf(at, [acting.as.some((as) => as === one) ? 1 : 0]),
        )),
    ...namesUnder(terms, RISK).map(([risk, at]) => isOneOf(at, [risks.includes(risk) ? 1 : 0])),
  )
}

/**
 * Tells ways to write apart by what they make of who writes: a mailbox that anybody can write as is no number, though
 * neither has a session, and what cannot come about by the one may by the other.
 */
const sortOf = ({ policies }: Terms, { name, session, isKnown }: BusinessAddress): string =>
  JSON.stringify([
    session,
    isKnown,
    ...callersOf(policies).flatMap(({ channel, kind }) => (channel === name ? [kind] : [])),
  ])
