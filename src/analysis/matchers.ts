import { type CompiledPolicy, isOfRoute, stepUpMethodOf } from '../decide/index.js'
import type { Decision, Disclosure } from '../model/index.js'
import type { Situation } from './engagementOf.js'
import { explain } from './explain.js'
import { findMisspelt, type NamedThing, namesOfDecision, namesOfPolicy } from './findMisspelt.js'

/**
 * What a matcher found, as test runners ask for it: `message` is only worked out where it is shown.
 */
export interface MatcherResult {
  readonly pass: boolean
  readonly message: () => string
}

/** A policy and an engagement, decided: what matchers are asked about. */
export interface DecidedEngagement {
  readonly policy: CompiledPolicy
  readonly situation: Situation
  readonly decision: Decision
}

/**
 * What matchers take: a case, or a bare decision, of which less can be told and checked. Only of a
 * case the message says which rule decided and what would give more.
 */
export type Matchable = DecidedEngagement | Decision

const isDecided = (matchable: Matchable): matchable is DecidedEngagement => 'situation' in matchable

const decisionOf = (matchable: Matchable): Decision =>
  isDecided(matchable) ? matchable.decision : matchable

/** A word a test names, and what it is meant to be. */
export type NamedWord = readonly [NamedThing, string | undefined]

/**
 * Says which of the words a test names does not exist; `null` when all do. Expected not to be, a word that a bare
 * decision cannot tell from a misspelt one is refused as well: it would pass whatever it is.
 *
 * So `expect(decided).not.toDisclose('acount')` fails, where it would pass for ever.
 */
export function findMisuse(
  matchable: Matchable,
  words: readonly NamedWord[],
  isNot = false,
): string | null {
  const names = isDecided(matchable) ? namesOfPolicy(matchable.policy) : namesOfDecision(matchable)
  const misspelt = words.flatMap(([thing, word]) =>
    word === undefined ? [] : (findMisspelt(names, thing, word, isNot) ?? []),
  )
  return misspelt[0] ?? null
}

/**
 * Expects a class to be disclosed, exactly to a rung where one is named. A class that is delivered
 * elsewhere counts as disclosed, unless a rung says what is meant.
 */
export function matchDisclose(decided: Matchable, name: string, rung?: Disclosure): MatcherResult {
  const given = decisionOf(decided).disclosure[name] ?? 'none'
  const pass = rung === undefined ? given !== 'none' : given === rung
  return makeMatcherResult(decided, pass, {
    topic: name,
    found: `${name} is ${given}`,
    wanted: rung ?? 'disclosed',
  })
}

/**
 * Expects a class to be withheld, or an action not to be allowed; for a reason or by a rule, where
 * one is named.
 *
 * A reason is a rule's id, what fell short in the rule that decided, a cap or a reason of the
 * decision.
 */
export function matchWithhold(decided: Matchable, name: string, because?: string): MatcherResult {
  const { disclosure, actions } = decisionOf(decided)
  const given = disclosure[name] ?? actions[name] ?? 'none'
  const isWithheld = given === 'none' || given === 'deny' || given === 'step_up'
  const causes = because === undefined ? [] : causesOf(decided, name)
  const pass = isWithheld && (because === undefined || causes.includes(because))
  const found =
    isWithheld && because !== undefined ? `${given} because of ${causes.join(', ')}` : given
  const wanted = because === undefined ? 'withheld' : `withheld because of ${because}`
  return makeMatcherResult(decided, pass, {
    topic: name,
    found: `${name} is ${found}`,
    wanted: wanted,
  })
}

/**
 * Expects the engagement to go to a route, by its id; of one that is made for each value of a fact
 * the id that its author wrote will do.
 */
export function matchRouteTo(decided: Matchable, id: string): MatcherResult {
  const { route } = decisionOf(decided)
  return makeMatcherResult(decided, isOfRoute(route.id, id), {
    topic: null,
    found: `it goes to ${route.id} (${route.queue})`,
    wanted: id,
  })
}

/** Expects it to be decided on behalf of a record, by a tie that the directory tells; as this among others, where named. */
export function matchActFor(decided: Matchable, subject: string, as?: string): MatcherResult {
  const { acting } = decisionOf(decided)
  const relations: readonly string[] = acting?.as ?? []
  const pass = acting?.subject === subject && (as === undefined || relations.includes(as))
  const found = `it is decided on behalf of ${acting?.subject ?? 'nobody'}${sayAs(relations)}`
  return makeMatcherResult(decided, pass, {
    topic: null,
    found: found,
    wanted: `${subject}${as === undefined ? '' : sayAs([as])}`,
  })
}

