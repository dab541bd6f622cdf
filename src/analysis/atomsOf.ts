import { type Condition, lookAtAtoms } from '../decide/index.js'

/** Takes a condition apart into its atoms, by the document's names. */
export const atomsOf = (when: Condition): readonly (readonly [name: string, atom: Condition])[] =>
  lookAtAtoms(when, ({ word }, value, name) => [word, { [name]: value }] as const)
