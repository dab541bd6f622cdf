import { type Answer, ok, type Result } from '../model/index.js'
import { answerAlone } from './redecide.js'
import { answer, isMet } from './space/answers.js'
import { actionOf, ask } from './space/ask.js'
import { enumerate, type State } from './space/enumerate.js'
import type { Space } from './space/openSpace.js'
import { witnessOf } from './space/witness.js'
import { HOLDS } from './space/worlds.js'

/** States in which two policies do not allow an action and answer it otherwise, by what they answer. */
export interface Offers {
  readonly groups: readonly (readonly State[])[]
  readonly states: number
}

/**
 * Compares what two policies offer instead of an action they do not allow: more proof, delivery, or nothing. That
 * takes the whole plan, so it is told by one engagement of every kind: of each rank, kind of channel and delivery, held
 * down by an agent and not.
 */
export function offersOf({ policies, universe }: Space, name: string): Result<Offers> {
  // Where nothing is left to step up to, only what is delivered can differ.
  const isDelivered = deliveriesOf(policies, name).length > 1
  const scope = ask(policies, universe, {
    classes: [],
    actions: [name],
    conditions: isDelivered ? [{ risk: HOLDS }] : [],
  })
  if (!scope.ok) return scope
  const found = enumerate(universe, {
    ...scope.value,
    resolution: isDelivered,
    channels: null,
    answer: (views) => {
      const delivers: boolean[] = []
      for (const [at, policy] of policies.entries()) {
        const side = universe.sideOf[at] ?? 0
        const view = views[side]
        const action = actionOf(policy, name)
        if (view === undefined || action === undefined) continue
        if (answer(action, side, view) === 'allow') return ALLOWED
        const { deliver } = action
        delivers.push(deliver !== undefined && isMet(deliver, name, side, view))
      }
      const [view] = views
      const isHeld = HOLDS.some((risk) => view?.isBad(risk) === true)
      return [view?.channel, view?.write, view?.read, isHeld, ...delivers].join(' ')
    },
  })
  if (!found.ok) return found
  const told = new Map<string, readonly Answer[]>()
  const groups = new Map<string, State[]>()
  for (const state of found.value.states) {
    if (state.answer === ALLOWED) continue
    const key = kindOf(state)
    const answers = told.get(key) ?? answersTo(state, policies, name)
    told.set(key, answers)
    if (answers[0] === answers[1]) continue
    const group = groups.get(answers.join()) ?? []
    groups.set(answers.join(), group)
    group.push(state)
  }
  return ok({ groups: [...groups.values()], states: found.value.views })
}

const ALLOWED = 'allowed'

const deliveriesOf = (policies: Space['policies'], name: string): readonly string[] => [
  ...new Set(
    policies.map((policy) => JSON.stringify(actionOf(policy, name)?.deliver?.requires) ?? ''),
  ),
]

// Callers of one kind differ in nothing but their names.
const kindOf = ({ answer: text, world, contact }: State): string => {
  const kind = world.callers.find((caller) => caller.contact === contact)?.kind ?? ''
  return `${kind} ${text.slice(text.indexOf(' '))}`
}

const answersTo = (state: State, policies: Space['policies'], name: string): readonly Answer[] => {
  const situation = witnessOf(state, policies)
  return policies.map((policy) => answerAlone(policy, name, situation))
}
