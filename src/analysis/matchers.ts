import type { CompiledPolicy } from '../decide/compiled.js'
import type { Decision, Disclosure } from '../model/decision.js'
import type { Situation } from './engagementOf.js'
import { explain } from './explain.js'

/** What a matcher found, as test runners ask for it. */
export interface Verdict {
  readonly pass: boolean
  readonly message: () => string
}

/** A policy and an engagement, decided: what matchers are asked about. */
export interface Decided {
  readonly policy: CompiledPolicy
  readonly situation: Situation
  readonly decision: Decision
}

/** Expects a class to be disclosed, exactly to a rung where one is named. */
export function matchDisclose(decided: Decided, name: string, rung?: Disclosure): Verdict {
  const given = decided.decision.disclosure[name] ?? 'none'
  const pass = rung === undefined ? given !== 'none' : given === rung
  return verdict(decided, pass, name, `${name} is ${given}`, rung ?? 'disclosed')
}

/** Expects a class to be withheld, or an action not to be allowed; for a reason or by a rule, where one is named. */
export function matchWithhold(decided: Decided, name: string, because?: string): Verdict {
  const { disclosure, actions } = decided.decision
  const given = disclosure[name] ?? actions[name] ?? 'none'
  const isWithheld = given === 'none' || given === 'deny' || given === 'step_up'
  const causes = because === undefined ? [] : causesOf(decided, name)
  const pass = isWithheld && (because === undefined || causes.includes(because))
  const found =
    isWithheld && because !== undefined ? `${given} because of ${causes.join(', ')}` : given
  const wanted = because === undefined ? 'withheld' : `withheld because of ${because}`
  return verdict(decided, pass, name, `${name} is ${found}`, wanted)
}

/** Expects the engagement to go to a route. */
export function matchRouteTo(decided: Decided, id: string): Verdict {
  const { route } = decided.decision
  return verdict(decided, route.id === id, null, `it goes to ${route.id} (${route.queue})`, id)
}

/** Expects a class or action to be opened by further proof: by all of these methods together. */
export function matchRequire(decided: Decided, name: string, methods: readonly string[]): Verdict {
  const plans = decided.decision.stepUp.filter(({ opens }) => opens.includes(name))
  const wanted = [...methods].sort().join(' and ')
  const pass = plans.some((plan) => [...plan.methods].sort().join(' and ') === wanted)
  const offered = plans.map((plan) => plan.methods.join(' and ')).join(', or ')
  return verdict(
    decided,
    pass,
    name,
    `${name} takes ${offered === '' ? 'nothing that helps' : offered}`,
    wanted,
  )
}

function causesOf({ policy, situation, decision }: Decided, name: string): readonly string[] {
  const { topics } = explain(policy, situation, 'without_flips')
  const topic = topics.find((one) => one.topic === name)
  const short = topic?.considered.find(({ rule }) => rule === topic.decidedBy)?.short ?? []
  return [
    ...(topic?.decidedBy == null ? [] : [topic.decidedBy]),
    ...short,
    ...decision.trust.caps.map(({ code }) => code),
    ...decision.reasons.map(({ code }) => code),
  ]
}

function verdict(
  decided: Decided,
  pass: boolean,
  name: string | null,
  found: string,
  wanted: string,
): Verdict {
  return {
    pass,
    message: () => {
      const { trust } = decided.decision
      const topic =
        name === null
          ? undefined
          : explain(decided.policy, decided.situation).topics.find((one) => one.topic === name)
      return [
        `${found}, expected ${pass ? 'not ' : ''}${wanted}`,
        `read: write ${trust.write}, read ${trust.read}, record ${trust.resolution}`,
        ...(topic?.decidedBy == null ? [] : [`decided by ${topic.decidedBy}`]),
        ...(topic?.flip === undefined ? [] : [`more is given ${topic.flip}`]),
      ].join('\n')
    },
  }
}
