import { splitsOf, textSuspects } from '../../src/analysis/splits.js'
import type { CompiledPolicy } from '../../src/decide/index.js'
import { startBudget } from '../../src/space/index.js'

/** Counts the states that `diff` looks at, without the examples that it builds of them, which take most of its time. */
export function statesCompared(before: CompiledPolicy, after: CompiledPolicy): number {
  const budget = startBudget()
  return textSuspects(before, after)
    .map((suspect) => splitsOf(before, after, suspect, { budget }).steps)
    .reduce((sum, steps) => sum + steps, 0)
}
