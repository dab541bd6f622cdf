import { evaluate } from '../evaluate.js'
import { RUNGS } from '../model/decision.js'
import type { Rank } from '../model/level.js'
import { AUDIENCES, REDACTION_ACTIONS, type RedactionAction } from '../model/redaction.js'
import { fail, failAll, ok, type Result } from '../model/result.js'
import { buildCondition } from '../policy/buildPolicy.js'
import type { CompiledPolicy, Condition, Route } from '../policy/compiled.js'
import type { Invariant } from '../policy/document.js'
import { listOf, rankOfWord } from '../policy/readRequirement.js'
import { emitRules } from '../redaction/emitRules.js'
import type { Situation } from './engagementOf.js'
import { answer, disclose, isSo, rankOfDisclosure, routeIn } from './space/answers.js'
import { actionOf, ask, classOf } from './space/ask.js'
import { enumerate } from './space/enumerate.js'
import type { Space } from './space/openSpace.js'
import type { View } from './space/view.js'
import { witnessOf } from './space/witness.js'

/** Whether an invariant holds for every engagement there can be. */
export interface Proof {
  readonly name: string
  readonly holds: boolean
  /** How many states were looked at: all there are, so that nothing is left out. */
  readonly states: number
  /** A smallest engagement for which it does not hold, ready to be evaluated. */
  readonly counterexample?: Situation
}

/**
 * Proves an invariant of a policy over every state there is, or refutes it with a smallest engagement.
 *
 * Refuses with the place of the word where the invariant speaks of what the policy does not have, and with
 * `too_many_states` where there are more states than are looked at: it never samples.
 */
export function prove(space: Space, invariant: Invariant): Result<Proof> {
  const [policy] = space.policies
  if (policy === undefined) return fail('missing_policy')
  const unknown = unknownWords(policy, invariant)
  if (unknown.length > 0) return failAll(unknown)
  const isAlways = invariant.always !== undefined
  const claim = invariant.always ?? invariant.never ?? {}
  const when = buildCondition(invariant.when ?? {})
  const readBelow = invariant.when?.read_below
  const below: Rank | undefined = readBelow === undefined ? undefined : rankOfWord(readBelow)
  const isRouted = claim.route !== undefined || claim.queue !== undefined
  const conditions = [when, ...(isRouted ? policy.routes.map((route) => route.when) : [])]
  const scope = ask([policy], space.universe, {
    classes: listOf(claim.class),
    actions: listOf(claim.action),
    conditions,
  })
  if (!scope.ok) return scope
  const splits = splitsAnswer(claim)
  const found = enumerate(space.universe, {
    ...scope.value,
    answer: ([view]) => {
      if (view === undefined || !isAt(when, below, policy, view)) return 'elsewhere'
      const plain = holdsPlainly(claim, policy, view)
      // Whether more proof would be offered or the action denied takes the whole plan: each such state is evaluated.
      return splits && plain === undefined
        ? `ask ${describeView(view)}`
        : String(plain === isAlways)
    },
  })
  if (!found.ok) return found
  const { states, views } = found.value
  const broken = states
    .filter((state) => {
      if (!state.answer.startsWith('ask ')) return state.answer === 'false'
      const { engagement, at } = witnessOf(state, [policy])
      const given = evaluate(policy, engagement, at).actions[claim.action ?? ''] ?? 'deny'
      return listOf(claim.answer).includes(given) !== isAlways
    })
    .sort((a, b) => a.size - b.size)[0]
  const name = invariant.name ?? describeInvariant(invariant)
  if (broken === undefined) return ok({ name, holds: true, states: views })
  return ok({ name, holds: false, states: views, counterexample: witnessOf(broken, [policy]) })
}

type Claim = NonNullable<Invariant['never']>

const isAt = (
  when: Condition,
  below: Rank | undefined,
  policy: CompiledPolicy,
  view: View,
): boolean => isSo(when, 0, view, classOf(policy)) && (below === undefined || view.read < below)

const WITHHELD = ['step_up', 'deliver_to_record', 'deny']

const splitsAnswer = ({ action, answer: answers }: Claim): boolean => {
  const named = WITHHELD.filter((one) => listOf(answers).some((given) => given === one))
  return action !== undefined && named.length > 0 && named.length < WITHHELD.length
}

