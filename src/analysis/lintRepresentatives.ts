import { type CompiledPolicy, isVariant, type Rule, withInner } from '../decide/index.js'
import {
  type Formula,
  isMet,
  openQuestion,
  type RuleTopic,
  statesForAnother,
} from '../space/index.js'
import { type Finding, notWhollySearched } from './finding.js'
import type { PathSteps } from './mutation/edit.js'

/**
 * Finds what is said of people who act for others and comes to nothing: something that no such person can ever be given,
 * mostly because what is asked of the person themselves excludes what is asked of whoever acts for them, and a route for
 * those whom no class and no action gives anything.
 */
export const lintRepresentatives = (policy: CompiledPolicy): readonly Finding[] => [
  ...policy.classes.flatMap(({ name, rungs }) =>
    rungs.flatMap((rule) =>
      lintRule(
        policy,
        rule,
        { name, about: 'class' },
        { path: ['classes', name], word: `${name}.${rule.rung}` },
      ),
    ),
  ),
  ...policy.actions.flatMap((action) =>
    // What is forbidden here is forbidden to everybody, so naming representatives has no effect.
    lintRule(
      policy,
      action.denied ? { ...action, requires: [] } : action,
      { name: action.name, about: 'action' },
      { path: ['actions', action.name], word: action.name },
    ),
  ),
  ...lintRouteActing(policy),
]

/**
 * Looks at what one rule gives to those who act for others. Of what nobody is given at all the rule
 * itself is told, but for what is forbidden on purpose.
 */
function lintRule(
  policy: CompiledPolicy,
  rule: Rule,
  topic: RuleTopic,
  { path, word }: { readonly path: PathSteps; readonly word: string },
): readonly Finding[] {
  const { representatives = [], ...own } = rule
  if (representatives.length === 0) return []
  const question = openQuestion([policy])
  const isNever = (...statements: readonly Formula[]): boolean =>
    question.solve(...statements).type === 'none'
  // Of what nobody is given at all the rule itself is told, but for what is forbidden on purpose.
  if (own.requires.length > 0 && isNever(isMet(question.terms, own, topic))) return []
  const found = representatives
    .filter((one) => {
      // The rule with this one representative alone, and somebody who writes for another: what
      // others who act get is no matter of it.
      const alone = isMet(question.terms, { ...own, representatives: [one] }, topic)
      return isNever(alone, statesForAnother(question.terms))
    })
    .map(({ as }) => ({
      code: 'representative_never_given' as const,
      path: [...path, 'representative'],
      word,
      by: as.join(', '),
    }))
  return [...found, ...notWhollySearched(question, path, word)]
}

// A route for a relation that nothing gives anything still takes tasks, and whoever goes there gets
// nothing.
function lintRouteActing({ classes, actions, routes }: CompiledPolicy): readonly Finding[] {
  const rules: readonly Rule[] = [...classes.flatMap(({ rungs }) => rungs), ...actions]
  const given = new Set(
    rules.flatMap(({ representatives = [] }) => representatives.flatMap(({ as }) => as)),
  )
  // A route for each value of a fact asks the same, and its author wrote one.
  const written = routes.filter(({ id }) => !isVariant(id))
  return written.flatMap(({ when }, at) =>
    withInner(when)
      .flatMap(({ acting = [] }) => acting)
      .filter((relation) => !given.has(relation))
      .map((relation) => ({
        code: 'relation_gives_nothing' as const,
        path: ['routes', at, 'when', ...(when.acting === undefined ? [] : ['acting'])],
        word: relation,
      })),
  )
}
