import { answerRequest, type CompiledPolicy, type DecidedAnswers } from '../decide/index.js'
import { findMethod } from '../evidence/index.js'
import type { Assessment, Evidence, Request } from '../model/index.js'
import { allSituations, plainSituations, type Situation, worthKey } from '../space/index.js'
import { assess, readRequest } from '../trust/index.js'
import { keyOf, said } from './sayAnswer.js'
import { type ChangedParts, changesOf, type Suspect } from './suspects.js'

/** What two policies decide otherwise of one engagement. */
export interface PolicyDifference {
  readonly about: Suspect['about']
  readonly name: string
  // The answers in words, such as `masked` and `none`.
  readonly before: string
  readonly after: string
  readonly situation: Situation
}

/**
 * Compares what two policies decide of people of every kind, where they read evidence otherwise or offer other ways to
 * step up: that is told by examples, and what they do not show is not ruled out by them.
 */
export function* differencesAmongSituations(
  before: CompiledPolicy,
  after: CompiledPolicy,
  { trust }: ChangedParts = changesOf(before, after),
) {
  const situations = trust
    ? allSituations([before, after]).filter(openReading(before, after))
    : plainSituations([before, after])
  const suspects = suspectsIn(before, after)
  const [answerBefore, answerAfter] = [openAnswering(before), openAnswering(after)]
  // Two people who are assessed alike under both policies are decided alike under both.
  const seen = new Set<string>()
  for (const situation of situations) {
    const { engagement, at } = situation
    const first = assess(engagement, at, before)
    const second = trust ? assess(engagement, at, after) : first
    const [one, other] = [whatMatters(first), whatMatters(second)]
    // What is assessed alike by both is compared in their words, and what was seen before is not looked at again.
    if ((trust && one === other) || seen.has(`${one} ${other}`)) continue
    seen.add(`${one} ${other}`)
    const old = answerBefore(first, readRequest(engagement, before))
    const next = answerAfter(second, readRequest(engagement, after))
    for (const { about, name } of suspects) {
      if (keyOf(about, name, old) === keyOf(about, name, next)) continue
      const words = { before: said(about, name, old), after: said(about, name, next) }
      yield { about, name, ...words, situation, old: first, next: second }
    }
  }
}

/**
 * Everything that may be answered otherwise. What only one of the policies has is withheld by the
 * other.
 */
function suspectsIn(before: CompiledPolicy, after: CompiledPolicy): readonly Suspect[] {
  const namesOf = (of: 'classes' | 'actions'): readonly string[] => [
    ...new Set([before, after].flatMap((policy) => policy[of].map(({ name }) => name))),
  ]
  return [
    ...namesOf('classes').map((name) => ({ about: 'class', name }) as const),
    ...namesOf('actions').map((name) => ({ about: 'action', name }) as const),
    { about: 'route', name: 'route' },
  ]
}

/**
 * Tells which situations two policies may assess otherwise. Where they differ in nothing but in which evidence they take
 * and how they read it, those are left out whose every item both take and read the same.
 */
function openReading(
  before: CompiledPolicy,
  after: CompiledPolicy,
): (situation: Situation) => boolean {
  if (worthKey(before) !== worthKey(after)) return () => true
  const say = (policy: CompiledPolicy, item: Evidence): string =>
    JSON.stringify([
      policy.refuses.filter(({ kind }) => kind === item.kind),
      findMethod(item.kind)?.read(item, policy),
    ])
  return ({ engagement: { evidence = [] } }) =>
    evidence.some((item) => say(before, item) !== say(after, item))
}

/**
 * Answers as a policy does. What may be offered takes a plan, so that is worked out for actions
 * alone, where one is withheld.
 *
 * Two copies of the policy do it: one without step-up for all that is given, and one without
 * classes and routes for the plan.
 */
function openAnswering(policy: CompiledPolicy) {
  const plain = { ...policy, stepUp: [] }
  const planned = { ...policy, classes: [], routes: policy.routes.slice(-1) }
  return (assessment: Assessment, request: Request): DecidedAnswers => {
    const answered = answerRequest(plain, assessment, request)
    const isAllowed = Object.values(answered.actions).every((answer) => answer === 'allow')
    if (isAllowed || policy.stepUp.length === 0) return answered
    return { ...answered, actions: answerRequest(planned, assessment, request).actions }
  }
}

/**
 * Everything of an assessment that a decision depends on. Paths only explain it, so they are left
 * out.
 */
const whatMatters = ({ channel, trust, limits, supports, risks }: Assessment): string =>
  JSON.stringify([
    channel,
    { ...trust, path: [] },
    limits,
    supports.map((support) => ({ ...support, path: [] })),
    risks,
  ])
