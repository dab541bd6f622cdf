import { LEVELS } from '../model/level.js'
import { ok, type Result } from '../model/result.js'
import type { CompiledPolicy, Rule } from '../policy/compiled.js'
import { stepUpMethodOf } from '../policy/stepUpMethods.js'
import type { Step } from './mutation/edit.js'
import { disclose, isMet, isSo, routeIn, rulesOf } from './space/answers.js'
import { ask, classOf } from './space/ask.js'
import { enumerate } from './space/enumerate.js'
import type { Space } from './space/openSpace.js'

/** Something in a policy that no engagement there can be ever makes use of. */
export interface Finding {
  readonly code:
    | 'route_never_taken'
    | 'route_shadowed'
    | 'rung_never_given'
    | 'action_never_allowed'
    | 'class_never_opened'
    | 'level_never_reached'
    | 'step_up_never_enough'
    | 'issuer_never_counts'
    | 'allowed_never_hidden'
  readonly path: readonly Step[]
  /** The policy's own word. */
  readonly word: string
}

/** Finds what is dead, shadowed, redundant or impossible in a policy, over every state there is. */
export function lintPolicy(space: Space): Result<readonly Finding[]> {
  const [policy] = space.policies
  if (policy === undefined) return ok([])
  const found: Finding[] = []
  for (const part of [lintClasses, lintActions, lintRoutes, lintLevels]) {
    const findings = part(space, policy)
    if (!findings.ok) return findings
    found.push(...findings.value)
  }
  return ok(found)
}

type Part = (space: Space, policy: CompiledPolicy) => Result<readonly Finding[]>

const lintClasses: Part = (space, policy) => {
  const found: Finding[] = []
  for (const dataClass of policy.classes) {
    const { name, rungs } = dataClass
    // A class without rungs is closed on purpose.
    if (rulesOf(dataClass).length === 0) continue
    const given = answersOf(space, { classes: [name] }, ([view]) =>
      view === undefined ? '' : disclose(dataClass, 0, view),
    )
    if (!given.ok) return given
    if (given.value.every((answer) => answer === 'none'))
      found.push({ code: 'class_never_opened', path: ['classes', name], word: name })
    for (const { rung } of rungs.filter((rule) => !given.value.includes(rule.rung))) {
      found.push({
        code: 'rung_never_given',
        path: ['classes', name, rung],
        word: `${name}.${rung}`,
      })
    }
  }
  return ok(found)
}

const lintActions: Part = (space, policy) => {
  const found: Finding[] = []
  for (const action of policy.actions.filter(({ denied }) => !denied)) {
    const { name } = action
    const met = answersOf(space, { actions: [name] }, ([view]) =>
      view === undefined ? '' : String(isMet(action, name, 0, view)),
    )
    if (!met.ok) return met
    if (!met.value.includes('true')) {
      found.push({ code: 'action_never_allowed', path: ['actions', name], word: name })
    } else if (!isWithinReach(policy, action)) {
      found.push({ code: 'step_up_never_enough', path: ['actions', name], word: name })
    }
  }
  return ok(found)
}

// Whether the methods this business has could together be enough, as far as methods and categories go.
function isWithinReach(policy: CompiledPolicy, rule: Rule): boolean {
  const methods = policy.stepUp.flatMap((word) => stepUpMethodOf(word) ?? [])
  const categories = new Set(methods.flatMap((method) => method.categories))
  return rule.requires.every(
    (requires) =>
      (requires.methods === undefined ||
        methods.some(
          ({ kind, via }) =>
            requires.methods?.includes(kind) === true ||
            (via !== undefined && requires.methods?.includes(via) === true),
        )) &&
      (requires.categories === undefined || categories.size >= requires.categories) &&
      (requires.forbidPhishableOnly !== true || methods.some(({ phishable }) => !phishable)),
  )
}

const lintRoutes: Part = (space, policy) => {
  const conditions = policy.routes.map(({ when }) => when)
  const answers = answersOf(space, { conditions }, ([view]) => {
    if (view === undefined) return ''
    const find = classOf(policy)
    const taken = routeIn(policy.routes, 0, view, find)
    const holding = policy.routes.filter(({ when }) => isSo(when, 0, view, find))
    return JSON.stringify([taken?.id, ...holding.map(({ id }) => id)])
  })
  if (!answers.ok) return answers
  const states = answers.value.map((answer): readonly string[] => JSON.parse(answer))
  return ok(
    policy.routes.flatMap(({ id }, at): readonly Finding[] => {
      if (states.some(([taken]) => taken === id)) return []
      const isReached = states.some((state) => state.slice(1).includes(id))
      const code = isReached ? 'route_shadowed' : 'route_never_taken'
      return [{ code, path: ['routes', at], word: id }]
    }),
  )
}

const lintLevels: Part = (space) => {
  const reached = answersOf(space, {}, ([view]) => String(view?.write ?? ''))
  if (!reached.ok) return reached
  return ok(
    LEVELS.flatMap((level, rank) =>
      reached.value.includes(String(rank))
        ? []
        : [{ code: 'level_never_reached' as const, path: ['stepUp'], word: level }],
    ),
  )
}

function answersOf(
  { policies, universe }: Space,
  about: Partial<Parameters<typeof ask>[2]>,
  answer: Parameters<typeof enumerate>[1]['answer'],
): Result<readonly string[]> {
  const scope = ask(policies, universe, { classes: [], actions: [], conditions: [], ...about })
  if (!scope.ok) return scope
  const found = enumerate(universe, { ...scope.value, answer })
  return found.ok ? ok(found.value.states.map((state) => state.answer)) : found
}
