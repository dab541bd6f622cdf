import type { CompiledPolicy } from '../decide/index.js'
import { type Disclosure, groupBy } from '../model/index.js'
import {
  actionOf,
  all,
  any,
  type Budget,
  classNamed,
  disclosureStatements,
  FALSE,
  type Formula,
  isAllowed,
  isMet,
  not,
  openQuestion,
  type Question,
  startBudget,
  type Terms,
  type TooMany,
  TRUE,
} from '../space/index.js'
import { glassDifference } from './glassDifference.js'
import { partingStatements, partingsOf } from './routeSplits.js'
import { changesOf, type Suspect, suspectsOf, topicsIn } from './suspects.js'

/**
 * A way in which two policies may answer otherwise of one and the same assessment: nothing known of
 * trust rules it out. `before` and `after` are the answers, such as `none` and `full`.
 */
export interface Split {
  readonly before: string
  readonly after: string
  /** What holds where they do. */
  readonly statements: readonly Formula[]
}

/**
 * Every way in which two policies may answer a suspect otherwise, and the question in whose words
 * that is said. A split is a suspicion until an engagement shows it.
 */
export interface Splits {
  readonly question: Question
  readonly splits: readonly Split[]
  /** How many states were looked at to rule out the rest. */
  readonly steps: number
}

/**
 * Lists what two policies say otherwise, and so may decide otherwise of one and the same
 * assessment. Whatever both say alike they decide alike, so nothing else has to be searched.
 */
export const textSuspects = (one: CompiledPolicy, other: CompiledPolicy): readonly Suspect[] =>
  suspectsOf(changesOf(one, other))

/**
 * Lists every way in which two policies may answer a suspect otherwise, over all that a decision
 * can read, evidence that does not exist yet included. Where it lists none, there is none.
 *
 * The answers of each policy are stated so that exactly one holds in any state. So a difference is
 * a pair of answers, one of each policy, that hold in one state; there are as many pairs to ask
 * about as answers squared, at most 36. `supposed` states are those that a plan supposes.
 */
export function splitsOf(
  before: CompiledPolicy,
  after: CompiledPolicy,
  suspect: Suspect,
  {
    states = 'real',
    budget = startBudget(),
  }: {
    readonly states?: 'real' | 'supposed'
    readonly budget?: Budget
  } = {},
): Splits {
  const question = openQuestion([before, after], [], states, budget)
  const { about, name } = suspect
  if (about === 'route') return routeSplits(before, after, question)
  const { terms } = question
  const [old = [], next = []] = [before, after].map((policy) =>
    answersTo(terms, policy, about, name),
  )
  const splits: Split[] = []
  let steps = 0
  // What was too much to look at may hold.
  const mayHold = (...statements: readonly Formula[]): boolean => {
    const solved = question.solve(...statements)
    steps += solved.type === 'too_many' ? 0 : solved.steps
    return solved.type !== 'none'
  }
  for (const [one, first] of old) {
    // Whether the other policy answers the same. An answer that it never gives is no answer of its.
    const same = next.find(([other]) => other === one)?.[1] ?? FALSE
    // Most answers do not change, so pairs are told apart only where something does.
    if (!mayHold(first, not(same, terms.full))) continue
    for (const [other, second] of next) {
      if (one === other || !mayHold(first, second)) continue
      splits.push({ before: one, after: other, statements: [first, second] })
    }
  }
  return { question, splits, steps }
}

/**
 * The same of routes: ways to part are gathered by where they lead, as one difference is reported once.
 *
 * The statement of a split then is a choice: any of the ways to part between the same two routes.
 */
function routeSplits(before: CompiledPolicy, after: CompiledPolicy, question: Question): Splits {
  let steps = 0
  const isPossible = (...statements: readonly Formula[]): boolean => {
    const solved = question.solve(...statements)
    steps += solved.type === 'too_many' ? 0 : solved.steps
    return solved.type !== 'none'
  }
  const { classes } = changesOf(before, after)
  const partings = [...partingsOf(question.terms, [before, after], classes, isPossible)]
  const found = groupBy(partings, (one) => `${one.before} ${one.after}`)
  const splits = [...found.values()].flatMap((group) =>
    group.slice(0, 1).map(({ before: old, after: next }) => ({
      before: old,
      after: next,
      statements: [any(...group.map(({ statement }) => statement))],
    })),
  )
  return { question, splits, steps }
}

/**
 * What may be answered, each with the statement that it is: exactly one of them holds in any state.
 */