/** Tells whether every part of a claim holds; `undefined` where that takes the whole plan. */
function holdsPlainly(claim: Claim, policy: CompiledPolicy, view: View): boolean | undefined {
  const route = (): Route | undefined => routeIn(policy.routes, 0, view, classOf(policy))
  if (claim.route !== undefined && !listOf(claim.route).includes(route()?.id ?? '')) return false
  if (claim.queue !== undefined && !listOf(claim.queue).includes(route()?.queue ?? '')) return false
  if (claim.class !== undefined && !holdsForClass(claim, claim.class, policy, view)) return false
  if (claim.identifier !== undefined && !isShown(claim, policy, view)) return false
  if (claim.action === undefined) return true
  const action = actionOf(policy, claim.action)
  const given = action === undefined ? 'withheld' : answer(action, 0, view)
  const answers: readonly string[] = listOf(claim.answer)
  if (given === 'allow') return answers.includes('allow')
  return splitsAnswer(claim) ? undefined : answers.includes('deny')
}

function holdsForClass(claim: Claim, name: string, policy: CompiledPolicy, view: View): boolean {
  const dataClass = classOf(policy)(name)
  const given = dataClass === undefined ? 'none' : disclose(dataClass, 0, view)
  const rank = rankOfDisclosure(given)
  if (claim.at_least !== undefined && rank < RUNGS.indexOf(claim.at_least)) return false
  if (claim.at_most !== undefined && rank > RUNGS.indexOf(claim.at_most)) return false
  return (
    claim.audience === undefined || claim.identifier !== undefined || isShown(claim, policy, view)
  )
}

// What an audience sees of a class is the least of what its fields are shown with; of an identifier, its text rule.
function isShown(
  { audience, identifier, shown, class: name }: Claim,
  policy: CompiledPolicy,
  view: View,
): boolean {
  const dataClass = name === undefined ? undefined : classOf(policy)(name)
  const disclosure =
    dataClass === undefined ? {} : { [dataClass.name]: disclose(dataClass, 0, view) }
  const rules = emitRules(policy, disclosure)
  const audiences = audience === undefined ? AUDIENCES : [audience]
  const wanted = listOf(shown)
  return audiences.some((one) => {
    const actions = rules[one].flatMap((rule): readonly RedactionAction[] => {
      if (rule.target === 'field')
        return identifier === undefined && rule.class === name ? [rule.action] : []
      return rule.identifier === identifier ? [rule.action] : []
    })
    const byDefault = rules[one].flatMap((rule) =>
      rule.target === 'text' && rule.identifier === 'default' && identifier !== undefined
        ? [rule.action]
        : [],
    )
    const given =
      actions.length > 0 ? actions : byDefault.length > 0 ? byDefault : ['drop' as const]
    const most = given.reduce((a, b) =>
      REDACTION_ACTIONS.indexOf(a) > REDACTION_ACTIONS.indexOf(b) ? a : b,
    )
    return wanted.includes(most)
  })
}

const describeView = (view: View): string =>
  [view.write, view.read, view.resolution, view.channel, ...view.request.topics].join(' ')

function unknownWords(policy: CompiledPolicy, invariant: Invariant) {
  const kind = invariant.always === undefined ? 'never' : 'always'
  const claim = invariant.always ?? invariant.never ?? {}
  const classes = policy.classes.map(({ name }) => name)
  const actions = policy.actions.map(({ name }) => name)
  const routes = policy.routes.map(({ id }) => id)
  const check = (words: readonly string[], known: readonly string[], code: string, path: string) =>
    words.flatMap((word) => (known.includes(word) ? [] : [{ code, path, word, allowed: known }]))
  return [
    ...check(listOf(claim.class), classes, 'unknown_class', `/${kind}/class`),
    ...check(listOf(claim.action), actions, 'unknown_action', `/${kind}/action`),
    ...check(listOf(claim.route), routes, 'unknown_route', `/${kind}/route`),
    ...check(
      Object.keys(invariant.when?.discloses ?? {}),
      classes,
      'unknown_class',
      '/when/discloses',
    ),
  ]
}

/** Says an invariant in one line, where it has no name. */
export const describeInvariant = ({ never, always, when }: Invariant): string => {
  const words = (part: object): string =>
    Object.entries(part)
      .map(
        ([key, value]) =>
          `${key} ${typeof value === 'object' ? JSON.stringify(value) : String(value)}`,
      )
      .join(', ')
  const claim = always === undefined ? `never ${words(never ?? {})}` : `always ${words(always)}`
  return when === undefined ? claim : `${claim}, when ${words(when)}`
}
