import {
  type ActionRule,
  type CompiledPolicy,
  conditionsOf,
  type DataClass,
  type FactDeclaration,
  factsIn,
  isEveryPart,
  isOfRoute,
  isVariant,
  placeInDocument,
  type Requirement,
  type Rule,
  stepUpMethodsOf,
} from '../decide/index.js'
import { type FactTest, LEVELS, ok, type Result } from '../model/index.js'
import {
  disclosureStatements,
  type Formula,
  isAllowed,
  isHolding,
  isMet,
  isOneOf,
  not,
  openQuestion,
  type Question,
  routesTaken,
  type Space,
  TRUE,
  WRITE,
} from '../space/index.js'
import { type Finding, notWhollySearched, tooMany } from './finding.js'
import { lintRepresentatives } from './lintRepresentatives.js'
import { inTurn, type OnProgress } from './onProgress.js'

/**
 * Finds parts of a policy that have no effect or can never be met, in every possible state.
 *
 * Such a finding is proved: no engagement, with whatever evidence, would use the part. What was too
 * much to look at is a finding too (`too_many_states`). If the space holds two policies, the first
 * one is checked.
 *
 * @example
 * ```ts
 * const found = lintPolicy(openSpace(policy))
 * const words = found.ok ? found.value.map(({ code, word }) => `${code} ${word}`) : []
 * ```
 */
export function lintPolicy(space: Space, onProgress?: OnProgress): Result<readonly Finding[]> {
  const [policy] = space.policies
  if (policy === undefined) return ok([])
  const parts = [
    ...policy.classes.map((one): LintPart => [one.name, () => lintClass(policy, one)]),
    ...policy.actions.map((one): LintPart => [one.name, () => lintAction(policy, one)]),
    ...lintRouteStates(policy),
    ['levels', () => lintReachedLevels(policy)] as const,
    ['facts', () => lintUnread(policy)] as const,
    ['representatives', () => lintRepresentatives(policy)] as const,
  ]
  return ok(
    inTurn(
      parts,
      ([, look]) => look(),
      ([label]) => label,
      onProgress,
    ),
  )
}

/** One thing that is looked at by itself, with the word that says which. */
type LintPart = readonly [label: string, look: () => readonly Finding[]]

/** Tells whether something can never be: what could not be looked at to the end may be, and `unlooked` says so. */
const isNever = (question: Question, ...statements: readonly Formula[]): boolean =>
  question.solve(...statements).type === 'none'

/**
 * Looks at one class: a rung that is never given (`rung_never_given`), a delivery that is not
 * (`delivery_never_given`), a class of which nothing ever is (`class_never_opened`), and a rung
 * that nothing the business offers could meet (`step_up_never_enough`).
 *
 * Each answer of the class is asked for by itself. A rung may be dead because nobody can meet it,
 * or because whoever does is given a higher one.
 */
function lintClass(policy: CompiledPolicy, dataClass: DataClass): readonly Finding[] {
  const { name, rungs, deliver } = dataClass
  // A class without rungs is closed on purpose.
  if (rungs.length === 0 && deliver === undefined) return []
  const question = openQuestion([policy])
  const given = disclosureStatements(question.terms, dataClass)
  const dead = given.filter(([, formula]) => isNever(question, formula)).map(([word]) => word)
  // Where nothing is ever given the class is reported once, besides its rungs.
  const isClosed = given.every(([word]) => word === 'none' || dead.includes(word))
  return [
    ...(isClosed
      ? [{ code: 'class_never_opened' as const, path: ['classes', name], word: name }]
      : []),
    ...rungs
      .filter(({ rung }) => dead.includes(rung))
      .map(({ rung, requires }) => ({
        code: 'rung_never_given' as const,
        path: ['classes', name, rung],
        word: `${name}.${rung}`,
        ...(isGivenAlone(policy, dataClass, rung) ? rulesIn(requires) : {}),
      })),
    ...(deliver !== undefined && dead.includes('deliver_to_record') && !isClosed
      ? [
          {
            code: 'delivery_never_given' as const,
            path: ['classes', name, 'deliver_to_record'],
            word: name,
            ...rulesIn(deliver.requires),
          },
        ]
      : []),
    ...rungs
      // A business that offers nothing to step up with has nothing that could be out of reach.
      .filter((rule) => policy.stepUp.length > 0 && !isWithinReach(policy, rule))
      .map(({ rung }) => ({
        code: 'step_up_never_enough' as const,
        path: ['classes', name, rung],
        word: `${name}.${rung}`,
      })),
    ...notWhollySearched(question, ['classes', name], name),
  ]
}

/**
 * Whether a rung is given where no pack asks anything: then it is a pack that takes it away, and
 * its rules are named.
 */
function isGivenAlone(policy: CompiledPolicy, dataClass: DataClass, rung: string): boolean {
  const own = <One extends Rule>(rule: One): One => ({
    ...rule,
    requires: rule.requires.filter((requires) => requires.rule === undefined),
  })
  const { deliver } = dataClass
  const question = openQuestion([policy])
  const given = disclosureStatements(question.terms, {
    ...dataClass,
    rungs: dataClass.rungs.map(own),
    ...(deliver !== undefined && { deliver: own(deliver) }),
  })
  return given.some(([word, formula]) => word === rung && !isNever(question, formula))
}

