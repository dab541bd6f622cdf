import type { ActionRule, CompiledPolicy, DataClass, Requirement, Rule } from './compiled.js'

/** Lists the rules of a data class: its rungs, and delivery. */
export const rulesOf = ({ rungs, deliver }: DataClass): readonly Rule[] =>
  deliver === undefined ? rungs : [...rungs, deliver]

/** Lists the rules of an action: itself, and delivery. */
export const rulesOfAction = (action: ActionRule): readonly Rule[] =>
  action.deliver === undefined ? [action] : [action, action.deliver]

/** Lists everything that a rule asks, of whomever it may ask it. */
export const requirementsOf = ({
  requires,
  representatives = [],
}: Rule): readonly Requirement[] => [...requires, ...representatives.flatMap((one) => one.requires)]

/** Lists every rule of a policy: of its classes, then of its actions. */
export const allRules = ({
  classes,
  actions,
}: Pick<CompiledPolicy, 'classes' | 'actions'>): readonly Rule[] => [
  ...classes.flatMap(rulesOf),
  ...actions.flatMap(rulesOfAction),
]
