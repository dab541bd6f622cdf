import type { ActionRule, CompiledPolicy, DataClass } from '../decide/index.js'
import { ANSWER_WORDS, DISCLOSURE_WORDS } from '../twilio/outbound/index.js'
import { codeInWords } from './say.js'

/**
 * A row of the matrix: a data class, of which something may be told, or an action, which
 * may be done.
 */
export type Topic =
  | { readonly about: 'class'; readonly name: string; readonly rule: DataClass }
  | { readonly about: 'action'; readonly name: string; readonly rule: ActionRule }

/** Lists the rows of a policy: classes from the least sensitive, then actions. */
export const topicsOf = ({ classes, actions }: CompiledPolicy): readonly Topic[] => [
  ...classes.map((rule) => ({ about: 'class', name: rule.name, rule }) as const),
  ...actions.map((rule) => ({ about: 'action', name: rule.name, rule }) as const),
]

/** Says what an answer means for somebody who has to act by it: what may be told of a class, what may be done of an action. */
export const topicMeaning = ({ about }: Topic, given: string): string => {
  const known: Readonly<Record<string, string>> =
    about === 'class' ? DISCLOSURE_WORDS : ANSWER_WORDS
  return known[given] ?? codeInWords(given)
}

/** Tells whether a policy gives anything to somebody who acts for another: only then is there something to say of them. */
export const isActingKnown = ({ classes, actions }: CompiledPolicy): boolean =>
  [...classes.flatMap(({ rungs }) => rungs), ...actions].some(
    ({ representatives = [] }) => representatives.length > 0,
  )

/**
 * Leaves nothing of a policy but one class or action, because no answer depends on another
 * one and a policy with all of them takes many times longer to ask.
 */
export const partOf = (policy: CompiledPolicy, { about, name }: Topic): CompiledPolicy => ({
  ...policy,
  classes: about === 'class' ? policy.classes.filter((one) => one.name === name) : [],
  actions: about === 'action' ? policy.actions.filter((one) => one.name === name) : [],
  routes: policy.routes.slice(-1),
  // What a class gives takes no plan.
  ...(about === 'class' && { stepUp: [] }),
})