type AnswerFormulas = readonly (readonly [string, Formula])[]

/**
 * Lists what a policy may answer about a suspect, each with the statement that it does.
 *
 * A class or action that a policy does not have is withheld by it.
 */
function answersTo(
  terms: Terms,
  policy: CompiledPolicy,
  about: 'class' | 'action',
  name: string,
): AnswerFormulas {
  if (about === 'action') return answersOfAction(terms, policy, name)
  const found = classNamed(policy)(name)
  const none: readonly (readonly [Disclosure, Formula])[] = [['none', TRUE]]
  return found === undefined ? none : disclosureStatements(terms, found)
}

/** An action is allowed, or delivered, or withheld; whether more proof is offered instead takes the plan. */
function answersOfAction(terms: Terms, policy: CompiledPolicy, name: string): AnswerFormulas {
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

/**
 * What is known of two policies: they are proved to decide alike, or may differ, or were not wholly
 * searched. Only `alike` is certain.
 */
export type Likeness = { readonly type: 'alike' } | { readonly type: 'other' } | TooMany

const ALIKE: Likeness = { type: 'alike' }
const OTHER: Likeness = { type: 'other' }

/** What several comparisons of edits of one policy share: what may be looked at, and what its routes say. */
export interface EditComparisons {
  readonly budget: Budget
  /** A question about the policy, in whose words a policy with less in its conditions can be said as well. */
  routes(): Question
}

/**
 * Starts to compare a policy with edits of it that leave something out. One budget bounds all of
 * them, so that a hundred hard edits take no longer than a few.
 */
export function startComparing(policy: CompiledPolicy, budget = startBudget()): EditComparisons {
  let question: Question | null = null
  return {
    budget,
    routes() {
      question ??= openQuestion([policy], [], 'real', budget)
      return question
    },
  }
}

/**
 * Tells whether two policies are proved to decide alike: they trust alike, nothing that either says
 * otherwise is ever answered otherwise, and neither offers other ways to step up.
 *
 * What there is too much of to look at is neither. Where the other is one of many edits of the one
 * that say less, they share `comparing`. `other` may be said of policies that in fact decide alike:
 * their trust is compared by what is written alone.
 */
export function likenessOf(
  one: CompiledPolicy,
  other: CompiledPolicy,
  comparing?: EditComparisons,
): Likeness {
  const changes = changesOf(one, other)
  if (changes.trust || glassDifference(one, other) !== null) return OTHER
  const isPlanned = one.stepUp.length > 0 || other.stepUp.length > 0
  const budget = comparing?.budget ?? startBudget()
  const open = (states: 'real' | 'supposed') => (): Question =>
    openQuestion([one, other], [], states, budget)
  // Whatever classes and actions ask would come into the shared words, and stay there for all that follow.
  const isOfRoutes = changes.classes.length + changes.actions.length === 0
  const decided = likenessIn(
    one,
    other,
    isOfRoutes && comparing !== undefined ? comparing.routes : open('real'),
    suspectsOf(changes),
  )
  if (decided.type !== 'alike' || !isPlanned) return decided
  // Besides, the same methods are at hand, and no rule is ever met under one policy only, whatever proofs are supposed.
  if (changes.methods) return OTHER
  return likenessIn(one, other, open('supposed'), topicsIn(changes))
}

/** Looks at one suspect after the other, until one may be answered otherwise. */
function likenessIn(
  one: CompiledPolicy,
  other: CompiledPolicy,
  open: () => Question,
  suspects: readonly Suspect[],
): Likeness {
  for (const suspect of suspects) {
    const question = open()
    for (const statement of differencesOf(one, other, suspect, question)) {
      const asked = question.ask(statement)
      if (asked.type === 'too_many') return asked
      if (asked.type === 'found') return OTHER
    }
  }
  return ALIKE
}

/** Lists statements of which one holds wherever two policies answer a suspect otherwise. */
function* differencesOf(
  one: CompiledPolicy,
  other: CompiledPolicy,
  { about, name }: Suspect,
  { terms }: Question,
): Generator<Formula> {
  if (about === 'route') {
    yield* partingStatements(terms, [one, other], changesOf(one, other).classes)
    return
  }
  const answers = answersTo(terms, other, about, name)
  for (const [answer, holds] of answersTo(terms, one, about, name)) {
    const same = answers.find(([word]) => word === answer)?.[1] ?? FALSE
    yield all(holds, not(same, terms.full))
  }
}
