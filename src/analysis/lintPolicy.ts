import { type CompiledPolicy, isEveryPart, type Rule, stepUpMethodOf } from '../decide/index.js'
import { LEVELS, ok, type Result } from '../model/index.js'
import {
  disclosures,
  type Formula,
  isAllowed,
  isHolding,
  isOneOf,
  openQuestion,
  type Question,
  routesTaken,
  type Space,
  TRUE,
  WRITE,
} from '../space/index.js'
import type { Step } from './mutation/edit.js'

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
  return ok([lintClasses, lintActions, lintRoutes, lintLevels].flatMap((part) => part(policy)))
}

type Part = (policy: CompiledPolicy) => readonly Finding[]

/** Tells whether something can never be: what could not be looked at to the end may be. */
const isNever = (question: Question, ...statements: readonly Formula[]): boolean =>
  question.solve(...statements).type === 'none'

const lintClasses: Part = (policy) =>
  policy.classes.flatMap((dataClass): readonly Finding[] => {
    const { name, rungs, deliver } = dataClass
    // A class without rungs is closed on purpose.
    if (rungs.length === 0 && deliver === undefined) return []
    const question = openQuestion([policy])
    const given = disclosures(question.terms, dataClass)
    const dead = given.filter(([, formula]) => isNever(question, formula)).map(([word]) => word)
    const isClosed = given.every(([word]) => word === 'none' || dead.includes(word))
    return [
      ...(isClosed
        ? [{ code: 'class_never_opened' as const, path: ['classes', name], word: name }]
        : []),
      ...rungs
        .filter(({ rung }) => dead.includes(rung))
        .map(({ rung }) => ({
          code: 'rung_never_given' as const,
          path: ['classes', name, rung],
          word: `${name}.${rung}`,
        })),
    ]
  })

const lintActions: Part = (policy) =>
  policy.actions
    .filter(({ denied }) => !denied)
    .flatMap((action): readonly Finding[] => {
      const { name } = action
      const question = openQuestion([policy])
      const path = ['actions', name]
      if (isNever(question, isAllowed(question.terms, action)))
        return [{ code: 'action_never_allowed', path, word: name }]
      return isWithinReach(policy, action)
        ? []
        : [{ code: 'step_up_never_enough', path, word: name }]
    })

// Whether the methods this business has could together be enough, as far as that can be told of each part by itself.
function isWithinReach(policy: CompiledPolicy, rule: Rule): boolean {
  const offered = policy.stepUp.flatMap((word) => stepUpMethodOf(word) ?? [])
  return rule.requires.every((requires) =>
    isEveryPart(requires, (part, value) => part.isWithinReach(value, offered)),
  )
}

const lintRoutes: Part = (policy) => {
  const question = openQuestion([policy])
  const taken = routesTaken(question.terms, policy)
  return policy.routes.flatMap(({ id, when }, at): readonly Finding[] => {
    if (!isNever(question, taken[at] ?? TRUE)) return []
    const isImpossible = isNever(question, isHolding(question.terms, policy, when))
    const code = isImpossible ? 'route_never_taken' : 'route_shadowed'
    return [{ code, path: ['routes', at], word: id }]
  })
}

const lintLevels: Part = (policy) => {
  const question = openQuestion([policy])
  return LEVELS.flatMap((level, rank) =>
    isNever(question, isOneOf(WRITE, [rank]))
      ? [{ code: 'level_never_reached' as const, path: ['stepUp'], word: level }]
      : [],
  )
}
