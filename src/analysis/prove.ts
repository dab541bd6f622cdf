import type { CompiledPolicy, Condition, Route } from '../decide/index.js'
import {
  type Answer,
  AUDIENCES,
  fail,
  failAll,
  ok,
  type Rank,
  REDACTION_ACTIONS,
  type RedactionAction,
  type Result,
  RUNGS,
} from '../model/index.js'
import { type Invariant, listOf } from '../policy/index.js'
import { emitRules } from '../redaction/index.js'
import type { Solved } from '../space/index.js'
import type { Situation } from './engagementOf.js'
import {
  type Claim,
  type Claimed,
  claimOf,
  describeState,
  isBroken,
  solveBroken,
} from './invariants.js'
import { answer, disclose, isMet, isSo, rankOfDisclosure, routeIn } from './space/answers.js'
import { actionOf, ask, classOf } from './space/ask.js'
import { enumerate } from './space/enumerate.js'
import type { Space } from './space/openSpace.js'
import type { View } from './space/view.js'
import { witnessOf } from './space/witness.js'

/** Whether an invariant holds for every engagement there can be. */
export interface Proof {
  readonly name: string
  readonly holds: boolean
  /**
   * `not_proved` where nothing that is known of trust rules out a state that breaks it, and no engagement was found that
   * shows it: then it does not hold, as far as anybody can say.
   */
  readonly verdict: 'proved' | 'refuted' | 'not_proved'
  /** How many states were looked at: all there are, so that nothing is left out. */
  readonly states: number
  /** A smallest engagement for which it does not hold, ready to be evaluated. */
  readonly counterexample?: Situation
  /** Where it is not proved: the state that would have to be ruled out, in words. */
  readonly open?: string
}

/**
 * Proves an invariant of a policy over every state there is, or refutes it with a smallest engagement.
 *
 * Refuses with the place of the word where the invariant speaks of what the policy does not have, with
 * `too_many_states` where there are more states than are looked at, and with `depends_on_step_up` where whether it
 * holds depends on what would be offered to step up, and no state that was tried breaks it: it never samples.
 */
export function prove(space: Space, invariant: Invariant): Result<Proof> {
  const [policy] = space.policies
  if (policy === undefined) return fail('missing_policy')
  const unknown = unknownWords(policy, invariant)
  if (unknown.length > 0) return failAll(unknown)
  const name = invariant.name ?? describeInvariant(invariant)
  const claimed = claimOf(invariant)
  const solved = solveBroken(policy, claimed)
  if (solved.type === 'none')
    return ok({ name, holds: true, verdict: 'proved', states: solved.steps })
  return refute(space, policy, claimed, { name, solved })
}

/** Looks for an engagement that breaks an invariant which nothing proves. */
function refute(
  space: Space,
  policy: CompiledPolicy,
  claimed: Claimed,
  { name, solved }: { readonly name: string; readonly solved: Solved },
): Result<Proof> {
  const { claim, when, below, isAlways } = claimed
  const isRouted = claim.route !== undefined || claim.queue !== undefined
  const conditions = [when, ...(isRouted ? policy.routes.map((route) => route.when) : [])]
  const scope = ask([policy], space.universe, {
    classes: listOf(claim.class),
    actions: listOf(claim.action),
    conditions,
  })
  if (!scope.ok) return scope
  const found = enumerate(space.universe, {
    ...scope.value,
    // What holds a conversation down opens nothing, but it may leave nothing to step up to; so may any channel.
    ...(mayDepend(claim, policy) && { resolution: true, channels: null }),
    answer: ([view]) => {
      if (view === undefined || !isAt(when, below, policy, view)) return 'elsewhere'
      const held = holdsIn(claim, policy, view)
      return held === undefined ? `depends ${describeView(view)}` : String(held === isAlways)
    },
  })
  if (!found.ok) return found
  const { states, views } = found.value
  const open = states.filter(({ answer }) => answer.startsWith('depends '))
  const broken = [
    ...states.filter(({ answer }) => answer === 'false'),
    ...open.filter((state) => isBroken(policy, claimed, witnessOf(state, [policy]))),
  ].sort((a, b) => a.size - b.size)[0]
  if (broken !== undefined) {
    const counterexample = witnessOf(broken, [policy])
    // What is decided of it in truth is what counts.
    if (isBroken(policy, claimed, counterexample))
      return ok({ name, holds: false, verdict: 'refuted', states: views, counterexample })
  }
  if (open.length > 0) return fail('depends_on_step_up')
  if (solved.type === 'too_many') return fail('too_many_states')
  const state = solved.type === 'found' ? describeState(solved.state) : ''
  return ok({ name, holds: false, verdict: 'not_proved', states: views, open: state })
}

const isAt = (
  when: Condition,
  below: Rank | undefined,
  policy: CompiledPolicy,
  view: View,
): boolean => isSo(when, 0, view, classOf(policy)) && (below === undefined || view.read < below)

const WITHHELD: readonly Answer[] = ['step_up', 'deliver_to_record', 'deny']

// Whether some answers that allow nothing are meant and others not.
function mayDepend({ action, answer: answers }: Claim, policy: CompiledPolicy): boolean {
  if (action === undefined || actionOf(policy, action)?.denied === true) return false
  const named = WITHHELD.filter((one) => listOf(answers).includes(one))
  return policy.stepUp.length > 0 && named.length > 0 && named.length < WITHHELD.length
}

/** Tells whether every part of a claim holds; `undefined` where that takes the whole plan. */
function holdsIn(claim: Claim, policy: CompiledPolicy, view: View): boolean | undefined {
  const route = (): Route | undefined => routeIn(policy.routes, 0, view, classOf(policy))
  if (claim.route !== undefined && !listOf(claim.route).includes(route()?.id ?? '')) return false
  if (claim.queue !== undefined && !listOf(claim.queue).includes(route()?.queue ?? '')) return false
  if (claim.class !== undefined && !holdsForClass(claim, claim.class, policy, view)) return false
  if (claim.identifier !== undefined && !isShown(claim, policy, view)) return false
  if (claim.action === undefined) return true
  const wanted = listOf(claim.answer)
  const possible = answersIn(policy, claim.action, view)
  if (possible.every((answer) => wanted.includes(answer))) return true
  return possible.some((answer) => wanted.includes(answer)) ? undefined : false
}

// All that an action may be answered in a view, whatever would be offered to step up.
function answersIn(policy: CompiledPolicy, name: string, view: View): readonly Answer[] {
  const action = actionOf(policy, name)
  if (action === undefined) return ['deny']
  if (answer(action, 0, view) === 'allow') return ['allow']
  const { denied, deliver } = action
  const otherwise =
    deliver !== undefined && isMet(deliver, name, 0, view) ? 'deliver_to_record' : 'deny'
  return denied || policy.stepUp.length === 0 ? [otherwise] : ['step_up', otherwise]
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