const sayAs = (relations: readonly string[]): string =>
  relations.length === 0 ? '' : ` as ${relations.join(' and ')}`

/** Expects an agent to see a class by breaking the glass, which no answer to the customer carries. */
export function matchBreakGlass(decided: Matchable, name: string): MatcherResult {
  const classes = decisionOf(decided).breakGlass?.classes ?? []
  const found =
    classes.length === 0
      ? 'breaking the glass shows nothing'
      : `breaking the glass shows ${classes.join(', ')}`
  return makeMatcherResult(decided, classes.includes(name), {
    topic: null,
    found: found,
    wanted: name,
  })
}

/**
 * Expects a class or action to be opened by further proof: by all of these methods together, and no
 * others. Any of the sets that are offered may be it. Methods may be named by any word that
 * `stepUp` takes.
 */
export function matchRequire(
  decided: Matchable,
  name: string,
  methods: readonly string[],
): MatcherResult {
  const plans = decisionOf(decided).stepUp.filter(({ opens }) => opens.includes(name))
  const wanted = methods
    .map((word) => stepUpMethodOf(word)?.name ?? word)
    .sort()
    .join(' and ')
  const pass = plans.some((plan) => [...plan.methods].sort().join(' and ') === wanted)
  const offered = plans.map((plan) => plan.methods.join(' and ')).join(', or ')
  return makeMatcherResult(decided, pass, {
    topic: name,
    found: `${name} takes ${offered === '' ? 'nothing that helps' : offered}`,
    wanted: wanted,
  })
}

/**
 * Lists everything that a test may name as why something was withheld: the rule that decided, what
 * fell short in it, caps and reasons. Of a bare decision the first two are not known.
 */
function causesOf(matchable: Matchable, name: string): readonly string[] {
  const decision = decisionOf(matchable)
  const topic = isDecided(matchable)
    ? explain(matchable.policy, matchable.situation, 'without_flips').topics.find(
        (one) => one.topic === name,
      )
    : undefined
  const short = topic?.considered.find(({ rule }) => rule === topic.decidedBy)?.short ?? []
  return [
    ...(topic?.decidedBy == null ? [] : [topic.decidedBy]),
    ...short,
    ...decision.trust.caps.map(({ code }) => code),
    ...decision.reasons.flatMap(({ code, rule }) => [code, ...(rule === undefined ? [] : [rule])]),
  ]
}

/** What a verdict says: what was found, what was expected, and of which class or action, if of one. */
interface SaidOfVerdict {
  readonly topic: string | null
  readonly found: string
  readonly wanted: string
}

/**
 * Makes the verdict with its message. What would give more takes a search, so the message is made
 * when it is read.
 */
function makeMatcherResult(
  decided: Matchable,
  pass: boolean,
  { topic: name, found, wanted }: SaidOfVerdict,
): MatcherResult {
  return {
    pass,
    message: () => {
      const { trust } = decisionOf(decided)
      const topic =
        name === null || !isDecided(decided)
          ? undefined
          : explain(decided.policy, decided.situation, { of: name }).topics.find(
              (one) => one.topic === name,
            )
      return [
        `${found}, expected ${pass ? 'not ' : ''}${wanted}`,
        `write trust ${trust.write}, read trust ${trust.read}, record ${trust.resolution}`,
        ...drawTrustPath(trust),
        ...(topic?.decidedBy == null ? [] : [`decided by ${topic.decidedBy}`]),
        ...(topic?.flip === undefined ? [] : [`more would be given ${topic.flip}`]),
      ].join('\n')
    },
  }
}

/** Says, one line each, over which steps the trust was reached and what capped it. */
function drawTrustPath({ path, caps }: Decision['trust']): readonly string[] {
  const steps = path.map(
    ({ to, by, grade, bottleneck }) =>
      `${to} by ${by} (${grade}${bottleneck === true ? ', the weakest step' : ''})`,
  )
  return [
    ...(steps.length === 0 ? [] : [`by way of ${steps.join(', ')}`]),
    ...(caps.length === 0
      ? []
      : [`capped ${caps.map(({ code, max }) => `at ${max} by ${code}`).join(', ')}`]),
  ]
}
