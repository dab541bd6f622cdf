import type { ActionRule, CompiledPolicy, DataClass } from '../decide/index.js'

/** A row of the matrix: a data class or an action. */
export type Topic =
  | { readonly about: 'class'; readonly name: string; readonly rule: DataClass }
  | { readonly about: 'action'; readonly name: string; readonly rule: ActionRule }

/** Lists the rows of a policy: classes from the least sensitive, then actions. */
export const topicsOf = ({ classes, actions }: CompiledPolicy): readonly Topic[] => [
  ...classes.map((rule) => ({ about: 'class', name: rule.name, rule }) as const),
  ...actions.map((rule) => ({ about: 'action', name: rule.name, rule }) as const),
]

/** Leaves nothing of a policy but one class or action: no answer depends on any other, and all of them are many. */
export const partOf = (policy: CompiledPolicy, { about, name }: Topic): CompiledPolicy => ({
  ...policy,
  classes: about === 'class' ? policy.classes.filter((one) => one.name === name) : [],
  actions: about === 'action' ? policy.actions.filter((one) => one.name === name) : [],
  routes: policy.routes.slice(-1),
  // What a class gives takes no plan.
  ...(about === 'class' && { stepUp: [] }),
})