/**
 * Looks at one action as at a class, but for its being denied on purpose: `action_never_allowed`,
 * `step_up_never_enough` and `delivery_never_given`.
 */
function lintAction(policy: CompiledPolicy, action: ActionRule): readonly Finding[] {
  const { name, denied } = action
  if (denied) return []
  const question = openQuestion([policy])
  const path = ['actions', name]
  if (isNever(question, isAllowed(question.terms, action)))
    return [{ code: 'action_never_allowed', path, word: name }]
  return [
    ...(isWithinReach(policy, action)
      ? []
      : [{ code: 'step_up_never_enough' as const, path, word: name }]),
    ...lintDelivery(question, action),
    ...notWhollySearched(question, path, name),
  ]
}

/**
 * A delivery is for those who may not do it themselves. Where whoever may have it delivered may do
 * it as well, it is never given.
 */
function lintDelivery(question: Question, action: ActionRule): readonly Finding[] {
  const { name, deliver } = action
  if (deliver === undefined) return []
  const { terms } = question
  const refused = not(isAllowed(terms, action), terms.full)
  return isNever(question, refused, isMet(terms, deliver, { name, about: 'action' }))
    ? [
        {
          code: 'delivery_never_given',
          path: ['actions', name, 'deliver_to_record'],
          word: name,
          ...rulesIn(deliver.requires),
        },
      ]
    : []
}

/** Names the rules of packs that ask something here: one of them may be why. */
function rulesIn(requires: readonly Requirement[]): Pick<Finding, 'by'> {
  const rules = requires.flatMap(({ rule }) => rule ?? [])
  return rules.length === 0 ? {} : { by: rules.join(', ') }
}

/**
 * Whether the methods this business has could together be enough, as far as that can be told of
 * each part by itself. So it may say yes where two parts together are out of reach, and never no
 * where they are not.
 */
function isWithinReach(policy: CompiledPolicy, rule: Rule): boolean {
  const offered = stepUpMethodsOf(policy)
  return rule.requires.every((requires) =>
    isEveryPart(requires, (part, value) => part.isWithinReach?.(value, offered) ?? true),
  )
}

/**
 * Looks at each route: one whose condition never holds (`route_never_taken`), and one that is taken
 * by others before it (`route_shadowed`).
 *
 * Each is taken only where those before it are not; one that is too much to look at says nothing of
 * the others. All are asked of one question, so what is found for one helps the next.
 */
function lintRouteStates(policy: CompiledPolicy): readonly LintPart[] {
  const question = openQuestion([policy])
  const taken = routesTaken(question.terms, policy)
  return policy.routes.map(({ id, when }, at): LintPart => {
    const look = (): readonly Finding[] => {
      const path = ['routes', placeInDocument(policy.routes, at)]
      // Where a route is made for each value of a fact, some of these routes may never be taken
      // while the others are.
      const others = policy.routes.flatMap((other, place) =>
        isOfRoute(other.id, id) ? [taken[place] ?? TRUE] : [],
      )
      if (isVariant(id)) return []
      for (const one of others) {
        const solved = question.solve(one)
        if (solved.type === 'too_many') return [tooMany(path, id, solved.widest)]
        if (solved.type === 'found') return []
      }
      const isImpossible = isNever(question, isHolding(question.terms, policy, when))
      const code = isImpossible ? 'route_never_taken' : 'route_shadowed'
      return [{ code, path, word: id }]
    }
    return [id, look]
  })
}

/**
 * Finds facts that are declared and that nothing asks for (`fact_never_read`). Such a fact still
 * has to be sent, and its author thinks that it decides something.
 */
function lintUnread(policy: CompiledPolicy): readonly Finding[] {
  const read = factsIn(conditionsOf(policy))
  return Object.entries(policy.facts ?? {}).flatMap(([name, declared]) => {
    const path = ['facts', name]
    const tests = read.flatMap(([fact, ...asked]) => (fact === name ? asked : []))
    return tests.length === 0
      ? [{ code: 'fact_never_read' as const, path, word: name }]
      : lintValues(declared, tests, path)
  })
}

// A value that is in no condition is the remaining one; two such values are never told apart. A threshold that is in
// no condition divides nothing.
function lintValues(
  { values = [], upTo = [] }: FactDeclaration,
  tests: readonly FactTest[],
  path: readonly string[],
): readonly Finding[] {
  const left = values.filter((value) => !tests.includes(value))
  const bounds = tests.flatMap((test) => (typeof test === 'object' ? [test.above, test.upTo] : []))
  const idle = upTo.filter((threshold) => !bounds.includes(threshold))
  return [...(left.length > 1 ? left : []), ...idle].map((value) => ({
    code: 'fact_value_never_read' as const,
    path,
    word: String(value),
    by: path.at(-1) ?? '',
  }))
}

/**
 * Finds levels that nobody can reach (`level_never_reached`): nothing that is trusted leads so far,
 * such as where all strong evidence is refused.
 */
function lintReachedLevels(policy: CompiledPolicy): readonly Finding[] {
  const question = openQuestion([policy])
  const path = ['stepUp']
  const found = LEVELS.flatMap((level, rank) =>
    isNever(question, isOneOf(WRITE, [rank]))
      ? [{ code: 'level_never_reached' as const, path, word: level }]
      : [],
  )
  return [...found, ...notWhollySearched(question, path, 'stepUp')]
}
